"""Claims assigned to colleagues, with a deadline and a priority."""

from datetime import date
from typing import Any

import pytest

from factcheck.actions import claims
from factcheck.domain.actor import Role
from factcheck.domain.errors import Refusal
from factcheck.models import Claim
from tests.newsroom import Newsroom, another_person, version


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim(newsroom.article())


def test_an_editor_gives_a_claim_to_a_colleague(newsroom: Newsroom, claim: Claim) -> None:
    reviewer = newsroom.account(newsroom.reviewer).person
    claims.assign(claim=claim, by=newsroom.editor, version=version(claim), to=reviewer)
    claim.refresh_from_db()
    assert (claim.status, claim.assignee) == ("researching", reviewer)
    assert claim.acts.newest_first()[0].kind == "claim.assign"
    with pytest.raises(Refusal, match="Only editors"):
        claims.assign(claim=claim, by=newsroom.reviewer, version=version(claim), to=reviewer)


@pytest.mark.parametrize(("who", "said"), [("author", "author"), ("gone", "Only reviewers")])
def test_not_to_whoever_may_not_check_it(newsroom: Newsroom, who: str, said: str) -> None:
    people = {"author": another_person("author")[0], "gone": another_person("gone", Role.NONE)[0]}
    claim = newsroom.claim(newsroom.article(authors=[people["author"]]))
    with pytest.raises(Refusal, match=said):
        claims.assign(claim=claim, by=newsroom.editor, version=version(claim), to=people[who])


def test_a_deadline_and_a_priority(newsroom: Newsroom, claim: Claim) -> None:
    given: dict[str, Any] = {"claim": claim, "due_on": date(2026, 12, 1), "priority": "high"}
    with pytest.raises(Refusal, match="Only editors"):
        claims.plan(by=newsroom.reviewer, version=version(claim), **given)
    with pytest.raises(Refusal, match="Choose a priority"):
        claims.plan(by=newsroom.editor, version=version(claim), **given | {"priority": "soon"})
    claims.plan(by=newsroom.editor, version=version(claim), **given)
    claim.refresh_from_db()
    assert (claim.due_on, claim.priority) == (date(2026, 12, 1), "high")
