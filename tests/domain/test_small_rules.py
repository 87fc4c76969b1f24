"""Dates known in part, texts by language, reasons, roles."""

from datetime import date

import pytest

from factcheck.domain.actor import SYSTEM, Actor, ActorKind, Channel, NotAPerson, Role
from factcheck.domain.acts import KINDS, REASON_LIMIT, Kind, ReasonMissing, reason_for
from factcheck.domain.dates import BadDate, check_effective, check_range, partial_date
from factcheck.domain.languages import NoText, TextTooLong, cleaned, pick, required
from factcheck.domain.permissions import MAY, NotPermitted, Task, check_may, may

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("known", ["", "2018", "2018-02", "2018-02-23", "2016-02-29"])
def test_a_date_is_as_exact_as_it_is_known(known: str) -> None:
    assert partial_date(f" {known} ") == known


@pytest.mark.parametrize(
    "bad", ["18", "2018-13", "2018-02-30", "2018-2-3", "23/02/2018", "0000", "2018-02-23T00", "x"]
)
def test_a_date_that_does_not_exist_is_refused(bad: str) -> None:
    with pytest.raises(BadDate, match="2018-02"):
        partial_date(bad)


def test_a_range_ends_after_it_starts() -> None:
    for earliest, latest in [(None, None), (TODAY, None), (None, TODAY), (TODAY, TODAY)]:
        check_range(earliest, latest)
    with pytest.raises(BadDate, match="ends"):
        check_range(TODAY, date(2026, 11, 22))


def test_an_effective_date_neither_runs_ahead_nor_goes_back() -> None:
    check_effective(None, TODAY, TODAY)
    check_effective(TODAY, TODAY, TODAY)
    with pytest.raises(BadDate, match="future"):
        check_effective(date(2026, 11, 24), None, TODAY)
    with pytest.raises(BadDate, match="2026-11-23"):
        check_effective(date(2026, 11, 22), TODAY, TODAY)


def test_a_text_is_picked_in_the_language_or_the_first_there_is() -> None:
    texts = {"id": "halo", "en": "hello"}
    assert pick(texts, "en") == ("en", "hello")
    assert pick(texts, "en-GB") == ("en", "hello")
    assert pick(texts, "fr") == ("id", "halo")
    assert pick({"id": "", "en": "hello"}, "id") == ("en", "hello")
    assert pick({}, "id") == ("", "")


def test_texts_are_cleaned_and_no_other_language_is_lost() -> None:
    texts = {"id": " halo ", "en": " ", "fr": "salut"}
    assert cleaned(texts, ["en", "id"]) == {"id": "halo", "fr": "salut"}
    assert cleaned({"en": "\u200b\u202e", "id": "x"}, ["en", "id"]) == {"id": "x"}
    with pytest.raises(TextTooLong, match="20000"):
        cleaned({"en": "x" * 20_001}, ["en"])
    with pytest.raises(NoText):
        required({"en": " "}, ["en", "id"])


def test_a_reason_is_given_or_stands_for_its_kind() -> None:
    assert reason_for(Kind.CLAIM_EDIT, "  Because\nso. ") == "Because so."
    assert reason_for(Kind.CLAIM_TAKE, " ") == KINDS[Kind.CLAIM_TAKE].standing_reason
    for nothing in ("", " ", "\u200b", "\u202e\u202e"):
        with pytest.raises(ReasonMissing):
            reason_for(Kind.VERDICT_PUBLISH, nothing)
    with pytest.raises(ReasonMissing, match="2000"):
        reason_for(Kind.CLAIM_EDIT, "x" * (REASON_LIMIT + 1))


def test_every_kind_of_act_is_known_and_no_public_one_goes_without_a_reason() -> None:
    assert set(KINDS) == set(Kind)
    assert not [kind for kind, about in KINDS.items() if about.public and about.standing_reason]


WHO_MAY = """
              check  see_desk  edit  publish  manage_people  remove
reviewer      yes    yes       -     -        -              -
editor        yes    yes       yes   yes      -              -
administrator yes    yes       yes   yes      yes            yes
none          -      -         -     -        -              -
"""


def test_who_may_do_what() -> None:
    head, *rows = [line.split() for line in WHO_MAY.strip().splitlines()]
    assert [task.name.lower() for task in MAY] == head
    for role, *cells in rows:
        assert [may(Role(role), task) for task in MAY] == [cell == "yes" for cell in cells]
        someone = Actor(ActorKind.ACCOUNT, 1, "Someone", Role(role), Channel.DESK)
        for task, cell in zip(MAY, cells, strict=True):
            if cell == "yes":
                check_may(someone, task)
            else:
                with pytest.raises(NotPermitted, match="Ask"):
                    check_may(someone, task)


def test_the_system_may_all_but_judge() -> None:
    for task in Task:
        check_may(SYSTEM, task)
    with pytest.raises(NotAPerson):
        _ = SYSTEM.person
