"""An article's page: it works, then what it leaves out and refuses."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from factcheck.actions import articles, claims
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, Claim
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]
Revise = Callable[..., Article]


def body(answer: Any) -> str:
    """The words of the page, without markup."""
    return " ".join(re.sub(r"<[^>]+>", "", answer.content.decode()).split())


def test_the_words_are_marked_in_place(get: Get, article: Article, claim: Claim) -> None:
    page = get("article", slug=article.slug).content.decode()
    mark = re.search(r'It <a class="([^"]+)" id="mark-1" href="([^"]+)">(.*?)</a>, as the', page)
    assert mark
    assert mark[1] == "mark rating-mostly-true"
    assert mark[2] == claim.get_absolute_url()
    assert re.sub(r"<[^>]+>", "", mark[3]) == "cost 12 million euros1 (claim 1: Mostly true)"


def test_a_note_stands_beside_the_paragraph(get: Get, article: Article, claim: Claim) -> None:
    page = get("article", slug=article.slug).content.decode()
    note = page[page.index('id="claim-1"') :]
    assert "The article says: cost 12 million euros." in note
    assert 'href="#mark-1"' in note


def test_the_original_is_linked_and_its_language_told(
    get: Get, article: Article, claim: Claim
) -> None:
    page = get("article", slug=article.slug).content.decode()
    assert 'href="https://example.org/a-bridge-at-last"' in page
    assert '<div class="article-body" lang="en" dir="auto">' in page
    assert '<link rel="alternate" hreflang="id"' in page
    assert '<link rel="canonical"' in page
    assert "noindex" not in page


def test_nothing_of_an_unpublished_claim_but_its_number(
    get: Get, article: Article, claim: Claim, hidden: Claim
) -> None:
    answer = get("article", slug=article.slug)
    assert "1 of 2 claims checked" in body(answer)
    for secret in ("Nobody may read this yet", "Hidden evidence", hidden.slug, 'id="mark-2"'):
        assert secret not in answer.content.decode()


def test_what_is_marked_is_what_was_judged(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="Plainer.",
        version=version(claim),
        statement={"en": "Not judged yet."},
    )
    page = body(get("article", slug=article.slug))
    assert "Not judged yet" not in page
    assert "The article says: cost 12 million euros." in page


def test_a_changed_number_makes_the_mark_stale(
    get: Get, article: Article, claim: Claim, revise: Revise
) -> None:
    revise(article, html=article.newest.body.replace("12 million", "15 million"))
    page = get("article", slug=article.slug).content.decode()
    assert 'class="mark rating-mostly-true is-stale" id="mark-1"' in page
    assert "claim 1: Mostly true, stale" in page


def test_words_that_are_gone_are_told_below(
    get: Get, article: Article, claim: Claim, revise: Revise
) -> None:
    revise(article, html="<p>Nothing of the old text is here, and no more of it will come.</p>")
    page = get("article", slug=article.slug).content.decode()
    assert 'id="mark-1"' not in page
    assert claim.get_absolute_url() in page[page.index('id="gone"') :]


def test_a_withdrawn_claim_is_not_marked(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    page = get("article", slug=article.slug).content.decode()
    assert claim.get_absolute_url() not in page
    assert "0 of 0 claims checked" in page


@pytest.mark.parametrize(
    ("kind", "above"),
    [
        (NoticeKind.RETRACTION, True),
        (NoticeKind.CORRECTION, True),
        (NoticeKind.CLARIFICATION, False),
        (NoticeKind.EDITORS_NOTE, False),
        (NoticeKind.UPDATE, False),
    ],
)
def test_grave_notices_stand_above_the_headline(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, kind: NoticeKind, above: bool
) -> None:
    notice = NoticeText(kind, {"en": "What readers should know."})
    post_notice(article=article, by=newsroom.editor, reason="Said so.", notice=notice)
    page = get("article", slug=article.slug).content.decode().partition("<body")[2]
    assert (page.index("What readers should know.") < page.index("<h1")) is above


@pytest.mark.parametrize(
    ("earliest", "latest", "sentence"),
    [
        (date(2018, 2, 23), date(2019, 12, 24), "published between 23 Feb 2018 and 24 Dec 2019"),
        (date(2018, 2, 23), date(2018, 2, 23), "published 23 Feb 2018"),
        (date(2018, 2, 23), None, "published on or after 23 Feb 2018"),
        (None, date(2019, 12, 24), "published on or before 24 Dec 2019"),
        (None, None, "day of publication not known"),
    ],
)
def test_no_day_of_publication_is_invented(
    get: Get,
    newsroom: Newsroom,
    article: Article,
    claim: Claim,
    earliest: date | None,
    latest: date | None,
    sentence: str,
) -> None:
    articles.edit_article(
        article=article,
        by=newsroom.editor,
        reason="Found out.",
        version=version(article),
        published_earliest=earliest,
        published_latest=latest,
    )
    assert sentence in body(get("article", slug=article.slug))


def test_an_old_address_leads_on(
    client: Client, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    old = article.slug
    articles.edit_article(
        article=article, by=newsroom.editor, reason="Short.", version=version(article), slug="new"
    )
    answer = client.get(f"/articles/{old}/?from=mail")
    assert answer.status_code == 301
    assert answer["Location"] == "/articles/new/?from=mail"
    assert client.get(f"/id/articles/{old}/history/")["Location"] == "/id/articles/new/history/"


@pytest.mark.parametrize("slug", ["a-bridge-at-last", "no-such-article"])
def test_what_was_never_published_is_not_found(get: Get, hidden: Claim, slug: str) -> None:
    answer = get("article", slug=slug)
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.content.decode()


def test_an_old_address_of_what_was_never_published_is_not_found(
    client: Client, newsroom: Newsroom, article: Article, hidden: Claim
) -> None:
    articles.edit_article(
        article=article, by=newsroom.editor, reason="Short.", version=version(article), slug="new"
    )
    assert client.get("/articles/a-bridge-at-last/").status_code == 404


def test_only_reads(client: Client, article: Article, claim: Claim) -> None:
    assert client.post(article.get_absolute_url()).status_code == 405


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    few, many = grow(1), grow(3)
    assert queries(few.get_absolute_url()) == queries(many.get_absolute_url())
