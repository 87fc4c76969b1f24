"""GET /api/v1/articles/{slug}/coverage: whether an article may go out."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.actions import articles, claims
from factcheck.models import Article
from tests.api.cms import CMS
from tests.newsroom import TEXT, Newsroom, version

LINES = [f"Bridge {number} cost {number} million euros." for number in range(1, 7)]


def require(newsroom: Newsroom, article: Article) -> None:
    """Mark an article ready only when covered."""
    articles.edit_article(
        article=article,
        by=newsroom.editor,
        reason="Not before it is checked.",
        version=version(article),
        publisher=article.publisher,
        ready_only_when_covered=True,
    )


def test_an_article_nobody_waits_for_is_ready(cms: CMS, article: Article) -> None:
    answer = cms.get(article, "coverage")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer.json() == {
        "ready": True,
        "required": False,
        "checked": 1,
        "total": 2,
        "stale": 0,
        "blocking": [],
    }


def test_what_blocks_is_named(cms: CMS, article: Article, newsroom: Newsroom) -> None:
    require(newsroom, article)
    open_claim = article.claims.get(number=2)
    told = cms.get(article, "coverage").json()
    assert told == {
        "ready": False,
        "required": True,
        "checked": 1,
        "total": 2,
        "stale": 0,
        "blocking": [
            {
                "number": 2,
                "statement": {"en": "The fare was two euros."},
                "status": "open",
                "stale": None,
                "why": "No verdict is published yet. Status: Open.",
                "url": f"http://127.0.0.1:8000/desk/claims/{open_claim.pk}/",
            }
        ],
    }
    newsroom.published(open_claim)
    assert cms.get(article, "coverage").json()["ready"] is True


def test_a_stale_verdict_blocks_at_once(cms: CMS, article: Article, newsroom: Newsroom) -> None:
    newsroom.published(article.claims.get(number=2))
    require(newsroom, article)
    sent = cms.put(article, {"text": TEXT.replace("12 million", "13 million")}).json()
    assert sent["coverage"] == cms.get(article, "coverage").json()
    assert (sent["coverage"]["checked"], sent["coverage"]["stale"]) == (1, 1)
    [blocking] = sent["coverage"]["blocking"]
    assert (blocking["number"], blocking["status"], blocking["stale"]) == (1, "published", "number")
    assert blocking["why"] == "The verdict doesn't cover the words as they are: a number changed."
    mended = cms.put(article, {"text": TEXT}).json()
    assert mended["coverage"]["ready"] is True


def test_a_claim_checked_anew_does_not_block_while_its_verdict_stands(
    cms: CMS, article: Article, newsroom: Newsroom
) -> None:
    newsroom.published(article.claims.get(number=2))
    require(newsroom, article)
    newsroom.proposed(article.claims.get(number=1), "false")
    assert cms.get(article, "coverage").json()["ready"] is True


@pytest.mark.parametrize(
    ("kinds", "counts"),
    [(["opinion"], False), (["opinion", "prediction"], True), (["factual", "opinion"], True)],
    ids=str,
)
def test_the_gate_counts_no_opinion_alone(
    cms: CMS, newsroom: Newsroom, kinds: list[str], counts: bool
) -> None:
    article = newsroom.article(ready_only_when_covered=True)
    newsroom.claim(article, kinds=kinds)
    told = cms.get(article, "coverage").json()
    assert told["total"] == int(counts)
    assert told["ready"] is not counts


def test_a_withdrawn_claim_blocks_nothing(cms: CMS, article: Article, newsroom: Newsroom) -> None:
    require(newsroom, article)
    claim = article.claims.get(number=2)
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    told = cms.get(article, "coverage").json()
    assert (told["ready"], told["total"], told["blocking"]) == (True, 1, [])


def test_it_takes_as_many_queries_for_much_as_for_little(cms: CMS, newsroom: Newsroom) -> None:
    def taken(size: int) -> tuple[int, Any]:
        article = newsroom.article("\n".join(LINES[:size]), headline=f"{size} bridges")
        require(newsroom, article)
        for line in LINES[:size]:
            newsroom.claim(article, line, statement={"en": line})
        with CaptureQueriesContext(connection) as captured:
            told = cms.get(article, "coverage").json()
        return len(captured), len(told["blocking"])

    few, one = taken(1)
    many, six = taken(6)
    assert (one, six) == (1, 6)
    assert many == few
