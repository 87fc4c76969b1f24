"""The steps of a claim's process: which an editor may take now, and why not the others.

The rules are the domain's, asked here without writing; the action asks them again under its lock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.actions import claims, reviews, verdicts
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import (
    Status,
    Step,
    check_not_author,
    check_proposer,
    check_second_person,
    check_unchanged,
    next_status,
)
from factcheck.forms.refusals import sentence
from factcheck.models import Claim

Judge = Callable[[Claim, Actor], None]


@dataclass(frozen=True, slots=True)
class Deed:
    """One step: its action, its kind of act, its task, and what it asks beside the status.

    No action: it is done at the desk, where there is room for it. `noted`: a note goes with it.
    """

    action: Callable[..., Any] | None
    kind: Kind
    task: Task
    judges: tuple[Judge, ...] = ()
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as a button: where it leads, or the rule's sentence that refuses it."""

    step: Step
    label: str
    url: str
    refusal: str = ""
    at_desk: bool = False


def _not_author(claim: Claim, by: Actor) -> None:
    check_not_author(by.person, claims.author_ids(claim))


def _not_taken(claim: Claim, by: Actor) -> None:
    if claim.status == Status.RESEARCHING and claim.assignee_id == by.person:
        raise claims.BadClaim("You have taken this claim already.")


def _reviewer(claim: Claim, by: Actor) -> None:
    reviews.check_reviewer(claim, verdicts.pending(claim), by)


def _second_person(claim: Claim, by: Actor) -> None:
    check_second_person(by.person, verdicts.pending(claim).proposer_id, ())


def _proposer(claim: Claim, by: Actor) -> None:
    check_proposer(by.person, verdicts.pending(claim).proposer_id)


def _unchanged(claim: Claim, by: Actor) -> None:
    verdict = verdicts.pending(claim)
    check_unchanged(verdicts.judged_basis(verdict), verdicts.present_basis(claim))


DEEDS: dict[Step, Deed] = {
    Step.TAKE: Deed(claims.take, Kind.CLAIM_TAKE, Task.CHECK, (_not_taken, _not_author)),
    Step.RELEASE: Deed(claims.release, Kind.CLAIM_RELEASE, Task.CHECK),
    Step.PROPOSE: Deed(None, Kind.VERDICT_PROPOSE, Task.CHECK, (_not_author,)),
    Step.RETRACT: Deed(verdicts.retract, Kind.VERDICT_RETRACT, Task.CHECK, (_proposer,)),
    Step.BEGIN_REVIEW: Deed(reviews.begin_review, Kind.REVIEW_BEGIN, Task.CHECK, (_reviewer,)),
    Step.APPROVE: Deed(None, Kind.REVIEW_APPROVE, Task.CHECK, (_reviewer, _unchanged)),
    Step.DISSENT: Deed(None, Kind.REVIEW_DISSENT, Task.CHECK, (_reviewer, _unchanged)),
    Step.REQUEST_CHANGES: Deed(
        reviews.request_changes,
        Kind.REVIEW_CHANGES,
        Task.CHECK,
        (_not_author, _second_person),
        noted=True,
    ),
    Step.DECIDE: Deed(
        reviews.decide, Kind.DISPUTE_DECIDE, Task.PUBLISH, (_reviewer, _unchanged), noted=True
    ),
    Step.PUBLISH: Deed(verdicts.publish, Kind.VERDICT_PUBLISH, Task.PUBLISH, (_unchanged,)),
    Step.WITHDRAW: Deed(claims.withdraw, Kind.CLAIM_WITHDRAW, Task.PUBLISH),
    Step.REINSTATE: Deed(claims.reinstate, Kind.CLAIM_REINSTATE, Task.PUBLISH),
}


def check_step(claim: Claim, by: Actor, step: Step) -> None:
    """Refuse what the step's action would refuse now."""
    deed = DEEDS[step]
    check_may(by, deed.task)
    next_status(Status(claim.status), step, published=claim.published_verdict_id is not None)
    for judge in deed.judges:
        judge(claim, by)


def offers(claim: Claim, by: Actor) -> list[Offer]:
    """Every step in the order of the process, allowed or refused."""
    return [_offer(claim, by, step) for step in DEEDS]


def _offer(claim: Claim, by: Actor, step: Step) -> Offer:
    at_desk = DEEDS[step].action is None
    url = (
        reverse("desk:claim", args=[claim.pk])
        if at_desk
        else reverse("admin:factcheck_claim_step", args=[claim.pk, step])
    )
    try:
        check_step(claim, by, step)
    except Refusal as refusal:
        return Offer(step, _(step.label), url, sentence(refusal), at_desk)
    return Offer(step, _(step.label), url, at_desk=at_desk)
