"""How a claim comes to a published verdict: the state table and the rules of two people.

The table says what a status allows; the `check_*` functions say what a person may do, and raise a
Refusal whose sentence that person may read. Every path (desk, admin, commands) goes through them.
"""

from collections.abc import Collection
from dataclasses import dataclass

from factcheck.domain.acts import Kind
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task
from factcheck.domain.vocabulary import Word

#: How many people may have to agree on a verdict, its proposer included.
PEOPLE_LEAST, PEOPLE_MOST = 2, 5


class Status(Word):
    """Where a claim stands in the process. What readers see never depends on it."""

    OPEN = "open", N_("Open")
    RESEARCHING = "researching", N_("Researching")
    PROPOSED = "proposed", N_("Proposed")
    IN_SECOND_REVIEW = "in_second_review", N_("In second review")
    CHANGES_REQUESTED = "changes_requested", N_("Changes requested")
    DISPUTED = "disputed", N_("Disputed")
    APPROVED = "approved", N_("Approved")
    PUBLISHED = "published", N_("Published")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class Step(Word):
    """One thing that can be done to a claim in the process."""

    TAKE = "take", N_("Take")
    ASSIGN = "assign", N_("Assign")
    RELEASE = "release", N_("Put back")
    PROPOSE = "propose", N_("Propose verdict")
    REAFFIRM = "reaffirm", N_("Reaffirm")
    RETRACT = "retract", N_("Call back")
    ASK_REVIEW = "ask_review", N_("Ask a colleague")
    BEGIN_REVIEW = "begin_review", N_("Begin second review")
    AGREE = "agree", N_("Agree")
    APPROVE = "approve", N_("Approve")
    DISSENT = "dissent", N_("Record dissent")
    REQUEST_CHANGES = "request_changes", N_("Ask for changes")
    DECIDE = "decide", N_("Decide")
    PUBLISH = "publish", N_("Publish")
    WITHDRAW = "withdraw", N_("Withdraw")
    MERGE = "merge", N_("Merge")
    REINSTATE = "reinstate", N_("Reinstate")


@dataclass(frozen=True, slots=True)
class Transition:
    """From which statuses a step may be taken, where it leads, whose task it is, and what kind of
    act records it.

    `target` None is the resting status: published where a verdict stands, else open.
    """

    sources: frozenset[Status]
    target: Status | None
    task: Task
    kind: Kind


def _from(*sources: Status, to: Status | None, task: Task, kind: Kind) -> Transition:
    return Transition(frozenset(sources), to, task, kind)


_UNDER_REVIEW = (Status.PROPOSED, Status.IN_SECOND_REVIEW)
PENDING = (*_UNDER_REVIEW, Status.DISPUTED, Status.APPROVED)  # a verdict is on its way

TRANSITIONS: dict[Step, Transition] = {
    Step.TAKE: _from(
        Status.OPEN,
        Status.RESEARCHING,  # a colleague takes over
        Status.CHANGES_REQUESTED,
        Status.PUBLISHED,  # checked anew, while its verdict stands
        to=Status.RESEARCHING,
        task=Task.CHECK,
        kind=Kind.CLAIM_TAKE,
    ),
    Step.ASSIGN: _from(  # to a colleague, by an editor
        Status.OPEN,
        Status.RESEARCHING,
        Status.CHANGES_REQUESTED,
        Status.PUBLISHED,
        to=Status.RESEARCHING,
        task=Task.EDIT,
        kind=Kind.CLAIM_ASSIGN,
    ),
    Step.RELEASE: _from(Status.RESEARCHING, to=None, task=Task.CHECK, kind=Kind.CLAIM_RELEASE),
    Step.PROPOSE: _from(
        Status.RESEARCHING,
        Status.CHANGES_REQUESTED,
        Status.DISPUTED,
        to=Status.PROPOSED,
        task=Task.CHECK,
        kind=Kind.VERDICT_PROPOSE,
    ),
    Step.REAFFIRM: _from(  # the published conclusion, proposed for the words of now
        Status.PUBLISHED,
        Status.RESEARCHING,
        Status.CHANGES_REQUESTED,
        to=Status.PROPOSED,
        task=Task.CHECK,
        kind=Kind.VERDICT_REAFFIRM,
    ),
    Step.RETRACT: _from(
        *PENDING, to=Status.RESEARCHING, task=Task.CHECK, kind=Kind.VERDICT_RETRACT
    ),
    Step.ASK_REVIEW: _from(  # of a colleague by name, who may be another one than began it
        *_UNDER_REVIEW, to=Status.IN_SECOND_REVIEW, task=Task.CHECK, kind=Kind.REVIEW_ASK
    ),
    Step.BEGIN_REVIEW: _from(
        Status.PROPOSED, to=Status.IN_SECOND_REVIEW, task=Task.CHECK, kind=Kind.REVIEW_BEGIN
    ),
    Step.AGREE: _from(  # the same rating, where the policy asks for more people than two
        *_UNDER_REVIEW, to=Status.PROPOSED, task=Task.CHECK, kind=Kind.REVIEW_AGREE
    ),
    Step.APPROVE: _from(
        *_UNDER_REVIEW, to=Status.APPROVED, task=Task.CHECK, kind=Kind.REVIEW_APPROVE
    ),
    Step.DISSENT: _from(
        *_UNDER_REVIEW, to=Status.DISPUTED, task=Task.CHECK, kind=Kind.REVIEW_DISSENT
    ),
    Step.REQUEST_CHANGES: _from(
        *PENDING, to=Status.CHANGES_REQUESTED, task=Task.CHECK, kind=Kind.REVIEW_CHANGES
    ),
    Step.DECIDE: _from(  # by a third person
        Status.DISPUTED, to=Status.APPROVED, task=Task.CHECK, kind=Kind.DISPUTE_DECIDE
    ),
    Step.PUBLISH: _from(
        Status.APPROVED, to=Status.PUBLISHED, task=Task.PUBLISH, kind=Kind.VERDICT_PUBLISH
    ),
    Step.WITHDRAW: _from(
        *(set(Status) - {Status.WITHDRAWN}),
        to=Status.WITHDRAWN,
        task=Task.PUBLISH,
        kind=Kind.CLAIM_WITHDRAW,
    ),
    Step.MERGE: _from(  # into the claim that it says the same as
        *(set(Status) - {Status.WITHDRAWN}),
        to=Status.WITHDRAWN,
        task=Task.PUBLISH,
        kind=Kind.CLAIM_MERGE,
    ),
    Step.REINSTATE: _from(Status.WITHDRAWN, to=None, task=Task.PUBLISH, kind=Kind.CLAIM_REINSTATE),
}


