"""The state table, drawn out, and the rules of two people."""

from dataclasses import replace
from typing import Any

import pytest

from factcheck.domain.basis import Basis, Outdated, Words, check_unchanged, staleness
from factcheck.domain.errors import Refusal
from factcheck.domain.review import (
    TRANSITIONS,
    NotStale,
    Stale,
    Status,
    Step,
    TwoPersonRule,
    WrongStatus,
    check_not_author,
    check_proposer,
    check_seal_unbroken,
    check_second_person,
    check_stale,
    check_version,
    next_status,
    step_of_review,
)
from factcheck.domain.seal import Proposal
from factcheck.domain.vocabulary import Staleness

# One row a status, one column a step:
#          take assign release propose reaff. retract ask begin agree approve dissent changes decide
#          publish withdraw merge reinstate
TABLE = """
open           R R . . . . . . . . . . . . W W .
researching    R R o P P . . . . . . . . . W W .
proposed       . . . . . R 2 2 P A D C . . W W .
in_second      . . . . . R 2 . P A D C . . W W .
changes        R R . P P . . . . . . . . . W W .
disputed       . . . P . R . . . . . C A . W W .
approved       . . . . . R . . . . . C . ! W W .
published      R R . . P . . . . . . . . . W W .
withdrawn      . . . . . . . . . . . . . . . . o
"""
LETTERS = {
    "o": Status.OPEN,
    "R": Status.RESEARCHING,
    "P": Status.PROPOSED,
    "2": Status.IN_SECOND_REVIEW,
    "C": Status.CHANGES_REQUESTED,
    "D": Status.DISPUTED,
    "A": Status.APPROVED,
    "!": Status.PUBLISHED,
    "W": Status.WITHDRAWN,
}
CASES = [
    (status, step, cell)
    for status, line in zip(Status, TABLE.strip().splitlines(), strict=True)
    for step, cell in zip(Step, line.split()[1:], strict=True)
]


@pytest.mark.parametrize(("status", "step", "cell"), CASES)
def test_the_table_as_drawn(status: Status, step: Step, cell: str) -> None:
    if cell == ".":
        with pytest.raises(WrongStatus):
            next_status(status, step, published=False)
    else:
        assert next_status(status, step, published=False) is LETTERS[cell]


@pytest.mark.parametrize("step", [Step.RELEASE, Step.REINSTATE])
def test_what_goes_back_rests_on_its_verdict(step: Step) -> None:
    [source] = TRANSITIONS[step].sources
    assert next_status(source, step, published=True) is Status.PUBLISHED


def test_every_step_says_what_to_do_when_it_is_refused() -> None:
    for step in Step:
        refusing = next(status for status in Status if status not in TRANSITIONS[step].sources)
        with pytest.raises(WrongStatus) as refused:
            next_status(refusing, step, published=False)
        assert str(refused.value).endswith(".")


def test_the_rules_of_two_people() -> None:
    check_second_person(2, proposer=1, reviewers=[3])
    check_not_author(2, authors=[1])
    check_proposer(1, proposer=1)
    for refused in (
        lambda: check_second_person(1, proposer=1, reviewers=[]),
        lambda: check_second_person(3, proposer=1, reviewers=[3]),
        lambda: check_not_author(1, authors=[1]),
        lambda: check_proposer(2, proposer=1),
        lambda: check_seal_unbroken(2, openers=[2]),
    ):
        with pytest.raises(TwoPersonRule):
            refused()


@pytest.mark.parametrize(
    ("agrees", "people", "needed", "step"),
    [
        (True, 2, 2, Step.APPROVE),
        (True, 2, 3, Step.AGREE),
        (True, 3, 3, Step.APPROVE),
        (True, 5, 3, Step.APPROVE),
        (False, 1, 2, Step.DISSENT),
        (False, 4, 5, Step.DISSENT),
    ],
)
def test_a_rating_approves_agrees_or_dissents(
    agrees: bool, people: int, needed: int, step: Step
) -> None:
    assert step_of_review(agrees=agrees, people=people, needed=needed) is step


