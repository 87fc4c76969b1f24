"""Two people at one form: the second is told, sees both versions by words, and saves both."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Original, Site, running_site

Check = Callable[..., None]

CLAIM = "/admin/factcheck/claim/3/change/"
DISPUTED = "/desk/claims/7/"  # two reviewers disagree on it
TOLD = "Someone saved this while you were writing"
SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "desktop": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "no scripts": {"java_script_enabled": False},
}
OPEN = """
from factcheck.actions.policies import set_policy
from factcheck.domain.actor import Channel
from factcheck.models import Person, Policy
by = Person.objects.get(role="administrator").actor(Channel.ADMIN)
seen = Policy.now().version
set_policy(by=by, reason="Agreed.", people_needed=2, is_sealed=False, version=seen)
"""


@pytest.fixture(scope="module")
def shared(original: Original, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("two"), original) as site:
        site.manage("shell", "--command", OPEN)
        yield site


def fits(page: Page, check: Check, screen: str) -> None:
    if viewport := SCREENS[screen].get("viewport"):  # axe is a script too
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        check(page)


def save(page: Page) -> None:
    page.locator("[name=_save]").first.click()


@pytest.mark.parametrize("screen", SCREENS)
def test_one_claim_in_the_admin(
    shared: Site,
    new_page: NewPage,
    complaints: list[str],
    assert_accessible: Check,
    screen: str,
) -> None:
    mine = new_page(shared, "demo-editor", **SCREENS[screen])
    theirs = new_page(shared, "demo-administrator")
    theirs.goto(CLAIM)
    theirs.locator("[name=statement_en]").fill("The city paid 12 euros for the bridge.")
    theirs.locator("[name=claimant]").fill("The mayor")
    theirs.locator("[name=reason]").fill("Begun.")
    save(theirs)
    mine.goto(CLAIM)
    theirs.goto(CLAIM)

    theirs.locator("[name=statement_en]").fill("The city paid 12 euros for the old bridge.")
    theirs.locator("[name=claimant]").fill("The mayor of the town")
    theirs.locator("[name=reason]").fill("Which bridge.")
    save(theirs)
    expect(theirs.locator(".messagelist")).to_contain_text("Saved")

    mine.locator("[name=statement_en]").fill("The town paid 12 euros for the bridge.")
    mine.locator("[name=claimant]").fill("Her deputy")
    mine.locator("[name=topic]").fill("Costs of the bridge")
    mine.locator("[name=reason]").fill("It is a town.")
    save(mine)
    expect(mine.locator(".errornote")).to_contain_text(TOLD)
    merge = mine.locator(".merge")
    expect(merge.locator("ins").first).to_be_visible()
    expect(merge).to_contain_text("Both changes fit together.")
    both = "The town paid 12 euros for the old bridge."
    expect(mine.locator("[name=statement_en]")).to_have_value(both)
    expect(mine.locator("[name=claimant]")).to_have_value("Her deputy")
    assert not complaints
    fits(mine, assert_accessible, screen)
    complaints.clear()  # axe reads what Django's forms.css imports by a style of its own
    merge.locator("button[name=use_claimant]", has_text="Take the stored text").click()
    expect(mine.locator(".errornote")).to_contain_text("Nothing was saved yet.")
    expect(mine.locator("[name=claimant]")).to_have_value("The mayor of the town")
    merge.locator("button[name=use_claimant]", has_text="Keep mine").click()
    expect(mine.locator("[name=claimant]")).to_have_value("Her deputy")
    mine.locator("[name=claimant]").fill("The mayor of the town, and her deputy")
    mine.locator("[name=topic]").press("Enter")  # saves, and chooses nothing
    expect(mine.locator(".messagelist")).to_contain_text("Saved")

    theirs.goto(CLAIM)
    expect(theirs.locator("[name=statement_en]")).to_have_value(both)
    expect(theirs.locator("[name=claimant]")).to_have_value("The mayor of the town, and her deputy")
    expect(theirs.locator("[name=topic]")).to_have_value("Costs of the bridge")


def test_one_verdict_at_the_desk(
    shared: Site, new_page: NewPage, complaints: list[str], assert_accessible: Check
) -> None:
    """Each of the two who disagreed writes a new verdict; the second's comes after the first's."""
    mine, theirs = new_page(shared, "demo-reviewer-1"), new_page(shared, "demo-reviewer-2")
    for page in (mine, theirs):
        page.goto(DISPUTED)
        page.locator("#step-propose > summary").click()
    why = theirs.locator("#do-propose [name=rationale_en]")
    before = why.input_value()
    why.fill(f"{before} Three reports say so.")
    theirs.locator("#do-propose [name=reason]").fill("Which reports.")
    theirs.locator("#do-propose [type=submit]").last.click()
    expect(theirs.locator("#claim .status-proposed")).to_be_visible()
    editor = new_page(shared, "demo-editor")
    editor.goto(DISPUTED)
    editor.locator("#step-request_changes > summary").click()
    editor.locator("#do-request_changes [name=reason]").fill("Name the reports.")
    editor.locator("#do-request_changes [type=submit]").last.click()
    expect(editor.locator("#claim .status-changes-requested")).to_be_visible()

    mine.locator("#do-propose [name=rationale_en]").fill(f"As far as is known: {before}")
    mine.locator("#do-propose [name=reason]").fill("More careful.")
    mine.locator("#do-propose [type=submit]").last.click()
    expect(mine.get_by_text("Both changes fit together.")).to_be_visible()
    fits(mine, assert_accessible, "desktop")
    both = f"As far as is known: {before} Three reports say so."
    expect(mine.locator("#do-propose [name=rationale_en]")).to_have_value(both)
    expect(mine.locator("#do-propose [name=reason]")).to_have_value("More careful.")
    mine.locator("#do-propose .actions").last.get_by_role("button").click()
    expect(mine.locator("#claim .status-proposed")).to_be_visible()
    expect(mine.locator("#claim")).to_contain_text(both)
    complaints.clear()  # a 409


def test_one_plan_at_the_desk(
    shared: Site, new_page: NewPage, complaints: list[str], assert_accessible: Check
) -> None:
    mine, theirs = new_page(shared, "demo-editor"), new_page(shared, "demo-administrator")
    for page in (mine, theirs):
        page.goto("/desk/claims/4/plan/")
    theirs.get_by_label("Due on").fill("2030-12-24")
    theirs.get_by_role("button", name="Save").click()
    expect(theirs.get_by_text("Planned.")).to_be_visible()

    mine.get_by_label("Priority", exact=True).select_option("high")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_role("alert")).to_contain_text(TOLD)
    expect(mine.get_by_label("Due on")).to_have_value("2030-12-24")
    expect(mine.get_by_label("Priority", exact=True)).to_have_value("high")
    fits(mine, assert_accessible, "desktop")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("Planned.")).to_be_visible()
    expect(mine.locator("#claim")).to_contain_text("24 Dec 2030")
    expect(mine.locator("#claim")).to_contain_text("high priority")
    complaints.clear()  # a 409


def test_one_comment_in_two_windows(
    shared: Site, new_page: NewPage, complaints: list[str], assert_accessible: Check
) -> None:
    mine = new_page(shared, "demo-editor")
    mine.goto("/desk/claims/4/talk/")
    mine.get_by_label("New thread").fill("The city paid 12 euros for the bridge.")
    mine.get_by_role("button", name="Say it").click()
    mine.get_by_role("link", name="Edit", exact=True).click()
    expect(mine.get_by_role("textbox", name="Comment")).to_be_visible()
    other = new_page(shared, "demo-editor")
    other.goto(mine.url)
    other.get_by_role("textbox", name="Comment").fill("The city paid 12 euros for the old bridge.")
    other.get_by_role("button", name="Save").click()
    expect(other.locator(".comment-text")).to_contain_text("old bridge")

    mine.get_by_role("textbox", name="Comment").fill("The town paid 12 euros for the bridge.")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("Both changes fit together.")).to_be_visible()
    fits(mine, assert_accessible, "desktop")
    mine.get_by_role("button", name="Save").click()
    both = "The town paid 12 euros for the old bridge."
    expect(mine.locator(".comment-text")).to_have_text(both)
    complaints.clear()  # a 409
