"""A claim's history: it works, then what it leaves out and refuses."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from factcheck.actions import claims
from factcheck.models import Article, Claim
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_tells_publications_withdrawals_and_edits_of_its_words(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    newsroom.published(claim, "false")
    revise(article, html=article.newest.body.replace("12 million", "15 million"))
    revise(article, headline="Nothing to do with the claim")
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    page = words(get("claim_history", slug=claim.slug))
    assert page.count("Verdict published") == 2
    assert "Mostly true → became False" in page
    assert "A number changed" in page
    assert "Claim withdrawn" in page
    assert page.count("Article revised") == 1


def test_words_are_lost_once(
    get: Get, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    for text in (
        "<p>Nothing of the old text is left in this one.</p>",
        "<p>Quite another one.</p>",
    ):
        revise(article, html=text)
    assert words(get("claim_history", slug=claim.slug)).count("Without a place in the text") == 1


def test_nothing_internal_is_told(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    newsroom.proposed(claim, "false")
    page = words(get("claim_history", slug=claim.slug))
    for word in ("proposed", "taken", "approved", "Evidence", "Checkable."):
        assert word not in page


def test_of_a_claim_never_published(get: Get, claim: Claim, hidden: Claim) -> None:
    assert get("claim_history", slug=hidden.slug).status_code == 404


@pytest.mark.parametrize("query", ["?page=2", "?page=0", "?page=x"])
def test_no_such_page(get: Get, claim: Claim, query: str) -> None:
    assert get("claim_history", query, slug=claim.slug).status_code == 404


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    few, many = (
        reverse("public:claim_history", args=[article.claims.all()[0].slug])
        for article in (grow(1), grow(3))
    )
    assert queries(few) == queries(many)
