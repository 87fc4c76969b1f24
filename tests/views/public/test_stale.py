"""A stale verdict as readers meet it: in the article, on its page, in lists; never as standing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from factcheck.actions import claims, reviews, verdicts
from factcheck.models import Article, Claim
from tests.newsroom import TEXT, Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]
Revise = Callable[..., Article]

CHANGED = TEXT.replace("12 million", "15 million")
GONE = TEXT.replace("It cost 12 million euros, as the city said. ", "")


def words(answer: Any) -> str:
    html = re.sub(r"<head>.*?</head>", "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def stale(article: Article, claim: Claim, revise: Revise) -> Claim:
    revise(article, html=CHANGED)
    claim.refresh_from_db()
    return claim


@pytest.fixture
def lost(article: Article, claim: Claim, revise: Revise) -> Claim:
    revise(article, html=GONE)
    claim.refresh_from_db()
    assert claim.stale == "lost"
    return claim


JUDGED = "This verdict judged revision 1 , these words: It cost removed: 12 million euros , as the"
NOW = "The text now reads (revision 2): It cost added: 15 million euros , as the city said."


def test_its_page_shows_both_texts(get: Get, stale: Claim) -> None:
    answer = get("claim", slug=stale.slug)
    page, html = words(answer), answer.content.decode()
    assert "Stale A number changed" in page
    assert JUDGED in page
    assert NOW in page
    assert re.search(r'<a class="mark [^"]*is-stale".*#stale.*</a>', html)
    slug = stale.article.slug
    assert f'href="/articles/{slug}/revisions/1/"' in html
    assert f'href="/articles/{slug}/compare/1...2/"' in html
    assert "<title>Mostly true (stale): " in html


def test_so_does_the_margin_of_the_article(get: Get, stale: Claim) -> None:
    answer = get("article", slug=stale.article.slug)
    page, html = words(answer), answer.content.decode()
    assert "Stale: a number changed" in page
    assert "It cost removed: 12 added: 15 million euros" in page
    assert "judged revision 1 Read the check" in page
    assert "This verdict judged" not in page  # both texts stand on its own page
    mark = re.search(r'<a class="([^"]*)" id="mark-1".*?</sup>', html, re.DOTALL)
    assert mark
    assert "is-stale" in mark[1]
    assert "#stale" in mark[0]
    assert "(claim 1: Mostly true, stale)" in mark[0]


def test_an_old_revision_tells_how_it_reads_itself(
    get: Get, stale: Claim, newsroom: Newsroom
) -> None:
    newsroom.published(stale, "false")  # for the words of revision 2
    page = words(get("revision", slug=stale.article.slug, number=1))
    assert "It cost removed: 15 added: 12 million euros" in page
    assert "judged revision 2 Read the check" in page
    now = words(get("article", slug=stale.article.slug))
    assert "judged revision" not in now


def test_words_that_are_gone(get: Get, lost: Claim) -> None:
    page = words(get("claim", slug=lost.slug))
    assert "Stale The words are gone" in page
    assert "these words: It removed: cost 12 million euros , as the city said." in page
    assert "These words are no longer in the article." in page
    article = words(get("article", slug=lost.article.slug))
    after = article[article.index("Checked, and without a place in the text") :]
    assert "Stale: the words are gone" in after


def test_words_that_stand_twice_are_not_called_gone(
    get: Get, article: Article, claim: Claim, revise: Revise
) -> None:
    sentence = "It cost 12 million euros, as the city said."
    revise(article, html=f"{sentence}\n{GONE}\n\n{sentence}")
    claim.refresh_from_db()
    assert claim.stale == "lost"
    page = words(get("claim", slug=claim.slug))
    assert "Stale The words have no certain place" in page
    assert "these words: It cost 12 million euros , as the city said." in page
    assert "These words stand in the article more than once, or at a new place" in page
    after = words(get("article", slug=article.slug))
    assert "Stale: the words have no certain place" in after
    for told in (page, after):
        assert "words are gone" not in told
        assert "no longer in the" not in told
    old = words(get("revision", slug=article.slug, number=1))
    assert "no certain place" not in old


def test_all_that_changed_is_told_on_its_page(
    get: Get, article: Article, claim: Claim, revise: Revise
) -> None:
    revise(article, html=TEXT.replace("12 million euros", "15 million dollars"))
    page = words(get("claim", slug=claim.slug))
    assert "Stale A number changed. A currency or unit changed" in page


def test_what_a_person_placed_since_is_kept_from_readers(
    get: Get, lost: Claim, newsroom: Newsroom, revise: Revise
) -> None:
    claims.edit_claim(
        claim=lost,
        by=newsroom.editor,
        reason="The other sentence.",
        version=version(lost),
        quote="The fare was two euros.",
    )
    for html in (GONE, GONE.replace("in June", "in July")):
        revise(lost.article, html=html)
        page = words(get("claim", slug=lost.slug))
        assert "These words are no longer in the article." in page
        assert "two euros" not in page
        article = words(get("article", slug=lost.article.slug))
        assert "Stale: the words are gone" in article


def test_in_lists_the_sign_stands_by_the_rating(get: Get, client: Client, stale: Claim) -> None:
    for answer in (get("claims"), client.get("/")):
        html = answer.content.decode()
        card = html[html.index('<li class="card rating-mostly-true"') :]
        head = card[: card.index("<h3>")]
        assert "#stale" in head
        assert "Mostly true Stale" in " ".join(re.sub(r"<[^>]+>", " ", head).split())


def test_a_comparison_that_left_it_alone_says_so_too(
    get: Get, stale: Claim, revise: Revise
) -> None:
    revise(stale.article, html=CHANGED.replace("in June", "in July"))
    page = words(get("compare", slug=stale.article.slug, old=2, new=3))
    assert "Mostly true Stale" in page


def test_reaffirmed_and_published_it_stands_for_the_new_words(
    get: Get, stale: Claim, newsroom: Newsroom
) -> None:
    verdicts.reaffirm(
        claim=stale, by=newsroom.reviewer, version=version(stale), reason="Inner reason."
    )
    page = words(get("claim", slug=stale.slug))
    assert NOW in page  # nothing is promised before the second person has judged
    assert "Reaffirmed" not in page
    reviews.review(claim=stale, by=newsroom.colleague, version=version(stale), rating="mostly_true")
    verdicts.publish(claim=stale, by=newsroom.editor, version=version(stale), reason="Agreed.")
    page = words(get("claim", slug=stale.slug))
    assert "Reaffirmed for new words by Reviewer" in page
    assert "judged revision 2" in page
    assert "Inner reason" not in page
    assert "This verdict judged" not in page
    assert page.count("Earlier verdicts: 1") == 2
    history = words(get("claim_history", slug=stale.slug))
    assert "Reaffirmed for new words Mostly true" in history
    assert "→" not in history
    old = words(get("verdict", slug=stale.slug, number=1))
    assert "Superseded" in old
    assert "Reaffirmed" not in old
    assert "Earlier verdicts" not in old


def test_withdrawn_it_says_that_alone(get: Get, stale: Claim, newsroom: Newsroom) -> None:
    claims.withdraw(
        claim=stale, by=newsroom.editor, version=version(stale), reason="Not a claim at all."
    )
    answer = get("claim", slug=stale.slug)
    assert "Not a claim at all." in words(answer)
    assert "This verdict judged" not in words(answer)
    assert "<title>Mostly true (withdrawn): " in answer.content.decode()


@pytest.mark.parametrize("which", ["stale", "lost"])
def test_in_indonesian(client: Client, request: pytest.FixtureRequest, which: str) -> None:
    claim = request.getfixturevalue(which)
    for path in (claim.get_absolute_url(), claim.article.get_absolute_url()):
        answer = client.get(f"/id{path}")
        assert answer.status_code == 200
        assert f'href="/id/articles/{claim.article.slug}/' in answer.content.decode()


def test_queries_do_not_grow(
    newsroom: Newsroom, revise: Revise, queries: Callable[[str], int]
) -> None:
    counts = []
    for size in (1, 4):
        lines = [f"Part {number} cost {number} euros." for number in range(10, 10 + size)]
        article = newsroom.article("\n".join(lines), headline=f"Of {size} parts")
        for number in range(10, 10 + size):
            newsroom.published(newsroom.claim(article, f"Part {number} cost {number} euros"))
        revise(article, html="\n".join(lines).replace("euros", "dollars"))
        assert article.claims.stale().count() == size
        counts.append(queries(article.get_absolute_url()))
    assert counts[0] == counts[1]
