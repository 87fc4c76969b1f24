"""robots.txt and sitemaps: they are what crawlers expect, then what they leave out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.actions import claims
from factcheck.models import Article, Claim, Publication
from factcheck.presenters.outside import sitemaps
from tests.formats import valid
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

SITE = settings.PUBLIC_URL
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article()


@pytest.fixture
def claim(newsroom: Newsroom, article: Article) -> Claim:
    claim = newsroom.claim(article, topic="Bridge costs")
    newsroom.published(claim)
    return claim


@pytest.fixture
def read(client: Client) -> Callable[..., Any]:
    def read(path: str, form: str = "sitemap") -> Any:
        answer = client.get(path.removeprefix(SITE))
        assert answer["Content-Type"] == "application/xml"
        return valid(form, answer.content)

    return read


def addresses(root: Any) -> list[str]:
    return [found.text.removeprefix(SITE) for found in root.iter(f"{MAP}loc")]


def test_the_index_leads_to_every_page_in_each_language(
    read: Callable[..., Any], article: Article, claim: Claim
) -> None:
    listed = addresses(read("/sitemap.xml", "sitemapindex"))
    assert listed == [
        "/sitemaps/pages.xml",
        f"/sitemaps/claims-{claim.pk // sitemaps.BLOCK}.xml",
        f"/sitemaps/articles-{article.pk // sitemaps.BLOCK}.xml",
    ]
    found = {page for path in listed for page in addresses(read(path))}
    for path in ("", "claims/", f"claims/{claim.slug}/", f"articles/{article.slug}/"):
        assert {f"/{path}", f"/id/{path}"} <= found
    assert "/id/topics/bridge-costs/" in found


def test_each_address_has_its_date_and_the_other_languages(
    read: Callable[..., Any], claim: Claim
) -> None:
    root = read(f"/sitemaps/claims-{claim.pk // sitemaps.BLOCK}.xml")
    english = f"{SITE}/claims/{claim.slug}/"
    indonesian = f"{SITE}/id/claims/{claim.slug}/"
    at = Publication.objects.get().act.recorded_at.replace(microsecond=0).isoformat()
    for url, told in zip(root, [english, indonesian], strict=True):
        assert url.findtext(f"{MAP}loc") == told
        assert url.findtext(f"{MAP}lastmod")[:19] == at[:19]
        assert {link.get("hreflang"): link.get("href") for link in url.iter(LINK)} == {
            "en": english,
            "id": indonesian,
        }


def test_blocks_are_cut_by_keys(
    read: Callable[..., Any], newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    other = newsroom.claim(article, "two euros")
    newsroom.published(other)
    with mock.patch.object(sitemaps, "BLOCK", 1):
        for one in (claim, other):
            path = f"/sitemaps/claims-{one.pk}.xml"
            assert path in addresses(read("/sitemap.xml", "sitemapindex"))
            assert addresses(read(path))[0] == f"/claims/{one.slug}/"


@pytest.mark.usefixtures("article")
def test_nothing_of_what_is_not_public(
    client: Client, read: Callable[..., Any], newsroom: Newsroom, article: Article
) -> None:
    newsroom.proposed(newsroom.claim(article))
    assert addresses(read("/sitemap.xml", "sitemapindex")) == ["/sitemaps/pages.xml"]
    assert client.get("/sitemaps/claims-0.xml").status_code == 404
    assert client.get(f"/sitemaps/articles-{'9' * 30}.xml").status_code == 404


def test_news_are_of_two_days(read: Callable[..., Any], claim: Claim) -> None:
    root = read("/news-sitemap.xml", "news")
    assert addresses(root) == [f"/claims/{claim.slug}/"], "there is no statement in Indonesian"
    text = " ".join("".join(root.itertext()).split())
    assert "factcheck" in text
    assert "True: The article says: cost 12 million euros." in text
    later = timezone.now() + timedelta(days=2, minutes=1)
    with mock.patch("django.utils.timezone.now", return_value=later):
        assert addresses(read("/news-sitemap.xml", "news")) == []


def test_what_was_withdrawn_is_no_news(
    read: Callable[..., Any], newsroom: Newsroom, claim: Claim
) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="No.")
    assert addresses(read("/news-sitemap.xml", "news")) == []


def test_a_file_takes_as_many_queries_however_much_is_in_it(
    client: Client, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    def counted() -> list[int]:
        found = []
        for path in ("/sitemap.xml", "/news-sitemap.xml", "/sitemaps/pages.xml"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            found.append(len(captured))
        return found

    few = counted()
    newsroom.published(newsroom.claim(article, "two euros", topic="Fares"))
    elsewhere = newsroom.article(headline="Another bridge")
    newsroom.published(newsroom.claim(elsewhere, "Nobody was hurt"))
    assert counted() == few


def test_robots_are_told_what_is_closed_and_where_the_map_is(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    for path in ("/desk/", "/id/desk/", "/admin/", "/accounts/", "/expert/", "/api/"):
        assert f"Disallow: {path}" in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert f"Sitemap: {SITE}/news-sitemap.xml" in lines
