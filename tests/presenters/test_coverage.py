"""Coverage and progress: what is counted, and what a stale verdict does to it."""

from collections.abc import Callable

import pytest
from django.test import Client

from factcheck.actions import articles, claims
from factcheck.models import Article, Claim, Rating
from factcheck.presenters.coverage import coverage_of
from factcheck.presenters.progress import Progress, progress_of
from tests.newsroom import TEXT, Newsroom, version

QUOTES = ["cost 12 million euros", "two euros", "4 May 2019", "Nobody was hurt"]
DEARER = TEXT.replace("12 million", "13 million")


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    """Four claims: two published, one open, one an opinion alone."""
    article = newsroom.article()
    for number, quote in enumerate(QUOTES, 1):
        kinds = ["opinion"] if number == 4 else ["factual"]
        claim = newsroom.claim(article, quote, kinds=kinds, statement={"en": f"Claim {number}."})
        if number < 3:
            newsroom.published(claim)
    return article


@pytest.fixture
def revise(newsroom: Newsroom, article: Article) -> Callable[[str], None]:
    def revise(text: str) -> None:
        articles.record_revision(
            article=article, by=newsroom.editor, reason="New.", version=None, html=text
        )

    return revise


def progress(article: Article) -> Progress:
    return progress_of([article.pk], list(Rating.objects.all()))[article.pk]


def test_the_line_counts_claims_under_check(article: Article) -> None:
    found = progress(article)
    assert (found.checked, found.total, found.stale) == (2, 4, 0)
    assert [(rating.key, count) for rating, count in found.used] == [("true", 2)]


def test_a_stale_verdict_is_not_told_as_standing(
    article: Article, revise: Callable[[str], None]
) -> None:
    revise(DEARER)
    found = progress(article)
    assert (found.checked, found.total, found.stale) == (1, 4, 1)
    assert sum(count for _rating, count in found.used) == 1
    assert (found.checked_to, found.stale_to) == ("25.00%", "50.00%")


def test_a_withdrawn_claim_counts_no_more(newsroom: Newsroom, article: Article) -> None:
    claim = article.claims.get(number=3)
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    assert progress(article).total == 3
    assert coverage_of(article).total == 2


def test_an_article_without_claims_has_a_bar_of_nothing(newsroom: Newsroom) -> None:
    found = progress(newsroom.article())
    assert (found.total, found.checked_to, found.stale_to) == (0, "0.00%", "0.00%")


def test_the_gate_counts_what_can_be_checked(article: Article) -> None:
    found = coverage_of(article)
    assert (found.checked, found.total, found.required, found.ready) == (2, 3, False, True)
    assert list(Claim.objects.checkable().values_list("number", flat=True).order_by("number")) == [
        *(1, 2, 3)
    ]


@pytest.mark.parametrize("prefix", ["", "/id"])
def test_readers_are_told_what_is_stale(
    client: Client, article: Article, revise: Callable[[str], None], prefix: str
) -> None:
    path = f"{prefix}{article.get_absolute_url()}"
    assert 'class="bar-stale"' not in client.get(path).content.decode()
    revise(DEARER)
    for page in (path, f"{prefix}/"):
        shown = client.get(page).content.decode()
        assert 'class="bar-stale" x1="25.00%" x2="50.00%"' in shown
        if not prefix:
            assert "1 of 4 claims checked, 1 stale" in shown


def test_the_admin_tells_the_same(
    newsroom: Newsroom, client: Client, article: Article, revise: Callable[[str], None]
) -> None:
    client.force_login(newsroom.account(newsroom.editor))
    assert "2 of 4<" in client.get("/admin/factcheck/article/").content.decode()
    revise(DEARER)
    assert "1 of 4, 1 stale<" in client.get("/admin/factcheck/article/").content.decode()


def test_the_admin_names_what_blocks(
    newsroom: Newsroom, client: Client, article: Article, revise: Callable[[str], None]
) -> None:
    client.force_login(newsroom.account(newsroom.editor))
    path = f"/admin/factcheck/article/{article.pk}/change/"
    assert "Not ready" not in client.get(path).content.decode()
    articles.edit_article(
        article=article,
        by=newsroom.editor,
        reason="Wait.",
        version=version(article),
        publisher=article.publisher,
        ready_only_when_covered=True,
    )
    revise(DEARER)
    shown = client.get(path).content.decode()
    assert "Not ready" in shown
    assert "1 of 3 checkable claims checked, 1 stale." in shown
    for number in (1, 3):
        blocking = article.claims.get(number=number)
        link = f'/claim/{blocking.pk}/change/">{number}. Claim {number}.</a><br>'
        assert link in shown
    newsroom.published(article.claims.get(number=3))
    revise(TEXT)
    assert "Ready: the newsroom" in client.get(path).content.decode()
