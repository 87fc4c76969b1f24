"""The seal on a proposed verdict: what it keeps from whom, and how an editor opens it."""

from collections.abc import Iterable, Sequence

from django.db.models import Model

from factcheck.actions.acts import editorial_act, locked
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.seal import Proposal
from factcheck.models import Claim, Review, SealOpening, Verdict

#: The columns that a seal keeps: of a verdict, and of what reviewers have said of it.
KEPT: dict[type[Model], frozenset[str]] = {
    Verdict: frozenset({"rating", "confidence", "rationale", "time_notes", "outcome"}),
    Review: frozenset({"rating", "note"}),
}


class NothingSealed(Refusal):
    """There is no seal between this person and the proposal."""


def sealed_from(person: int, verdicts: Iterable[Verdict]) -> set[int]:
    """The keys of those verdicts whose rating, reasons and confidence a person may not see yet.

    One query, or none where nothing was proposed under seal.
    """
    asked = {verdict.pk: verdict.claim_id for verdict in verdicts if verdict.is_sealed}
    if not asked:
        return set()
    found = Verdict.objects.filter(claim__in=set(asked.values())).for_rules()
    return sealed_among(person, found) & asked.keys()


def sealed_among(person: int, verdicts: Iterable[Verdict]) -> set[int]:
    """The same where all verdicts of their claims are at hand, read `for_rules`.

    Where a later verdict of the same claim has been judged, the earlier ones are open as well.
    """
    sealed: set[int] = set()
    judged: set[int] = set()
    for verdict in sorted(verdicts, key=lambda each: -each.number):
        proposal = _proposal(verdict, is_over=verdict.claim_id in judged)
        if proposal.is_sealed_from(person):
            sealed.add(verdict.pk)
        if proposal.is_settled:
            judged.add(verdict.claim_id)
    return sealed


def is_sealed_from(person: int, verdict: Verdict) -> bool:
    """Whether one verdict is kept from a person."""
    return bool(sealed_from(person, [verdict]))


def sealed_rows(person: int, rows: Sequence[Model]) -> set[int]:
    """The keys of those rows, of one table, whose KEPT columns a person may not see yet."""
    verdict_of = {
        row.pk: row.pk if isinstance(row, Verdict) else row.verdict_id
        for row in rows
        if isinstance(row, Verdict | Review)
    }
    if not verdict_of:
        return set()
    sealed = sealed_from(person, Verdict.objects.filter(pk__in=verdict_of.values()))
    return {key for key, verdict in verdict_of.items() if verdict in sealed}


def sealed_proposal(claim: Claim, person: int) -> Verdict:
    """The claim's newest proposal, where it is sealed from a person; else raises NothingSealed."""
    verdicts = list(claim.verdicts.for_rules().order_by("-number"))
    if not verdicts or verdicts[0].pk not in sealed_among(person, verdicts):
        raise NothingSealed(N_("No proposal of this claim is sealed from you."))
    return verdicts[0]


def unseal(*, claim: Claim, by: Actor, version: int, reason: str) -> SealOpening:
    """Open the seal of the claim's newest proposal, as an editor who will not review it.

    Raises NothingSealed where this person may see the proposal anyway.
    """
    check_may(by, Task.EDIT)
    with editorial_act(claim=claim, by=by, kind=Kind.VERDICT_UNSEAL, reason=reason):
        claim = locked(claim, version)
        opening = SealOpening(verdict=sealed_proposal(claim, by.person), person_id=by.person)
        opening.save()
    return opening


def _proposal(verdict: Verdict, *, is_over: bool) -> Proposal:
    return Proposal(
        is_sealed=verdict.is_sealed,
        proposer=verdict.proposer_id,
        rating=verdict.rating_id,
        ratings=verdict.own_ratings,
        openers=verdict.openers,
        people_needed=verdict.people_needed,
        is_over=is_over or hasattr(verdict, "publication"),
    )
