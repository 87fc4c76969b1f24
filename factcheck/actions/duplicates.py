"""Duplicate claims: one is merged into another, and both histories stay."""

from typing import Any

from factcheck.actions.acts import editorial_act, series_of_acts
from factcheck.actions.steps import taken
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.review import Step
from factcheck.models import Claim, Evidence


class NoDuplicate(Refusal):
    """Two claims that can't be merged."""


def merge(*, claim: Claim, into: Claim, by: Actor, version: int, reason: str) -> Claim:
    """Withdraw a claim as a duplicate of another of the same article; readers see the reason.

    Evidence that the other one lacks is added to it, by an act of its own on that claim. Reviews,
    verdicts and conversation stay where they are. Of both claims only the keys are asked.
    """
    with series_of_acts():
        with taken(
            Step.MERGE, claim=claim, by=by, version=version, reason=reason, others=[into]
        ) as situation:
            claim, [into] = situation.claim, situation.others
            _check_pair(claim, into)
            claim.assignee, claim.duplicate_of = None, into
        # Both acts stand on the article's chain, which is locked since the first began.
        _absorb(claim, into, by)
    return claim


def _check_pair(claim: Claim, into: Claim) -> None:
    if claim.pk == into.pk:
        raise NoDuplicate(N_("A claim can't be merged into itself. Choose another one."))
    if claim.article_id != into.article_id:
        raise NoDuplicate(
            N_("Claims of different articles stay apart. Choose one of the same article.")
        )
    # A duplicate of another claim is withdrawn too: the database sees to that.
    if into.is_withdrawn:
        raise NoDuplicate(N_("The other claim is withdrawn. Choose one that stands."))


def _absorb(claim: Claim, into: Claim, by: Actor) -> None:
    """Add what the duplicate's evidence says and the other's doesn't; an act only if there is."""
    evidence_of_both = Evidence.objects.filter(claim__in=[claim, into]).order_by("id")
    said = [_said(evidence) for evidence in evidence_of_both if evidence.claim_id == into.pk]
    lacking: list[dict[str, Any]] = []
    for evidence in evidence_of_both:
        if _said(evidence) not in [*said, *lacking]:
            lacking.append(_said(evidence))
    with editorial_act(claim=into, by=by, kind=Kind.CLAIM_ABSORB, reason=""):
        Evidence.objects.bulk_create(Evidence(claim=into, **words) for words in lacking)


def _said(evidence: Evidence) -> dict[str, Any]:
    names = ("source_id", "stance", "note", "quote", "locator")
    return {name: getattr(evidence, name) for name in names}
