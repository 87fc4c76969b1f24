"""A claim's texts: kept clean, and left alone where none is given."""

from typing import Any

import pytest

from factcheck.actions.claims import edit_claim
from factcheck.domain.languages import LONGEST, TextTooLong
from factcheck.models import ChangeSet, Claim
from tests.newsroom import Newsroom, version

TEXTS = ["open_questions", "other_side"]


def claim_with(newsroom: Newsroom, **words: Any) -> Claim:
    return newsroom.claim(newsroom.article(), **words)


def edit(newsroom: Newsroom, claim: Claim, **words: Any) -> Claim:
    return edit_claim(
        claim=claim, by=newsroom.editor, reason="They wrote.", version=version(claim), **words
    )


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_kept_clean(newsroom: Newsroom, name: str) -> None:
    typed = {"id": "  Tidak dijawab. ", "en": "\u200b"}
    claim = claim_with(newsroom, **{name: typed})
    assert getattr(claim, name) == {"id": "Tidak dijawab."}
    assert getattr(edit(newsroom, claim, **{name: {"en": " None. "}}), name) == {"en": "None."}


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_not_given_stays_and_an_empty_text_takes_it_away(
    newsroom: Newsroom, name: str
) -> None:
    claim = claim_with(newsroom, **{name: {"en": "No answer."}})
    claim = edit(newsroom, claim, topic="The bridge")
    assert getattr(claim, name) == {"en": "No answer."}
    assert getattr(edit(newsroom, claim, **{name: {}}), name) == {}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_too_long_is_refused(newsroom: Newsroom, name: str) -> None:
    claim = newsroom.claim(newsroom.article())
    acts = ChangeSet.objects.count()
    with pytest.raises(TextTooLong):
        edit(newsroom, claim, **{name: {"en": "a" * (LONGEST + 1)}})
    assert ChangeSet.objects.count() == acts


def test_a_pending_verdict_rests_on_neither(newsroom: Newsroom) -> None:
    """They are told with the next verdict; what this one judged is as it was."""
    claim = newsroom.claim(newsroom.article())
    verdict = newsroom.proposed(claim)
    edit(newsroom, claim, **{name: {"en": "Later."} for name in TEXTS})
    row: Any = verdict.claim_row
    assert (row.open_questions, row.other_side) == ({}, {})
