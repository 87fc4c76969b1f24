"""Several people at once: nobody's update is lost, and no chain forks."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from factcheck.actions import claims, sources
from factcheck.actions.duplicates import merge
from factcheck.domain.review import Stale
from factcheck.models import ChangeSet, Claim
from factcheck.models.verification import Verification
from tests.newsroom import Newsroom
from tests.newsroom import newsroom as make_newsroom

WRITERS = 6


def together(act: Callable[[int], object]) -> list[object]:
    """Do it in several threads that start at the same moment; what each gave, or its refusal."""
    results: list[object] = [None] * WRITERS
    start = threading.Barrier(WRITERS)

    def run(number: int) -> None:
        start.wait()
        try:
            results[number] = act(number)
        except Exception as error:  # noqa: BLE001 - the test looks at every one of them
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.fixture
def newsroom(committed: None) -> Newsroom:
    return make_newsroom()


def test_one_of_several_takes_a_claim_and_the_others_are_told(newsroom: Newsroom) -> None:
    claim = newsroom.claim(newsroom.article())
    people = [newsroom.reviewer, newsroom.colleague, newsroom.editor] * 2

    results = together(lambda number: claims.take(claim=claim, by=people[number], version=1))

    winners = [result for result in results if isinstance(result, Claim)]
    assert len(winners) == 1, results
    assert [type(result) for result in results if result not in winners] == [Stale] * 5


def test_claims_added_at_once_get_numbers_and_acts_of_their_own(newsroom: Newsroom) -> None:
    article = newsroom.article()

    results = together(
        lambda number: newsroom.claim(article, statement={"en": f"Statement {number}."})
    )

    assert all(isinstance(result, Claim) for result in results), results
    assert sorted(article.claims.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    acts = ChangeSet.objects.filter(article=article).order_by("seq")
    assert list(acts.values_list("seq", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    verification = Verification()
    verification.run()
    assert verification.findings == []


def test_the_newsrooms_own_chain_does_not_fork(newsroom: Newsroom) -> None:
    results = together(lambda _: newsroom.source())

    assert not [result for result in results if isinstance(result, Exception)]
    verification = Verification()
    verification.run()
    assert verification.findings == []


@pytest.mark.parametrize("_again", range(3))
def test_acts_on_two_chains_wait_for_one_another(newsroom: Newsroom, _again: int) -> None:
    """Evidence of new sources on two articles, duplicate claims, and sources that are merged."""
    here, there = newsroom.article(), newsroom.article(headline="Another")
    pairs = [
        (newsroom.claim(each), newsroom.claim(each, quote="2 million")) for each in (here, there)
    ]
    evidence = [newsroom.evidence(claim) for claim, _other in pairs]

    def act(number: int) -> object:
        claim, other = pairs[number % 2]
        if number < 2:
            return newsroom.evidence(other, source=details(number))
        if number < 4:
            return merge(claim=claim, into=other, by=newsroom.editor, version=1, reason="The same.")
        source, into = (each.source for each in (evidence if number % 2 else evidence[::-1]))
        return sources.merge(
            source=source, into=into, by=newsroom.editor, version=1, reason="The same."
        )

    results = together(act)

    kinds = sorted(type(result).__name__ for result in results)
    assert kinds[:4] == ["Claim", "Claim", "Evidence", "Evidence"], results
    verification = Verification()
    verification.run()
    assert verification.findings == []
    for article in (here, there):
        acts = ChangeSet.objects.filter(article=article).order_by("id")
        assert list(acts.values_list("seq", flat=True)) == list(range(1, len(acts) + 1))


def details(number: int) -> sources.SourceDetails:
    return sources.SourceDetails(title=f"Accounts {number}", type="news")
