"""The home page: it works, then what it leaves out and refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from factcheck.actions import claims
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, Claim
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]


def test_shows_an_article_with_its_progress(
    get: Get, claim: Claim, hidden: Claim, article: Article
) -> None:
    page = get("home").content.decode()
    assert "A bridge at last" in page
    assert "1 of 2 claims checked" in page
    assert article.get_absolute_url() in page
    assert claim.get_absolute_url() in page
    assert "Mostly true" in page


def test_is_there_in_indonesian(client: Client, claim: Claim) -> None:
    answer = client.get("/id/")
    assert answer.status_code == 200
    assert '<html lang="id" dir="ltr">' in answer.content.decode()
    assert f"/id/claims/{claim.slug}/" in answer.content.decode()


def test_leaves_out_an_article_without_a_published_check(get: Get, hidden: Claim) -> None:
    page = get("home").content.decode()
    assert "A bridge at last" not in page
    assert "will stand here" in page


def test_a_withdrawn_claim_counts_no_more(
    get: Get, newsroom: Newsroom, claim: Claim, hidden: Claim
) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    page = get("home").content.decode()
    assert "0 of 1 claim checked" in page
    assert claim.get_absolute_url() not in page


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "1e3", "99999999999999999999", "²"])
def test_no_such_page(get: Get, claim: Claim, page: str) -> None:
    assert get("home", f"?page={page}").status_code == 404


def test_only_reads(client: Client) -> None:
    assert client.post("/").status_code == 405


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    grow(1)
    few = queries("/")
    grow(3)
    assert queries("/") == few


def test_begins_with_the_latest_checks_and_a_search(get: Get, claim: Claim) -> None:
    page = get("home").content.decode()
    assert page.index('role="search"') < page.index('id="latest-checks"')
    assert page.index('id="latest-checks"') < page.index('id="latest-corrections"')
    assert page.index('id="latest-corrections"') < page.index('id="articles-head"')


def test_tells_the_state_of_the_work(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, hidden: Claim
) -> None:
    page = get("home").content.decode()
    assert "1 claim checked." in page
    assert 'aria-label="Mostly true: 1 of 1"' in page
    assert "?rating=mostly_true" in page
    assert "?rating=false" not in page  # of a verdict that is not published


def test_counts_those_whose_words_changed(
    get: Get, revise: Callable[..., Article], article: Article, claim: Claim
) -> None:
    assert "the words have changed since" not in get("home").content.decode()
    revise(article, html="<p>It cost 13 million euros, as the city said.</p>")
    assert "Of 1, the words have changed since" in get("home").content.decode()


def test_shows_notices_of_public_articles(
    get: Get, newsroom: Newsroom, article: Article, hidden: Claim
) -> None:
    told = NoticeText(NoticeKind.CORRECTION, {"en": "The bridge has two lanes."})
    post_notice(article=article, by=newsroom.editor, reason="Needed.", notice=told)
    assert "two lanes" not in get("home").content.decode()
    newsroom.published(newsroom.claim(article))
    assert "two lanes" in get("home").content.decode()


def test_further_pages_are_of_articles_alone(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    for number in range(12):
        line = f"Bridge {number} cost 12 million euros."
        other = newsroom.article(line, headline=f"Bridge {number}")
        newsroom.published(newsroom.claim(other, line))
    page = get("home", "?page=2").content.decode()
    assert "A bridge at last" in page
    assert "Latest checks" not in page
    assert "<title>Articles under check (2)" in page


def test_a_new_newsroom_says_what_it_is_for(get: Get) -> None:
    page = get("home").content.decode()
    assert "What was said, and whether it holds" in page
    assert "will stand here" in page
    assert "Latest corrections" not in page
