"""A reader reports something in a real browser, and an editor answers."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Site

WIDTHS = [{"width": 390, "height": 844}, {"width": 1440, "height": 900}]


def form_of_a_claim(page: Page, prefix: str = "") -> None:
    """The form, reached as a reader reaches it."""
    page.goto(f"{prefix}/claims/")
    page.locator("main a[href*='/claims/']:visible").first.click()
    page.locator(".report-link a").click()


def write(page: Page, message: str) -> None:
    page.locator("[name=about]").first.check()
    page.locator("[name=message]").fill(message)


def test_a_report_is_answered(
    fresh_site: Site,
    new_page: NewPage,
    assert_accessible: Callable[..., None],
    complaints: list[str],
) -> None:
    reader = new_page(fresh_site, viewport=WIDTHS[0])
    form_of_a_claim(reader)
    write(reader, "The sum is <b>another</b>.")
    reader.get_by_role("button", name="Send the report").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(
        "Your report has arrived. Thank you.", timeout=60_000
    )
    expect(reader.locator("main")).to_contain_text("The sum is <b>another</b>.")
    expect(reader.locator("main")).to_contain_text("An editor will read it.")
    assert_accessible(reader)
    assert not reader.context.cookies()
    receipt = reader.url

    assert not complaints
    editor = new_page(fresh_site, "demo-editor")
    editor.goto("/admin/")
    editor.get_by_role("link", name="The sum is <b>another</b>.").click()
    assert_accessible(editor)
    editor.get_by_label("Answer").fill("It is. We correct it.")
    editor.get_by_role("button", name="Answer").click()
    expect(editor.locator(".messagelist")).to_contain_text("Answered.")
    assert_accessible(editor)
    editor.goto("/admin/factcheck/report/?show=answered")
    assert_accessible(editor, but=["label-title-only"])  # Django's own search box
    complaints.clear()  # of axe, which looks for what Django's stylesheets import, and can't

    reader.goto(receipt)
    expect(reader.get_by_role("heading", level=1)).to_have_text("We answered your report.")
    expect(reader.locator("main")).to_contain_text("It is. We correct it.")
    assert_accessible(reader)


def test_without_scripts_it_is_held(fresh_site: Site, new_page: NewPage) -> None:
    reader = new_page(fresh_site, java_script_enabled=False)
    form_of_a_claim(reader)
    # Browsers without scripts show it; this one, which only keeps them from running, does not.
    assert "Scripts are off in your browser." in reader.content()
    write(reader, "The day is wrong.")
    reader.get_by_role("button", name="Send the report").click()
    expect(reader.locator("main")).to_contain_text("so it is held apart")


def test_a_slow_browser_is_waited_for(fresh_site: Site, new_page: NewPage) -> None:
    """Sent before the challenge is solved, it says so and goes by itself; by keyboard alone."""
    reader = new_page(fresh_site)
    form_of_a_claim(reader)
    reader.evaluate(
        """() => {
            const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
            crypto.subtle.deriveBits = async (...given) => {
                await new Promise((go) => setTimeout(go, window.slow ?? 20));
                return derive(...given);
            };
        }"""
    )
    reader.locator("[name=about]").first.focus()
    reader.keyboard.press("Space")
    reader.keyboard.press("Tab")
    reader.keyboard.type("The place is wrong.")
    for _ in range(3):
        reader.keyboard.press("Tab")
    expect(reader.get_by_role("button", name="Send the report")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("status")).to_contain_text("One moment.")
    reader.evaluate("window.slow = 0")
    expect(reader.get_by_role("heading", level=1)).to_contain_text(
        "Your report has arrived", timeout=60_000
    )
    expect(reader.locator("main")).to_contain_text("An editor will read it.")


@pytest.mark.parametrize("width", WIDTHS, ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/id"])
def test_the_form_can_be_used_by_everyone(
    site: Site,
    new_page: NewPage,
    assert_accessible: Callable[..., None],
    width: Any,
    scheme: str,
    prefix: str,
    complaints: list[str],
) -> None:
    page = new_page(site, viewport=width, color_scheme=scheme)
    form_of_a_claim(page, prefix)
    assert_accessible(page)
    page.locator("[type=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible(timeout=60_000)
    assert_accessible(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.goto(f"{prefix}/reports/nowhere/")
    assert_accessible(page)
    complaints.clear()  # of the answers 422 and 404, which were asked for
