"""What happened around a claim, on its page: the picture, the list, what was superseded."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from factcheck.actions import claims
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, Claim
from factcheck.presenters.timeline import MOST, _places
from factcheck.search.published.following import catch_up
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]


def listed(page: str) -> str:
    found = re.search(r'<ol class="timeline">(.*?)</ol>', page, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def test_each_sign_leads_to_its_line(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    text = NoticeText(NoticeKind.CORRECTION, {"en": "Two lanes."}, dated=date(2019, 12, 24))
    post_notice(article=article, by=newsroom.editor, reason="Needed.", notice=text)
    page = get("claim", slug=claim.slug).content.decode()
    signs = re.findall(r'href="#event-(\d+)"', page)
    assert len(signs) > 1
    assert signs == re.findall(r'<li id="event-(\d+)"', page)
    told = listed(page)
    assert told.index("24 Dec 2019") < told.index("Verdict published")
    assert "Notice on the article: correction" in told


def test_tells_what_a_verdict_put_in_place_of_which(
    get: Get, newsroom: Newsroom, claim: Claim
) -> None:
    assert "Superseded verdicts" not in get("claim", slug=claim.slug).content.decode()
    newsroom.published(claim, "false")
    page = get("claim", slug=claim.slug).content.decode()
    assert "Superseded verdicts" in page
    assert "Mostly true → became False" in listed(page)


def test_tells_nothing_of_what_is_not_published(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    before = listed(get("claim", slug=claim.slug).content.decode())
    newsroom.proposed(claim, "false")
    assert listed(get("claim", slug=claim.slug).content.decode()) == before


def test_tells_of_a_withdrawal(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    assert "Claim withdrawn" in listed(get("claim", slug=claim.slug).content.decode())


def test_similar_claims_are_on_the_topic_and_in_like_words(
    get: Get, newsroom: Newsroom, claim: Claim
) -> None:
    def other(words: str, topic: str) -> Claim:
        article = newsroom.article(words, headline=words)
        made = newsroom.claim(article, words, topic=topic, statement={"en": words})
        newsroom.published(made)
        return made

    like = other("The article says: cost 13 million euros.", claim.topic)
    elsewhere = other("The article says: cost 14 million euros.", "Another topic")
    unlike = other("Ferries run twice a day.", claim.topic)
    hidden = newsroom.claim(like.article, "13 million", topic=claim.topic)
    catch_up()  # as the worker does
    page = get("claim", slug=claim.slug).content.decode()
    assert like.get_absolute_url() in page
    for each in (elsewhere, unlike, hidden):
        assert each.get_absolute_url() not in page


@pytest.mark.parametrize("days", [1, 2, 12])
@pytest.mark.parametrize("step", [0, 1, 400])
def test_signs_never_touch_nor_leave_the_picture(days: int, step: int) -> None:
    places = _places([date.fromordinal(700_000 + step * number) for number in range(days)])
    assert days <= MOST
    assert all(0 < place < 100 for place in places)
    gaps = [after - before for before, after in pairwise(places)]
    assert all(gap >= 7.99 for gap in gaps)
