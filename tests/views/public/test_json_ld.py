"""What pages tell machines: on which pages it stands, and that no text gets out of it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from factcheck.models import Article, Claim
from tests.newsroom import Newsroom

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]


def told(answer: Any) -> list[Any]:
    page = answer.content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(text) for text in found]


def types(answer: Any) -> list[str]:
    return [data["@type"] for data in told(answer)]


def test_each_page_tells_what_it_is(get: Get, claim: Claim, article: Article) -> None:
    assert types(get("home")) == ["Organization"]
    assert types(get("claim", slug=claim.slug)) == ["ClaimReview", "BreadcrumbList"]
    assert types(get("article", slug=article.slug)) == ["NewsArticle", "BreadcrumbList"]


def test_the_past_and_the_permalinks_tell_nothing(get: Get, claim: Claim, article: Article) -> None:
    assert not told(get("verdict", slug=claim.slug, number=1))
    assert not told(get("revision", slug=article.slug, number=1))
    for name, slug in (("claim", claim.slug), ("article", article.slug)):
        assert not told(get(name, "?at=2999-01-01", slug=slug))


def test_a_stale_verdict_is_no_review(
    get: Get, claim: Claim, article: Article, revise: Callable[..., Article]
) -> None:
    revise(article, html="It cost 13 million euros, as the city said.", headline="A bridge")
    assert types(get("claim", slug=claim.slug)) == ["BreadcrumbList"]


def test_no_text_ends_the_element(get: Get, newsroom: Newsroom, article: Article) -> None:
    hostile = "</script><script>alert(1)</script><!-- & \u2028"
    claim = newsroom.claim(article, statement={"en": hostile})
    newsroom.published(claim)
    answer = get("claim", slug=claim.slug)
    assert "<script>alert" not in answer.content.decode()
    assert told(answer)[0]["claimReviewed"] == hostile.strip()
