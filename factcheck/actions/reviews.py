"""Second review: a colleague's own rating, compared with the verdict's."""

from django.conf import settings

from factcheck.actions import letters
from factcheck.actions.steps import Situation, check_reviewer, taken
from factcheck.actions.verdicts import rating_of
from factcheck.domain.actor import Actor
from factcheck.domain.languages import cleaned, required
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import (
    TRANSITIONS,
    Status,
    Step,
    check_not_author,
    check_seal_unbroken,
    step_of_review,
)
from factcheck.domain.vocabulary import Judgement, LetterKind
from factcheck.models import Claim, Person, Review, Verdict


def ask_review(*, claim: Claim, by: Actor, version: int, of: Person, reason: str = "") -> Claim:
    """Ask a colleague by name for the second review; they are told by letter."""
    step = Step.ASK_REVIEW
    with taken(step, claim=claim, by=by, version=version, reason=reason) as situation:
        check_may(of.actor(by.channel), Task.CHECK)
        check_not_author(of.pk, situation.facts.authors)
        check_reviewer(situation.verdict, of.pk)
        check_seal_unbroken(of.pk, situation.verdict.openers)
        situation.claim.assignee = of
        letters.tell(LetterKind.REVIEW_ASKED, of.accounts, claim=claim, by=by)
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

    def step(situation: Situation) -> Step:
        return _step_of(situation, rating_of(situation, rating))

    with taken(step, claim=claim, by=by, version=version, reason=reason) as situation:
        claim, verdict = situation.claim, situation.verdict
        own = rating_of(situation, rating)
        if own != verdict.rating_id:
            required(note or {}, dict(settings.LANGUAGES))
        claim.assignee = None
        if claim.status == Status.PROPOSED:  # others must agree as well
            _count_change(claim)
        else:  # judged: no longer under seal
            claim.rating_id = verdict.rating_id
        return _record(verdict, by, Judgement.RATING, note, own)


def _count_change(claim: Claim) -> None:
    """An agreement may leave the claim's row as it was: whoever counted the people before is told
    all the same."""
    seen = claim.version
    claim.save()
    if claim.version == seen:
        claim.touch()


def _step_of(situation: Situation, own: int) -> Step:
    if situation.status not in TRANSITIONS[Step.APPROVE].sources:
        return Step.DISSENT  # which the status refuses
    verdict = situation.verdict
    same = [rating for rating in verdict.own_ratings.values() if rating == verdict.rating_id]
    return step_of_review(
        agrees=own == verdict.rating_id,
        people=1 + len(same) + 1,
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
        return _record(verdict, by, Judgement.DECISION, note, verdict.rating_id)


def _record(
    verdict: Verdict,
    by: Actor,
    judgement: Judgement,
    note: dict[str, str] | None,
    rating: int | None,
) -> Review:
    row = Review(
        verdict=verdict,
        proposer_id=verdict.proposer_id,
        reviewer_id=by.person,
        judgement=judgement,
        rating_id=rating,
        note=cleaned(note or {}, dict(settings.LANGUAGES)),
    )
    row.save()
    return row
