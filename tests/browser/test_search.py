"""A reader searches: by keyboard alone, with scripts or without, narrow and wide."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Site

SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "desktop": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
}
FOUND = ["/id/search/?q=micosoft+xiaomi", "/search/?q=xiaomi&kind=claim"]
PAGES = ["/search/", "/search/?q=qqzz", *FOUND]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", PAGES)
def test_the_page_fits_and_everyone_can_read_it(
    site: Site,
    new_page: NewPage,
    assert_accessible: Callable[[Page], None],
    path: str,
    screen: str,
) -> None:
    page = new_page(site, **SCREENS[screen])
    page.goto(path)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= SCREENS[screen]["viewport"]["width"]
    page.locator(".search-filters summary").click()
    assert_accessible(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_by_keyboard(site: Site, new_page: NewPage, scripts: bool) -> None:
    page = new_page(site, java_script_enabled=scripts)
    page.goto("/search/")
    page.get_by_role("searchbox").last.focus()
    page.keyboard.type("micosoft 2016")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Showing results for microsoft 2016.")).to_be_visible()
    expect(page.locator(".found mark", has_text="Microsoft").first).to_be_visible()

    page.locator(".search-filters summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What", exact=True).select_option("claim")
    page.get_by_role("button", name="Show", exact=True).press("Enter")
    expect(page.get_by_role("link", name="Remove the filter What: Claims")).to_be_visible()
    kinds = {kind.strip() for kind in page.locator(".found-kind").all_inner_texts()}
    assert kinds == {"Claim"}

    page.get_by_role("link", name="Remove the filter What: Claims").press("Enter")
    expect(page.get_by_role("link", name="Remove the filter")).to_have_count(0)
    page.locator(".found h3 a").first.press("Enter")
    expect(page).not_to_have_url("**/search/**")
