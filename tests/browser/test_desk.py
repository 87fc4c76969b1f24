"""The desk in a browser: by keyboard alone, in place, two people, blind."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Site

WORDS = "Microsoft dan Xiaomi telah menjalin hubungan sejak lama."
STATEMENT = "Microsoft and Xiaomi had worked together for years before 2018."
RATIONALE = "Their agreements of 2015 and 2016 are on record."
PROPOSER, REVIEWER, EDITOR = "demo-reviewer-1", "demo-reviewer-2", "demo-editor"


def settled(page: Page) -> None:
    """Wait until no page is on its way."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def press(page: Page, *keys: str) -> None:
    """Press keys, as somebody who waits for the page to come."""
    for key in keys:
        settled(page)
        page.keyboard.press(key)


def tab_to(page: Page, name: str) -> None:
    """Go on by Tab to the next field of this name."""
    settled(page)
    for _ in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab leads to no {name}")


def write(page: Page, **fields: str) -> None:
    """Fill in fields by keyboard, in the order of the form."""
    for name, text in fields.items():
        tab_to(page, name)
        page.keyboard.type(text)


def send(page: Page) -> None:
    press(page, "Control+Enter")


def is_reloaded(page: Page) -> bool:
    """Whether the page was loaded anew since `remember`."""
    return not page.evaluate("window.rememberMe === true")


def remember(page: Page) -> None:
    page.evaluate("window.rememberMe = true")


@pytest.mark.journey
def test_from_selection_to_publication_by_keyboard_alone(
    fresh_site: Site, new_page: NewPage
) -> None:
    proposer = new_page(fresh_site, PROPOSER)
    proposer.goto("/desk/claims/14/")
    remember(proposer)
    mark(proposer)
    address = proposer.url
    propose(proposer)
    assert not is_reloaded(proposer)

    reviewer = new_page(fresh_site, REVIEWER)
    reviewer.goto("/desk/?show=second-review")
    remember(reviewer)
    rate_blind(reviewer)
    assert not is_reloaded(reviewer)
    assert reviewer.url.split("?")[0] == address.split("?")[0]

    editor = new_page(fresh_site, EDITOR)
    editor.goto(reviewer.url)
    press(editor, "p")
    write(editor, reason="Two people reached the same rating.")
    send(editor)
    expect(editor.locator(".status-published").first).to_be_visible()
    fresh_site.manage("verify_history")


def mark(page: Page) -> None:
    press(page, "m")
    for _ in range(40):
        if page.evaluate("getSelection().toString()").startswith("Microsoft dan Xiaomi telah"):
            break
        press(page, "ArrowUp")
    press(page, "Enter")
    expect(page.locator("#claim [name=quote]")).to_have_value(WORDS)
    write(page, statement_en=STATEMENT)
    tab_to(page, "kinds")
    press(page, "Space")
    write(page, reason="A claim of its own.")
    send(page)
    expect(page.locator("#claim .statement")).to_contain_text(STATEMENT)


def propose(page: Page) -> None:
    press(page, "t")
    expect(page.locator("#claim .status-researching")).to_be_visible()
    press(page, "e")
    expect(page.locator("#claim [name='source-title']")).to_be_attached()
    write(page, **{"source-title": "A report of 2016", "source-type": "News"})
    write(page, stance="Supports", note_en="Tells of both.", reason="Bears on it.")
    send(page)
    expect(page.locator(".evidence-list")).to_contain_text("A report of 2016")
    press(page, "2")
    expect(page.locator("[name=rating][value=mostly_true]")).to_be_checked()
    write(page, confidence="High", rationale_en=RATIONALE)
    send(page)
    expect(page.locator("#claim .status-proposed")).to_be_visible()


def rate_blind(page: Page) -> None:
    press(page, "j")
    expect(page.locator("#claim .statement")).to_contain_text(STATEMENT)
    expect(page.locator("body")).not_to_contain_text(RATIONALE)
    expect(page.locator("#claim")).to_contain_text("Sealed until you have rated it")
    press(page, "t")
    expect(page.locator("#claim .status-in-second-review")).to_be_visible()
    press(page, "2")
    write(page, note_en="Both agreements bear it out.")
    send(page)
    expect(page.locator("#claim .status-approved")).to_be_visible()
    expect(page.locator("#claim")).to_contain_text(RATIONALE)


PAGES = ["", "claims/12/", "claims/12/talk/", "claims/12/evidence/add/", "letters/", "overview/"]


