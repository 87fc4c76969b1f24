"""Verdicts: proposed for exact words and evidence, and published once approved."""

from typing import Any

from django.conf import settings

from factcheck.actions.steps import Situation, taken
from factcheck.domain.actor import Actor
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.findings import check_outcome, check_time_notes
from factcheck.domain.languages import required
from factcheck.domain.review import Step, UnknownRating
from factcheck.domain.vocabulary import Confidence
from factcheck.models import Claim, Publication, Verdict, VerdictEvidence


class BadVerdict(Refusal):
    """Something that a verdict must have is missing or unknown."""


def propose(
    *,
    claim: Claim,
    by: Actor,
    version: int,
    rating: str,
    confidence: str,
    rationale: dict[str, str],
    reason: str = "",
    time_notes: list[dict[str, Any]] | None = None,
    outcome: dict[str, Any] | None = None,
) -> Verdict:
    """Propose a verdict (`rating` by its key) for the claim's words and evidence as they are."""
    with taken(Step.PROPOSE, claim=claim, by=by, version=version, reason=reason) as situation:
        if confidence not in set(Confidence):
            raise BadVerdict(N_("Say how sure you are: high, medium or low."))
        check_time_notes(time_notes or [])
        check_outcome(outcome or {})
        return _recorded(
            situation,
            is_sealed=situation.facts.policy.is_sealed,
            rating=rating_of(situation, rating),
            confidence=confidence,
            rationale=required(rationale, dict(settings.LANGUAGES)),
            time_notes=time_notes or [],
            outcome=outcome or {},
        )


def reaffirm(*, claim: Claim, by: Actor, version: int, reason: str) -> Verdict:
    """Propose the published verdict's conclusion anew, for the words that stand there now.

    It is a verdict like any other: it needs a second person, and rests on the evidence of now. It
    is never sealed, since readers know the conclusion that it holds up.
    """
    with taken(Step.REAFFIRM, claim=claim, by=by, version=version, reason=reason) as situation:
        published = situation.claim.published_verdict
        if published is None:
            raise ValueError("A claim without a published verdict passed the rules of this step.")
        return _recorded(
            situation,
            is_sealed=False,
            rating=published.rating_id,
            confidence=published.confidence,
            rationale=published.rationale,
            time_notes=published.time_notes,
            outcome=published.outcome,
        )


def retract(*, claim: Claim, by: Actor, version: int, reason: str) -> Claim:
    """Call back one's own proposal before it is published; it stays in the record."""
    with taken(Step.RETRACT, claim=claim, by=by, version=version, reason=reason) as situation:
        situation.claim.assignee_id = by.person
    return situation.claim


def publish(
    *, claim: Claim, by: Actor, version: int, reason: str, with_dissent: bool = True
) -> Verdict:
    """Publish the approved verdict; the one published before it is superseded, and kept.

    Readers see what reviewers held against it, unless `with_dissent` is False.
    """
    with taken(Step.PUBLISH, claim=claim, by=by, version=version, reason=reason) as situation:
        claim, verdict = situation.claim, situation.verdict
        Publication(claim=claim, verdict=verdict, with_dissent=with_dissent).save()
        claim.published_verdict, claim.assignee = verdict, None
        claim.stale = ""  # the words are those that were judged, or this step were refused
    return verdict


def _recorded(situation: Situation, *, rating: int, **conclusion: Any) -> Verdict:
    """Write a proposed verdict, with what it rests on: the words and the evidence of now.

    The claim says nothing of its rating until somebody has judged it.
    """
    claim, facts, proposer = situation.claim, situation.facts, situation.by.person
    claim.assignee_id = proposer
    claim.save()  # now, since the verdict names the claim's newest history row
    verdict = Verdict(
        claim=claim,
        number=facts.verdicts + 1,
        proposer_id=proposer,
        rating_id=rating,
        people_needed=facts.policy.people_needed,
        revision_id=claim.article.newest_id,
        anchor_id=facts.place,
        claim_row=claim.newest_row,
        **conclusion,
    )
    verdict.save()
    VerdictEvidence.objects.bulk_create(
        VerdictEvidence(verdict=verdict, evidence_row_id=evidence_row, source_row_id=source_row)
        for evidence_row, source_row in sorted(facts.evidence)
    )
    return verdict


def rating_of(situation: Situation, key: str) -> int:
    """The id of the rating with this key. Raises UnknownRating."""
    if key not in situation.facts.ratings:
        raise UnknownRating(N_("There is no rating “%(key)s”. Choose one from the list."), key=key)
    return situation.facts.ratings[key]
