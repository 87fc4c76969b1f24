"""The steps of a claim's process, judged in one place.

A page asks which steps a person may take now, and why not the others (`Situation.refusal`); the
action asks the same again under its lock (`taken`), whatever the page said.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from factcheck.actions.acts import editorial_act, locked_together
from factcheck.actions.basis import bases, pending
from factcheck.actions.facts import Facts, facts_of, with_facts, with_rows, with_texts
from factcheck.domain.actor import Actor
from factcheck.domain.basis import Outdated, check_unchanged
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task, check_may, may
from factcheck.domain.review import (
    TRANSITIONS,
    Status,
    Step,
    TwoPersonRule,
    WrongStatus,
    check_hands,
    check_not_author,
    check_proposer,
    check_seal_unbroken,
    check_second_person,
    check_stale,
    next_status,
)
from factcheck.domain.vocabulary import Judgement
from factcheck.models import Claim, Evidence, Verdict


@dataclass
class Situation:
    """A claim as it stands, and the person who would take a step.

    `known` are its verdicts, newest first, where a page has read them already (`for_rules`).
    `others` are claims that the step is about too, as they stand.
    """

    claim: Claim
    by: Actor
    known: Sequence[Any] = ()
    others: Sequence[Claim] = ()

    @property
    def status(self) -> Status:
        return Status(self.claim.status)

    @cached_property
    def verdict(self) -> Verdict:
        """The newest verdict. Ask only where the status says that there is one."""
        return self.known[0] if self.known else pending(self.claim)

    @cached_property
    def evidence(self) -> list[Any]:
        """The claim's evidence with its newest rows, its sources, and their newest texts' keys."""
        found = with_texts(with_rows(Evidence.objects.filter(claim=self.claim)))
        return list(found.select_related("source"))

    @property
    def is_mine(self) -> bool:
        return self.claim.assignee_id == self.by.person

    @property
    def is_blind(self) -> bool:
        """Whether this person may give an own rating, and so should not see the proposed one."""
        under_review = self.status in TRANSITIONS[Step.APPROVE].sources
        refusals = (self.authorship, self.second_person, self.unbroken) if under_review else ()
        return under_review and not any(refusals)

    def steps(self) -> list[Step]:
        """The steps that the status allows, whoever asks."""
        return [step for step in Step if self.status in TRANSITIONS[step].sources]

    def refusal(self, step: Step) -> Refusal | None:
        """Why this person may not take a step now, or None where they may."""
        return _refused(lambda: self.check(step))

    def check(self, step: Step) -> Status:
        """The status that a step leads to, where this person may take it now; else a Refusal."""
        check_may(self.by, TRANSITIONS[step].task)
        published = self.claim.published_verdict_id is not None
        target = next_status(self.status, step, published=published)
        for check in _CHECKS.get(step, ()):
            check(self)
        return target

    # Each rule is asked once a page, though several steps obey it.

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.claim)

    @cached_property
    def authorship(self) -> Refusal | None:
        return _refused(lambda: check_not_author(self.by.person, self.facts.authors))

    @cached_property
    def hands(self) -> Refusal | None:
        reviewers = {review.reviewer for review in self.verdict.judged}
        hands = {self.verdict.proposer_id, *reviewers}
        return _refused(lambda: check_hands(hands, self.facts.authors))

    @cached_property
    def second_person(self) -> Refusal | None:
        """An earlier wish for changes doesn't bar from reviewing; a rating does."""
        return _refused(lambda: check_reviewer(self.verdict, self.by.person))

    @cached_property
    def unbroken(self) -> Refusal | None:
        return _refused(lambda: check_seal_unbroken(self.by.person, self.verdict.openers))

    @cached_property
    def basis(self) -> Refusal | None:
        judged, now = bases(self.verdict, self.claim, self.facts)
        return _refused(lambda: check_unchanged(judged, now))


