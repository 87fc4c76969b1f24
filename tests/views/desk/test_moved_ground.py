"""A source changed under a verdict: what the desk says of it, and for whom it waits."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.actions import claims, sources, watching
from factcheck.models import Claim, Person
from tests.newsroom import another_person, changed_source, version

LABEL = "1 source has changed since this verdict"


@pytest.fixture
def source(room, claim):
    found = room.source(title="The city's accounts")
    room.evidence(claim, source=found)
    return found


def waits(room, claim, actor=None):
    person = (actor or room.editor).person
    found: Any = Claim.objects.at_work().for_person(Person.objects.get(pk=person))
    return found.filter(pk=claim.pk).values_list("waits", flat=True).first()


def see(desk, actor, claim):
    return re.sub(r"\s+", " ", desk(actor).see(claim))


def test_colleagues_are_told_at_once(room, claim, desk, source):
    room.published(claim)
    changed_source(room, source=source)
    for actor in (room.reviewer, room.colleague, room.editor):
        page = see(desk, actor, claim)
        assert LABEL in page
        assert "Its text changed" in page
        assert "no editor has looked at it yet" in page
        assert "The city&#x27;s accounts" in page


def test_a_verdict_under_way_is_told_of_as_well(room, claim, desk, source):
    room.proposed(claim)
    changed_source(room, source=source)
    assert LABEL in see(desk, room.colleague, claim)


def test_what_changed_before_the_verdict_is_nothing_new(room, claim, desk, source):
    changed_source(room, source=source)
    room.published(claim)
    assert LABEL not in see(desk, room.editor, claim)
    assert waits(room, claim) is None


def test_what_an_editor_made_of_it(room, claim, desk, source):
    room.published(claim)
    change = changed_source(room, source=source)
    watching.confirm(
        change=change, by=room.editor, version=version(change), reason="A figure was mended."
    )
    page = see(desk, room.reviewer, claim)
    assert "confirmed by Editor, readers are told" in page
    assert "A figure was mended." in page


def test_it_waits_for_editors_until_one_has_looked(room, claim, source):
    room.published(claim)
    assert waits(room, claim) is None
    change = changed_source(room, source=source)
    assert waits(room, claim) == "source-changed"
    assert waits(room, claim, room.reviewer) is None
    watching.dismiss(change=change, by=room.editor, version=version(change), reason="A counter.")
    assert waits(room, claim) is None


def test_a_source_of_another_verdict_waits_for_nobody(room, claim, source):
    room.published(claim)
    changed_source(room)
    assert waits(room, claim) is None


def test_a_withdrawn_claim_waits_for_nobody(room, claim, source):
    room.published(claim)
    changed_source(room, source=source)
    claims.withdraw(claim=claim, by=room.editor, version=version(claim), reason="No more.")
    assert waits(room, claim) is None


def test_a_claim_in_process_waits_for_what_it_waited_for(room, claim, source):
    room.published(claim)
    changed_source(room, source=source)
    claims.take(claim=claim, by=room.editor, version=version(claim))
    assert waits(room, claim) == "in-hand"


def test_the_source_that_stands_changes_for_the_merged_one(room, claim, source):
    room.published(claim)
    into = room.source()
    sources.merge(
        source=source, into=into, by=room.editor, reason="The same.", version=version(source)
    )
    changed_source(room, source=into)
    assert waits(room, claim) == "source-changed"


def test_the_list_counts_it_once_and_says_so(room, article, claim, desk, source):
    room.published(claim)
    other = room.claim(article, quote="Nobody was hurt")
    for _ in range(2):
        changed_source(room, source=source)
    client = desk(room.editor).client
    page = client.get("/desk/?show=source-changed").content.decode()
    assert page.count('class="stretched"') == 1
    assert "A source changed" in page
    numbers = {kind.key: number for kind, number, _ in client.get("/desk/").context["kinds"]}
    assert (numbers["source-changed"], numbers["waiting"], numbers["all"]) == (1, 2, 2)
    rows = [row.claim for row in client.get("/desk/").context["rows"]]
    assert rows == [claim, other]  # what lost its ground before what is new


def test_who_edits_as_an_author_is_told_too(room, desk, source, claim):
    """It is no check of the article, but of the source."""
    room.published(claim)
    changed_source(room, source=source)
    _person, second = another_person("second editor", room.editor.role)
    assert waits(room, claim, second) == "source-changed"


def test_the_page_keeps_within_its_queries(room, claim, desk, source):
    room.published(claim)
    room.evidence(claim, source=room.source())
    for _ in range(3):
        changed_source(room, source=source)
    client = desk(room.editor).client
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/desk/claims/{claim.pk}/")
    found = [each["sql"] for each in asked if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(found) <= 12, "\n".join(found)


def test_the_list_is_read_by_indexes(room, claim, source):
    """No walk through every claim, however many are published."""
    room.published(claim)
    changed_source(room, source=source)
    found = (
        Claim.objects.at_work().for_person(Person.objects.get(pk=room.editor.person)).by_weight()
    )
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL walks through small tables")
    plan = found.explain()
    assert not re.search(r"SCAN factcheck_claim\b", plan), plan
