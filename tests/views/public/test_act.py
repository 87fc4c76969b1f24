"""The page of one act: it works, then what it leaves out and refuses."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from factcheck.actions.acts import editorial_act
from factcheck.actions.claims import withdraw
from factcheck.domain.acts import KINDS, Kind
from factcheck.models import Article, ChangeSet, Claim, Publication
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def newest(kind: Kind) -> ChangeSet:
    return ChangeSet.objects.filter(kind=kind).latest("id")


def test_an_edit_tells_fields_words_and_claims(
    get: Get, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    changed = article.newest.body.replace("12 million", "15 million")
    revise(article, html=changed, headline="A bridge, and its price", reason="New figures.")
    act = newest(Kind.ARTICLE_REVISE)
    page = words(get("act", number=act.pk))
    for told in (
        "Article revised",
        "Editor (editor)",
        "New figures.",
        "Headline A bridge removed: at last added: , and its price",
        "removed: 12 added: 15",
        "A number changed",
        act.hash,
    ):
        assert told in page


def test_a_publication_tells_the_rating(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    newsroom.published(claim, "false")
    answer = get("act", number=newest(Kind.VERDICT_PUBLISH).pk)
    assert "Rating Mostly true False" in words(answer)
    assert f"{claim.get_absolute_url()}verdicts/2/" in answer.content.decode()


def test_names_the_act_before_where_it_is_public(
    get: Get, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    revise(article, headline="Another headline")
    before, act = ChangeSet.objects.filter(article=article).order_by("-id")[:2][::-1]
    assert before.hash in words(get("act", number=act.pk))


def test_does_not_name_the_act_before_where_it_is_internal(get: Get, claim: Claim) -> None:
    act = newest(Kind.VERDICT_PUBLISH)
    before = ChangeSet.objects.get(article=act.article, seq=act.seq - 1)
    page = words(get("act", number=act.pk))
    assert before.hash not in page
    assert "The act before it is not public." in page


def test_the_first_act_says_so(get: Get, claim: Claim) -> None:
    page = words(get("act", number=newest(Kind.ARTICLE_CREATE).pk))
    assert "It is the first of the chain." in page
    assert "Publisher (none) The Daily" in page


def test_nothing_of_an_unpublished_claim(
    get: Get, article: Article, claim: Claim, hidden: Claim, revise: Callable[..., Article]
) -> None:
    """An edit of the article also writes rows of claims that nobody may see yet."""
    revise(article, html=article.newest.body.replace("two euros", "three euros"))
    page = get("act", number=newest(Kind.ARTICLE_REVISE).pk).content.decode()
    assert "Nobody may read" not in page
    assert hidden.slug not in page


INTERNAL = sorted(kind for kind, about in KINDS.items() if not about.public)


@pytest.mark.parametrize("kind", INTERNAL)
def test_internal_acts_are_not_found(
    get: Get, newsroom: Newsroom, claim: Claim, kind: Kind
) -> None:
    """Not even where all but its kind is public: on a claim that readers see."""
    with editorial_act(
        article=claim.article, by=newsroom.editor, kind=kind, reason="Inner.", claim=claim
    ) as act:
        claim.topic = "Inner topic"
        claim.save()
    assert ChangeSet.objects.get(pk=act.id).kind == kind
    assert get("act", number=act.id).status_code == 404


def test_an_act_of_an_article_not_yet_public_is_not_found(get: Get, hidden: Claim) -> None:
    assert get("act", number=newest(Kind.ARTICLE_CREATE).pk).status_code == 404


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_no_such_act(get: Get, claim: Claim, number: int) -> None:
    assert get("act", number=number).status_code == 404


@pytest.mark.parametrize("kind", [Kind.ARTICLE_CREATE, Kind.ARTICLE_REVISE, Kind.VERDICT_PUBLISH])
def test_queries_do_not_grow(
    grow: Callable[[int], Article], queries: Callable[[str], int], kind: Kind
) -> None:
    few, many = (
        reverse("public:act", args=[article.acts.filter(kind=kind).latest("id").pk])
        for article in (grow(1), grow(3))
    )
    assert queries(few) == queries(many)


def test_the_publication_of_a_verdict_says_that_it_no_longer_stands(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    act = Publication.objects.get(claim=claim).act_id
    revise(article, html=article.newest.body.replace("12 million", "13 million"))
    assert "this verdict is stale" in words(get("act", number=act))
    claim.refresh_from_db()
    newsroom.published(claim, "false")
    assert "Another verdict has been published since." in words(get("act", number=act))
    withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Not a claim.")
    assert "The claim has been withdrawn since." in words(get("act", number=act))
