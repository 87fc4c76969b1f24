"""Duplicate sources merged: evidence goes over, histories and verdicts stay as they are."""

import threading
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck import search
from factcheck.actions import evidence, reviews, sources
from factcheck.actions.sources import NoDuplicate, SourceDetails, merge
from factcheck.domain.acts import Kind
from factcheck.domain.basis import Outdated
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import NotPermitted
from factcheck.domain.review import Stale
from factcheck.models import ChangeSet, Evidence, Source, Watch
from tests.newsroom import Newsroom, snapshot, version
from tests.newsroom import newsroom as make_newsroom

REASON = "The same report, at its address for phones."


@pytest.fixture
def source(newsroom: Newsroom) -> Source:
    return newsroom.source(title="The report, for phones")


@pytest.fixture
def into(newsroom: Newsroom) -> Source:
    return newsroom.source(title="The report")


def merged(newsroom, source, into, **more):
    given = {"by": newsroom.editor, "version": version(source), "reason": REASON}
    return merge(source=source, into=into, **given | more)


def details(source, **more):
    given = {"title": source.title, "type": source.type, "url": source.url}
    return SourceDetails(**given | more)


def test_a_merged_source_names_the_one_that_stands(newsroom, source, into):
    merged(newsroom, source, into)
    source.refresh_from_db()
    assert source.duplicate_of == into
    act = ChangeSet.objects.latest("id")
    assert (act.kind, act.reason, act.article_id) == (Kind.SOURCE_MERGE, REASON, None)
    call_command("verify_history")


def test_its_evidence_goes_over_by_an_act_on_each_claim(newsroom, source, into):
    article, other = newsroom.article(), newsroom.article(headline="Another")
    claims = [
        newsroom.claim(article),
        newsroom.claim(article, quote="Nobody was hurt"),
        newsroom.claim(other),
    ]
    for claim in claims:
        newsroom.evidence(claim, source=source, quote="12 million")
    stays = newsroom.evidence(claims[0])
    merged(newsroom, source, into)
    assert [each.source for each in Evidence.objects.order_by("id")][:3] == [into] * 3
    assert Evidence.objects.get(pk=stays.pk).version == stays.version
    for claim in claims:
        act = claim.acts.latest("id")
        assert (act.kind, act.article) == (Kind.EVIDENCE_MOVE, claim.article)
        assert act.reason == "Its source was a duplicate."
    moved = Evidence.objects.order_by("id")[0]
    assert [row.source_id for row in moved.history.all()] == [into.pk, source.pk]
    call_command("verify_history")


def test_what_verdicts_rested_on_stays(newsroom, source, into):
    claim = newsroom.claim(newsroom.article())
    newsroom.evidence(claim, source=source)
    verdict = newsroom.published(claim)
    kept = snapshot(source, "It cost 12 million.")
    merged(newsroom, source, into)
    assert [item.source_row.id for item in verdict.evidence.all()] == [source.pk]
    assert list(source.snapshots.all()) == [kept]
    claim.refresh_from_db()
    assert claim.published_verdict == verdict


def test_a_pending_verdict_is_outdated(newsroom, source, into):
    claim = newsroom.claim(newsroom.article())
    newsroom.evidence(claim, source=source)
    newsroom.proposed(claim)
    merged(newsroom, source, into)
    with pytest.raises(Outdated):
        reviews.review(
            claim=claim, by=newsroom.colleague, version=version(claim), rating="true", note={}
        )


def test_a_merged_source_is_used_no_more(newsroom, source, into):
    claim = newsroom.claim(newsroom.article())
    other = newsroom.evidence(claim)
    merged(newsroom, source, into)
    with pytest.raises(NoDuplicate) as refused:
        newsroom.evidence(claim, source=source)
    assert refused.value.values == {"title": "The report"}
    with pytest.raises(NoDuplicate):
        evidence.edit_evidence(
            evidence=other,
            by=newsroom.reviewer,
            reason="Wrong one.",
            version=other.version,
            source=source,
            stance="supports",
            note={"en": "So."},
        )


