"""The page of one verdict: it works, then each refusal."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from factcheck.models import Article, Claim
from tests.newsroom import Newsroom

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]


def test_a_superseded_verdict_stays_and_says_so(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    newsroom.evidence(claim, "refutes", note={"en": "Found later."})
    newsroom.published(claim, "false")
    old = get("verdict", slug=claim.slug, number=1).content.decode()
    assert "Superseded" in old
    assert f'href="{claim.get_absolute_url()}">Read the newest verdict' in old
    assert "Mostly true" in old
    assert "Found later." not in old
    assert "noindex" in old


def test_the_one_that_stands_leads_to_the_claim(get: Get, claim: Claim) -> None:
    page = get("verdict", slug=claim.slug, number=1).content.decode()
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{claim.get_absolute_url()}">' in page
    assert "Superseded" not in page


def test_a_verdict_not_published_is_not_found(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    newsroom.proposed(claim, "false")
    assert get("verdict", slug=claim.slug, number=2).status_code == 404


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_no_such_verdict(get: Get, claim: Claim, number: int) -> None:
    assert get("verdict", slug=claim.slug, number=number).status_code == 404


def test_of_a_claim_never_published(get: Get, claim: Claim, hidden: Claim) -> None:
    assert get("verdict", slug=hidden.slug, number=1).status_code == 404


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    few, many = (
        reverse("public:verdict", args=[article.claims.all()[0].slug, 1])
        for article in (grow(1), grow(3))
    )
    assert queries(few) == queries(many)
