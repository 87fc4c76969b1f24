"""Several calls at the same moment make what one after the other would."""

import threading
from collections import Counter
from typing import Any

import pytest
from django.db import connection

from factcheck.models import ChangeSet
from factcheck.models.verification import Verification
from tests.api.cms import CMS, secret_of
from tests.newsroom import TEXT, Newsroom
from tests.newsroom import newsroom as make_newsroom

CALLS = 6


@pytest.fixture
def newsroom(committed: None) -> Newsroom:
    return make_newsroom()


def together(secret: str, slug: str, bodies: list[dict[str, Any]], **headers: str) -> list[Any]:
    """Each body sent by a client of its own, all at once."""
    answers: list[Any] = [None] * len(bodies)
    start = threading.Barrier(len(bodies))

    def send(number: int) -> None:
        cms = CMS(secret)
        start.wait()
        try:
            answers[number] = cms.put(slug, bodies[number], **headers)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[number]) for number in range(len(bodies))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_identical_calls_make_one_revision(newsroom: Newsroom) -> None:
    article = newsroom.article()
    newsroom.published(newsroom.claim(article))
    secret = secret_of(newsroom.editor)
    body = {"text": TEXT.replace("12", "13")}
    answers = together(secret, article.slug, [body] * CALLS)
    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: CALLS - 1}
    assert {answer.json()["revision"] for answer in answers} == {2}
    assert len({answer["ETag"] for answer in answers}) == 1
    assert article.revisions.count() == 2
    assert ChangeSet.objects.filter(kind="article.revise").count() == 1


def test_one_of_several_that_saw_the_same_words_is_recorded(newsroom: Newsroom) -> None:
    article = newsroom.article()
    secret = secret_of(newsroom.editor)
    seen = CMS(secret).get(article, "content")["ETag"]
    bodies = [{"text": f"Version {number}."} for number in range(CALLS)]
    answers = together(secret, article.slug, bodies, If_Match=seen)
    assert Counter(answer.status_code for answer in answers) == {201: 1, 412: CALLS - 1}
    assert article.revisions.count() == 2


def test_different_calls_are_all_recorded(newsroom: Newsroom) -> None:
    article = newsroom.article()
    secret = secret_of(newsroom.editor)
    answers = together(
        secret, article.slug, [{"text": f"Version {number}."} for number in range(CALLS)]
    )
    assert [answer.status_code for answer in answers] == [201] * CALLS
    assert sorted(answer.json()["revision"] for answer in answers) == [*range(2, CALLS + 2)]
    verification = Verification()
    verification.run()
    assert verification.findings == []
