"""Verdicts: proposed for exact words and evidence, and published once approved."""

from typing import Any

from django.conf import settings
from django.db.models import Max, OuterRef, QuerySet, Subquery

from factcheck.actions.acts import editorial_act, locked
from factcheck.actions.anchoring import refresh_staleness, words_at
from factcheck.actions.claims import author_ids, move
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.languages import required
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import (
    Basis,
    Outdated,
    Step,
    UnknownRating,
    check_not_author,
    check_proposer,
    check_unchanged,
)
from factcheck.domain.vocabulary import Confidence
from factcheck.models import Claim, Evidence, Publication, Rating, Source, Verdict, VerdictEvidence


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
    check_may(by, Task.CHECK)
    with editorial_act(
        article=claim.article, claim=claim, by=by, kind=Kind.VERDICT_PROPOSE, reason=reason
    ):
        claim = locked(claim, version)
        check_not_author(by.person, author_ids(claim))
        move(claim, Step.PROPOSE)
        if claim.anchor.start is None:
            raise Outdated(N_("The claim's words are gone from the article. Give it a new quote."))
        if confidence not in set(Confidence):
            raise BadVerdict(N_("Say how sure you are: high, medium or low."))
        claim.rating, claim.assignee_id = rating_of(rating), by.person
        claim.save()
        verdict = Verdict(
            claim=claim,
            number=(claim.verdicts.aggregate(last=Max("number"))["last"] or 0) + 1,
            proposer_id=by.person,
            rating=claim.rating,
            confidence=confidence,
            rationale=required(rationale, dict(settings.LANGUAGES)),
            time_notes=time_notes or [],
            outcome=outcome or {},
            revision_id=claim.anchor.revision_id,
            anchor=claim.anchor,
            claim_row=claim.history.first(),
        )
        verdict.save()
        VerdictEvidence.objects.bulk_create(
            VerdictEvidence(
                verdict=verdict,
                evidence_row_id=row["evidence_row"],
                source_row_id=row["source_row"],
            )
            for row in evidence_rows(claim)
        )
    return verdict


def retract(*, claim: Claim, by: Actor, version: int, reason: str) -> Claim:
    """Call back one's own proposal before it is published; it stays in the record."""
    check_may(by, Task.CHECK)
    with editorial_act(
        article=claim.article, claim=claim, by=by, kind=Kind.VERDICT_RETRACT, reason=reason
    ):
        claim = locked(claim, version)
        move(claim, Step.RETRACT)
        check_proposer(by.person, pending(claim).proposer_id)
        claim.assignee_id = by.person
        claim.save()
    return claim


def publish(*, claim: Claim, by: Actor, version: int, reason: str) -> Verdict:
    """Publish the approved verdict; the one published before it is superseded, and kept."""
    check_may(by, Task.PUBLISH)
    with editorial_act(
        article=claim.article, claim=claim, by=by, kind=Kind.VERDICT_PUBLISH, reason=reason
    ):
        claim = locked(claim, version)
        move(claim, Step.PUBLISH)
        verdict = pending(claim)
        check_unchanged(judged_basis(verdict), present_basis(claim))
        Publication(claim=claim, verdict=verdict).save()
        claim.published_verdict, claim.assignee = verdict, None
        refresh_staleness(claim)
        claim.save()
    return verdict


def rating_of(key: str) -> Rating:
    """The rating with this key. Raises UnknownRating."""
    rating = Rating.objects.filter(key=key).first()
    if rating is None:
        raise UnknownRating(N_("There is no rating “%(key)s”. Choose one from the list."), key=key)
    return rating


def pending(claim: Claim) -> Verdict:
    """The claim's newest verdict: the one under review while there is one."""
    return claim.verdicts.select_related("anchor__revision", "claim_row").latest("number")


def judged_basis(verdict: Verdict) -> Basis:
    """What a verdict rested on when it was proposed."""
    rows = verdict.evidence.values_list("evidence_row_id", "source_row_id")
    return Basis(verdict.claim_row.statement, words_at(verdict.anchor), frozenset(rows))


def present_basis(claim: Claim) -> Basis:
    """What a verdict proposed now would rest on."""
    rows = frozenset((row["evidence_row"], row["source_row"]) for row in evidence_rows(claim))
    return Basis(claim.statement, words_at(claim.anchor), rows)


def evidence_rows(claim: Claim) -> QuerySet[Evidence, Any]:
    """The newest history rows of the claim's evidence and of its sources."""

    def newest(model: Any, reference: str) -> Subquery:
        rows = model.history.filter(id=OuterRef(reference)).order_by("-act_id", "-history_id")
        return Subquery(rows.values("history_id")[:1])

    return (
        Evidence.objects.filter(claim=claim)
        .order_by("id")
        .annotate(evidence_row=newest(Evidence, "id"), source_row=newest(Source, "source_id"))
        .values("evidence_row", "source_row")
    )
