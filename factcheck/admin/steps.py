"""The steps of a claim's process as buttons: which an editor may take now, and why not the others.

The rules are those of `actions.steps`, asked here without writing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.actions import claims, reviews, verdicts
from factcheck.actions.steps import Situation
from factcheck.domain.actor import Actor
from factcheck.domain.review import Step
from factcheck.forms.refusals import sentence
from factcheck.models import Claim

#: The action of each step; the others are taken at the desk, where there is room for them.
ACTIONS: dict[Step, Callable[..., Any]] = {
    Step.TAKE: claims.take,
    Step.RELEASE: claims.release,
    Step.REAFFIRM: verdicts.reaffirm,
    Step.RETRACT: verdicts.retract,
    Step.BEGIN_REVIEW: reviews.begin_review,
    Step.REQUEST_CHANGES: reviews.request_changes,
    Step.DECIDE: reviews.decide,
    Step.PUBLISH: verdicts.publish,
    Step.WITHDRAW: claims.withdraw,
    Step.REINSTATE: claims.reinstate,
}
#: A note goes with these.
NOTED = frozenset({Step.REQUEST_CHANGES, Step.DECIDE})


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as a button: where it leads, or the rule's sentence that refuses it."""

    step: Step
    label: str
    url: str
    refusal: str = ""
    at_desk: bool = False


def offers(claim: Claim, by: Actor) -> list[Offer]:
    """Every step in the order of the process, allowed or refused."""
    situation = Situation(claim, by)
    return [_offer(situation, step) for step in Step if step is not Step.AGREE]


def _offer(situation: Situation, step: Step) -> Offer:
    at_desk = step not in ACTIONS
    claim_id = situation.claim.pk
    url = (
        reverse("desk:claim", args=[claim_id])
        if at_desk
        else reverse("admin:factcheck_claim_step", args=[claim_id, step])
    )
    refusal = situation.refusal(step)
    return Offer(step, _(step.label), url, sentence(refusal) if refusal else "", at_desk)
