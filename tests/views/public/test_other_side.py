"""“What the other side said”: readers have it as it stood when the verdict was proposed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from factcheck.actions import claims, verdicts
from factcheck.models import Article, ChangeSet, Claim
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]
HEADING = "What the other side said"
ANSWER = "The city sent us its accounts."
LATER = "The city sent us other accounts."


@pytest.fixture
def answered(newsroom: Newsroom, article: Article) -> Claim:
    """A published claim to which those whom it concerns answered."""
    claim = newsroom.claim(article, other_side={"en": ANSWER})
    newsroom.published(claim)
    return claim


def edit(newsroom: Newsroom, claim: Claim, **words: Any) -> None:
    claims.edit_claim(
        claim=claim, by=newsroom.editor, reason="They wrote.", version=version(claim), **words
    )


def shown(answer: Any) -> str | None:
    """What stands below the heading; None where there is none."""
    assert answer.status_code == 200
    page = answer.content.decode()
    found = re.search(r'<h2>[^<]*</h2><p class="told">(.*?)</p></section>', page, re.DOTALL)
    return found and found[1]


def test_it_stands_on_the_pages_of_claim_and_verdict(get: Get, answered: Claim) -> None:
    for page in (
        get("claim", slug=answered.slug),
        get("verdict", slug=answered.slug, number=1),
    ):
        assert shown(page) == ANSWER
        assert f"<h2>{HEADING}</h2>" in page.content.decode()


def test_without_a_text_there_is_no_heading(get: Get, claim: Claim) -> None:
    assert HEADING not in get("claim", slug=claim.slug).content.decode()


def test_it_stands_beside_what_could_not_be_found_out(
    get: Get, newsroom: Newsroom, article: Article
) -> None:
    claim = newsroom.claim(article, open_questions={"en": "Who paid."}, other_side={"en": ANSWER})
    newsroom.published(claim)
    page = get("claim", slug=claim.slug).content.decode()
    assert page.index("Who paid.") < page.index(ANSWER)


def test_it_is_as_it_was_judged_until_another_verdict_is_published(
    get: Get, newsroom: Newsroom, answered: Claim
) -> None:
    edit(newsroom, answered, other_side={"en": LATER})
    assert shown(get("claim", slug=answered.slug)) == ANSWER

    newsroom.published(answered)
    assert shown(get("claim", slug=answered.slug)) == LATER
    assert shown(get("verdict", slug=answered.slug, number=1)) == ANSWER


def test_what_came_while_a_verdict_was_under_way_waits_for_the_next(
    get: Get, newsroom: Newsroom, claim: Claim
) -> None:
    """As with open questions; the verdict rests on neither, so it is not outdated."""
    newsroom.approved(claim)
    edit(newsroom, claim, other_side={"en": LATER})
    verdicts.publish(claim=claim, by=newsroom.editor, version=version(claim), reason="Agreed.")
    assert LATER not in get("claim", slug=claim.slug).content.decode()


def test_as_it_stood(get: Get, newsroom: Newsroom, answered: Claim) -> None:
    published = ChangeSet.objects.latest("id").recorded_at
    edit(newsroom, answered, other_side={"en": LATER})
    newsroom.published(answered)
    at = published.isoformat().replace("+00:00", "Z")
    assert shown(get("claim", f"?at={at}", slug=answered.slug)) == ANSWER


def test_another_language_is_marked(client: Client, answered: Claim) -> None:
    page = client.get(f"/id/claims/{answered.slug}/")
    assert shown(page) == f'<span lang="en" dir="auto">{ANSWER}</span>'
    assert "<h2>Apa kata pihak lain</h2>" in page.content.decode()


def test_each_reader_has_their_language(
    client: Client, get: Get, newsroom: Newsroom, article: Article
) -> None:
    claim = newsroom.claim(article, other_side={"en": ANSWER, "id": "Kota tidak menjawab."})
    newsroom.published(claim)
    assert shown(get("claim", slug=claim.slug)) == ANSWER
    assert shown(client.get(f"/id/claims/{claim.slug}/")) == "Kota tidak menjawab."


def test_hostile_words_are_words(get: Get, newsroom: Newsroom, article: Article) -> None:
    claim = newsroom.claim(article, other_side={"en": "</p><script>alert(1)</script>"})
    newsroom.published(claim)
    page = get("claim", slug=claim.slug)
    assert shown(page) == "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    assert "<script>alert" not in page.content.decode()


def test_the_record_has_it_as_it_was_judged(get: Get, newsroom: Newsroom, answered: Claim) -> None:
    edit(newsroom, answered, other_side={"en": LATER})
    assert get("claim_json", slug=answered.slug).json()["other_side"] == {"en": ANSWER}


def test_elsewhere_it_is_not_told(get: Get, answered: Claim) -> None:
    for page in (
        get("claim_embed", slug=answered.slug),
        get("claims_json"),
        get("claim_history", slug=answered.slug),
        get("article", slug=answered.article.slug),
    ):
        assert page.status_code == 200
        assert ANSWER not in page.content.decode()
