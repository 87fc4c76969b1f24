"""What was merged into a claim and what it was merged into, for its page at the desk."""

from dataclasses import dataclass

from django import template
from django.template.context import Context
from django.utils.translation import gettext

from factcheck.actions.steps import Situation
from factcheck.domain.actor import Channel
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Step
from factcheck.models import Claim

register = template.Library()


@dataclass(frozen=True, slots=True)
class Duplicates:
    """`why_not` is the rule's sentence for who may not merge a claim that stands."""

    into: Claim | None
    merged_in: list[Claim]
    may_merge: bool
    why_not: str


@register.simple_tag(takes_context=True)
def duplicates_of(context: Context, claim: Claim) -> Duplicates:
    """What the page of a claim says of its duplicates; merging is offered while the claim stands.

    A page that has worked out the `situation` of claim and person spares asking twice.
    """
    situation = context.get("situation")
    if situation is None:
        by = context["request"].user.person.actor(Channel.DESK)
        situation = Situation(claim, by)
    refusal = situation.refusal(Step.MERGE) if not claim.is_withdrawn else None
    return Duplicates(
        into=claim.duplicate_of,
        merged_in=list(claim.duplicates.order_by("number")),
        may_merge=not claim.is_withdrawn and refusal is None,
        why_not=_sentence(refusal) if refusal else "",
    )


def _sentence(refusal: Refusal) -> str:
    message = gettext(refusal.message)
    return message % refusal.values if refusal.values else message
