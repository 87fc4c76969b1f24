"""Second review: a colleague's own rating, compared with the verdict's."""

from django.conf import settings

from factcheck.actions.acts import editorial_act, locked
from factcheck.actions.claims import author_ids, move
from factcheck.actions.verdicts import judged_basis, pending, present_basis, rating_of
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.languages import cleaned, required
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import Step, check_not_author, check_second_person, check_unchanged
from factcheck.domain.vocabulary import Judgement
from factcheck.models import Claim, Rating, Review, Verdict


def begin_review(*, claim: Claim, by: Actor, version: int, reason: str = "") -> Claim:
    """Take a proposed verdict for second review."""
    check_may(by, Task.CHECK)
    with editorial_act(
        article=claim.article, claim=claim, by=by, kind=Kind.REVIEW_BEGIN, reason=reason
    ):
        claim = locked(claim, version)
        move(claim, Step.BEGIN_REVIEW)
        check_reviewer(claim, pending(claim), by)
        claim.assignee_id = by.person
        claim.save()
    return claim


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
    check_may(by, Task.CHECK)
    own = rating_of(rating)
    # Judged again under the lock: `version` tells that it is still this verdict.
    agrees = own.pk == claim.verdicts.order_by("-number").values_list("rating", flat=True).first()
    kind = Kind.REVIEW_APPROVE if agrees else Kind.REVIEW_DISSENT
    with editorial_act(article=claim.article, claim=claim, by=by, kind=kind, reason=reason):
        claim = locked(claim, version)
        move(claim, Step.APPROVE if agrees else Step.DISSENT)
        verdict = pending(claim)
        check_reviewer(claim, verdict, by)
        check_unchanged(judged_basis(verdict), present_basis(claim))
        if not agrees:
            required(note or {}, dict(settings.LANGUAGES))
        row = _review(verdict, by, Judgement.RATING, note, own)
        claim.assignee = None
        claim.save()
    return row


def request_changes(
    *, claim: Claim, by: Actor, version: int, reason: str, note: dict[str, str] | None = None
) -> Review:
    """Ask the proposer for changes; `note` says which."""
    check_may(by, Task.CHECK)
    with editorial_act(
        article=claim.article, claim=claim, by=by, kind=Kind.REVIEW_CHANGES, reason=reason
    ):
        claim = locked(claim, version)
        move(claim, Step.REQUEST_CHANGES)
        verdict = pending(claim)
        check_not_author(by.person, author_ids(claim))
        check_second_person(by.person, verdict.proposer_id, ())
        row = _review(verdict, by, Judgement.CHANGES, note)
        claim.assignee_id = verdict.proposer_id
        claim.save()
    return row


def decide(
    *, claim: Claim, by: Actor, version: int, reason: str, note: dict[str, str] | None = None
) -> Review:
    """Decide a dispute for the verdict as proposed; the dissent stays on record.

    Who sides with the dissent asks for changes instead.
    """
    check_may(by, Task.PUBLISH)
    with editorial_act(
        article=claim.article, claim=claim, by=by, kind=Kind.DISPUTE_DECIDE, reason=reason
    ):
        claim = locked(claim, version)
        move(claim, Step.DECIDE)
        verdict = pending(claim)
        check_reviewer(claim, verdict, by)
        check_unchanged(judged_basis(verdict), present_basis(claim))
        row = _review(verdict, by, Judgement.DECISION, note)
        claim.save()
    return row


def check_reviewer(claim: Claim, verdict: Verdict, by: Actor) -> None:
    """Refuse whoever may not judge this verdict: its proposer, an earlier reviewer, an author."""
    check_not_author(by.person, author_ids(claim))
    rated = verdict.reviews.exclude(judgement=Judgement.CHANGES)
    check_second_person(
        by.person, verdict.proposer_id, set(rated.values_list("reviewer_id", flat=True))
    )


def _review(
    verdict: Verdict,
    by: Actor,
    judgement: Judgement,
    note: dict[str, str] | None,
    rating: Rating | None = None,
) -> Review:
    row = Review(
        verdict=verdict,
        proposer_id=verdict.proposer_id,
        reviewer_id=by.person,
        judgement=judgement,
        rating=verdict.rating if judgement == Judgement.DECISION else rating,
        note=cleaned(note or {}, dict(settings.LANGUAGES)),
    )
    row.save()
    return row
