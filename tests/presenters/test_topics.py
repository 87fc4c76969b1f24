"""Topics: which there are, and at which addresses."""

import pytest

from factcheck.actions import claims
from factcheck.presenters.topics import topic_of, topic_slug, topics
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db


def test_spellings_of_one_address_are_one_topic(newsroom: Newsroom) -> None:
    article = newsroom.article()
    first = newsroom.claim(article, topic="Bridge costs")
    second = newsroom.claim(article, "two euros", topic="Bridge costs")
    other = newsroom.claim(article, "Nobody was hurt", topic="Bridge: costs")
    for claim in (first, second, other):
        newsroom.published(claim)
    [topic] = topics()
    assert (topic.slug, topic.name, topic.claims) == ("bridge-costs", "Bridge costs", 3)
    assert set(topic.standing) == {first, second, other}
    assert topic_of("bridge-costs") == topic
    assert topic_of("nowhere") is None


def test_only_what_stands_has_a_topic(newsroom: Newsroom) -> None:
    article = newsroom.article()
    newsroom.claim(article, topic="Not published")
    gone = newsroom.claim(article, "two euros", topic="Withdrawn")
    newsroom.published(gone)
    claims.withdraw(claim=gone, by=newsroom.editor, version=version(gone), reason="No.")
    assert topics() == []


def test_a_topic_in_another_script_has_an_address_of_its_own() -> None:
    assert topic_slug("Harga beras (2018)") == "harga-beras-2018"
    assert topic_slug("价格").startswith("topic-")
    assert topic_slug("价格") != topic_slug("人口")
