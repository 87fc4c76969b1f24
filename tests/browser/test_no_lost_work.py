"""No lost work: two people at one piece of evidence, and text that outlives session and line."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Original, Site, running_site

WRITTEN = "Their agreements of 2015 and 2016 are on record."
NUMBERS = count(1)
DRAFTS = "Object.keys(localStorage).filter((key) => key.startsWith('factcheck draft'))"


@pytest.fixture(scope="module")
def shared(original: Original, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for all tests here: what one of them adds is in no other's way."""
    with running_site(tmp_path_factory.mktemp("lost"), original) as site:
        yield site


@pytest.fixture
def mine(shared: Site, new_page: NewPage) -> Page:
    return new_page(shared, "demo-reviewer-1")


@pytest.fixture
def theirs(shared: Site, new_page: NewPage) -> Page:
    return new_page(shared, "demo-reviewer-2")


def first_claim(page: Page) -> str:
    """The address of a claim that waits at the desk."""
    page.goto("/desk/")
    link = page.locator("a[href*='/desk/claims/']").first
    return str(link.get_attribute("href"))


def adding(page: Page, claim: str) -> Locator:
    """The form for evidence from a new source."""
    page.goto(f"{claim}evidence/add/")
    return page.locator("form[data-draft]")


def add(page: Page, claim: str, note: str) -> str:
    """Evidence, and the address at which it is edited."""
    form = adding(page, claim)
    fill_source(form)
    form.locator("[name=note_en]").fill(note)
    form.locator("[name=reason]").fill("Bears on it.")
    form.get_by_role("button", name="Add evidence").click()
    expect(page.get_by_text("Evidence added.")).to_be_visible()
    edit = page.locator(".evidence", has_text=note).locator("a[href*='/desk/evidence/']")
    return str(edit.last.get_attribute("href"))


def fill_source(form: Locator) -> None:
    form.locator("[name=source-title]").fill(f"City accounts {next(NUMBERS)}")
    form.locator("[name=source-type]").select_option("official_data")
    form.locator("[name=stance]").select_option("refutes")


def kept(page: Page) -> list[str]:
    """The drafts in this browser, once what was typed a moment ago is among them."""
    page.wait_for_timeout(600)
    found: list[str] = page.evaluate(DRAFTS)
    return found


def sign_in(page: Page, site: Site, username: str) -> None:
    form = page.locator("form:has(input[name=password])")
    form.locator("input[name=login]").fill(username)
    form.locator("input[name=password]").fill(site.accounts[username].password)
    form.locator("[type=submit]").click()


def test_two_at_one_piece_of_evidence(
    mine: Page,
    theirs: Page,
    complaints: list[str],
    assert_accessible: Callable[..., None],
) -> None:
    claim = first_claim(mine)
    evidence = add(mine, claim, "The city paid 12 euros for the bridge.")
    mine.goto(evidence)
    theirs.goto(evidence)
    mine.locator("[name=note_en]").fill("The town paid 12 euros for the bridge.")
    mine.locator("form[data-draft$=edit] [name=reason]").fill("It is a town.")

    theirs.locator("[name=note_en]").fill("The city paid 12 euros for the old bridge.")
    theirs.locator("[name=locator]").fill("p. 4")
    theirs.locator("form[data-draft$=edit] [name=reason]").fill("Which bridge.")
    theirs.get_by_role("button", name="Save", exact=True).click()
    expect(theirs.get_by_text("Evidence changed.")).to_be_visible()

    mine.get_by_role("button", name="Save", exact=True).click()
    expect(mine.get_by_text("Both changes fit together.")).to_be_visible()
    assert_accessible(mine)
    both = "The town paid 12 euros for the old bridge."
    expect(mine.locator("[name=note_en]")).to_have_value(both)
    mine.locator("button[name=use_note_en]", has_text="Keep mine").click()
    expect(mine.locator("[name=note_en]")).to_have_value("The town paid 12 euros for the bridge.")
    mine.locator("button[name=use_note_en]", has_text="Take both changes").click()
    expect(mine.locator("[name=note_en]")).to_have_value(both)
    mine.locator("[name=locator]").press("Enter")  # saves, and chooses nothing
    expect(mine.get_by_text("Evidence changed.")).to_be_visible()
    expect(mine.locator(".evidence", has_text=both)).to_contain_text("p. 4")
    complaints.clear()  # two 409s
    assert kept(mine) == []


