"""What the pages and the steps of the desk cost, on an article with one claim and with forty."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.actions import comments, experts
from tests.newsroom import version

PAGES = ["", "talk/", "history/", "plan/", "evidence/add/", "experts/ask/", "merge/"]
MOST = 12


@pytest.fixture
def crowded(room):
    """The first of forty claims on one article, all but it proposed or published."""
    text = "\n".join(f"Sentence {number} is here." for number in range(100, 140))
    article = room.article(html=text)
    made = [room.claim(article, quote=f"Sentence {number}") for number in range(100, 140)]
    for number, claim in enumerate(made[1:20]):
        room.proposed(claim) if number % 2 else room.published(claim)
    return made[0]


def cost(client: Any, method: str, address: str, data: dict[str, Any] | None = None) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(address, data or {})
    assert answer.status_code in {200, 302}, answer.content.decode()
    return len(queries)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_at_most_twelve(room, crowded, desk, page):
    room.evidence(crowded)
    room.proposed(crowded)
    for actor in (room.reviewer, room.colleague, room.editor):
        client = desk(actor).client
        assert cost(client, "get", f"/desk/claims/{crowded.pk}/{page}") <= MOST, actor.name


def test_a_page_of_what_belongs_to_a_claim_takes_at_most_twelve(room, crowded, desk):
    """Evidence, a comment, a question to an expert, and the claim that is the same as another."""
    evidence = room.evidence(crowded)
    said = comments.say(claim=crowded, by=room.reviewer, text="Is it net of tax?")
    comments.edit(comment=said, by=room.reviewer, version=1, text="Is it net of every tax?")
    asked: dict[str, Any] = {"question": "Is it so?", "language": "en", "days": 7}
    question, _secret = experts.ask(claim=crowded, by=room.reviewer, name="Ir. Sari", **asked)
    other = crowded.article.claims.exclude(pk=crowded.pk).first()
    client = desk(room.reviewer).client
    for address in (
        f"evidence/{evidence.pk}/",
        f"comments/{said.pk}/",
        f"comments/{said.pk}/versions/",
        f"experts/{question.pk}/cancel/",
        f"claims/{crowded.pk}/merge/?into={other.pk}",
    ):
        assert cost(client, "get", f"/desk/{address}") <= MOST, address


def walk(room, desk, claim) -> dict[str, int]:
    """What each step costs from an open claim to a published verdict."""
    steps = [
        (room.reviewer, "take", {}),
        (room.reviewer, "propose", {"rating": "true", "confidence": "high", "rationale_en": "So."}),
        (room.colleague, "begin-review", {}),
        (room.colleague, "review", {"rating": "true", "note_en": "So."}),
        (room.editor, "publish", {"reason": "Two agree."}),
    ]
    costs = {}
    for actor, step, typed in steps:
        data = {"version": version(claim)} | typed
        address = f"/desk/claims/{claim.pk}/{step}/"
        costs[step] = cost(desk(actor).client, "post", address, data)
    return costs


def test_a_step_costs_the_same_among_forty(room, claim, crowded, desk):
    costs = walk(room, desk, claim)
    assert costs == walk(room, desk, crowded)
    assert all(costs[step] <= most for step, most in STEPS.items()), costs


#: A step writes an act on the chain, with its rows and their hashes read back: the transaction, its
#: savepoints and, on PostgreSQL, the lock of the chain are counted too.
STEPS = {"take": 19, "propose": 34, "begin-review": 22, "review": 35, "publish": 34}
