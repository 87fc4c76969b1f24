"""Links to experts that take no answer: used, expired, or not copied whole. Nothing is written."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Original, Site, running_site

Check = Callable[[Page], None]

CLAIM = "/desk/claims/3/"
NOTE = "I wrote that report."
NAMES = (f"Ir. Sari Wulandari {number}" for number in count(1))
# As a clock would: the columns of a question never change by themselves.
PASS = """
from datetime import timedelta
from django.db import connection
from django.utils import timezone
with connection.cursor() as cursor:
    past = timezone.now() - timedelta(seconds=1)
    cursor.execute("UPDATE factcheck_expertquestion SET expires_at = %s", [past])
"""


@pytest.fixture(scope="module")
def shared(original: Original, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("experts"), original) as site:
        yield site


@pytest.fixture
def mine(shared: Site, new_page: NewPage) -> Page:
    return new_page(shared, "demo-editor")


@pytest.fixture
def theirs(shared: Site, new_page: NewPage) -> Page:
    """The expert's browser: a phone, signed in nowhere."""
    return new_page(shared, viewport={"width": 390, "height": 844}, color_scheme="dark")


@pytest.fixture
def link(mine: Page) -> str:
    """A link that was just made."""
    mine.goto(f"{CLAIM}experts/ask/")
    mine.get_by_label("Expert's name").fill(next(NAMES))
    mine.get_by_label("Question").fill("Did the report say that?")
    mine.get_by_label("Language").select_option("en")
    mine.get_by_role("button", name="Make the link").click()
    return mine.locator(".shown-once code").inner_text()


def write(page: Page) -> None:
    page.get_by_label("They are right as they stand.").check()
    page.get_by_label("What else the newsroom should know").fill(NOTE)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send your answer").click()


def acts(page: Page) -> list[str]:
    """All that was done with the claim."""
    page.goto(f"{CLAIM}history/")
    return page.locator("#claim .acts li").all_inner_texts()


def says(page: Page, sentence: str, check: Check) -> None:
    """The page is one sentence that tells what to do, and asks nothing."""
    expect(page.get_by_role("heading", level=1)).to_have_text(sentence)
    expect(page.locator("main form")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    check(page)


def test_a_link_is_used_once(
    mine: Page, theirs: Page, link: str, complaints: list[str], assert_accessible: Check
) -> None:
    again = theirs.context.new_page()  # the same link, open twice
    for page in (theirs, again):
        page.goto(link)
        write(page)
    send(theirs)
    says(theirs, "Your answer is recorded. Thank you.", assert_accessible)
    before = acts(mine)
    send(again)
    says(again, "Your answer is on record, and an answer is given once.", assert_accessible)
    expect(again.get_by_label("Your text 1")).to_have_value(NOTE)
    theirs.goto(link)
    says(theirs, "Your answer is recorded. Thank you.", assert_accessible)
    assert acts(mine) == before
    complaints.clear()  # a 410


def test_an_expired_link_keeps_what_was_typed(
    mine: Page,
    theirs: Page,
    shared: Site,
    link: str,
    complaints: list[str],
    assert_accessible: Check,
) -> None:
    before = acts(mine)
    theirs.goto(link)
    write(theirs)
    shared.manage("shell", "--command", PASS)
    send(theirs)
    sentence = "This link has expired. Ask the newsroom for a new one."
    says(theirs, sentence, assert_accessible)
    expect(theirs.get_by_label("Your text 1")).to_have_value(NOTE)
    theirs.goto(link)
    says(theirs, sentence, assert_accessible)
    assert acts(mine) == before
    mine.goto(f"{CLAIM}talk/")
    expect(mine.locator(".expert .status").first).to_have_text("Expired")
    complaints.clear()  # two 410s


@pytest.mark.parametrize("place", [0, 20, -1], ids=["first", "middle", "last"])
def test_a_link_with_another_letter_leads_nowhere(
    mine: Page,
    theirs: Page,
    link: str,
    complaints: list[str],
    assert_accessible: Check,
    place: int,
) -> None:
    before = acts(mine)
    start, _, secret = link.rstrip("/").rpartition("/")
    letters = list(secret)
    letters[place] = "A" if letters[place] != "A" else "B"
    wrong = f"{start}/{''.join(letters)}/"
    sentence = "This link leads nowhere: copy it whole, or ask the newsroom for a new one."
    theirs.goto(wrong)
    says(theirs, sentence, assert_accessible)
    # An answer to it, as the page of the right link would send it.
    theirs.goto(link)
    write(theirs)
    theirs.locator("main form").evaluate("(form, address) => { form.action = address; }", wrong)
    send(theirs)
    says(theirs, sentence, assert_accessible)
    assert acts(mine) == before
    complaints.clear()  # two 404s
