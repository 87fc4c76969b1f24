"""Second review: a colleague's own rating, compared with the verdict's."""

from django.conf import settings

from factcheck.actions import letters
from factcheck.actions.steps import check_reviewer, openers_of, taken
from factcheck.actions.verdicts import rating_of
from factcheck.domain.actor import Actor
from factcheck.domain.languages import cleaned, required
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import (
    Step,
    check_not_author,
    check_seal_unbroken,
    step_of_review,
)
from factcheck.domain.vocabulary import Judgement, LetterKind
from factcheck.models import Claim, Person, Rating, Review, Verdict


def ask_review(*, claim: Claim, by: Actor, version: int, of: Person, reason: str = "") -> Claim:
    """Ask a colleague by name for the second review; they are told by letter."""
    step = Step.ASK_REVIEW
    with taken(step, claim=claim, by=by, version=version, reason=reason) as situation:
        check_may(of.actor(by.channel), Task.CHECK)
        check_not_author(of.pk, situation.authors)
        check_reviewer(situation.verdict, of.pk)
        check_seal_unbroken(of.pk, openers_of(situation.verdict))
        situation.claim.assignee = of
        letters.tell(LetterKind.REVIEW_ASKED, [of.pk], claim=claim, by=by)
    return situation.claim


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

    The same rating approves it, once as many people agree as the policy of its proposal asks for;
    another one is a dissent, needs a note (readers see it if the verdict is published all the
    same), and makes the claim disputed.
    """
    own = rating_of(rating)
    # Compared before the lock: `version` tells, under it, that this is the verdict still.
    step = _step_of(claim, own)
    with taken(step, claim=claim, by=by, version=version, reason=reason) as situation:
        if step is Step.DISSENT:
            required(note or {}, dict(settings.LANGUAGES))
        claim = situation.claim
        claim.assignee = None
        if step is Step.AGREE:
            _count_change(claim)
        else:  # judged: no longer under seal
            claim.rating_id = situation.verdict.rating_id
        return _record(situation.verdict, by, Judgement.RATING, note, own)


def _count_change(claim: Claim) -> None:
    """An agreement may leave the claim's row as it was: whoever counted the people before is told
    all the same."""
    seen = claim.version
    claim.save()
    if claim.version == seen:
        claim.touch()


def _step_of(claim: Claim, own: Rating) -> Step:
    verdict = claim.verdicts.order_by("-number").first()
    if verdict is None:
        return Step.DISSENT  # which the status refuses
    same = verdict.reviews.filter(judgement=Judgement.RATING, rating=verdict.rating_id)
    return step_of_review(
        agrees=own.pk == verdict.rating_id,
        people=1 + same.count() + 1,
        needed=verdict.people_needed,
    )


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
    """Decide a dispute for the verdict as proposed, as a third person; the dissent stays on record.

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
