"""An article's history: it works, then what it leaves out and refuses."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.actions import articles, claims
from factcheck.actions.notices import NoticeText
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, Claim
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_tells_who_did_what_and_why(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    page = words(get("article_history", slug=article.slug))
    assert "Verdict published Editor (editor)" in page
    assert "Two people agree." in page
    assert "Rating Mostly true" in page
    assert "Article entered" in page
    assert "To be checked." in page


def test_an_edit_of_2019_stands_under_its_own_day(
    get: Get, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    revise(
        article,
        html=article.newest.body.replace("12 million", "15 million"),
        notice=NoticeText(NoticeKind.CORRECTION, {"en": "Fifteen, not twelve."}),
        effective_on=date(2019, 12, 24),
        reason="The city mended its figure.",
    )
    answer = get("article_history", slug=article.slug)
    assert '<time datetime="2019-12-24">24 Dec 2019</time>' in answer.content.decode()
    page = words(answer)
    told = page[page.index("24 Dec 2019") :]
    assert "recorded" in told
    assert "Text: +1 −1 words" in told
    assert "Fifteen, not twelve." in told
    assert "1 claim touched" in told


def test_a_change_of_rating_is_told(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    newsroom.published(claim, "false")
    assert "Rating Mostly true → became False" in words(get("article_history", slug=article.slug))


def test_what_was_changed_beside_the_text(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    articles.edit_article(
        article=article,
        by=newsroom.editor,
        reason="It was sold.",
        version=version(article),
        publisher="The Weekly",
    )
    page = words(get("article_history", slug=article.slug))
    assert "Publisher removed: The Daily added: The Weekly" in page


def test_typography_alone_is_folded_away(
    get: Get, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    body = article.newest.body
    revise(article, html=body.replace("12 million", "12\u00a0million"), reason="A fixed space.")
    revise(article, html=body, reason="And back.")
    revise(article, html=body.replace("June", "July"), reason="A wrong month.")
    page = get("article_history", slug=article.slug).content.decode()
    folded = page[page.index('<details class="trivial">') : page.index("</details>")]
    assert "2 changes of typography alone" in folded
    assert "A fixed space." in folded
    assert "And back." in folded
    assert "A wrong month." not in folded


def test_so_is_what_makes_no_claim_stale(
    get: Get, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    body = article.newest.body
    assert "It cost" in body
    revise(article, html=body.replace("It cost", "it cost"), reason="A small letter.")
    claim.refresh_from_db()
    assert not claim.stale
    revise(article, html=body.replace("the city", "The city"), reason="A capital.")
    page = get("article_history", slug=article.slug).content.decode()
    folded = page[page.index('<details class="trivial">') : page.index("</details>")]
    assert "A small letter." in folded
    assert "typography" in folded
    assert "A capital." not in folded


def test_each_revision_is_named_and_compared(
    get: Get, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    revise(article, html=article.newest.body.replace("June", "July"))
    page = get("article_history", slug=article.slug)
    assert "Article revised revision 2 compare with 1" in words(page)
    assert f'href="/articles/{article.slug}/compare/1...2/"' in page.content.decode()
    act = get("act", number=article.newest.act_id)
    assert "Compare with revision 1" in words(act)


def test_print_with_a_notice_is_not_folded_away(
    get: Get, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    notice = NoticeText(NoticeKind.UPDATE, {"en": "Set anew."})
    revise(article, html=article.newest.body.replace("12 m", "12\u00a0m"), notice=notice)
    page = get("article_history", slug=article.slug).content.decode()
    assert "trivial" not in page
    assert "Text: typography" in words(get("article_history", slug=article.slug))


def test_a_paragraph_that_moved_is_no_new_words(
    get: Get, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    first, *rest = article.newest.body.split("\n")
    revise(article, html="\n".join([*rest, first]))
    assert "Text: 1 paragraph moved" in words(get("article_history", slug=article.slug))


def test_nothing_internal_is_told(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, hidden: Claim
) -> None:
    claims.withdraw(claim=hidden, by=newsroom.editor, version=version(hidden), reason="Secret why.")
    page = words(get("article_history", slug=article.slug))
    internal = ("Claim added", "Evidence", "proposed", "approved", "Secret why", "Nobody may read")
    for word in internal:
        assert word not in page


@pytest.mark.parametrize("query", ["?page=2", "?page=0", "?page=x"])
def test_no_such_page(get: Get, article: Article, claim: Claim, query: str) -> None:
    assert get("article_history", query, slug=article.slug).status_code == 404


def test_not_before_something_is_published(get: Get, article: Article, hidden: Claim) -> None:
    assert get("article_history", slug=article.slug).status_code == 404


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    few, many = (
        reverse("public:article_history", args=[article.slug]) for article in (grow(1), grow(3))
    )
    assert queries(few) == queries(many)


def test_texts_are_compared_once(
    article: Article,
    claim: Claim,
    revise: Callable[..., Article],
    client: Client,
) -> None:
    """A second view reads no texts, and says the same."""
    revise(article, html=article.newest.body.replace("12 million", "15 million"))
    url = reverse("public:article_history", args=[article.slug])
    with CaptureQueriesContext(connection) as first:
        page = client.get(url).content
    with CaptureQueriesContext(connection) as second:
        assert client.get(url).content == page
    read = [query for query in first if '"factcheck_revision"."text"' in query["sql"]]
    again = [query for query in second if '"factcheck_revision"."text"' in query["sql"]]
    assert len(read) == len(again) + 1, "but for the newest, which every page reads"
    assert b"Text: +1" in page
