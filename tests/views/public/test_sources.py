"""What readers are told of a verdict's sources: their changes once confirmed, and fingerprints."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.actions import sources, watching
from factcheck.models import Snapshot
from tests.every_address import NoExample, addresses, routes
from tests.newsroom import changed_source, snapshot, version

SAID = "The city mended its figures. It does not touch what we found."
LABEL = "1 source has changed since this verdict"


@pytest.fixture
def source(claim):
    return claim.evidence.get().source


@pytest.fixture
def change(newsroom, source):
    return changed_source(newsroom, "SECRET-NEW-TEXT " * 3, source)


def confirm(newsroom, change, reason=SAID):
    return watching.confirm(
        change=change, by=newsroom.editor, version=version(change), reason=reason
    )


def pages(claim):
    return [
        claim.get_absolute_url(),
        reverse("public:verdict", args=[claim.slug, claim.published_verdict.number]),
    ]


def seen(client, address):
    answer = client.get(address)
    return (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")


def everywhere():
    """Every address that anybody may ask for."""
    for route in routes():
        try:
            yield from addresses(route)
        except NoExample:
            continue


def test_readers_are_told_once_an_editor_confirmed(newsroom, claim, client, source, change):
    confirm(newsroom, change)
    for page in pages(claim):
        text = seen(client, page)
        assert LABEL in text
        assert "Its text changed" in text
        assert SAID in text
        assert newsroom.editor.name in text
        assert "Changed since" in text.split(f'id="source-{source.pk}"')[1]


def test_nothing_is_told_before(claim, client, change):
    """Not on any page, under any address."""
    for page in everywhere():
        text = seen(client, page)
        for word in ("has changed since", "Its text changed", "SECRET-NEW-TEXT"):
            assert word.lower() not in text.lower(), page


def test_nothing_is_told_of_what_was_dismissed(newsroom, claim, client, change):
    watching.dismiss(
        change=change, by=newsroom.editor, version=version(change), reason="HUSH: a counter."
    )
    for page in everywhere():
        text = seen(client, page)
        assert "Its text changed" not in text, page
        assert "HUSH" not in text, page


def test_a_verdict_proposed_since_stands_on_the_new_text(newsroom, claim, client, change):
    confirm(newsroom, change)
    old = pages(claim)[1]
    newsroom.published(claim, "true")
    claim.refresh_from_db()
    assert LABEL not in seen(client, claim.get_absolute_url())
    assert LABEL in seen(client, old)


def test_the_past_knows_nothing_of_it(newsroom, claim, client, change):
    before = timezone.now()
    confirm(newsroom, change)
    at = before.isoformat(timespec="microseconds").replace("+00:00", "Z")
    assert LABEL not in seen(client, f"{claim.get_absolute_url()}?at={at}")
    later = timezone.now().isoformat(timespec="microseconds").replace("+00:00", "Z")
    assert LABEL in seen(client, f"{claim.get_absolute_url()}?at={later}")


def test_a_source_merged_since_changes_as_the_one_that_stands(newsroom, claim, client, source):
    into = newsroom.source()
    sources.merge(
        source=source, into=into, by=newsroom.editor, reason="The same.", version=version(source)
    )
    confirm(newsroom, changed_source(newsroom, "Other words.", into))
    text = seen(client, claim.get_absolute_url())
    assert LABEL in text
    assert "Changed since" in text.split(f'id="source-{source.pk}"')[1]


def test_two_changes_of_one_source_are_one_source(newsroom, claim, client, source):
    for text in ("One.", "Two."):
        confirm(newsroom, changed_source(newsroom, text, source))
    assert LABEL in seen(client, claim.get_absolute_url())


def test_queries_do_not_grow_with_changes(newsroom, claim, queries, source):
    confirm(newsroom, changed_source(newsroom, "One.", source))
    few = queries(claim.get_absolute_url())
    for text in ("Two.", "Three."):
        confirm(newsroom, changed_source(newsroom, text, source))
    assert queries(claim.get_absolute_url()) == few


# --- Fingerprints --------------------------------------------------------------------------------


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def judged(newsroom, article):
    """A claim whose source was copied twice before its verdict, and once after."""
    claim = newsroom.claim(article, "Nobody was hurt")
    source = newsroom.source(archive_url="https://archive.example/1")
    newsroom.evidence(claim, source=source)
    for text in ("First.", "Second."):
        snapshot(source, text)
    newsroom.published(claim)
    snapshot(source, "Third.")
    return claim


def test_the_copy_that_stood_when_the_verdict_was_proposed(judged, client):
    for page in pages(judged):
        text = seen(client, page)
        assert sha("Second.") in text
        assert f"{sha('Second.')[:10]}…" in text
        assert sha("First.") not in text
        assert sha("Third.") not in text
        assert "before the verdict was proposed" in text
        assert 'href="https://archive.example/1"' in text


def test_where_there_was_none_the_first_one_after(claim, source, client):
    snapshot(source, "Late.")
    snapshot(source, "Later.")
    text = seen(client, claim.get_absolute_url())
    assert sha("Late.") in text
    assert sha("Later.") not in text
    assert "as we first found it, after the verdict was proposed" in text


def test_the_past_has_no_later_copy(claim, source, client):
    at = timezone.now().isoformat(timespec="microseconds").replace("+00:00", "Z")
    snapshot(source, "Late.")
    assert sha("Late.") not in seen(client, f"{claim.get_absolute_url()}?at={at}")


def test_an_archive_found_later_is_told(newsroom, claim, source, client):
    sources.edit_source(
        source=source,
        by=newsroom.editor,
        reason="An archive has it.",
        version=version(source),
        details=sources.SourceDetails(
            title=source.title, type=source.type, url=source.url, archive_url="https://a.example/2"
        ),
    )
    assert 'href="https://a.example/2"' in seen(client, claim.get_absolute_url())


def test_the_copy_itself_is_reachable_for_no_visitor(judged):
    names = list(Snapshot.objects.values_list("file", flat=True))
    places = ("/", "/media/", "/inside/", "/static/", "/en/", "/id/media/")
    guessed = [f"{place}{name}" for place in places for name in names]
    visitor = Client()
    for page in everywhere():
        text = seen(visitor, page)
        assert "Second." not in text, page
        assert not any(name in text for name in names), page
    for page in guessed:
        assert visitor.get(page).status_code == 404, page
