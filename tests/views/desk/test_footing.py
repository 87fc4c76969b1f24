"""The warning where evidence stands on too little, or two sources copy one another."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.actions import claims
from tests.domain.test_independence import AGENCY, OWN
from tests.newsroom import snapshot, version

THIN = "A verdict stands firmer"
COPY = "share most of their words"


@pytest.fixture(autouse=True)
def _nothing_compared_yet():
    caches["counts"].clear()


@pytest.fixture
def see(desk, room, claim):
    return lambda: re.sub(r"\s+", " ", desk(room.reviewer).see(claim))


def cite(room, claim, publisher, text="", stance="supports"):
    """Evidence from a source of a publisher, on a site of its own, with a text."""
    found = room.source(publisher=publisher, url=f"https://{publisher.lower()}.example/1")
    if text:
        snapshot(found, text)
    return room.evidence(claim, stance, source=found)


def test_nothing_is_said_of_an_open_claim_without_evidence(see):
    assert 'class="footing"' not in see()


def test_one_source_is_too_few(room, claim, see):
    cite(room, claim, "Daily")
    assert "This rests on one source." in see()
    assert THIN in see()


def test_two_independent_sources_are_enough(room, claim, see):
    cite(room, claim, "Daily", AGENCY)
    cite(room, claim, "Weekly", OWN)
    assert 'class="footing"' not in see()


def test_two_of_one_publisher_count_as_one(room, claim, see):
    cite(room, claim, "Daily")
    elsewhere = room.source(publisher="Daily", url="https://other.example/2")
    room.evidence(claim, "refutes", source=elsewhere)
    assert "These 2 sources count as one:" in see()


def test_context_alone_is_no_ground(room, claim, see):
    cite(room, claim, "Daily", stance="context")
    cite(room, claim, "Weekly", stance="context")
    assert "Context alone is no ground for a verdict." in see()


def test_context_does_not_make_a_second(room, claim, see):
    cite(room, claim, "Daily")
    cite(room, claim, "Weekly", stance="context")
    assert "This rests on one source." in see()


def test_copies_are_told_in_both_directions_and_count_as_one(room, claim, see):
    one = cite(room, claim, "Daily", AGENCY)
    other = cite(room, claim, "Weekly", AGENCY + OWN)
    page = see()
    assert "These 2 sources count as one:" in page
    assert f'<a href="#evidence-{one.pk}">{one.source.title}</a> and ' in page
    assert f'<a href="#evidence-{other.pk}">{other.source.title}</a> {COPY}: ' in page
    found = re.search(r"(\d+) % of the first stands in the second, (\d+) % of the second", page)
    assert found is not None
    there, back = int(found[1]), int(found[2])
    assert there == 100
    assert 40 < back < 60


def test_a_copy_is_told_of_where_there_are_enough_others(room, claim, see):
    for publisher, text in [("Daily", AGENCY), ("Weekly", AGENCY), ("Radio", OWN)]:
        cite(room, claim, publisher, text)
    page = see()
    assert COPY in page
    assert THIN not in page


def test_the_newest_text_is_compared(room, claim, see):
    one = cite(room, claim, "Daily", AGENCY)
    cite(room, claim, "Weekly", AGENCY)
    assert COPY in see()
    snapshot(one.source, OWN)
    assert COPY not in see()


def test_it_walls_nothing_in(room, claim, desk, see):
    cite(room, claim, "Daily")
    room.published(claim)
    assert "This rests on one source." in see()


def test_a_verdict_on_nothing_is_warned_of(room, claim, see):
    room.proposed(claim)
    assert "No source here speaks for or against the claim." in see()


def test_a_withdrawn_claim_is_left_alone(room, claim, see):
    cite(room, claim, "Daily")
    claims.withdraw(claim=claim, by=room.editor, version=version(claim), reason="Not checkable.")
    assert 'class="footing"' not in see()


def test_texts_are_read_once_and_only_those_of_the_claim(room, article, claim, see):
    cite(room, room.claim(article, quote="Nobody was hurt"), "Other", AGENCY)
    for publisher, text in [("Daily", AGENCY), ("Weekly", OWN)]:
        cite(room, claim, publisher, text)

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            see()
        return [each["sql"] for each in queries.captured_queries]

    first, second = asked(), asked()
    assert sum("150000" in sql for sql in first) == 1
    assert len(second) == len(first) - 1
