"""Talk about a claim and a question to an expert, as people use them."""

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


def fits(page: Page, check: Callable[[Page], None], screen: str) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= SCREENS[screen]["viewport"]["width"]
    check(page)


def test_a_comment_without_scripts(fresh_site: Site, new_page: NewPage) -> None:
    mine = new_page(fresh_site, "demo-editor", java_script_enabled=False)
    mine.goto("/desk/claims/3/talk/?show=all")
    mine.get_by_label("New thread").fill("Is this net of tax?")
    mine.get_by_role("button", name="Say it").click()
    expect(mine.locator(".comment:target")).to_contain_text("Is this net of tax?")
    assert "?show=all#comment-" in mine.url
    mine.get_by_role("button", name="Resolve").click()
    expect(mine.get_by_text("Thread resolved.")).to_be_visible()
    mine.get_by_role("button", name="Reopen").click()
    expect(mine.locator(".comment:target")).to_be_visible()


def test_a_thread_that_is_resolved_is_found_where_it_went(
    fresh_site: Site, new_page: NewPage
) -> None:
    mine = new_page(fresh_site, "demo-editor", **SCREENS["phone"])
    mine.goto("/desk/claims/3/talk/")
    mine.get_by_label("New thread").fill("Is this net of tax?")
    mine.get_by_role("button", name="Say it").click()
    mine.get_by_role("button", name="Resolve").click()
    expect(mine.locator(".talk-resolved .comment:focus")).to_be_in_viewport()
    expect(mine.locator("#said")).to_have_text("Thread resolved.")
    mine.get_by_role("link", name="History", exact=True).click()
    expect(mine.locator(".claim-tabs [aria-current]")).to_have_text("History")
    mine.go_back()
    expect(mine.locator(".talk-resolved .comment").first).to_be_attached()


@pytest.mark.parametrize("screen", SCREENS)
def test_colleagues_talk_and_ask_an_expert(
    fresh_site: Site,
    new_page: NewPage,
    assert_accessible: Callable[[Page], None],
    complaints: list[str],
    screen: str,
) -> None:
    mine = new_page(fresh_site, "demo-editor", **SCREENS[screen])
    mine.goto("/desk/claims/3/talk/")
    mine.get_by_label("New thread").fill(
        "Is this net of tax, @demo-reviewer-1?\nSee https://example.org/accounts."
    )
    mine.evaluate("window.rememberMe = true")
    mine.get_by_role("button", name="Say it").click()
    expect(mine.locator(".comment:focus .mention")).to_have_text("@demo-reviewer-1")
    expect(mine.get_by_label("New thread")).to_have_value("")
    mine.get_by_text("Answer", exact=True).first.click()
    mine.get_by_label("Your answer").fill("Gross, says the report.")
    mine.get_by_role("button", name="Answer").click()
    expect(mine.locator(".replies .comment:focus")).to_contain_text("Gross")
    assert mine.url.endswith(str(mine.locator(".replies .comment").get_attribute("id")))
    expect(mine.locator(".replies .comment")).to_be_in_viewport()
    assert mine.evaluate("window.rememberMe")  # no page was loaded
    assert mine.evaluate("localStorage.length") == 0  # nor kept what was accepted
    mine.locator(".replies").get_by_role("link", name="Edit").click()
    fits(mine, assert_accessible, screen)
    mine.get_by_role("textbox", name="Comment").fill("Gross, says the newest report.")
    mine.get_by_role("button", name="Save").click()
    mine.get_by_role("link", name="edited").click()
    expect(mine.locator("ins")).to_contain_text("newest")
    fits(mine, assert_accessible, screen)
    mine.get_by_role("link", name="Back to the talk").click()

    mine.get_by_role("link", name="Ask an expert").click()
    mine.get_by_label("Expert's name").fill("Ir. Sari Wulandari")
    mine.get_by_label("Question").fill("Did the report say that the company was worth that much?")
    mine.get_by_label("Language").select_option("en")
    fits(mine, assert_accessible, screen)
    mine.get_by_role("button", name="Make the link").click()
    link = mine.locator(".shown-once code").inner_text()
    fits(mine, assert_accessible, screen)

    theirs = new_page(fresh_site, **SCREENS[screen])
    theirs.goto(link)
    fits(theirs, assert_accessible, screen)
    theirs.get_by_label("They should read differently.").check()
    theirs.get_by_role("button", name="Send your answer").click()
    expect(theirs.get_by_role("alert")).to_contain_text("Write the words as they should be")
    assert complaints
    complaints.clear()  # the browser's own word on a refusal: 422
    fits(theirs, assert_accessible, screen)
    theirs.get_by_label("The words as they should be").fill("may be worth US$100 billion one day")
    theirs.get_by_label("What else the newsroom should know").fill("I wrote that report.")
    theirs.get_by_role("button", name="Send your answer").click()
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("Thank you.")
    fits(theirs, assert_accessible, screen)

    mine.goto("/desk/claims/3/talk/")
    expect(mine.locator(".expert")).to_contain_text("I wrote that report.")
    expect(mine.locator(".expert ins").first).to_be_visible()
    expect(mine.get_by_role("link", name="Edit the claim")).to_be_visible()
    fits(mine, assert_accessible, screen)
    mine.get_by_role("button", name="Resolve").click()
    mine.locator(".talk-resolved > summary").scroll_into_view_if_needed()
    fits(mine, assert_accessible, screen)
    mine.get_by_role("button", name="Reopen").click()
    expect(mine.locator(".talk-resolved")).to_have_count(0)
