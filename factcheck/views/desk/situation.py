"""What a person may do with a claim now, asked of the same rules that the actions obey.

The answer serves the page alone: whatever it says, the action judges again under its lock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from factcheck.actions.claims import author_ids
from factcheck.actions.reviews import check_reviewer
from factcheck.actions.verdicts import judged_basis, pending, present_basis
from factcheck.domain.actor import Actor
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import (
    TRANSITIONS,
    Status,
    Step,
    check_not_author,
    check_proposer,
    check_second_person,
    check_unchanged,
    next_status,
)
from factcheck.models import Claim, Verdict

_EDITORS_STEPS = frozenset({Step.DECIDE, Step.PUBLISH, Step.WITHDRAW, Step.REINSTATE})
_UNDER_REVIEW = frozenset({Status.PROPOSED, Status.IN_SECOND_REVIEW})


@dataclass
class Situation:
    """A claim, and the person who looks at it."""

    claim: Claim
    by: Actor

    @property
    def status(self) -> Status:
        return Status(self.claim.status)

    @cached_property
    def verdict(self) -> Verdict:
        """The newest verdict. Ask only where the status says that there is one."""
        return pending(self.claim)

    @property
    def is_mine(self) -> bool:
        return self.claim.assignee_id == self.by.person

    @property
    def is_blind(self) -> bool:
        """Whether this person may give an own rating, and so should not see the proposed one."""
        return self.status in _UNDER_REVIEW and self._not_second is None

    def steps(self) -> list[Step]:
        """The steps that the status allows, whoever asks."""
        return [step for step in Step if self.status in TRANSITIONS[step].sources]

    def other_steps(self) -> list[Step]:
        """The steps that the status does not allow."""
        return [step for step in Step if self.status not in TRANSITIONS[step].sources]

    def refusal(self, step: Step) -> Refusal | None:
        """Why this person may not take a step now, or None where they may."""
        try:
            self._check(step)
        except Refusal as refusal:
            return refusal
        return None

    def _check(self, step: Step) -> None:
        check_may(self.by, Task.PUBLISH if step in _EDITORS_STEPS else Task.CHECK)
        next_status(self.status, step, published=self.claim.published_verdict_id is not None)
        if check := _CHECKS.get(step):
            check(self)

    @cached_property
    def _authors(self) -> set[int]:
        return author_ids(self.claim)

    @cached_property
    def _not_second(self) -> Refusal | None:
        try:
            check_reviewer(self.claim, self.verdict, self.by)
        except Refusal as refusal:
            return refusal
        return None

    @cached_property
    def _outdated(self) -> Refusal | None:
        try:
            check_unchanged(judged_basis(self.verdict), present_basis(self.claim))
        except Refusal as refusal:
            return refusal
        return None

    def check_take(self) -> None:
        if self.status == Status.RESEARCHING and self.is_mine:
            raise Refusal(N_("You have taken this claim already."))
        self.check_propose()

    def check_propose(self) -> None:
        check_not_author(self.by.person, self._authors)

    def check_place(self) -> None:
        self.check_propose()
        if self.claim.anchor.start is None:
            raise Refusal(N_("The claim's words are gone from the article. Give it a new quote."))

    def check_retract(self) -> None:
        check_proposer(self.by.person, self.verdict.proposer_id)

    def check_second(self) -> None:
        if self._not_second:
            raise self._not_second

    def check_judgement(self) -> None:
        self.check_second()
        self.check_basis()

    def check_changes(self) -> None:
        check_not_author(self.by.person, self._authors)
        check_second_person(self.by.person, self.verdict.proposer_id, ())

    def check_basis(self) -> None:
        if self._outdated:
            raise self._outdated


_CHECKS: dict[Step, Callable[[Situation], None]] = {
    Step.TAKE: Situation.check_take,
    Step.PROPOSE: Situation.check_place,
    Step.RETRACT: Situation.check_retract,
    Step.BEGIN_REVIEW: Situation.check_second,
    Step.APPROVE: Situation.check_judgement,
    Step.DISSENT: Situation.check_judgement,
    Step.REQUEST_CHANGES: Situation.check_changes,
    Step.DECIDE: Situation.check_judgement,
    Step.PUBLISH: Situation.check_basis,
}
