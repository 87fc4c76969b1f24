"""Feeds: they are what readers of feeds expect, then what they leave out and refuse."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from factcheck.actions import claims
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, ChangeSet, Claim, Notice, Publication
from factcheck.presenters.topics import topic_slug
from tests.formats import valid
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]
SITE, HOST = settings.PUBLIC_URL, settings.PUBLIC_HOST
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(answer: Any) -> list[dict[str, str]]:
    """Each entry of an Atom feed as the texts of its elements, and its link."""
    root = valid("atom", answer.content)
    return [
        {part.tag.removeprefix(ATOM): part.text or part.get("href") or "" for part in entry}
        for entry in root.findall(f"{ATOM}entry")
    ]


def titles(answer: Any) -> list[str]:
    return [entry["title"] for entry in entries(answer)]


@pytest.fixture
def notice(newsroom: Newsroom, article: Article, claim: Claim) -> Notice:
    text = NoticeText(NoticeKind.CORRECTION, {"en": "It was <b>13</b>."}, dated=date(2020, 1, 2))
    post_notice(article=article, by=newsroom.editor, reason="Needed.", notice=text)
    return Notice.objects.get()


def test_the_whole_feed_of_checks(get: Get, claim: Claim, hidden: Claim) -> None:
    answer = get("checks_feed_atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    at = Publication.objects.get().act.recorded_at
    assert entries(answer) == [
        {
            "id": f"tag:{HOST},{at:%Y-%m-%d}:en/publications/{Publication.objects.get().pk}",
            "title": "Mostly true: The article says: cost 12 million euros.",
            "link": f"{SITE}/claims/{claim.slug}/",
            "published": at.isoformat(),
            "updated": at.isoformat(),
            "summary": "The city&#x27;s accounts show it.",
            "category": "",
        }
    ]


def test_every_feed_in_both_forms_and_languages(client: Client, notice: Notice) -> None:
    claim, article = Claim.objects.get(), Article.objects.get()
    slugs = {"topic": topic_slug(claim.topic), "article": article.slug}
    for name in ("checks", "corrections", "topic", "article"):
        args = [slugs[name]] if name in slugs else []
        for form in ("atom", "rss"):
            with translation.override("en"):
                path = reverse(f"public:{name}_feed_{form}", args=args)
            root = valid(form, client.get(path).content)
            assert root.findall(f".//{ATOM}entry") or root.findall(".//item")
            other = client.get(f"/id{path}")
            assert f"{SITE}/id{path}" in other.content.decode()
            valid(form, other.content)


def test_an_entry_keeps_its_id_at_another_address(
    get: Get, newsroom: Newsroom, claim: Claim
) -> None:
    before = entries(get("checks_feed_atom"))[0]["id"]
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="It was renamed.",
        version=version(claim),
        slug="elsewhere",
    )
    assert entries(get("checks_feed_atom"))[0]["link"] == f"{SITE}/claims/elsewhere/"
    assert entries(get("checks_feed_atom"))[0]["id"] == before
    assert claim.slug not in before


def test_a_stale_verdict_is_told_anew(
    get: Get, claim: Claim, article: Article, revise: Callable[..., Article]
) -> None:
    revise(article, html="It cost 13 million euros, as the city said.", headline="A bridge")
    [entry] = entries(get("checks_feed_atom"))
    assert entry["title"].startswith("Mostly true (stale): ")
    assert entry["updated"] == ChangeSet.objects.latest("id").recorded_at.isoformat()
    assert entry["published"] < entry["updated"]


def test_what_was_withdrawn_leaves_the_feed(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="No.")
    answer = get("checks_feed_atom")
    assert entries(answer) == []
    assert answer["Last-Modified"] == "Thu, 01 Jan 1970 00:00:00 GMT", "not now, each time anew"


def test_corrections(get: Get, article: Article, notice: Notice) -> None:
    assert entries(get("corrections_feed_atom")) == [
        {
            "id": f"tag:{HOST},2020-01-02:en/notices/{notice.pk}",
            "title": "Correction: A bridge at last",
            "link": f"{SITE}/articles/{article.slug}/#notice-{notice.pk}",
            "published": "2020-01-02T00:00:00+00:00",
            "updated": "2020-01-02T00:00:00+00:00",
            "summary": "It was &lt;b&gt;13&lt;/b&gt;.",
            "category": "",
        }
    ]


def test_an_article_tells_what_happened_to_it(
    get: Get, article: Article, claim: Claim, hidden: Claim, revise: Callable[..., Article]
) -> None:
    revise(article, html="It cost 13 million euros, as the city said.", headline="A bridge")
    told = titles(get("article_feed_atom", slug=article.slug))
    assert told[0].endswith("revision 2")
    assert any(title.endswith("The article says: cost 12 million euros.") for title in told)
    assert "Nobody may read" not in " ".join(told)


@pytest.mark.usefixtures("article")
def test_nothing_of_what_is_not_public(get: Get, hidden: Claim, article: Article) -> None:
    assert entries(get("checks_feed_atom")) == []
    assert get("article_feed_atom", slug=article.slug).status_code == 404
    assert get("topic_feed_rss", slug=topic_slug("Secret fare")).status_code == 404


def test_pages_lead_to_their_feeds(get: Get, article: Article, claim: Claim) -> None:
    page = get("article", slug=article.slug).content.decode()
    for path in ("checks", "corrections", f"articles/{article.slug}"):
        assert f'href="/feeds/{path}.atom"' in page


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    def counted() -> list[int]:
        slug = Article.objects.latest("id").slug
        return [
            queries(reverse("public:checks_feed_atom")),
            queries(reverse("public:corrections_feed_atom")),
            queries(reverse("public:article_feed_atom", args=[slug])),
        ]

    grow(1)
    few = counted()
    grow(3)
    assert counted() == few
