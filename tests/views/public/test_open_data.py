"""/claims.json and /claims/<slug>.json: they work, then what they leave out and refuse."""

from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from factcheck.actions import claims
from factcheck.domain.ratings import RATINGS
from factcheck.models import Anchor, Article, Claim, Publication
from factcheck.views.public import open_data
from tests.newsroom import Newsroom, snapshot, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]
SITE = settings.PUBLIC_URL
LABELS = {rating.key: rating.label for rating in RATINGS}


def published_at(claim: Claim, number: int) -> str:
    publication = Publication.objects.get(claim=claim, verdict__number=number)
    return publication.act.recorded_at.isoformat(timespec="seconds")


def in_the_list(claim: Claim, number: int = 1) -> dict[str, Any]:
    """What the list says of the claim of these tests."""
    article = claim.article
    return {
        "slug": claim.slug,
        "url": f"{SITE}/claims/{claim.slug}/",
        "json": f"{SITE}/claims/{claim.slug}.json",
        "statement": {"en": "The article says: cost 12 million euros."},
        "claimant": "",
        "topic": claim.topic,
        "rating": {"key": "mostly_true", "number": 4, "label": LABELS["mostly_true"]},
        "verdict": {
            "number": number,
            "url": f"{SITE}/claims/{claim.slug}/verdicts/{number}/",
        },
        "published_at": published_at(claim, number),
        "stale": None,
        "withdrawn": False,
        "article": {
            "url": f"{SITE}/articles/{article.slug}/",
            "headline": "A bridge at last",
            "publisher": "The Daily",
            "language": "en",
            "published_at_url": "https://example.org/a-bridge-at-last",
        },
    }


def test_the_whole_list(get: Get, claim: Claim, hidden: Claim) -> None:
    answer = get("claims_json")
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json() == {"claims": [in_the_list(claim)], "next": None}


def test_the_whole_record(get: Get, newsroom: Newsroom, article: Article) -> None:
    claim = newsroom.claim(article)
    source = newsroom.source(
        title="Accounts", url="https://example.org/accounts", published="2019-04", publisher="City"
    )
    copy = snapshot(source, "It cost 12 million.")
    newsroom.evidence(claim, source=source)
    newsroom.published(claim, "false")
    newsroom.published(claim, "mostly_true")
    anchor = Anchor.objects.get(claim=claim)
    assert get("claim_json", slug=claim.slug).json() == {
        **in_the_list(claim, 2),
        "kinds": ["factual"],
        "words": {
            "exact": "cost 12 million euros",
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
            "start": anchor.start,
            "end": anchor.end,
            "revision": 1,
            "url": f"{SITE}/articles/{article.slug}/revisions/1/",
        },
        "rationale": {"en": "The city's accounts show it."},
        "confidence": "high",
        "open_questions": {},
        "other_side": {},
        "at_other_times": [],
        "outcome": None,
        "evidence": [
            {
                "stance": "supports",
                "note": {"en": "Says so."},
                "quote": "",
                "locator": "",
                "source": {
                    "title": "Accounts",
                    "title_confirmed": True,
                    "type": "news",
                    "url": "https://example.org/accounts",
                    "archive_url": None,
                    "publisher": "City",
                    "author": "",
                    "published": "2019-04",
                    "language": None,
                    "copy": {
                        "taken_at": copy.taken_at.isoformat(timespec="seconds"),
                        "sha256": copy.sha256,
                    },
                    "changed_since": [],
                },
            }
        ],
        "sources_changed_since": 0,
        "checked_by": {
            "proposed": "Reviewer",
            "reviewed": ["Colleague"],
            "decided": [],
            "published": "Editor",
        },
        "dissents": [],
        "withdrawal": None,
        "earlier_verdicts": [
            {
                "number": 1,
                "url": f"{SITE}/claims/{claim.slug}/verdicts/1/",
                "rating": {"key": "false", "number": 1, "label": LABELS["false"]},
                "published_at": published_at(claim, 1),
            }
        ],
        "history": f"{SITE}/claims/{claim.slug}/history/",
    }


def test_what_is_withdrawn_leaves_the_list_and_says_so(
    get: Get, newsroom: Newsroom, claim: Claim
) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Misread.")
    assert get("claims_json").json()["claims"] == []
    told = get("claim_json", slug=claim.slug).json()
    assert told["withdrawn"] is True
    assert (told["withdrawal"]["reason"], told["withdrawal"]["merged_into"]) == ("Misread.", None)


def test_what_is_stale_says_so(
    get: Get, claim: Claim, article: Article, revise: Callable[..., Article]
) -> None:
    revise(article, html="It cost 13 million euros, as the city said.", headline="A bridge")
    assert get("claims_json").json()["claims"][0]["stale"] == "number"
    assert get("claim_json", slug=claim.slug).json()["stale"] == "number"


def test_pages_follow_each_other(client: Client, newsroom: Newsroom, article: Article) -> None:
    quotes = ("cost 12 million euros", "Nobody was hurt", "two euros")
    for quote in quotes:
        newsroom.published(newsroom.claim(article, quote, topic=quote))
    found, url = [], reverse("public:claims_json")
    with mock.patch.object(open_data, "CLAIMS", 2):
        while url:
            told = client.get(url.removeprefix(SITE)).json()
            found.append([claim["topic"] for claim in told["claims"]])
            url = told["next"]
    assert found == [["two euros", "Nobody was hurt"], ["cost 12 million euros"]]


def test_addresses_are_of_the_language_asked_in(client: Client, claim: Claim) -> None:
    [told] = client.get("/id/claims.json").json()["claims"]
    assert told["url"] == f"{SITE}/id/claims/{claim.slug}/"


@pytest.mark.parametrize("before", ["x", "-1", "1e3", "٣", "9" * 19])
def test_another_page_is_refused(get: Get, before: str) -> None:
    answer = get("claims_json", f"?before={before}")
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid"


@pytest.mark.usefixtures("claim")
def test_what_is_not_published_is_not_there(get: Get, hidden: Claim) -> None:
    answer = get("claim_json", slug=hidden.slug)
    assert answer.status_code == 404
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json() == {
        "error": {"code": "not_found", "message": "Nothing is published at this address."}
    }
    assert "Secret" not in get("claims_json").content.decode()


def test_nothing_is_written_here(client: Client) -> None:
    assert client.post(reverse("public:claims_json")).status_code == 405


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    def counted() -> tuple[int, int]:
        slug = Claim.objects.public().order_by("-id").values_list("slug", flat=True)[0]
        return queries(reverse("public:claims_json")), queries(
            reverse("public:claim_json", args=[slug])
        )

    grow(1)
    few = counted()
    grow(3)
    assert counted() == few
