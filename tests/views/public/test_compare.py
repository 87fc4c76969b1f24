"""Comparing two revisions: it works, then each refusal."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from factcheck.actions.claims import edit_claim
from factcheck.models import Article, Claim, Revision
from factcheck.presenters.comparison import pairs
from tests.newsroom import Newsroom

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]
Revise = Callable[..., Article]


def words(answer: Any) -> str:
    return words_of(answer.content.decode())


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def revised(article: Article, claim: Claim, revise: Revise) -> Article:
    changed = article.newest.body.replace("12 million", "15 million")
    return revise(article, html=changed, headline="A bridge, and its price")


def test_shows_fields_text_and_claims(get: Get, revised: Article) -> None:
    page = get("compare", slug=revised.slug, old=1, new=2).content.decode()
    plain = words_of(page)
    assert "1 paragraph changed." in plain
    assert "A bridge removed: at last added: , and its price" in plain
    assert "removed: 12 added: 15 million" in plain
    outcomes = plain[plain.index("What it did to the claims") :]
    assert "The article says: cost 12 million euros. A number changed" in outcomes
    assert '<meta name="robots" content="noindex">' in page


def test_words_that_stayed_say_so(get: Get, article: Article, claim: Claim, revise: Revise) -> None:
    revise(article, headline="Another headline")
    page = words(get("compare", slug=article.slug, old=1, new=2))
    assert "The text is the same in both." in page
    assert "the same words" in page


def test_words_that_went_say_so(get: Get, article: Article, claim: Claim, revise: Revise) -> None:
    revise(article, html="<p>Nothing of the old text is here, and no more of it will come.</p>")
    assert "The words are gone" in words(get("compare", slug=article.slug, old=1, new=2))


def test_nothing_of_an_unpublished_claim(get: Get, revised: Article, hidden: Claim) -> None:
    assert "Nobody may read" not in words(get("compare", slug=revised.slug, old=1, new=2))


def test_the_older_one_comes_first(get: Get, revised: Article) -> None:
    answer = get("compare", slug=revised.slug, old=2, new=1)
    assert answer.status_code == 301
    assert answer["Location"] == f"/articles/{revised.slug}/compare/1...2/"


@pytest.mark.parametrize(("old", "new"), [(1, 1), (1, 3), (0, 1), (3, 4), (1, 10**30)])
def test_no_such_comparison(get: Get, revised: Article, old: int, new: int) -> None:
    assert get("compare", slug=revised.slug, old=old, new=new).status_code == 404


def test_not_before_something_is_published(
    get: Get, newsroom: Newsroom, article: Article, hidden: Claim, revise: Revise
) -> None:
    revise(article, headline="Another headline")
    assert get("compare", slug=article.slug, old=1, new=2).status_code == 404


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("One.\nTwo.", "One.\nTwo.", [("One.", 0), ("Two.", 0)]),
        ("One.\nTwo.", "One.\nThree.", [("One.", 0), ("-Two+Three.", 1)]),
        ("One.", "One.\nTwo.", [("One.", 0), ("+Two.", 1)]),
        (
            "A one.\nB two.",
            "A one.\nC new.\nB two.",
            [("A one.", 0), ("+C new.", 1), ("B two.", 0)],
        ),
    ],
)
def test_paragraphs(old: str, new: str, told: list[tuple[str, int]]) -> None:
    signs = {"same": "", "added": "+", "removed": "-"}
    found = [
        ("".join(signs[part.kind] + part.text for part in pair.segments), pair.number)
        for pair in pairs(old, new)
    ]
    assert found == told


def test_a_paragraph_that_moved_is_told_as_moved(
    get: Get, article: Article, claim: Claim, revise: Revise
) -> None:
    first, *rest = article.newest.body.split("\n")
    revise(article, html="\n".join([*rest, first]))
    page = get("compare", slug=article.slug, old=1, new=2).content.decode()
    assert "1 paragraph moved." in words_of(page)
    assert "Moved: see change 1" in words_of(page)
    assert "Moved here" in words_of(page)
    assert "<ins>" not in page
    assert "<del>" not in page


def test_what_moved_is_counted_apart_and_noted_beside_the_new_words(
    get: Get, article: Article, claim: Claim, revise: Revise
) -> None:
    first, *rest = article.newest.body.replace("12 million", "13 million").split("\n")
    revise(article, html="\n".join([*rest, first]))
    page = get("compare", slug=article.slug, old=1, new=2).content.decode()
    assert "1 paragraph changed, 1 moved." in words_of(page)
    assert "Stood at another place Moved here" in words_of(page)


def test_claims_with_the_same_words_fold_away(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, revise: Revise
) -> None:
    newsroom.published(newsroom.claim(article, quote="The old ferry stopped in June."))
    revise(article, html=article.newest.body.replace("12 million", "13 million"))
    page = get("compare", slug=article.slug, old=1, new=2).content.decode()
    told = page[page.index("What it did to the claims") :]
    open_part, folded = told.split('<details class="trivial">')
    assert "Verdict today Claim Its words" in words_of(open_part)
    assert "A number changed" in open_part
    assert "#stale" in open_part
    assert "1 claim: the same words" in words_of(folded)
    assert "ferry" in folded
    assert "ferry" not in open_part


def test_other_comparisons_are_named_by_their_revisions(
    get: Get, article: Article, claim: Claim, revise: Revise
) -> None:
    body = article.newest.body
    for month in ("July", "August", "May"):
        revise(article, html=body.replace("June", month))
    page = get("compare", slug=article.slug, old=2, new=3).content.decode()
    assert "Revisions 1 and 2" in words_of(page)
    assert "Revisions 3 and 4" in words_of(page)


def test_the_changes_lead_to_each_other(
    get: Get, article: Article, claim: Claim, revise: Revise
) -> None:
    revise(article, html=article.newest.body.replace("12", "13").replace("June", "July"))
    page = get("compare", slug=article.slug, old=1, new=2).content.decode()
    assert 'href="#change-2" aria-label="Next change"' in page
    assert 'href="#change-3"' not in page


def test_what_needs_a_look_comes_first(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, revise: Revise
) -> None:
    ferry = newsroom.claim(article, quote="The old ferry stopped in June.")
    newsroom.published(ferry)
    revise(article, html=article.newest.body.replace("<li>The old ferry stopped in June.</li>", ""))
    page = words(get("compare", slug=article.slug, old=1, new=2))
    told = page[page.index("What it did to the claims") :]
    assert told.index("The words are gone") < told.index("the same words")


def test_a_later_verdict_is_not_told_of_words_that_it_did_not_judge(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, revise: Revise
) -> None:
    body = article.newest.body
    revise(article, html=body.replace("June", "July"))
    revise(article, html=body.replace("12 million", "54 million"))
    claim.refresh_from_db()
    newsroom.published(claim, "false")

    page = get("compare", slug=article.slug, old=1, new=2)
    told = words(page)[words(page).index("What it did to the claims") :]
    assert "Its verdict judged revision 3, in other words." in told
    assert "False" not in told
    act = get("act", number=Revision.objects.get(article=article, number=2).act_id)
    assert "Its verdict judged revision 3, in other words." in words(act)
    assert "False" in words(get("compare", slug=article.slug, old=2, new=3))


def test_each_claim_is_told_of(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, revise: Revise
) -> None:
    """Words that came back, and words that a colleague replaced, which nobody has judged."""
    body = article.newest.body
    gone = body.replace("<p>It cost 12 million euros, as the city said. Nobody was hurt.</p>", "")
    assert gone != body
    revise(article, html=gone)
    revise(article, html=body)
    assert "the words are back" in words(get("compare", slug=article.slug, old=2, new=3))
    revise(article, html=gone)
    claim.refresh_from_db()
    edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="What is left of it.",
        version=claim.version,
        quote="The old ferry stopped in June.",
    )
    revise(article, html=gone.replace("fare", "price"))
    assert "The words are gone" in words(get("compare", slug=article.slug, old=1, new=5))
    assert "the words were gone before" in words(get("compare", slug=article.slug, old=4, new=5))


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    few = reverse("public:compare", args=[grow(1).slug, 1, 2])
    many = reverse("public:compare", args=[grow(3).slug, 1, 4])
    assert queries(few) == queries(many)
