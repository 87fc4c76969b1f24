"""The list of corrections: it works, then what it leaves out and refuses."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from factcheck.actions import claims
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, Claim
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]


@pytest.fixture
def notices(newsroom: Newsroom, article: Article) -> None:
    for kind, day in (
        (NoticeKind.UPDATE, date(2019, 12, 24)),
        (NoticeKind.CORRECTION, date(2020, 1, 1)),
    ):
        text = NoticeText(kind, {"en": f"Told on {day.year}."}, dated=day)
        post_notice(article=article, by=newsroom.editor, reason="Needed.", notice=text)


@pytest.mark.usefixtures("notices")
def test_newest_first_with_their_article(get: Get, article: Article, claim: Claim) -> None:
    page = get("corrections").content.decode()
    assert page.index("Told on 2020.") < page.index("Told on 2019.")
    assert "Correction" in page
    assert f'href="{article.get_absolute_url()}"' in page


@pytest.mark.usefixtures("notices")
def test_only_of_public_articles(get: Get, hidden: Claim) -> None:
    page = get("corrections").content.decode()
    assert "Told on" not in page
    assert "None has been posted yet." in page


@pytest.mark.usefixtures("notices")
@pytest.mark.parametrize("query", ["?page=2", "?page=0", "?page=x"])
def test_no_such_page(get: Get, claim: Claim, query: str) -> None:
    assert get("corrections", query).status_code == 404


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    grow(1)
    few = queries(reverse("public:corrections"))
    grow(3)
    assert queries(reverse("public:corrections")) == few


def test_verdicts_that_changed_and_claims_withdrawn_stand_there_too(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, hidden: Claim
) -> None:
    newsroom.published(claim, "mostly_true")  # the same conclusion is no correction
    assert "Verdict changed" not in get("corrections").content.decode()
    newsroom.published(claim, "false")
    page = get("corrections").content.decode()
    assert page.index("Mostly true") < page.index("became") < page.index(">False<")
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    claims.withdraw(claim=hidden, by=newsroom.editor, version=version(hidden), reason="Secret.")
    page = get("corrections").content.decode()
    assert "Claim withdrawn" in page
    assert "Unclear." in page
    assert "Secret." not in page


@pytest.mark.usefixtures("notices")
def test_of_one_kind(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    newsroom.published(claim, "false")
    page = get("corrections", "?kind=update").content.decode()
    assert "Told on 2019." in page
    assert "Told on 2020." not in page
    page = get("corrections", "?kind=verdict_changed").content.decode()
    assert "became" in page
    assert "Told on" not in page
    assert "None of this kind" in get("corrections", "?kind=retraction").content.decode()
    assert get("corrections", "?kind=gossip").status_code == 404