def test_an_expired_session(
    mine: Page,
    shared: Site,
    assert_accessible: Callable[..., None],
) -> None:
    form = adding(mine, claim := first_claim(mine))
    fill_source(form)
    form.locator("[name=note_en]").fill(WRITTEN)
    form.locator("[name=reason]").fill("Bears on it.")
    mine.context.clear_cookies(name=re.compile("sessionid"))
    form.get_by_role("button", name="Add evidence").click()
    mine.wait_for_url(re.compile("/accounts/login/"))
    sign_in(mine, shared, "demo-reviewer-1")

    expect(mine.get_by_text("Restored what you wrote on")).to_be_visible()
    assert_accessible(mine)
    form = mine.locator("form[data-draft]")
    expect(form.locator("[name=note_en]")).to_have_value(WRITTEN)
    expect(form.locator("[name=stance]")).to_have_value("refutes")
    form.get_by_role("button", name="Add evidence").click()
    expect(mine.get_by_text("Evidence added.")).to_be_visible()
    assert kept(mine) == []
    expect(adding(mine, claim).locator("[name=note_en]")).to_have_value("")


def test_a_lost_connection(mine: Page, complaints: list[str]) -> None:
    form = adding(mine, claim := first_claim(mine))
    fill_source(form)
    form.locator("[name=note_en]").fill(WRITTEN)
    mine.context.set_offline(True)
    form.get_by_role("button", name="Add evidence").click(no_wait_after=True)
    mine.wait_for_timeout(500)
    mine.context.set_offline(False)
    complaints.clear()  # there was no connection
    form = adding(mine, claim)
    expect(form.locator("[name=note_en]")).to_have_value(WRITTEN)

    mine.get_by_role("button", name="Discard it").click()
    expect(form.locator("[name=note_en]")).to_have_value("")
    assert kept(mine) == []
    expect(adding(mine, claim).locator("[name=note_en]")).to_have_value("")


def test_what_the_server_refused_stays(mine: Page, complaints: list[str]) -> None:
    form = adding(mine, claim := first_claim(mine))
    form.locator("[name=note_en]").fill(WRITTEN)
    form.get_by_role("button", name="Add evidence").click()
    expect(mine.locator(".form-errors").first).to_be_visible()
    complaints.clear()  # a 422
    expect(mine.get_by_text("Restored what you wrote on")).to_have_count(0)
    expect(adding(mine, claim).locator("[name=note_en]")).to_have_value(WRITTEN)


def test_signing_out_leaves_nothing(mine: Page, shared: Site) -> None:
    claim = first_claim(mine)
    adding(mine, claim).locator("[name=note_en]").fill(WRITTEN)
    assert len(kept(mine)) == 1
    mine.get_by_role("button", name="Sign out").click()
    expect(mine.get_by_role("link", name="Sign in")).to_be_visible()
    assert mine.evaluate(DRAFTS) == []
    shared.cookies.pop("demo-reviewer-1")


def test_each_account_has_its_own(mine: Page, shared: Site) -> None:
    claim = first_claim(mine)
    adding(mine, claim).locator("[name=note_en]").fill(WRITTEN)
    assert len(kept(mine)) == 1
    mine.context.clear_cookies(name=re.compile("sessionid"))
    mine.goto("/accounts/login/")
    sign_in(mine, shared, "demo-reviewer-2")
    expect(adding(mine, claim).locator("[name=note_en]")).to_have_value("")
    assert len(kept(mine)) == 1


