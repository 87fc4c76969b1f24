"""What the tests of the public pages share: a small published record, a counter of queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.actions import articles
from factcheck.actions.notices import NoticeText
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, Claim
from tests.newsroom import Newsroom, version

LINES = [f"Bridge {place} cost {cost} million euros." for cost, place in enumerate("abcdef", 11)]


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article(language="en", url="https://example.org/a-bridge-at-last")


@pytest.fixture
def claim(newsroom: Newsroom, article: Article) -> Claim:
    """A claim with evidence and a published verdict."""
    claim = newsroom.claim(article)
    newsroom.evidence(claim, "supports")
    newsroom.published(claim, "mostly_true")
    return claim


@pytest.fixture
def hidden(newsroom: Newsroom, article: Article) -> Claim:
    """A claim of the same article of which nothing was ever published."""
    claim = newsroom.claim(
        article, "two euros", topic="Secret fare", statement={"en": "Nobody may read this yet."}
    )
    newsroom.evidence(claim, note={"en": "Hidden evidence."})
    newsroom.proposed(claim, "false")
    return claim


@pytest.fixture
def get(client: Client) -> Callable[..., Any]:
    """The page of a name: get("article", slug=…)."""

    def get(name: str, query: str = "", **parts: Any) -> Any:
        return client.get(reverse(f"public:{name}", kwargs=parts) + query)

    return get


@pytest.fixture
def queries(client: Client) -> Callable[[str], int]:
    """How many queries a page takes, once templates and pictures are known."""

    def count(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def revise(newsroom: Newsroom) -> Callable[..., Article]:
    """Record a new revision of an article."""

    def revise(article: Article, reason: str = "Mended.", **content: Any) -> Article:
        articles.record_revision(
            article=article,
            by=newsroom.editor,
            reason=reason,
            version=version(article),
            **content,
        )
        article.refresh_from_db()
        return article

    return revise


@pytest.fixture
def grow(newsroom: Newsroom, revise: Callable[..., Article]) -> Callable[[int], Article]:
    """An article with `size` claims, each with `size` sources and two verdicts, and revisions."""

    def grow(size: int) -> Article:
        body = "\n".join(LINES[:size])
        article = newsroom.article(body, headline="Bridges")
        for line in LINES[:size]:
            claim = newsroom.claim(article, line, topic=line)
            for _ in range(size):
                newsroom.evidence(claim)
            newsroom.published(claim)
            newsroom.published(claim, "mostly_true")
        for number in range(size):
            text = NoticeText(NoticeKind.UPDATE, {"en": f"Part {number} was added."})
            more = f"{body}\nAdded, number {number}.".replace("euros", "dollars")
            revise(article, html=more, headline=f"Bridges, part {number}", notice=text)
        return article

    return grow
