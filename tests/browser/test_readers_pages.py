"""What readers see: every public page, narrow and wide, light and dark, scripts or not."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Site

Check = Callable[[Page], None]

ARTICLE = "/articles/microsoft-xiaomi-mou-2018/"
CLAIM = "/claims/us100-billion-valuation/"
PAGES = [
    "/",
    ARTICLE,
    f"{ARTICLE}history/",
    f"{ARTICLE}revisions/1/",
    f"{ARTICLE}compare/1...2/",
    "/claims/",
    CLAIM,
    f"{CLAIM}history/",
    f"{CLAIM}verdicts/1/",
    "/corrections/",
    "/corrections/policy/",
    "/methodology/",
    "/about/",
    "/topics/",
    "/sources/",
    "/id/",
    "/accounts/login/",
    f"/id{ARTICLE}",
    f"/id{CLAIM}",
]
SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "desktop": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_and_everyone_can_read_it(
    site: Site, new_page: NewPage, assert_accessible: Check, path: str, screen: str
) -> None:
    page = new_page(site, **SCREENS[screen])
    answer = page.goto(path)

    assert answer is not None
    assert answer.status == 200
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= SCREENS[screen]["viewport"]["width"]
    assert page.locator("h1").count() == 1
    expect(page.locator("html")).to_have_attribute("lang", "id" if "/id/" in path else "en")
    assert_accessible(page)


def test_the_article_marks_what_is_published_and_nothing_else(page: Page) -> None:
    page.goto(ARTICLE)

    expect(page.get_by_text("11 of 14 claims checked")).to_be_visible()
    marked = {link.get_attribute("href") for link in page.locator("a.mark").all()}
    assert len(marked) == 11
    for href in marked:
        assert href is not None
        assert href.startswith("/claims/")
    for hidden in ("bullet-1-cloud", "forecast-europe-and-the-united-states", "authors-view"):
        assert f"/claims/{hidden}/" not in page.content()


def test_the_history_shows_the_update_of_2019(page: Page) -> None:
    page.goto(f"{ARTICLE}history/")
    expect(page.get_by_text("24 Dec 2019").first).to_be_visible()
    expect(page.get_by_text("Penyesuaian gambar unggulan.").first).to_be_visible()


def test_a_reader_follows_a_mark_to_its_reasons_without_scripts(
    site: Site, new_page: NewPage
) -> None:
    page = new_page(site, java_script_enabled=False)
    page.goto(ARTICLE)
    page.locator(f"a.mark[href='{CLAIM}']").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("US$100 billion")
    expect(page.get_by_text("One reviewer rated it")).to_be_visible()
    expect(page.get_by_text("In February 2018 there was no IPO")).to_be_visible()


def test_the_keyboard_reaches_the_text_and_the_focus_shows(page: Page) -> None:
    page.goto(ARTICLE)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_visible()
    assert (skip.get_attribute("href") or "").startswith("#")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    outline = page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline != "none"


@pytest.mark.parametrize(
    "path",
    [
        "/claims/authors-view/",
        "/claims/nothing/",
        f"{CLAIM}verdicts/2/",
        f"{ARTICLE}revisions/9/",
        f"{ARTICLE}compare/1...9/",
        "/acts/1/",
        "/acts/999999/",
    ],
)
def test_what_is_not_published_is_not_found(
    page: Page, complaints: list[str], assert_accessible: Check, path: str
) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)
    complaints.clear()  # the browser notes every 404 in its console


def test_an_act_shows_its_fingerprint(page: Page, assert_accessible: Check) -> None:
    page.goto(f"{CLAIM}history/")
    page.locator("a.fingerprint").first.click()
    assert "/acts/" in page.url
    fingerprint = page.get_by_text("SHA-256").first
    expect(fingerprint).to_be_visible()
    assert_accessible(page)