class WrongStatus(Refusal):
    """The claim's status does not allow this step."""


class TwoPersonRule(Refusal):
    """Someone tried to sign off their own work."""


class Stale(Refusal):
    """Someone else saved the thing after this person had opened it."""


class NotStale(Refusal):
    """The published verdict covers the words as they are, or there is none."""


class UnknownRating(Refusal):
    """No rating has this key."""


def next_status(status: Status, step: Step, *, published: bool) -> Status:
    """The status after a step; `published` tells whether a verdict of the claim stands.

    Raises WrongStatus, naming what the status would allow instead.
    """
    transition = TRANSITIONS[step]
    if status not in transition.sources:
        raise WrongStatus(_WRONG_STATUS.get(step, _WRONG_STATUS_ELSE))
    return transition.target or (Status.PUBLISHED if published else Status.OPEN)


_UNDER_WAY = N_("This claim waits for its second review or for publication. Finish that first.")
_WRONG_STATUS: dict[Step, str] = {
    Step.TAKE: _UNDER_WAY,
    Step.ASSIGN: _UNDER_WAY,
    Step.RELEASE: N_("Nobody is researching this claim, so there is nothing to put back."),
    Step.PROPOSE: N_("Take the claim before you propose a verdict."),
    Step.REAFFIRM: N_("Only a published verdict is reaffirmed, while no other is under review."),
    Step.RETRACT: N_("There is no proposed verdict to call back."),
    Step.ASK_REVIEW: N_("There is no proposed verdict waiting for a second review."),
    Step.BEGIN_REVIEW: N_("There is no proposed verdict waiting for a second review."),
    Step.AGREE: N_("There is no proposed verdict to agree with."),
    Step.APPROVE: N_("There is no proposed verdict to approve."),
    Step.DISSENT: N_("There is no proposed verdict to dissent from."),
    Step.REQUEST_CHANGES: N_("There is no verdict under review to ask changes of."),
    Step.DECIDE: N_("This claim is not disputed, so there is nothing to decide."),
    Step.PUBLISH: N_("Only an approved verdict can be published. Have it approved first."),
    Step.WITHDRAW: N_("This claim is withdrawn already."),
    Step.MERGE: N_("This claim is withdrawn already."),
    Step.REINSTATE: N_("This claim is not withdrawn."),
}
_WRONG_STATUS_ELSE = N_("The claim's status does not allow this.")


def check_not_author(person: int, authors: Collection[int]) -> None:
    """Refuse the article's author as its checker."""
    if person in authors:
        raise TwoPersonRule(
            N_("You are an author of this article, so someone else must check its claims.")
        )


def check_hands(hands: Collection[int], authors: Collection[int]) -> None:
    """Refuse to publish what an author had a hand in, named as one only after that."""
    if set(hands) & set(authors):
        raise TwoPersonRule(
            N_("An author of this article proposed or reviewed the verdict. Ask for changes.")
        )


def check_proposer(person: int, proposer: int) -> None:
    """Refuse anyone but the proposer, whose own a proposal is to call back."""
    if person != proposer:
        raise TwoPersonRule(N_("Only its proposer calls a verdict back. Ask for changes instead."))


def check_second_person(person: int, proposer: int, reviewers: Collection[int]) -> None:
    """Refuse the proposer, and whoever has judged the verdict before, as its reviewer."""
    if person == proposer:
        raise TwoPersonRule(N_("You proposed this verdict, so a colleague must review it."))
    if person in reviewers:
        raise TwoPersonRule(N_("You have reviewed this verdict already. A colleague must decide."))


def check_seal_unbroken(person: int, openers: Collection[int]) -> None:
    """Refuse as a reviewer whoever opened the seal before giving an own rating."""
    if person in openers:
        raise TwoPersonRule(
            N_("You opened the seal of this proposal, so a colleague must review it.")
        )


def step_of_review(*, agrees: bool, people: int, needed: int) -> Step:
    """What a reviewer's own rating does to the claim.

    `people` are those who reached the proposed rating, the proposer and this reviewer included;
    `needed` is how many the policy asks for.
    """
    if not agrees:
        return Step.DISSENT
    return Step.APPROVE if people >= needed else Step.AGREE


def check_stale(stale: str, *, published: bool) -> None:
    """Refuse to reaffirm what needs it not. `stale` says what changed in the words, "" nothing."""
    if not published:
        raise NotStale(N_("No verdict of this claim is published, so there is none to reaffirm."))
    if not stale:
        raise NotStale(
            N_("The verdict covers the words as they are; there is nothing to reaffirm.")
        )


def check_version(expected: int | None, stored: int) -> None:
    """Refuse an edit of a version that is no longer the newest. None means: not asked."""
    if expected is not None and expected != stored:
        raise Stale(
            N_("Someone saved this while you were writing. Compare both and choose what to keep.")
        )
