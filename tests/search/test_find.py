"""Finding things by their words, on either database."""

import pytest
from django.db import connection

from factcheck import search
from factcheck.actions import articles, claims
from factcheck.models import Article, Claim, Source
from factcheck.search.indexes import INDEXES
from tests.newsroom import Newsroom, version


def found(text: str) -> list[Claim]:
    return list(search.find(Claim.objects.order_by("id"), text))


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim(
        newsroom.article(),
        topic="Cost of the bridge: Zürich, Größe",
        claimant="Café_Central",
        statement={
            "en": "It cost 12 million euros,\nor rose 4.2 percent.",
            "id": "Biayanya “dua belas” juta.",
        },
    )


FOUND = ["bridge", "BRIDGE", "bri", "12 million", "biaya", "belas", "cost 12", "or rose", "4.2"]
FOUND += ["zürich", "GRÖ", "café", "central"]
NOT_FOUND = ["ridge", "bridge tunnel", "", "???", '"', "'); DROP", "id", "en", "nor", "4.3", "cafe"]


@pytest.mark.parametrize("text", FOUND)
def test_words_and_their_beginnings_are_found(claim: Claim, text: str) -> None:
    assert found(text) == [claim]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_words_find_nothing(claim: Claim, text: str) -> None:
    assert found(text) == []


def test_it_follows_every_change(newsroom: Newsroom, claim: Claim) -> None:
    claims.edit_claim(
        claim=claim, by=newsroom.editor, reason="x", version=version(claim), topic="Fares"
    )
    assert found("fares") == [claim]
    assert found("bridge") == []


def test_articles_by_any_headline_they_had(newsroom: Newsroom) -> None:
    article = newsroom.article(headline="A bridge at last")
    articles.record_revision(
        article=article, by=newsroom.editor, reason="x", version=1, headline="The opening"
    )
    for text in ["bridge", "opening"]:
        assert list(search.find(Article.objects.all(), text)) == [article]


def test_sources_by_parts_of_their_address(newsroom: Newsroom) -> None:
    source = newsroom.source(title="Accounts", url="https://www.example.org/city/accounts-2019")
    for text in ["accounts", "example org", "2019", "https://www.example.org/city/"]:
        assert list(search.find(Source.objects.all(), text)) == [source]


def test_filters_go_together_with_it(newsroom: Newsroom, claim: Claim) -> None:
    assert not search.find(Claim.objects.filter(status="published"), "bridge").exists()


def test_installing_again_changes_nothing(claim: Claim) -> None:
    search.install("default")
    assert found("bridge") == [claim]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has triggers for it")
def test_what_a_migration_dropped_is_made_again(newsroom: Newsroom, claim: Claim) -> None:
    """SQLite drops a table's triggers when it remakes the table; rows may be missing by then."""
    with connection.cursor() as cursor:
        for name in ("insert", "update", "delete"):
            cursor.execute(f"DROP TRIGGER factcheck_claim_search_{name}")
    more = newsroom.claim(claim.article, "Nobody was hurt")
    assert found("nobody") == []
    search.install("default")
    assert found("nobody") == [more]
    assert found("bridge") == [claim]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has a table for it")
def test_the_index_is_whole(claim: Claim) -> None:
    with connection.cursor() as cursor:
        for index in INDEXES.values():
            name = f"{index.table}_search"
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('integrity-check')")
