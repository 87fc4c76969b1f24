"""Who may do what: one table. Whether a thing's *state* allows it is asked in `review`."""

from enum import StrEnum

from factcheck.domain.actor import Actor, ActorKind, Role
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.vocabulary import Word


class Task(StrEnum):
    """The kinds of work, as they are given to roles."""

    CHECK = "check"  # mark and take claims, gather evidence, propose and review verdicts
    SEE_DESK = "see the desk"
    EDIT = "edit"  # articles, claims that are there, notices, sources
    PUBLISH = "publish"  # publish, decide disputes, withdraw
    MANAGE_PEOPLE = "manage people"
    REMOVE = "remove"  # what the law orders removed, and lift that again


_CHECKERS = frozenset({Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR})
_EDITORS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})

MAY: dict[Task, frozenset[Role]] = {
    Task.CHECK: _CHECKERS,
    Task.SEE_DESK: _CHECKERS,
    Task.EDIT: _EDITORS,
    Task.PUBLISH: _EDITORS,
    Task.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Task.REMOVE: frozenset({Role.ADMINISTRATOR}),
}

_REFUSALS: dict[Task, str] = {
    Task.CHECK: N_("Only reviewers and editors check claims. Ask an administrator for the role."),
    Task.SEE_DESK: N_(
        "Only reviewers and editors use the desk. Ask an administrator for the role."
    ),
    Task.EDIT: N_("Only editors change articles, claims and sources. Ask an editor to do it."),
    Task.PUBLISH: N_("Only editors publish, decide and withdraw. Ask an editor to do it."),
    Task.MANAGE_PEOPLE: N_("Only administrators invite people and set roles. Ask one of them."),
    Task.REMOVE: N_("Only administrators remove what the law orders removed. Ask one of them."),
}


class Scope(Word):
    """What a token may be used for; never more than its person's role includes."""

    WRITE_CONTENT = "content:write", N_("Send new versions of articles")
    READ_COVERAGE = "coverage:read", N_("Ask how far an article is checked")


class NotPermitted(Refusal):
    """The person's role does not include this task."""


def may(role: str, task: Task) -> bool:
    """Whether a role includes a task."""
    return role in MAY[task]


def check_may(actor: Actor, task: Task) -> None:
    """Refuse an actor whose role does not include the task. The system itself may do all."""
    if actor.kind is not ActorKind.SYSTEM and not may(actor.role, task):
        raise NotPermitted(_REFUSALS[task])
