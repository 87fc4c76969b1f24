"""The canonical forms that hashes cover, written out."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from factcheck.domain.chain import act_fingerprint, fingerprint, new_nonce
from factcheck.domain.ratings import RATINGS
from factcheck.domain.vocabulary import Stance


def sha256(canonical: str) -> str:
    return hashlib.sha256(canonical.encode()).hexdigest()


def test_a_row_is_hashed_in_the_form_that_is_documented() -> None:
    fields = {"note": "é", "id": 7, "when": datetime(2026, 1, 2, 3, 4, 5, 6, UTC)}
    canonical = (
        '{"fields":{"id":7,"note":"é","when":"2026-01-02T03:04:05.000006+00:00"},'
        '"form":1,"table":"claim"}'
    )
    assert fingerprint("claim", 1, fields) == sha256(canonical)


def test_an_act_is_hashed_over_its_rows_and_what_went_before() -> None:
    canonical = (
        '{"fields":{"reason":"Why","when":"2019-12-24"},"form":1,'
        '"previous":"abc","rows":[["anchor","1"],["claim","0"]]}'
    )
    fields = {"reason": "Why", "when": date(2019, 12, 24)}
    rows = [("claim", "0"), ("anchor", "1")]
    assert act_fingerprint(1, fields, rows, "abc") == sha256(canonical)


@pytest.mark.parametrize(
    "other",
    [
        {"id": 8, "note": "x"},
        {"id": 7, "note": "y"},
        {"id": 7, "note": "x", "more": None},
        {"id": "7", "note": "x"},
    ],
)
def test_any_difference_shows(other: dict[str, object]) -> None:
    assert fingerprint("claim", 1, {"id": 7, "note": "x"}) != fingerprint("claim", 1, other)


def test_the_same_moment_and_the_same_word_hash_alike_however_they_are_held() -> None:
    here = datetime(2026, 1, 2, 10, tzinfo=timezone(timedelta(hours=7)))
    there = datetime(2026, 1, 2, 3, tzinfo=UTC)
    assert fingerprint("t", 1, {"a": here}) == fingerprint("t", 1, {"a": there})
    assert fingerprint("t", 1, {"a": Stance.MIXED}) == fingerprint("t", 1, {"a": "mixed"})


def test_nonces_are_random() -> None:
    assert len({new_nonce() for _ in range(100)}) == 100
    assert len(new_nonce()) == 32


def test_ratings_have_one_number_each_and_both_languages() -> None:
    numbers = [rating.number for rating in RATINGS]
    assert numbers == [5, 4, 3, 2, 1, None, None]
    for rating in RATINGS:
        assert set(rating.label) == set(rating.definition) == {"en", "id"}
        json.dumps(rating.label)
