"""A verdict as ClaimReview: the whole of it, and where there is none."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

from factcheck.actions import claims
from factcheck.models import Claim
from factcheck.presenters.outside.claim_review import claim_review
from factcheck.presenters.outside.pages import of_a_claim, of_the_site
from factcheck.presenters.verdicts import shown_verdict, verdict_of
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

SITE = settings.PUBLIC_URL
NEWSROOM = {
    "@type": "Organization",
    "@id": f"{SITE}/#newsroom",
    "name": "factcheck",
    "url": f"{SITE}/",
    "correctionsPolicy": f"{SITE}/corrections/policy/",
    "ownershipFundingInfo": f"{SITE}/about/",
    "publishingPrinciples": f"{SITE}/methodology/",
    "verificationFactCheckingPolicy": f"{SITE}/methodology/",
}


def review_of(claim: Claim) -> Any:
    claim.refresh_from_db()
    assert claim.published_verdict_id
    verdict = verdict_of(claim)
    return claim_review(shown_verdict(verdict))


def published(newsroom: Newsroom, rating: str = "mostly_true", **words: Any) -> Claim:
    article = newsroom.article(
        byline="Ani Writer",
        url="https://daily.example.org/bridge",
        published_earliest=date(2019, 5, 5),
        published_latest=date(2019, 5, 5),
    )
    claim = newsroom.claim(article, **words)
    source = newsroom.source(
        title="Accounts 2019",
        url="https://city.example.org/accounts",
        type="official_data",
        publisher="The City",
        published="2019-04",
        archive_url="https://archive.example.org/accounts",
    )
    newsroom.evidence(claim, source=source)
    newsroom.evidence(claim, "refutes", source=source)
    newsroom.published(claim, rating)
    return claim


def test_the_whole_review(newsroom: Newsroom) -> None:
    claim = published(newsroom)
    newsroom.published(claim, "mostly_true")
    first, second = [
        row.act.recorded_at.isoformat(timespec="seconds")
        for row in claim.publications.order_by("id")
    ]
    assert review_of(claim) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{SITE}/claims/{claim.slug}/",
        "claimReviewed": "The article says: cost 12 million euros.",
        "inLanguage": "en",
        "datePublished": first,
        "dateModified": second,
        "author": NEWSROOM,
        "itemReviewed": {
            "@type": "Claim",
            "text": "The article says: cost 12 million euros.",
            "inLanguage": "en",
            "datePublished": "2019-05-05",
            "author": {"@type": "Person", "name": "Ani Writer"},
            "firstAppearance": {
                "@type": "NewsArticle",
                "headline": "A bridge at last",
                "url": "https://daily.example.org/bridge",
                "inLanguage": "en",
                "datePublished": "2019-05-05",
                "author": {"@type": "Person", "name": "Ani Writer"},
                "publisher": {"@type": "Organization", "name": "The Daily"},
            },
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Mostly true",
            "ratingValue": 4,
            "bestRating": 5,
            "worstRating": 1,
            "ratingExplanation": "The city's accounts show it.",
        },
        "citation": [
            {
                "@type": "Dataset",
                "name": "Accounts 2019",
                "url": "https://city.example.org/accounts",
                "publisher": {"@type": "Organization", "name": "The City"},
                "datePublished": "2019-04",
                "archivedAt": "https://archive.example.org/accounts",
            }
        ],
    }


def test_what_somebody_said_appears_in_the_article(newsroom: Newsroom) -> None:
    item = review_of(published(newsroom, claimant="The mayor"))["itemReviewed"]
    assert item["author"] == {"@type": "Person", "name": "The mayor"}
    assert item["appearance"]["url"] == "https://daily.example.org/bridge"
    assert "firstAppearance" not in item
    assert "datePublished" not in item, "when it was said is not known"


@pytest.fixture
def indonesian() -> Iterator[None]:
    with translation.override("id"):
        yield


@pytest.mark.usefixtures("indonesian")
def test_in_the_language_of_the_page_with_the_same_number(newsroom: Newsroom) -> None:
    statement = {"en": "The bridge cost 12 million.", "id": "Jembatan itu berharga 12 juta."}
    review = review_of(published(newsroom, statement=statement))
    assert review["claimReviewed"] == "Jembatan itu berharga 12 juta."
    assert review["inLanguage"] == "id"
    assert "/id/claims/" in review["url"]
    assert review["reviewRating"]["alternateName"] == "Sebagian besar benar"
    assert review["reviewRating"]["ratingValue"] == 4


@pytest.mark.parametrize("rating", ["unverifiable", "opinion"])
def test_what_is_on_no_scale_has_no_number(newsroom: Newsroom, rating: str) -> None:
    found = review_of(published(newsroom, rating))["reviewRating"]
    assert set(found) == {"@type", "alternateName", "ratingExplanation"}


def test_none_of_what_was_withdrawn(newsroom: Newsroom) -> None:
    claim = published(newsroom)
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="No.")
    assert review_of(claim) is None


def test_none_of_a_verdict_that_was_superseded(newsroom: Newsroom) -> None:
    claim = published(newsroom)
    newsroom.published(claim, "false")
    old = verdict_of(claim, number=1)
    assert claim_review(shown_verdict(old)) is None


@pytest.mark.parametrize(
    "given", [{"publisher": "Factcheck "}, {"url": f"{SITE}/2019/bridge"}], ids=["name", "host"]
)
def test_none_of_the_newsrooms_own_sentence(newsroom: Newsroom, given: dict[str, str]) -> None:
    article = newsroom.article(**given)
    own, said = newsroom.claim(article), newsroom.claim(article, "two euros", claimant="The mayor")
    for claim in (own, said):
        newsroom.published(claim)
    assert review_of(own) is None
    assert review_of(said)["itemReviewed"]["author"]["name"] == "The mayor"


def test_a_page_tells_the_way_to_it(newsroom: Newsroom) -> None:
    claim = published(newsroom)
    verdict = verdict_of(claim)
    review, way = of_a_claim(shown_verdict(verdict))
    assert review == review_of(claim)
    assert way == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "factcheck", "item": f"{SITE}/"},
            {"@type": "ListItem", "position": 2, "name": "Claims", "item": f"{SITE}/claims/"},
            {
                "@type": "ListItem",
                "position": 3,
                "name": "The article says: cost 12 million euros.",
                "item": f"{SITE}/claims/{claim.slug}/",
            },
        ],
    }


def test_the_newsroom_itself() -> None:
    assert of_the_site() == [{"@context": "https://schema.org", **NEWSROOM}]