def test_what_is_too_old_is_dropped(mine: Page) -> None:
    claim = first_claim(mine)
    adding(mine, claim).locator("[name=note_en]").fill(WRITTEN)
    [key] = kept(mine)
    age = f"{timedelta(days=31) // timedelta(milliseconds=1)}"
    mine.goto("/healthz")
    mine.evaluate(
        """([key, age]) => {
            const draft = JSON.parse(localStorage.getItem(key));
            draft.at = new Date(Date.now() - Number(age)).toISOString();
            localStorage.setItem(key, JSON.stringify(draft));
        }""",
        [key, age],
    )
    expect(adding(mine, claim).locator("[name=note_en]")).to_have_value("")
    assert kept(mine) == []


def test_a_text_from_before_a_colleagues_change_is_merged(
    mine: Page, theirs: Page, complaints: list[str]
) -> None:
    claim = first_claim(mine)
    evidence = add(mine, claim, "The city paid 12 euros for the bridge.")
    mine.goto(evidence)
    mine.locator("[name=note_en]").fill("The town paid 12 euros for the bridge.")
    mine.goto("/desk/")
    theirs.goto(evidence)
    theirs.locator("[name=note_en]").fill("The city paid 12 euros for the old bridge.")
    theirs.locator("form[data-draft$=edit] [name=reason]").fill("Which bridge.")
    theirs.get_by_role("button", name="Save", exact=True).click()
    expect(theirs.get_by_text("Evidence changed.")).to_be_visible()

    mine.goto(evidence)
    expect(mine.get_by_text("Restored what you wrote on")).to_be_visible()
    mine.locator("form[data-draft$=edit] [name=reason]").fill("It is a town.")
    mine.get_by_role("button", name="Save", exact=True).click()
    both = "The town paid 12 euros for the old bridge."
    expect(mine.locator("[name=note_en]")).to_have_value(both)
    complaints.clear()  # a 409


def test_the_other_sees_who_writes(mine: Page, theirs: Page) -> None:
    claim = first_claim(mine)
    form = adding(mine, claim)
    with mine.expect_response("**/presence/"):
        form.locator("[name=note_en]").press_sequentially("Their")
    theirs.goto(claim)
    line = theirs.locator(".presence")
    name = mine.locator(".desk-head .facts span").first.inner_text()
    expect(line).to_contain_text(f"{name} is writing about this claim now")
    expect(mine.locator(".presence")).not_to_contain_text(name)

    mine.goto("/desk/")  # leaves
    with theirs.expect_response("**/presence/"):
        theirs.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(line).not_to_contain_text(name)


def test_duplicates_are_merged(
    shared: Site, new_page: NewPage, assert_accessible: Callable[..., None]
) -> None:
    editor = new_page(shared, "demo-editor")
    claim = first_claim(editor)
    editor.goto(f"{claim}plan/")
    editor.get_by_role("link", name="Merge into another claim").click()
    assert_accessible(editor)
    editor.locator(".duplicate-list a").first.click()
    assert_accessible(editor)
    editor.locator("[name=reason]").fill("Both say the same.")
    editor.get_by_role("button", name="Merge", exact=True).click()
    expect(editor.get_by_text("Merged. Both histories stay.")).to_be_visible()
    editor.get_by_role("link", name="Plan", exact=True).click()
    expect(editor.locator(".duplicates")).to_contain_text("Merged into this one")
    assert_accessible(editor)
    assert kept(editor) == []


def test_a_form_older_than_the_last_signing_in(mine: Page, complaints: list[str]) -> None:
    """Its token is not taken any more: the page comes anew, and with it what was typed."""
    form = adding(mine, first_claim(mine))
    fill_source(form)
    form.locator("[name=note_en]").fill(WRITTEN)
    mine.context.clear_cookies(name="csrftoken")
    form.get_by_role("button", name="Add evidence").click()
    expect(mine.get_by_text("Restored what you wrote on")).to_be_visible()
    expect(mine.locator("form[data-draft] [name=note_en]")).to_have_value(WRITTEN)
    complaints.clear()  # the answer to the form was a 403, as it should be