#: Proposed by 1 with the rating 5; what is told of it, and from whom of 1 to 4 it is kept.
SEALS: dict[str, tuple[dict[str, Any], list[int]]] = {
    "nobody has judged it": ({}, [2, 3, 4]),
    "proposed without a seal": ({"is_sealed": False}, []),
    "of three people one agreed": ({"ratings": {2: 5}, "people_needed": 3}, [3, 4]),
    "of two people one agreed": ({"ratings": {2: 5}}, []),
    "of three people one dissented": ({"ratings": {2: 1}, "people_needed": 3}, []),
    "an editor opened it": ({"openers": frozenset({4})}, [2, 3]),
    "a later one was judged": ({"is_over": True}, []),
}


@pytest.mark.parametrize("case", SEALS)
def test_whom_a_seal_keeps_out(case: str) -> None:
    told, kept_out = SEALS[case]
    given: dict[str, Any] = {"is_sealed": True, "proposer": 1, "rating": 5, "people_needed": 2}
    proposal = Proposal(**{"ratings": {}, "openers": frozenset()} | given | told)
    assert [person for person in (1, 2, 3, 4) if proposal.is_sealed_from(person)] == kept_out


@pytest.mark.parametrize(
    ("stale", "published", "sentence"),
    [
        ("", False, "No verdict of this claim is published"),
        ("", True, "covers the words as they are"),
        ("number", True, None),
        ("lost", True, None),  # where its words are is another question
    ],
)
def test_only_what_is_stale_is_reaffirmed(
    stale: str, published: bool, sentence: str | None
) -> None:
    if sentence is None:
        check_stale(stale, published=published)
    else:
        with pytest.raises(NotStale, match=sentence):
            check_stale(stale, published=published)


SENTENCE = "It cost 12 million euros, as the city said."
JUDGED = Basis(
    statement={"en": "It cost 12 million."},
    words=Words("cost 12 million", SENTENCE),
    placed=7,
    evidence=frozenset({(1, 2)}),
)


@pytest.mark.parametrize(
    "change",
    [
        {"words": Words("cost 13 million", SENTENCE)},
        {"words": Words(None, "")},
        {"words": Words("cost 12 million", "Nobody says so.")},
        {"placed": 8},
        {"statement": {"en": "It cost 13."}},
        {"evidence": frozenset({(1, 3)})},
    ],
    ids=["the words", "the words gone", "the sentence", "the place", "the statement", "evidence"],
)
def test_what_a_verdict_rests_on_must_be_what_was_judged(change: dict[str, Any]) -> None:
    with pytest.raises(Outdated):
        check_unchanged(JUDGED, replace(JUDGED, **change))


def test_the_same_basis_passes_and_typography_is_no_change() -> None:
    check_unchanged(JUDGED, JUDGED)
    nbsp = Words("cost 12\u00a0million", SENTENCE.replace("12 m", "12\u00a0m"))
    check_unchanged(JUDGED, replace(JUDGED, words=nbsp))


def test_staleness_names_the_change() -> None:
    judged = Words("cost 12 million", SENTENCE)
    assert staleness(judged, judged) is None
    assert staleness(judged, Words(None, "")) is Staleness.LOST
    assert staleness(judged, Words("cost 13 million", SENTENCE)) is Staleness.NUMBER


def test_a_version_is_checked_where_one_was_seen() -> None:
    check_version(None, 3)
    check_version(3, 3)
    with pytest.raises(Stale):
        check_version(2, 3)


def test_refusals_are_sentences_in_english_and_keys_for_translation() -> None:
    refusal = Refusal("There is no %(what)s.", what="rating")
    assert (str(refusal), refusal.message) == ("There is no rating.", "There is no %(what)s.")
