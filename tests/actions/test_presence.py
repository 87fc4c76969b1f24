"""Who is writing about a claim now: outside the record, and never in anybody's way."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from factcheck.actions.presence import PAUSE, left, who_writes, writing
from factcheck.domain.permissions import NotPermitted
from factcheck.models import ChangeSet, Claim, Presence
from factcheck.models.presence import QUIET
from tests.newsroom import Newsroom

NOW = datetime(2026, 11, 28, 14, 5, tzinfo=UTC)


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim(newsroom.article())


def names(claim, person, now=NOW):
    return [writer.name for writer in who_writes(claim, but=person.id, now=now)]


def test_others_see_who_writes_and_nobody_themselves(newsroom, claim):
    acts = ChangeSet.objects.count()
    writing(claim=claim, by=newsroom.reviewer, now=NOW)
    writing(claim=claim, by=newsroom.colleague, now=NOW)
    assert names(claim, newsroom.editor) == ["Colleague", "Reviewer"]
    assert names(claim, newsroom.reviewer) == ["Colleague"]
    assert ChangeSet.objects.count() == acts


def test_of_another_claim_nothing_is_said(newsroom, claim):
    writing(claim=claim, by=newsroom.reviewer, now=NOW)
    other = newsroom.claim(claim.article, quote="Nobody was hurt")
    assert names(other, newsroom.editor) == []


def test_silence_tells_that_somebody_stopped(newsroom, claim):
    writing(claim=claim, by=newsroom.reviewer, now=NOW)
    assert names(claim, newsroom.editor, NOW + QUIET - timedelta(seconds=1)) == ["Reviewer"]
    assert names(claim, newsroom.editor, NOW + QUIET) == []
    writing(claim=claim, by=newsroom.colleague, now=NOW + QUIET)
    assert Presence.objects.count() == 1  # what is over is not kept


def test_it_is_not_written_more_often_than_needed(newsroom, claim):
    def seen(now):
        writing(claim=claim, by=newsroom.reviewer, now=now)
        return Presence.objects.get().seen_at

    assert seen(NOW) == NOW
    assert seen(NOW + PAUSE / 2) == NOW
    assert seen(NOW + PAUSE) == NOW + PAUSE


def test_who_leaves_is_gone_at_once(newsroom, claim):
    writing(claim=claim, by=newsroom.reviewer, now=NOW)
    left(claim=claim, by=newsroom.reviewer)
    left(claim=claim, by=newsroom.reviewer)
    assert names(claim, newsroom.editor) == []


def test_a_busy_database_breaks_nothing(newsroom, claim, monkeypatch):
    def busy(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("factcheck.actions.presence.Presence.objects.bulk_create", busy)
    writing(claim=claim, by=newsroom.reviewer, now=NOW)
    assert names(claim, newsroom.editor) == []


def test_only_who_checks_claims_is_noted(newsroom, claim):
    reader = newsroom.reviewer
    with pytest.raises(NotPermitted):
        writing(claim=claim, by=type(reader)(reader.kind, reader.id, "N", "", reader.channel))
