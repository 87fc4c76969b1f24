"""The list of checked claims: it works, then what it leaves out and refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.actions import claims, verdicts
from factcheck.models import Article, Claim, Publication
from tests.many import multiply, plans
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]


@pytest.fixture
def another(newsroom: Newsroom, article: Article, claim: Claim) -> Claim:
    """A claim of the same article, rated false."""
    another = newsroom.claim(article, "Nobody was hurt", topic="Hurt")
    newsroom.published(another, "false")
    return another


def listed(answer: Any) -> list[str]:
    """The addresses of the claims on the page, in order."""
    return [card.url for card in answer.context["claims"]]


def test_newest_publication_first(
    get: Get, newsroom: Newsroom, claim: Claim, another: Claim
) -> None:
    assert listed(get("claims")) == [another.get_absolute_url(), claim.get_absolute_url()]
    newsroom.published(claim, "true")
    assert listed(get("claims")) == [claim.get_absolute_url(), another.get_absolute_url()]


def test_of_one_rating(get: Get, claim: Claim, another: Claim) -> None:
    assert listed(get("claims", "?rating=false")) == [another.get_absolute_url()]


def test_of_one_article(get: Get, newsroom: Newsroom, claim: Claim, another: Claim) -> None:
    other = newsroom.claim(newsroom.article(headline="Elsewhere"), topic="Elsewhere")
    newsroom.published(other)
    assert listed(get("claims", "?article=elsewhere")) == [other.get_absolute_url()]


@pytest.mark.parametrize("query", ["?rating=nonsense", "?article=nonsense", "?rating=opinion"])
def test_a_choice_without_claims_says_so(get: Get, claim: Claim, query: str) -> None:
    answer = get("claims", query)
    assert answer.status_code == 200
    assert "No published check matches this choice." in answer.content.decode()


def test_an_unpublished_claim_is_not_listed(get: Get, claim: Claim, hidden: Claim) -> None:
    answer = get("claims")
    assert listed(answer) == [claim.get_absolute_url()]
    assert "Nobody may read" not in answer.content.decode()


def test_a_withdrawn_claim_is_not_listed(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    assert listed(get("claims")) == []


def test_pages(get: Get, monkeypatch: pytest.MonkeyPatch, claim: Claim, another: Claim) -> None:
    monkeypatch.setattr("factcheck.views.public.claims.CLAIMS", 1)
    first, second = get("claims"), get("claims", "?page=2")
    assert listed(first) == [another.get_absolute_url()]
    assert listed(second) == [claim.get_absolute_url()]
    assert 'href="?page=2"' in first.content.decode()
    assert "noindex" in second.content.decode()
    assert get("claims", "?page=3").status_code == 404


def test_in_the_order_of_publication_not_of_proposal(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    slow = newsroom.claim(article, "Nobody was hurt")
    newsroom.approved(slow)
    newsroom.published(claim, "true")
    verdicts.publish(claim=slow, by=newsroom.editor, version=version(slow), reason="Agreed.")
    assert listed(get("claims")) == [slow.get_absolute_url(), claim.get_absolute_url()]


def test_a_source_used_twice_counts_once(get: Get, newsroom: Newsroom, article: Article) -> None:
    claim, source = newsroom.claim(article), newsroom.source()
    for stance in ("supports", "context"):
        newsroom.evidence(claim, stance, source=source)
    newsroom.published(claim)
    assert [card.sources for card in get("claims").context["claims"]] == [1]


@pytest.mark.parametrize("address", ["/claims/", "/claims/?rating=true", "/claims/?page=3", "/"])
def test_nothing_is_sorted(client: Client, claim: Claim, address: str) -> None:
    """The newest publications are read off their key, backwards."""
    verdict, times = claim.published_verdict, 2_000
    assert verdict
    multiply(
        claim,
        times,
        number="one.number + n",
        slug="one.slug || '-' || n",
        published_verdict_id="one.published_verdict_id + n",
    )
    multiply(verdict, times, claim_id="one.claim_id + n", rating_id="1 + n % 5")
    publication = Publication.objects.get(verdict=verdict)
    multiply(publication, times, claim_id="one.claim_id + n", verdict_id="one.verdict_id + n")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).context["claims"]
    [(_, plan)] = plans(captured, Publication._meta.db_table)
    assert "TEMP B-TREE" not in plan, plan
    assert "Sort" not in plan, plan


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    grow(1)
    few = queries(reverse("public:claims"))
    grow(3)
    assert queries(reverse("public:claims")) == few
