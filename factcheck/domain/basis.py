"""What a verdict rests on: exact words in their sentence, the statement and the evidence.

It covers them as they were judged: when they change in substance it is stale, or, while it is still
under way, outdated.
"""

from dataclasses import dataclass

from factcheck.domain.changes import changes_between
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.vocabulary import Staleness


class Outdated(Refusal):
    """The words or the evidence changed after the verdict was proposed."""


@dataclass(frozen=True, slots=True)
class Words:
    """A claim's words in one revision, and the sentence around them. `exact` None: not there."""

    exact: str | None
    sentence: str


def staleness(judged: Words, now: Words) -> Staleness | None:
    """The gravest change of substance between the words that were judged and those there now.

    None where the verdict covers them still: the same words in the same sentence, or others in
    typography alone.
    """
    return next(iter(all_staleness(judged, now)), None)


def all_staleness(judged: Words, now: Words) -> tuple[Staleness, ...]:
    """All kinds of such change, the gravest first: in the words or, where they stayed, around."""
    if now.exact is None:
        return (Staleness.LOST,)
    changes = changes_between(judged.exact or "", now.exact) or changes_between(
        judged.sentence, now.sentence
    )
    return tuple(Staleness(change.value) for change in changes)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a verdict rests on. `placed` names the anchor by which a person last placed the words,
    `evidence` the history rows of evidence and source."""

    statement: dict[str, str]
    words: Words
    placed: int
    evidence: frozenset[tuple[int, int]]


def check_unchanged(judged: Basis, now: Basis) -> None:
    """Refuse to approve or publish what no longer rests on what was judged."""
    change = staleness(judged.words, now.words)
    if change is Staleness.LOST:
        raise Outdated(
            N_("The claim's words have no certain place in the article. Ask for changes.")
        )
    if change:
        raise Outdated(
            N_("The article's words changed after this verdict was proposed. Ask for changes.")
        )
    if judged.placed != now.placed:
        raise Outdated(
            N_("The claim was given other words after this verdict was proposed. Ask for changes.")
        )
    if judged.statement != now.statement:
        raise Outdated(
            N_("The statement changed after this verdict was proposed. Ask for changes.")
        )
    if judged.evidence != now.evidence:
        raise Outdated(N_("The evidence changed after this verdict was proposed. Ask for changes."))