@contextmanager
def taken(
    step: Step | Callable[[Situation], Step],
    *,
    claim: Claim,
    by: Actor,
    version: int,
    reason: str,
    others: Sequence[Claim] = (),
) -> Iterator[Situation]:
    """Take a step: an act in which the claim is locked, judged and moved, and saved at the end.

    `others` are locked with it. Where the claim as it stands decides which step it is, `step` tells
    by the situation. Raises whatever refuses the step; nothing is written then.
    """
    kind = TRANSITIONS[step].kind if isinstance(step, Step) else None
    with editorial_act(claim=claim, by=by, kind=kind, reason=reason) as act:
        rows = with_facts(Claim.objects.select_related("article", "anchor__revision"))
        rows = rows.defer("anchor__revision__body")
        claim, *others = locked_together([claim, *others], version, rows)
        situation = Situation(claim, by, others=others)
        if not isinstance(step, Step):
            step = step(situation)
            act.kind = TRANSITIONS[step].kind
        situation.claim.status = situation.check(step)
        yield situation
        situation.claim.save()


def check_reviewer(verdict: Verdict, person: int) -> None:
    """Refuse a person as a verdict's reviewer who proposed it or has rated it."""
    reviewers = {
        review.reviewer for review in verdict.judged if review.judgement != Judgement.CHANGES
    }
    check_second_person(person, verdict.proposer_id, reviewers)


def _refused(check: Callable[[], object]) -> Refusal | None:
    try:
        check()
    except Refusal as refusal:
        return refusal
    return None


def _not_author(situation: Situation) -> None:
    if situation.authorship:
        raise situation.authorship


def _second_person(situation: Situation) -> None:
    if situation.second_person:
        raise situation.second_person


def _seal_unbroken(situation: Situation) -> None:
    if situation.unbroken:
        raise situation.unbroken


def _proposer_or_editor(situation: Situation) -> None:
    if situation.by.person != situation.verdict.proposer_id and not may(
        situation.by.role, Task.EDIT
    ):
        raise TwoPersonRule(N_("Only the proposer or an editor asks a colleague for a review."))


def _unchanged(situation: Situation) -> None:
    if situation.basis:
        raise situation.basis


def _hands(situation: Situation) -> None:
    if situation.hands:
        raise situation.hands


def _not_taken_already(situation: Situation) -> None:
    if situation.status is Status.RESEARCHING and situation.is_mine:
        raise WrongStatus(N_("You have taken this claim already."))


def _in_hand_or_editor(situation: Situation) -> None:
    if not situation.is_mine and not may(situation.by.role, Task.EDIT):
        raise WrongStatus(N_("Only who has taken a claim, or an editor, puts it back."))


def _in_its_place(situation: Situation) -> None:
    if situation.claim.anchor.start is None:
        raise Outdated(
            N_("The claim's words have no certain place in the article. Give it a new quote.")
        )


def _takable(situation: Situation) -> None:
    """A standing verdict whose words are gone waits for an editor: there is nothing to judge."""
    if situation.claim.published_verdict_id is not None:
        _in_its_place(situation)


def _stale(situation: Situation) -> None:
    claim = situation.claim
    check_stale(claim.stale, published=claim.published_verdict_id is not None)


def _not_proposer(situation: Situation) -> None:
    check_second_person(situation.by.person, situation.verdict.proposer_id, ())


def _proposer(situation: Situation) -> None:
    check_proposer(situation.by.person, situation.verdict.proposer_id)


#: What a step asks beside the status and the role.
_CHECKS: dict[Step, tuple[Callable[[Situation], None], ...]] = {
    Step.TAKE: (_not_taken_already, _not_author, _takable),
    Step.ASSIGN: (_takable,),
    Step.RELEASE: (_in_hand_or_editor,),
    Step.PROPOSE: (_not_author, _in_its_place),
    Step.REAFFIRM: (_not_author, _stale, _in_its_place),
    Step.RETRACT: (_proposer,),
    Step.ASK_REVIEW: (_proposer_or_editor,),
    Step.BEGIN_REVIEW: (_not_author, _second_person, _seal_unbroken),
    Step.AGREE: (_not_author, _second_person, _seal_unbroken, _hands, _unchanged),
    Step.APPROVE: (_not_author, _second_person, _seal_unbroken, _hands, _unchanged),
    Step.DISSENT: (_not_author, _second_person, _seal_unbroken, _hands, _unchanged),
    Step.REQUEST_CHANGES: (_not_author, _not_proposer),
    Step.DECIDE: (_not_author, _second_person, _hands, _unchanged),
    Step.PUBLISH: (_not_author, _hands, _unchanged),
    Step.WITHDRAW: (_not_author,),
    Step.MERGE: (_not_author,),
    Step.REINSTATE: (_not_author,),
}
