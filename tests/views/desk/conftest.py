"""A desk for tests: a newsroom, a claim in its article, and what has been recorded so far."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from factcheck.domain.actor import Actor
from factcheck.models import Article, ChangeSet, Claim
from tests.newsroom import Newsroom, newsroom


@pytest.fixture
def room(db: None) -> Newsroom:
    return newsroom()


@pytest.fixture
def article(room: Newsroom) -> Article:
    return room.article()


@pytest.fixture
def claim(room: Newsroom, article: Article) -> Claim:
    return room.claim(article)


@pytest.fixture
def desk(room: Newsroom) -> Callable[[Actor], "Desk"]:
    """desk(room.reviewer): the desk as this person sees it."""
    return lambda actor: Desk(room, actor)


class Desk:
    """One person at the desk: what they open, and what they send."""

    def __init__(self, room: Newsroom, actor: Actor) -> None:
        self.client = Client()
        self.client.force_login(room.account(actor))

    def see(self, claim: Claim) -> str:
        answer = self.client.get(f"/desk/claims/{claim.pk}/")
        assert answer.status_code == 200
        return str(answer.content.decode())

    def take_step(self, claim: Claim, step: str, **typed: Any) -> Any:
        """Send the form of a step, for the version that is stored unless `version` is given."""
        claim.refresh_from_db()
        data = {"version": claim.version} | typed
        return self.client.post(f"/desk/claims/{claim.pk}/{step}/", data)

    def refused(self, claim: Claim, step: str, *, status: int = 422, **typed: Any) -> str:
        """The page that comes back when a step is refused; nothing may have been written."""
        before = recorded()
        answer = self.take_step(claim, step, **typed)
        assert answer.status_code == status, answer.content.decode()
        assert recorded() == before
        return str(answer.content.decode())

    def done(self, claim: Claim, step: str, **typed: Any) -> Claim:
        """The claim after a step that was recorded as one act."""
        before = recorded()
        answer = self.take_step(claim, step, **typed)
        assert answer.status_code == 302, answer.content.decode()
        assert answer["Location"] == f"/desk/claims/{claim.pk}/"
        assert recorded() == before + 1
        claim.refresh_from_db()
        return claim


def recorded() -> int:
    return ChangeSet.objects.count()
