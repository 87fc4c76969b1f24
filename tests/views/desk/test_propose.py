"""Proposing a verdict, and calling it back."""

import pytest

from factcheck.domain.review import Status
from factcheck.models import Verdict

TYPED = {
    "rating": "mostly_true",
    "confidence": "medium",
    "rationale_en": "The accounts show 11.8 million.",
    "rationale_id": "Laporan keuangan menunjukkan 11,8 juta.",
    "reason": "Please look at page 4.",
}


@pytest.fixture
def taken(room, claim, desk):
    return desk(room.reviewer).done(claim, "take")


def test_it_is_proposed_for_a_colleague(room, taken, desk):
    claim = desk(room.reviewer).done(taken, "propose", **TYPED)
    verdict = claim.verdicts.get()
    assert claim.status == Status.PROPOSED
    assert (verdict.rating.key, verdict.confidence) == ("mostly_true", "medium")
    assert verdict.rationale == {"en": TYPED["rationale_en"], "id": TYPED["rationale_id"]}
    assert claim.acts.newest_first()[0].reason == "Please look at page 4."


def test_one_language_and_no_note_are_enough(room, taken, desk):
    claim = desk(room.reviewer).done(taken, "propose", **TYPED | {"rationale_id": "", "reason": ""})
    assert claim.verdicts.get().rationale == {"en": TYPED["rationale_en"]}
    assert claim.acts.newest_first()[0].reason == "Proposed for a second opinion."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"rating": "pants_on_fire"}, "There is no rating “pants_on_fire”. Choose one"),
        ({"rating": ""}, "Choose a rating from the list."),
        ({"confidence": "total"}, "Say how sure you are: high, medium or low."),
        ({"rationale_en": " ", "rationale_id": ""}, "Write it in at least one language."),
        ({"reason": "x" * 2001}, "Shorten the reason to 2000 characters."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(room, taken, desk, typed, sentence):
    page = desk(room.reviewer).refused(taken, "propose", **TYPED | typed)
    assert sentence in page
    for name in {"rationale_en", "reason"} - set(typed):
        assert TYPED[name] in page
    assert not Verdict.objects.exists()


def test_an_open_claim_must_be_taken_first(room, claim, desk):
    page = desk(room.reviewer).refused(claim, "propose", **TYPED)
    assert "Take the claim before you propose a verdict." in page
    assert TYPED["rationale_en"] in page


def test_a_second_click_proposes_nothing_twice(room, taken, desk):
    mine, seen = desk(room.reviewer), taken.version
    mine.done(taken, "propose", **TYPED)
    page = mine.refused(taken, "propose", version=seen, status=409, **TYPED)
    assert "Nothing was recorded twice." in page
    assert taken.verdicts.count() == 1


def test_someone_else_was_quicker_and_both_are_shown(room, taken, desk):
    seen = taken.version
    desk(room.colleague).done(taken, "take")
    page = desk(room.reviewer).refused(taken, "propose", version=seen, status=409, **TYPED)
    assert "Someone saved this while you were writing." in page
    assert "Stored now" in page
    assert "What you typed" in page
    assert TYPED["rationale_en"] in page
    assert "Claim taken" in page  # what the colleague did meanwhile
    # The form has taken the new version, so that who has compared them can send theirs.
    assert f'name="version" value="{taken.version}"' in page
    desk(room.reviewer).done(taken, "propose", **TYPED)


def test_a_new_verdict_begins_with_the_last_one(room, taken, desk):
    desk(room.reviewer).done(taken, "propose", **TYPED)
    desk(room.colleague).done(taken, "request-changes", reason="Say where page 4 is.")
    page = desk(room.reviewer).see(taken)
    assert TYPED["rationale_en"] in page
    assert "Say where page 4 is." in page


def test_it_can_be_called_back_by_its_proposer_alone(room, taken, desk):
    desk(room.reviewer).done(taken, "propose", **TYPED)
    page = desk(room.colleague).refused(taken, "retract", reason="I know better.")
    assert "Only its proposer calls a verdict back." in page
    assert "Say why" in desk(room.reviewer).refused(taken, "retract", reason=" ")
    claim = desk(room.reviewer).done(taken, "retract", reason="A source is missing.")
    assert (claim.status, claim.assignee_id) == (Status.RESEARCHING, room.reviewer.id)
