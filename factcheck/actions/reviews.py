"""Second review: a colleague's own rating, compared with the verdict's."""

from django.conf import settings

from factcheck.actions.steps import taken
from factcheck.actions.verdicts import rating_of
from factcheck.domain.actor import Actor
from factcheck.domain.languages import cleaned, required
from factcheck.domain.review import Step
from factcheck.domain.vocabulary import Judgement
from factcheck.models import Claim, Rating, Review, Verdict


def begin_review(*, claim: Claim, by: Actor, version: int, reason: str = "") -> Claim:
    """Take a proposed verdict for second review."""
    with taken(Step.BEGIN_REVIEW, claim=claim, by=by, version=version, reason=reason) as situation:
        situation.claim.assignee_id = by.person
    return situation.claim


def review(
    *,
    claim: Claim,
    by: Actor,
    version: int,
    rating: str,
    note: dict[str, str] | None = None,
    reason: str = "",
) -> Review:
    """Record an own rating of the verdict under review.

    The same rating approves it; another one is a dissent, needs a note (readers see it if the
    verdict is published all the same), and makes the claim disputed.
    """
    own = rating_of(rating)
    # Compared before the lock: `version` tells, under it, that this is the verdict still.
    proposed = claim.verdicts.order_by("-number").values_list("rating", flat=True).first()
    step = Step.APPROVE if own.pk == proposed else Step.DISSENT
    with taken(step, claim=claim, by=by, version=version, reason=reason) as situation:
        if step is Step.DISSENT:
            required(note or {}, dict(settings.LANGUAGES))
        situation.claim.assignee = None
        return _record(situation.verdict, by, Judgement.RATING, note, own)


def request_changes(
    *, claim: Claim, by: Actor, version: int, reason: str, note: dict[str, str] | None = None
) -> Review:
    """Ask the proposer for changes; `note` says which."""
    step = Step.REQUEST_CHANGES
    with taken(step, claim=claim, by=by, version=version, reason=reason) as situation:
        situation.claim.assignee_id = situation.verdict.proposer_id
        return _record(situation.verdict, by, Judgement.CHANGES, note, None)


def decide(
    *, claim: Claim, by: Actor, version: int, reason: str, note: dict[str, str] | None = None
) -> Review:
    """Decide a dispute for the verdict as proposed; the dissent stays on record.

    Who sides with the dissent asks for changes instead.
    """
    with taken(Step.DECIDE, claim=claim, by=by, version=version, reason=reason) as situation:
        verdict = situation.verdict
        return _record(verdict, by, Judgement.DECISION, note, verdict.rating)


def _record(
    verdict: Verdict,
    by: Actor,
    judgement: Judgement,
    note: dict[str, str] | None,
    rating: Rating | None,
) -> Review:
    row = Review(
        verdict=verdict,
        proposer_id=verdict.proposer_id,
        reviewer_id=by.person,
        judgement=judgement,
        rating=rating,
        note=cleaned(note or {}, dict(settings.LANGUAGES)),
    )
    row.save()
    return row
