"""A revision's page: it works, then each refusal."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from factcheck.models import Article, Claim

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]


def test_an_old_revision_keeps_its_words_and_marks(
    get: Get, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    revise(article, html="<p>Nothing of the old text is here, and no more of it will come.</p>")
    page = get("revision", slug=article.slug, number=1).content.decode()
    assert 'class="mark rating-mostly-true" id="mark-1"' in page
    assert "You are reading revision 1" in page
    assert "Revision 1 of 2" in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_verdict_on_later_words_is_stale_on_earlier_ones(
    get: Get,
    newsroom: Any,
    article: Article,
    claim: Claim,
    revise: Callable[..., Article],
) -> None:
    """The verdict judged 15 million; where the article says 12 it does not cover the words."""
    revise(article, html=article.newest.body.replace("12 million", "15 million"))
    newsroom.published(claim, "false")
    assert "is-stale" not in get("article", slug=article.slug).content.decode()
    old = get("revision", slug=article.slug, number=1).content.decode()
    assert 'class="mark rating-false is-stale" id="mark-1"' in old


def test_the_newest_has_the_articles_own_address_as_its_first(
    get: Get, article: Article, claim: Claim
) -> None:
    page = get("revision", slug=article.slug, number=1).content.decode()
    assert (
        f'<link rel="canonical" href="http://127.0.0.1:8000{article.get_absolute_url()}">' in page
    )
    assert "You are reading" not in page


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_no_such_revision(get: Get, article: Article, claim: Claim, number: int) -> None:
    assert get("revision", slug=article.slug, number=number).status_code == 404


def test_not_before_something_is_published(get: Get, article: Article, hidden: Claim) -> None:
    assert get("revision", slug=article.slug, number=1).status_code == 404


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    few, many = (
        reverse("public:revision", args=[article.slug, 1]) for article in (grow(1), grow(3))
    )
    assert queries(few) == queries(many)
