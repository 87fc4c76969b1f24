"""“Cite this”: words and addresses that stay, and the code for other sites."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.formats import date_format
from lxml import html

from factcheck.models import Article, Claim, Publication
from tests.newsroom import Newsroom

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]
SITE = settings.PUBLIC_URL


def cited(answer: Any) -> dict[str, str]:
    """The fields to copy, by their labels."""
    page = html.fromstring(answer.content)
    fields = page.xpath("//*[@class='cite-field']")
    return {field.findtext("label"): field.findtext("textarea") for field in fields}


def day(number: int) -> str:
    publication = Publication.objects.get(verdict__number=number)
    return date_format(publication.act.recorded_at, "j M Y")


def test_the_verdict_that_stands(get: Get, claim: Claim, article: Article) -> None:
    answer = get("claim", slug=claim.slug)
    permalink = f"{SITE}/claims/{claim.slug}/verdicts/1/"
    assert cited(answer) == {
        "To copy": "factcheck: “The article says: cost 12 million euros.” – Mostly true. "
        f"Verdict 1, {day(1)}. {permalink}",
        "HTML that shows this check as it stands, whatever becomes of it": "<iframe "
        f'src="{SITE}/claims/{claim.slug}/embed/" width="600" height="320" '
        'title="factcheck: The article says: cost 12 million euros." loading="lazy" '
        'style="max-width:100%;border:0"></iframe>',
    }
    links = html.fromstring(answer.content).xpath("//*[@id='cite']/following-sibling::p//a/@href")
    assert links == [permalink, f"{SITE}/articles/{article.slug}/revisions/1/"]


def test_a_superseded_verdict_is_cited_as_itself(
    get: Get, newsroom: Newsroom, claim: Claim
) -> None:
    newsroom.published(claim, "false")
    found = cited(get("verdict", slug=claim.slug, number=1))
    assert list(found) == ["To copy"], "the code would show the newer one"
    assert "Mostly true. Verdict 1" in found["To copy"]


def test_the_past_is_cited_by_the_permalink_alone(get: Get, claim: Claim) -> None:
    moment = Publication.objects.get().act.recorded_at.isoformat().replace("+00:00", "Z")
    assert list(cited(get("claim", f"?at={moment}", slug=claim.slug))) == ["To copy"]


def test_hostile_words_are_words(get: Get, newsroom: Newsroom, article: Article) -> None:
    hostile = "</textarea><script>alert(1)</script>"
    claim = newsroom.claim(article, statement={"en": hostile})
    newsroom.published(claim)
    answer = get("claim", slug=claim.slug)
    assert hostile in cited(answer)["To copy"]
    assert "<script>alert" not in answer.content.decode()


def test_in_indonesian(client: Client, claim: Claim) -> None:
    found = cited(client.get(f"/id/claims/{claim.slug}/"))
    assert f"{SITE}/id/claims/{claim.slug}/verdicts/1/" in found["Untuk disalin"]
    assert "Sebagian besar benar. Putusan 1" in found["Untuk disalin"]
