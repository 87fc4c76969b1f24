"""Writing the newsroom's own pages, and choosing how its people are shown."""

from typing import Any

import pytest

from factcheck.actions.texts import set_newsroom, set_text
from factcheck.domain.acts import ReasonMissing
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import NotPermitted
from factcheck.domain.review import Stale
from factcheck.domain.vocabulary import Page, PeopleShown
from factcheck.models import ChangeSet, PageText
from factcheck.models import Newsroom as Chosen
from tests.newsroom import Newsroom

pytestmark = pytest.mark.django_db

WORDS = {"en": "We are three people.", "id": "Kami bertiga."}


def test_a_text_is_written_on_the_newsrooms_chain(newsroom: Newsroom) -> None:
    set_text(page=Page.ABOUT, by=newsroom.editor, reason="New.", version=0, text=WORDS)
    row = PageText.of(Page.ABOUT)
    assert (row.text, row.version) == (WORDS, 1)
    act = ChangeSet.objects.latest("id")
    assert (act.kind, act.article, act.reason) == ("text.set", None, "New.")
    assert PageText.of(Page.METHODOLOGY).version == 0


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"by": "reviewer"}, NotPermitted),
        ({"reason": " "}, ReasonMissing),
        ({"version": 3}, Stale),
        ({"text": {"en": "x" * 20_001}}, Refusal),
        ({"text": {"en": "<script>alert(1)</script>"}}, Refusal),
    ],
)
def test_a_text_is_refused(newsroom: Newsroom, given: dict[str, Any], refusal: type) -> None:
    usual: dict[str, Any] = {"by": "editor", "reason": "New.", "version": 0, "text": WORDS} | given
    usual["by"] = getattr(newsroom, usual["by"])
    with pytest.raises(refusal):
        set_text(page=Page.ABOUT, **usual)
    assert not PageText.objects.exists()


def test_people_are_shown_by_name_until_somebody_chooses(newsroom: Newsroom) -> None:
    assert Chosen.now().people_shown == PeopleShown.NAMES
    with pytest.raises(NotPermitted):
        set_newsroom(by=newsroom.editor, reason="Mine.", version=0, people_shown=PeopleShown.ROLES)
    set_newsroom(
        by=newsroom.administrator, reason="Safer.", version=0, people_shown=PeopleShown.ROLES
    )
    assert Chosen.now().people_shown == PeopleShown.ROLES
    with pytest.raises(Stale):
        set_newsroom(
            by=newsroom.administrator, reason="Back.", version=0, people_shown=PeopleShown.NAMES
        )
