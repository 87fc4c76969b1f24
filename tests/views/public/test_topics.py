"""/topics/: what checked claims are about."""

from collections.abc import Callable
from typing import Any

import pytest

from factcheck.models import Article, Claim
from factcheck.presenters.topics import topic_slug
from tests.newsroom import Newsroom, version

Get = Callable[..., Any]


@pytest.fixture
def claim(newsroom: Newsroom, article: Article) -> Claim:
    claim = newsroom.claim(article, topic="Public works")
    newsroom.published(claim, "false")
    return claim


def test_each_topic_with_its_claims(get: Get, claim: Claim, hidden: Claim) -> None:
    page = get("topics").content.decode()
    assert '<a href="/topics/public-works/">Public works</a>' in page
    assert "1 claim<" in page
    assert "Secret fare" not in page
    page = get("topic", slug="public-works").content.decode()
    assert "<h1>Public works</h1>" in page
    assert claim.get_absolute_url() in page


def test_spellings_share_an_address(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    other = newsroom.claim(claim.article, "Nobody was hurt", topic="public  Works!")
    newsroom.published(other)
    answer = get("topic", slug="public-works")
    assert {card.url for card in answer.context["claims"]} == {
        claim.get_absolute_url(),
        other.get_absolute_url(),
    }


def test_a_topic_of_what_is_not_published_is_not_there(get: Get, hidden: Claim) -> None:
    assert get("topic", slug=topic_slug("Secret fare")).status_code == 404
    assert "The topics of checked claims will stand here." in get("topics").content.decode()


def test_nor_one_of_what_was_withdrawn(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    from factcheck.actions import claims

    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="No.")
    assert get("topic", slug="public-works").status_code == 404


@pytest.mark.parametrize("page", ["0", "99", "x"])
def test_a_page_that_is_not_there(get: Get, claim: Claim, page: str) -> None:
    assert get("topic", f"?page={page}", slug="public-works").status_code == 404


def test_queries_do_not_grow(
    get: Get, newsroom: Newsroom, claim: Claim, queries: Callable[[str], int]
) -> None:
    before = queries("/topics/"), queries("/topics/public-works/")
    for words in ("two euros", "Nobody was hurt", "old ferry"):
        other = newsroom.claim(claim.article, words, topic="Public works")
        newsroom.published(other)
    assert (queries("/topics/"), queries("/topics/public-works/")) == before
