"""/sources/: what was used from a site, and how it fared."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from factcheck.actions import claims
from factcheck.actions.changes import confirm
from factcheck.models import Article, Claim, Source
from tests.newsroom import Newsroom, changed_source, version

Get = Callable[..., Any]


@pytest.fixture
def source(newsroom: Newsroom) -> Source:
    return newsroom.source(
        title="The city's accounts", url="https://www.city.example/accounts?y=19"
    )


@pytest.fixture
def used(newsroom: Newsroom, article: Article, source: Source) -> Claim:
    claim = newsroom.claim(article, statement={"en": "The bridge cost 12 million."})
    newsroom.evidence(claim, "refutes", source=source)
    newsroom.published(claim, "false")
    return claim


def test_a_site_with_its_uses(get: Get, used: Claim, source: Source) -> None:
    assert '<a href="/sources/city.example/">city.example</a>' in get("sites").content.decode()
    page = get("site", domain="city.example").content.decode()
    for words in ("The city&#x27;s accounts", source.url, "Refutes", "The bridge cost 12 million."):
        assert words in page
    assert "no change is known" in page


def test_what_is_not_published_is_not_told(
    get: Get, newsroom: Newsroom, used: Claim, hidden: Claim, source: Source
) -> None:
    """Neither a source that only a proposal uses, nor that a proposal uses this one too."""
    newsroom.evidence(hidden, source=source, note={"en": "Hidden."})
    other = newsroom.source(title="Nobody's", url="https://secret.example/")
    newsroom.evidence(hidden, source=other)
    assert "secret.example" not in get("sites").content.decode()
    assert get("site", domain="secret.example").status_code == 404
    facts = get("site", domain="city.example").context["facts"]
    assert (facts.sources, facts.claims, facts.uses) == (1, 1, 1)


def test_a_change_is_told_once_confirmed(
    get: Get, newsroom: Newsroom, used: Claim, source: Source
) -> None:
    change = changed_source(newsroom, source=source)
    assert "no change is known" in get("site", domain="city.example").content.decode()
    confirm(change=change, by=newsroom.editor, version=1, reason="It has another figure.")
    page = get("site", domain="city.example").content.decode()
    assert "1 changed since it was used" in page
    assert "Its text changed" in page


def test_what_was_withdrawn_counts_no_longer(get: Get, newsroom: Newsroom, used: Claim) -> None:
    claims.withdraw(claim=used, by=newsroom.editor, version=version(used), reason="No.")
    assert get("site", domain="city.example").status_code == 404


@pytest.mark.parametrize("domain", ["www.city.example", "City.Example"])
def test_one_site_has_one_address(get: Get, used: Claim, domain: str) -> None:
    answer = get("site", domain=domain)
    assert answer.status_code == 301
    assert answer["Location"] == "/sources/city.example/"


@pytest.mark.parametrize("domain", ["nowhere.example", "%00", "..", "a b", "'", "[", "x" * 3000])
def test_there_is_nothing(get: Get, used: Claim, domain: str) -> None:
    assert get("site", domain=domain).status_code == 404


def test_a_site_is_found_by_its_index(db: None) -> None:
    """The database takes the expression of the query for that of the index."""
    sources = Source.objects.of_site("city.example")
    if connection.vendor == "sqlite":
        assert "source_by_site" in sources.explain()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "source_by_site" in sources.explain()


def test_queries_do_not_grow(
    newsroom: Newsroom, used: Claim, queries: Callable[[str], int]
) -> None:
    before = queries("/sources/"), queries("/sources/city.example/")
    for number, words in enumerate(("two euros", "Nobody was hurt", "old ferry")):
        claim = newsroom.claim(used.article, words)
        more = newsroom.source(url=f"https://city.example/{number}")
        newsroom.evidence(claim, source=more)
        newsroom.published(claim)
    assert (queries("/sources/"), queries("/sources/city.example/")) == before
