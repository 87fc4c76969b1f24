"""The seal on a proposed verdict: what it keeps from whom, and how an editor opens it."""

from collections.abc import Iterable

from factcheck.actions.acts import editorial_act, locked
from factcheck.actions.basis import pending
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import Proposal
from factcheck.domain.vocabulary import Judgement
from factcheck.models import Claim, Review, SealOpening, Verdict


class NothingSealed(Refusal):
    """There is no seal between this person and the proposal."""


def sealed_from(person: int, verdicts: Iterable[Verdict]) -> set[int]:
    """The keys of those verdicts whose rating, reasons and confidence a person may not see yet.

    Two queries, or none where nothing was proposed under seal. Where a later verdict of the same
    claim has been judged, the earlier ones are open as well.
    """
    asked = {verdict.pk for verdict in verdicts if verdict.is_sealed}
    if not asked:
        return set()
    claims = {verdict.claim_id for verdict in verdicts if verdict.pk in asked}
    return {
        key
        for key, proposal in _proposals(claims).items()
        if key in asked and proposal.is_sealed_from(person)
    }


def is_sealed_from(person: int, verdict: Verdict) -> bool:
    """Whether one verdict is kept from a person."""
    return bool(sealed_from(person, [verdict]))


def unseal(*, claim: Claim, by: Actor, version: int, reason: str) -> SealOpening:
    """Open the seal of the claim's newest proposal, as an editor who will not review it.

    Raises NothingSealed where this person may see the proposal anyway.
    """
    check_may(by, Task.EDIT)
    with editorial_act(
        article=claim.article, claim=claim, by=by, kind=Kind.VERDICT_UNSEAL, reason=reason
    ):
        claim = locked(claim, version)
        if not claim.verdicts.exists() or not is_sealed_from(by.person, pending(claim)):
            raise NothingSealed(N_("No proposal of this claim is sealed from you."))
        opening = SealOpening(verdict=pending(claim), person_id=by.person)
        opening.save()
    return opening


def _proposals(claims: Iterable[int]) -> dict[int, Proposal]:
    """All verdicts of some claims, by key, each knowing whether a later one was judged."""
    verdicts = list(
        Verdict.objects.filter(claim__in=claims)
        .select_related("publication")
        .prefetch_related("openings")
        .order_by("-number")
        .only("claim_id", "proposer_id", "rating_id", "is_sealed", "people_needed", "publication")
    )
    given: dict[int, dict[int, int]] = {verdict.pk: {} for verdict in verdicts}
    reviews = Review.objects.filter(verdict__in=given, judgement=Judgement.RATING)
    for verdict_id, reviewer, rating in reviews.values_list("verdict", "reviewer", "rating"):
        given[verdict_id][reviewer] = rating
    found: dict[int, Proposal] = {}
    judged: set[int] = set()
    for verdict in verdicts:
        proposal = Proposal(
            is_sealed=verdict.is_sealed,
            proposer=verdict.proposer_id,
            rating=verdict.rating_id,
            ratings=given[verdict.pk],
            openers=frozenset(opening.person_id for opening in verdict.openings.all()),
            people_needed=verdict.people_needed,
            is_over=hasattr(verdict, "publication") or verdict.claim_id in judged,
        )
        if proposal.is_settled:
            judged.add(verdict.claim_id)
        found[verdict.pk] = proposal
    return found
