"""What other sites show beside a link: on every page, with a picture that can be kept."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from factcheck.models import Article, Claim
from tests.newsroom import Newsroom

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]
SITE = settings.PUBLIC_URL


def told(answer: Any) -> dict[str, str]:
    found = re.findall(
        r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">',
        answer.content.decode(),
    )
    return {name: unescape(text) for name, text in found}


def test_a_claim_in_whole(client: Client, get: Get, claim: Claim) -> None:
    found = told(get("claim", slug=claim.slug))
    picture = found.pop("og:image")
    assert re.fullmatch(
        re.escape(f"{SITE}/claims/{claim.slug}/card.png?v=") + "[0-9a-f]{12}", picture
    )
    assert found == {
        "og:site_name": "factcheck",
        "og:type": "article",
        "og:title": "Mostly true: The article says: cost 12 million euros.",
        "og:description": "The city's accounts show it.",
        "og:url": f"{SITE}/claims/{claim.slug}/",
        "og:locale": "en_US",
        "og:locale:alternate": "id_ID",
        "og:image:alt": "Mostly true: The article says: cost 12 million euros. – factcheck",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "twitter:card": "summary_large_image",
    }
    answer = client.get(picture.removeprefix(SITE))
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert "immutable" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["home", "claims", "topics", "corrections", "methodology"])
def test_every_page_has_one(get: Get, claim: Claim, name: str) -> None:
    answer = get(name)
    found = told(answer)
    title = re.search(r"<title>(.*?) · factcheck</title>", answer.content.decode())
    assert title
    assert found["og:title"] == unescape(title[1])
    assert found["og:description"]
    assert found["og:url"] == f"{SITE}{reverse(f'public:{name}')}"
    assert found["og:image"] == f"{SITE}/card.png"


def test_hostile_words_stay_words(get: Get, newsroom: Newsroom, article: Article) -> None:
    hostile = '"><script>alert(1)</script> & more'
    claim = newsroom.claim(article, statement={"en": hostile})
    newsroom.published(claim)
    answer = get("claim", slug=claim.slug)
    assert told(answer)["og:title"] == f"True: {hostile}"
    assert "<script>alert" not in answer.content.decode()


def test_pages_that_are_for_nobody_else_have_none(client: Client) -> None:
    assert not told(client.get(reverse("account_login")))


def test_another_version_is_not_kept_for_long(get: Get, claim: Claim) -> None:
    for query in ("", "?v=0123456789ab"):
        answer = get("claim_card", query, slug=claim.slug)
        assert answer["Cache-Control"] == "public, max-age=300"
    assert get("card").content.startswith(b"\x89PNG")


@pytest.mark.usefixtures("claim")
def test_none_of_what_is_not_published(get: Get, hidden: Claim) -> None:
    assert get("claim_card", slug=hidden.slug).status_code == 404