def test_a_merged_source_is_neither_edited_nor_merged_again(newsroom, source, into):
    merged(newsroom, source, into)
    with pytest.raises(NoDuplicate):
        sources.edit_source(
            source=source,
            by=newsroom.editor,
            reason="A better title.",
            version=version(source),
            details=details(source, title="Better"),
        )
    with pytest.raises(NoDuplicate):
        merged(newsroom, source, newsroom.source())
    with pytest.raises(NoDuplicate):
        merged(newsroom, newsroom.source(), source)
    with pytest.raises(NoDuplicate):
        merged(newsroom, into, into)


def test_what_was_merged_into_it_goes_on(newsroom, source, into):
    older = newsroom.source()
    merged(newsroom, older, source)
    merged(newsroom, source, into)
    older.refresh_from_db()
    assert older.duplicate_of == into
    call_command("verify_history")


def test_it_is_found_by_its_address_as_the_one_that_stands(newsroom, source, into):
    merged(newsroom, source, into)
    assert sources.find(source.url) == into
    assert list(search.find(Source.objects.standing(), "report")) == [into]
    with pytest.raises(sources.BadSource):
        newsroom.source(url=source.url)


def test_the_one_that_stands_does_not_take_its_address(newsroom, source, into):
    merged(newsroom, source, into)
    with pytest.raises(sources.BadSource):
        sources.edit_source(
            source=into,
            by=newsroom.editor,
            reason="The other address.",
            version=version(into),
            details=details(into, url=source.url),
        )


def test_it_is_watched_no_more(newsroom, source, into):
    Watch.objects.update_or_create(source=source, defaults={"next_at": timezone.now()})
    merged(newsroom, source, into)
    assert not Watch.objects.filter(source=source).exists()


def test_an_editor_merges_with_a_reason_what_they_saw(newsroom, source, into):
    with pytest.raises(NotPermitted):
        merged(newsroom, source, into, by=newsroom.reviewer)
    with pytest.raises(Refusal):
        merged(newsroom, source, into, reason=" ")
    with pytest.raises(Stale):
        merged(newsroom, source, into, version=source.version + 1)
    source.refresh_from_db()
    assert source.duplicate_of is None


def test_queries_grow_with_claims_alone(newsroom, source, into):
    claim = newsroom.claim(newsroom.article())
    newsroom.evidence(claim, source=source)
    with CaptureQueriesContext(connection) as few:
        merged(newsroom, source, into)
    many = newsroom.source()
    for number in range(5):
        newsroom.evidence(claim, source=many, quote=str(number))
    with CaptureQueriesContext(connection) as more:
        merged(newsroom, many, into)
    assert len(more) == len(few)


# --- Two people at once --------------------------------------------------------------------------


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each gave, or its refusal, all begun at the same moment."""
    results: list[object] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(number: int) -> None:
        start.wait()
        try:
            results[number] = acts[number]()
        except Exception as error:  # noqa: BLE001 - the test looks at every one of them
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.mark.parametrize("_again", range(3))
def test_two_merges_in_opposite_directions(committed, _again):
    room = make_newsroom()
    one, other = room.source(), room.source()
    claim = room.claim(room.article())
    for source in (one, other):
        room.evidence(claim, source=source)
    results = at_once(
        lambda: merged(room, one, other, version=1), lambda: merged(room, other, one, version=1)
    )
    assert sorted(type(result).__name__ for result in results) in (
        ["NoDuplicate", "Source"],
        ["Source", "Stale"],
    ), results
    standing = Source.objects.standing().get()
    assert [each.source for each in claim.evidence.all()] == [standing] * 2
    call_command("verify_history")


@pytest.mark.parametrize("_again", range(3))
def test_evidence_added_while_its_source_is_merged(committed, _again):
    room = make_newsroom()
    one, other = room.source(), room.source()
    claims = [room.claim(room.article(headline=f"Article {number}")) for number in range(3)]
    room.evidence(claims[0], source=one)
    results = at_once(
        lambda: merged(room, one, other, version=1),
        *(lambda claim=claim: room.evidence(claim, source=one, quote="So.") for claim in claims),
    )
    allowed = (Source, Evidence, NoDuplicate)
    assert all(isinstance(result, allowed) for result in results), results
    one.refresh_from_db()
    if one.duplicate_of:
        assert not Evidence.objects.filter(source=one).exists()
    call_command("verify_history")
