"""The home page: it works, then what it leaves out and refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from factcheck.actions import claims
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
    assert '<html lang="id">' in answer.content.decode()
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
