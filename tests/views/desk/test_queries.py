"""What the pages and the actions of the desk ask of the database, on an article with forty claims.

The bound is for what is asked: the transaction's own BEGIN and COMMIT (savepoints here, since a
test is a transaction) ask nothing. What signing in takes, session and account, is counted.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.actions import articles, claims, comments, experts, reviews
from factcheck.domain.actor import Actor
from factcheck.models import Claim
from tests.newsroom import Newsroom, newsroom, version
from tests.standing import standing

PAGES = ["", "talk/", "history/", "plan/", "evidence/add/", "experts/ask/", "merge/"]
MOST = 12
WHY = {"reason": "It is time."}
VERDICT = {"rating": "true", "confidence": "high", "rationale_en": "So.", **WHY}


@pytest.fixture(scope="module")
def forty(django_db_setup, django_db_blocker):
    """A newsroom with forty claims on one article; all but the first are proposed or published."""
    with standing(django_db_blocker):
        room = newsroom()
        text = "\n".join(f"Sentence {number} is here." for number in range(100, 140))
        article = room.article(html=text)
        made = [room.claim(article, quote=f"Sentence {number}") for number in range(100, 140)]
        for number, claim in enumerate(made[1:20]):
            room.proposed(claim) if number % 2 else room.published(claim)
        yield room, made[0].pk


@pytest.fixture
def room(forty, db):
    return forty[0]


@pytest.fixture
def crowded(forty, db):
    """The first of the forty claims."""
    return Claim.objects.get(pk=forty[1])


def cost(client: Any, method: str, address: str, data: dict[str, Any] | None = None) -> list[str]:
    """The queries that a request takes; it must succeed."""
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(address, data or {})
    assert answer.status_code in {200, 302}, answer.content.decode()
    asked = [query["sql"] for query in queries.captured_queries]
    return [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT"))]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_at_most_twelve(room, crowded, desk, page):
    room.evidence(crowded)
    room.proposed(crowded)
    for actor in (room.reviewer, room.colleague, room.editor):
        client = desk(actor).client
        asked = cost(client, "get", f"/desk/claims/{crowded.pk}/{page}")
        assert len(asked) <= MOST, "\n".join([actor.name, *asked])


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
        queries = cost(client, "get", f"/desk/{address}")
        assert len(queries) <= MOST, "\n".join([address, *queries])


# What is done at the desk: how a claim gets there, who does it, what is sent.

Sent = tuple[Actor, str, dict[str, Any]]


def take(room: Newsroom, claim: Claim) -> Sent:
    return room.reviewer, at("take", claim), {}


def assign(room: Newsroom, claim: Claim) -> Sent:
    return room.editor, at("assign", claim), {"to": room.colleague.person, **WHY}


def plan(room: Newsroom, claim: Claim) -> Sent:
    return room.editor, at("plan", claim), {"due_on": "2030-01-01", "priority": "high", **WHY}


def release(room: Newsroom, claim: Claim) -> Sent:
    taken(room, claim)
    return room.reviewer, at("release", claim), {}


def propose(room: Newsroom, claim: Claim) -> Sent:
    room.evidence(claim)
    taken(room, claim)
    return room.reviewer, at("propose", claim), VERDICT


def retract(room: Newsroom, claim: Claim) -> Sent:
    room.proposed(claim)
    return room.reviewer, at("retract", claim), WHY


def begin_review(room: Newsroom, claim: Claim) -> Sent:
    room.proposed(claim)
    return room.colleague, at("begin_review", claim), {}


def ask_review(room: Newsroom, claim: Claim) -> Sent:
    room.proposed(claim)
    return room.reviewer, at("ask_review", claim), {"of": room.colleague.person, **WHY}


def approve(room: Newsroom, claim: Claim) -> Sent:
    room.evidence(claim)
    room.proposed(claim)
    return room.colleague, at("review", claim), {"rating": "true", "note_en": "So."}


def dissent(room: Newsroom, claim: Claim) -> Sent:
    room.evidence(claim)
    room.proposed(claim)
    return room.colleague, at("review", claim), {"rating": "false", "note_en": "Not so."}


def request_changes(room: Newsroom, claim: Claim) -> Sent:
    room.proposed(claim)
    return room.colleague, at("request_changes", claim), WHY


def decide(room: Newsroom, claim: Claim) -> Sent:
    room.evidence(claim)
    room.proposed(claim)
    reviews.review(
        claim=claim, by=room.colleague, version=version(claim), rating="false", note={"en": "No."}
    )
    return room.administrator, at("decide", claim), WHY


def publish(room: Newsroom, claim: Claim) -> Sent:
    room.evidence(claim)
    room.approved(claim)
    return room.editor, at("publish", claim), WHY


def withdraw(room: Newsroom, claim: Claim) -> Sent:
    return room.editor, at("withdraw", claim), WHY


def reinstate(room: Newsroom, claim: Claim) -> Sent:
    claims.withdraw(claim=claim, by=room.editor, version=version(claim), **WHY)
    return room.editor, at("reinstate", claim), WHY


def unseal(room: Newsroom, claim: Claim) -> Sent:
    room.proposed(claim)
    return room.editor, at("unseal", claim), WHY


def add_claim(room: Newsroom, claim: Claim) -> Sent:
    sent = {"quote": claim.quote + " is", "statement_en": "There is a sentence.", **WHY}
    address = reverse("desk:claim_add", args=[claim.article_id])
    return room.reviewer, address, sent | {"kinds": ["factual"]}


def add_evidence(room: Newsroom, claim: Claim) -> Sent:
    source = room.source()
    sent = {"stance": "supports", "note_en": "It says so.", **WHY}
    return room.reviewer, f"{at('evidence_add', claim)}?source={source.pk}", sent


def add_evidence_of_a_new_source(room: Newsroom, claim: Claim) -> Sent:
    sent = {"stance": "supports", "note_en": "It says so.", **WHY}
    source = {"source-url": "https://example.org/new", "source-title": "New", "source-type": "news"}
    return room.reviewer, at("evidence_add", claim), sent | source


def edit_evidence(room: Newsroom, claim: Claim) -> Sent:
    found = room.evidence(claim)
    sent = {"stance": "refutes", "note_en": "It does not.", "version": found.version, **WHY}
    return room.reviewer, reverse("desk:evidence_edit", args=[found.pk]), sent


def remove_evidence(room: Newsroom, claim: Claim) -> Sent:
    found = room.evidence(claim)
    sent = {"version": found.version, **WHY}
    return room.reviewer, reverse("desk:evidence_remove", args=[found.pk]), sent


def comment(room: Newsroom, claim: Claim) -> Sent:
    return room.reviewer, at("talk", claim), {"text": "Who has the report?"}


def answer(room: Newsroom, claim: Claim) -> Sent:
    thread = comments.say(claim=claim, by=room.colleague, text="Who has the report?")
    return room.reviewer, at("talk", claim), {"text": "I do.", "thread": thread.pk}


def edit_comment(room: Newsroom, claim: Claim) -> Sent:
    said = comments.say(claim=claim, by=room.reviewer, text="Who has the report?")
    sent = {"text": "Who has the file?", "version": said.version}
    return room.reviewer, reverse("desk:comment_edit", args=[said.pk]), sent


def resolve(room: Newsroom, claim: Claim) -> Sent:
    thread = comments.say(claim=claim, by=room.colleague, text="Who has the report?")
    return room.reviewer, reverse("desk:comment_resolve", args=[thread.pk]), {}


def reaffirm(room: Newsroom, claim: Claim) -> Sent:
    room.published(claim)
    revised(room, claim, claim.quote, claim.quote.replace("1", "2"))
    return room.reviewer, at("reaffirm", claim), WHY


def place(room: Newsroom, claim: Claim) -> Sent:
    room.published(claim)
    revised(room, claim, f"{claim.quote} is here.", "Nothing.")
    number = Claim.objects.get(pk=claim.pk).article.newest.number
    return room.editor, at("place", claim), {"revision": number, "place": "0-7", **WHY}


def merge(room: Newsroom, claim: Claim) -> Sent:
    room.evidence(claim)
    other = claim.article.claims.exclude(pk=claim.pk).first()
    assert other
    return room.editor, f"{at('merge', claim)}?into={other.pk}", {"into": other.pk, **WHY}


def ask_expert(room: Newsroom, claim: Claim) -> Sent:
    sent = {"name": "Ir. Sari", "question": "Is it so?", "language": "en", "days": 7, **WHY}
    return room.reviewer, at("expert_ask", claim), sent


def cancel_expert(room: Newsroom, claim: Claim) -> Sent:
    asked: dict[str, Any] = {"question": "Is it so?", "language": "en", "days": 7}
    question, _secret = experts.ask(claim=claim, by=room.reviewer, name="Ir. Sari", **asked)
    return room.reviewer, reverse("desk:expert_cancel", args=[question.pk]), WHY


def choose_letters(room: Newsroom, claim: Claim) -> Sent:
    return room.reviewer, reverse("desk:letters"), {"delivery": "daily", "language": "id"}


def be_present(room: Newsroom, claim: Claim) -> Sent:
    return room.reviewer, at("presence", claim), {}


ACTIONS: list[Callable[[Newsroom, Claim], Sent]] = [
    take,
    assign,
    plan,
    release,
    propose,
    retract,
    begin_review,
    ask_review,
    approve,
    dissent,
    request_changes,
    decide,
    publish,
    withdraw,
    reinstate,
    unseal,
    add_claim,
    add_evidence,
    add_evidence_of_a_new_source,
    edit_evidence,
    remove_evidence,
    comment,
    answer,
    edit_comment,
    resolve,
    reaffirm,
    place,
    merge,
    ask_expert,
    cancel_expert,
    choose_letters,
    be_present,
]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
def test_an_action_takes_at_most_twelve(room, crowded, desk, action, settings):
    settings.WATCHING = True  # as a site has it: a new source is copied and watched
    actor, address, sent = action(room, crowded)
    asked = cost(desk(actor).client, "post", address, {"version": version(crowded)} | sent)
    assert len(asked) <= MOST, "\n".join([action.__name__, *asked])


@pytest.mark.parametrize(
    "action", [take, propose, approve, publish], ids=lambda each: each.__name__
)
def test_an_action_asks_the_same_among_forty(room, claim, crowded, desk, action):
    def number(of: Claim) -> int:
        actor, address, sent = action(room, of)
        return len(cost(desk(actor).client, "post", address, {"version": version(of)} | sent))

    assert number(claim) == number(crowded)


def at(name: str, claim: Claim) -> str:
    return reverse(f"desk:{name}", args=[claim.pk])


def taken(room: Newsroom, claim: Claim) -> None:
    claims.take(claim=claim, by=room.reviewer, version=version(claim))


def revised(room: Newsroom, claim: Claim, words: str, others: str) -> None:
    """The article says `others` in the place of `words`."""
    article = claim.article
    article.refresh_from_db()
    articles.record_revision(
        article=article,
        by=room.editor,
        reason="New figures.",
        version=article.version,
        html=article.newest.body.replace(words, others),
    )
