"""Both sides of an outdated form: what its fields held when it was opened, and what is stored."""

from collections.abc import Sequence
from typing import Any

from factcheck.actions.seals import sealed_from
from factcheck.actions.steps import Situation
from factcheck.domain.actor import Actor
from factcheck.forms.merging import Sides, Values, opened
from factcheck.forms.steps import VersionForm
from factcheck.models import Claim, Comment, Evidence, Verdict

_OF_EVIDENCE = ("stance", "note", "quote", "locator")
_OF_PLANS = ("due_on", "priority")
#: The steps that name a colleague, and the field in which they do.
_NAMING = {"assign": "to", "ask_review": "of"}


def evidence_sides(evidence: Evidence, version: int) -> Sides:
    """What evidence said in the version that was opened, and what it says now."""
    return _sides(evidence, version, _OF_EVIDENCE)


def comment_sides(comment: Comment, version: int) -> Sides:
    """What a comment said in the version that was opened, and what it says now."""
    return _sides(comment, version, ("text",))


def plan_sides(claim: Claim, version: int) -> Sides:
    """How a claim was planned in the version that was opened, and how it is now."""
    return _sides(claim, version, _OF_PLANS)


def verdict_sides(claim: Claim, version: int, person: int) -> Sides | None:
    """The verdict from which a proposal was begun, and one that was proposed since.

    None where there is no newer one, or where it is kept from this person.
    """
    verdicts = list(claim.verdicts.select_related("rating").order_by("-number"))
    row = claim.history.filter(version=version).first()
    before = [verdict for verdict in verdicts if row and verdict.act_id <= row.act_id][:1]
    if not verdicts or verdicts[:1] == before:
        return None
    sealed = sealed_from(person, [*verdicts[:1], *before])
    if verdicts[0].pk in sealed:
        return None
    return Sides(
        _concluded(before[0]) if before and before[0].pk not in sealed else {},
        _concluded(verdicts[0]),
    )


def step_sides(form: VersionForm, name: str, claim: Claim, by: Actor) -> Sides | None:
    """The two sides of a step's form, for those steps that write what others may have written.

    Who may still give an own rating does not see a colleague's here either.
    """
    if name in _NAMING:
        return _assignees(claim, opened(form), _NAMING[name])
    if name != "propose" or Situation(claim, by).is_blind:
        return None
    return verdict_sides(claim, opened(form), by.person)


def _assignees(claim: Claim, version: int, field: str) -> Sides | None:
    """Who had a claim in hand, and who has it now; None where that is the same."""
    row = claim.history.filter(version=version).first()
    before = row and row.assignee_id
    if claim.assignee_id in {None, before}:
        return None
    return Sides({field: before}, {field: claim.assignee_id})


def _sides(thing: Any, version: int, names: Sequence[str]) -> Sides:
    row = thing.history.filter(version=version).first()
    return Sides(_values(row, names) if row else {}, _values(thing, names))


def _values(row: Any, names: Sequence[str]) -> Values:
    return {name: getattr(row, name) for name in names}


def _concluded(verdict: Verdict) -> Values:
    return {
        "rating": verdict.rating.key,
        "confidence": verdict.confidence,
        "rationale": verdict.rationale,
    }