@pytest.mark.parametrize("language", ["", "/id"])
@pytest.mark.parametrize("width", [320, 390, 1120, 1440])
def test_each_page_fits_its_window_in_each_language(
    site: Site,
    new_page: NewPage,
    assert_accessible: Callable[[Page], None],
    width: int,
    language: str,
) -> None:
    """1120 is the least width that has three columns."""
    page = new_page(site, PROPOSER, viewport={"width": width, "height": 800})
    for path in PAGES:
        page.goto(f"{language}/desk/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert_accessible(page)


def test_words_marked_by_keyboard_lead_into_the_form(site: Site, new_page: NewPage) -> None:
    page = new_page(site, PROPOSER)
    page.goto("/desk/claims/12/")
    press(page, "m", "Enter")
    expect(page.get_by_role("heading", name="New claim", level=2)).to_be_focused()


def test_moving_on_loads_no_page_and_back_works(site: Site, new_page: NewPage) -> None:
    page = new_page(site, PROPOSER)
    page.goto("/desk/claims/7/?show=all")
    remember(page)
    press(page, "j")
    expect(page).to_have_url(re.compile(r"/desk/claims/12/\?show=all$"))
    first = page.locator("#claim .statement").inner_text()
    press(page, "j")
    expect(page).to_have_url(re.compile(r"/desk/claims/14/\?show=all$"))
    expect(page.locator("#claim .statement")).not_to_have_text(first)
    assert not is_reloaded(page)
    expect(page.locator("#claim-h")).to_be_focused()
    press(page, "h")
    expect(page).to_have_url(re.compile(r"/history/\?show=all$"))
    page.go_back()
    expect(page.locator("#claim .claim-tabs [aria-current]")).to_have_text("Check")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/desk/claims/12/\?show=all$"))
    expect(page.locator("#claim .statement")).to_have_text(first)


def test_keys_stay_out_of_what_is_typed(site: Site, new_page: NewPage) -> None:
    page = new_page(site, PROPOSER)
    page.goto("/desk/claims/12/?show=all")
    press(page, "/")
    page.keyboard.type("jkt?e12")
    expect(page.locator("#waiting [name=q]")).to_have_value("jkt?e12")
    expect(page).to_have_url(re.compile(r"/desk/claims/12/\?show=all$"))
    press(page, "Escape", "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    press(page, "j")
    expect(page).to_have_url(re.compile(r"/desk/claims/12/\?show=all$"))
    press(page, "Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_a_refused_key_says_why(site: Site, new_page: NewPage) -> None:
    page = new_page(site, REVIEWER)
    page.goto("/desk/claims/12/?show=all")  # proposed by this person
    press(page, "a")
    expect(page.locator("#said")).to_contain_text("You proposed this verdict")


def test_out_of_reach_nothing_typed_is_lost(
    site: Site, new_page: NewPage, complaints: list[str]
) -> None:
    page = new_page(site, PROPOSER)
    page.goto("/desk/claims/12/")
    press(page, "3")
    write(page, note_en="Half of it is there.")
    page.context.set_offline(True)
    send(page)
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("[name=note_en]").first).to_have_value("Half of it is there.")
    page.context.set_offline(False)
    complaints.clear()  # that the browser was offline


def test_a_dispute_is_decided_and_the_dissent_published(
    fresh_site: Site, new_page: NewPage
) -> None:
    editor = new_page(fresh_site, EDITOR)
    editor.goto("/desk/claims/7/")  # two reviewers disagree on it
    press(editor, "p")
    write(editor, reason="Three reports say that it was only weighed.")
    send(editor)
    expect(editor.locator("#claim .status-approved")).to_be_visible()
    press(editor, "p")
    expect(editor.get_by_label("Publish the dissent with it")).to_be_checked()
    write(editor, reason="Decided after a dispute.")
    send(editor)
    expect(editor.locator("#claim .status-published")).to_be_visible()

    reader = new_page(fresh_site)
    reader.goto("/articles/microsoft-xiaomi-mou-2018/")
    reader.locator("#mark-7").click()
    expect(reader.locator("main")).to_contain_text("If the primary text is found")


def test_evidence_that_changes_while_a_verdict_waits(
    fresh_site: Site, new_page: NewPage, complaints: list[str]
) -> None:
    reviewer = new_page(fresh_site, PROPOSER)
    reviewer.goto("/desk/claims/12/")  # proposed by the other, in review by this one
    proposer = new_page(fresh_site, REVIEWER)
    proposer.goto("/desk/claims/12/evidence/add/")
    write(proposer, **{"source-title": "A later report", "source-type": "News"})
    write(proposer, stance="Refutes", note_en="Says otherwise.", reason="Came out today.")
    send(proposer)
    expect(proposer.locator(".evidence-list")).to_contain_text("A later report")

    press(reviewer, "2")
    write(reviewer, note_en="As far as I could see.")
    send(reviewer)
    expect(reviewer.locator("#claim")).to_contain_text(
        "The evidence changed after this verdict was proposed. Ask for changes."
    )
    expect(reviewer.locator("[name=note_en]").first).to_have_value("As far as I could see.")
    complaints.clear()  # the answer was a 422, as it should be
