"""A check in another site's page: it works, then what it never does and refuses."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from lxml import html

from factcheck.actions import claims
from factcheck.models import Article, Claim
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]
SITE = settings.PUBLIC_URL


@pytest.fixture
def ask(client: Client) -> Callable[..., Any]:
    """What oEmbed says about an address."""

    def ask(url: str, **query: Any) -> Any:
        return client.get("/oembed", {"url": url, **query})

    return ask


def test_the_check_may_be_framed_and_nothing_else(get: Get, claim: Claim) -> None:
    answer = get("claim_embed", slug=claim.slug)
    page = answer.content.decode()
    for told in ("Mostly true", "cost 12 million euros", "The city&#x27;s accounts", "factcheck"):
        assert told in page
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    other = get("claim", slug=claim.slug)
    assert other["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]


def test_it_is_fresh_and_asks_nobody_who_they_are(get: Get, claim: Claim) -> None:
    answer = get("claim_embed", slug=claim.slug)
    assert answer["Cache-Control"] == "public, max-age=60"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    assert "<script" not in answer.content.decode()
    links = html.fromstring(answer.content).xpath("//a")
    assert {(link.get("href"), link.get("target")) for link in links} == {
        (f"{SITE}/claims/{claim.slug}/", "_top")
    }


def test_a_foreign_statement_is_words_in_the_title_too(
    get: Get, newsroom: Newsroom, article: Article
) -> None:
    claim = newsroom.claim(article, "Nobody was hurt", statement={"id": "Tidak ada korban."})
    newsroom.published(claim)
    page = get("claim_embed", slug=claim.slug).content.decode()
    assert "<title>Tidak ada korban. · factcheck</title>" in page
    assert '<span lang="id" dir="auto">Tidak ada korban.</span>' in page


def test_it_says_when_the_verdict_is_stale(
    get: Get, claim: Claim, article: Article, revise: Callable[..., Article]
) -> None:
    revise(article, html="It cost 13 million euros, as the city said.", headline="A bridge")
    page = get("claim_embed", slug=claim.slug).content.decode()
    assert "Stale" in page
    assert "The verdict holds for the words that it judged" in page
    assert "accounts" not in page


def test_it_says_when_the_claim_was_withdrawn(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Misread.")
    page = get("claim_embed", slug=claim.slug).content.decode()
    assert "Withdrawn" in page
    assert "This verdict no longer stands. Misread." in page


@pytest.mark.usefixtures("claim")
def test_none_of_what_is_not_published(get: Get, hidden: Claim, ask: Callable[..., Any]) -> None:
    assert get("claim_embed", slug=hidden.slug).status_code == 404
    assert ask(f"{SITE}/claims/{hidden.slug}/").status_code == 404


def test_oembed_in_whole(get: Get, claim: Claim, ask: Callable[..., Any]) -> None:
    answer = ask(f"{SITE}/claims/{claim.slug}/", format="json")
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    told = answer.json()
    assert told.pop("thumbnail_url").startswith(f"{SITE}/claims/{claim.slug}/card.png?v=")
    assert told == {
        "version": "1.0",
        "type": "rich",
        "title": "factcheck: The article says: cost 12 million euros.",
        "author_name": "factcheck",
        "author_url": f"{SITE}/",
        "provider_name": "factcheck",
        "provider_url": f"{SITE}/",
        "cache_age": 300,
        "width": 600,
        "height": 320,
        "html": f'<iframe src="{SITE}/claims/{claim.slug}/embed/" width="600" height="320" '
        'title="factcheck: The article says: cost 12 million euros." loading="lazy" '
        'style="max-width:100%;border:0"></iframe>',
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }


def test_oembed_keeps_to_the_room_that_there_is(claim: Claim, ask: Callable[..., Any]) -> None:
    told = ask(f"{SITE}/claims/{claim.slug}/", maxwidth=320, maxheight=200).json()
    assert (told["width"], told["height"]) == (320, 200)
    assert 'width="320" height="200"' in told["html"]
    assert "thumbnail_url" not in told


def test_oembed_in_the_language_of_the_address(claim: Claim, ask: Callable[..., Any]) -> None:
    told = ask(f"{SITE}/id/claims/{claim.slug}/").json()
    assert f'src="{SITE}/id/claims/{claim.slug}/embed/"' in told["html"]


def test_oembed_knows_a_claim_by_an_old_address(
    newsroom: Newsroom, claim: Claim, ask: Callable[..., Any]
) -> None:
    old = claim.slug
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="Renamed.",
        version=version(claim),
        slug="elsewhere",
    )
    assert f"{SITE}/claims/elsewhere/embed/" in ask(f"{SITE}/claims/{old}/").json()["html"]


def test_hostile_words_stay_in_their_attribute(
    newsroom: Newsroom, article: Article, ask: Callable[..., Any]
) -> None:
    claim = newsroom.claim(article, statement={"en": '"></iframe><script>alert(1)</script>'})
    newsroom.published(claim)
    code = ask(f"{SITE}/claims/{claim.slug}/").json()["html"]
    assert [part.tag for part in html.fragments_fromstring(code)] == ["iframe"]
    assert "<script" not in code


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        f"{SITE}/",
        f"{SITE}/claims/nowhere/",
        f"{SITE}/claims/",
        "https://elsewhere.example.org/claims/x/",
        "https://[",
        f"{SITE}.example.org/claims/x/",
    ],
)
def test_no_such_claim(ask: Callable[..., Any], url: str) -> None:
    answer = ask(url)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


def test_other_forms_and_odd_rooms_are_refused(claim: Claim, ask: Callable[..., Any]) -> None:
    url = f"{SITE}/claims/{claim.slug}/"
    assert ask(url, format="xml").status_code == 501
    for odd in ("0", "-1", "x", "1" * 20):
        assert ask(url, maxwidth=odd).status_code == 400


def test_the_claims_page_leads_to_it(client: Client, get: Get, claim: Claim) -> None:
    page = html.fromstring(get("claim", slug=claim.slug).content)
    [link] = page.xpath('//link[@type="application/json+oembed"]')
    url = link.get("href")
    here = quote(f"{SITE}/claims/{claim.slug}/", safe="")
    assert url == f"{SITE}{reverse('oembed')}?url={here}&format=json"
    assert client.get(url.removeprefix(SITE)).status_code == 200
