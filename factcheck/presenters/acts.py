"""Acts as lines of a history."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from factcheck.domain.acts import REMOVING, Kind
from factcheck.domain.diff import WordCounts
from factcheck.models import ChangeSet, Claim, Rating
from factcheck.presenters.changes import RevisionLink, changes_of, revisions_of, stale_claims
from factcheck.presenters.people import BY_NAME, Told
from factcheck.presenters.removals import Removals, Removed, is_struck
from factcheck.presenters.values import Change, is_typography

_SHORT = 60  # characters: what a chip can hold


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that changed, in a few words."""

    label: str
    before: str = ""
    after: str = ""
    rating_before: Rating | None = None
    rating_after: Rating | None = None


@dataclass(frozen=True, slots=True)
class ActClaim:
    """The claim of an act, with its statement as published. Of one that was removed by law there is
    nothing but its number: its address may say what it said."""

    number: int
    url: str
    statement: dict[str, str]


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act in a line. `at` is when it was recorded, `effective` when it happened, if before.

    `is_trivial`: it changed an article's typography and nothing else. `revision`: the one it made.
    `removed`: by this act, or what this act is about; then the line `is_struck`, and tells no word.
    """

    id: int
    at: datetime
    effective: date | None
    who: str
    role: str
    icon: str
    kind: str
    reason: str
    chips: list[Chip]
    hash: str
    url: str
    claim: ActClaim | None
    is_trivial: bool = False
    revision: RevisionLink | None = None
    removed: Removed | None = None
    is_struck: bool = False

    @property
    def day(self) -> date:
        """The day that the act tells of."""
        return self.effective or timezone.localtime(self.at).date()


@dataclass(frozen=True, slots=True)
class Run:
    """Acts in a row that are all trivial, to be folded away, or all not."""

    is_trivial: bool
    acts: list[ActLine]


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    runs: list[Run]

    @property
    def acts(self) -> list[ActLine]:
        return [act for run in self.runs for act in run.acts]


def act_lines(
    acts: Sequence[ChangeSet],
    *,
    told: Told,
    removals: Removals,
    with_claim: bool = True,
    standing: Collection[int] | None = None,
) -> list[ActLine]:
    """Public acts, each with chips of what it changed. Read them with their claims' verdicts
    (`with_their_claims`), where claims are told.

    `told`: how readers are told of people; `removals`: of what was removed. `standing`: the keys of
    the claims that stood, where that is not now.
    """
    shown = removals.without_struck(acts)
    changes, stale, revisions = (
        changes_of(shown, texts=False),
        stale_claims(shown, standing),
        revisions_of(acts),
    )
    return [
        act_line(
            act,
            _chips(act, changes[act.pk], stale.get(act.pk, "")),
            told=told,
            with_claim=with_claim,
            trivial=_is_trivial(act, changes[act.pk]) and act.pk not in stale,
            revision=revisions.get(act.pk),
            removed=removals.of(act),
        )
        for act in acts
    ]


def act_line(
    act: ChangeSet,
    chips: list[Chip],
    *,
    told: Told = BY_NAME,
    with_claim: bool = True,
    trivial: bool = False,
    revision: RevisionLink | None = None,
    removed: Removed | None = None,
) -> ActLine:
    """The line of one act, public or internal. Colleagues are always told names.

    `removed`: what it is about was removed by law, which is not kept from colleagues.
    """
    who = told.who(act)
    recorded = timezone.localtime(act.recorded_at).date()
    struck = is_struck(act, removed)
    is_told = struck or (removed is not None and removed.act_id == act.pk)
    return ActLine(
        id=act.pk,
        at=act.recorded_at,
        effective=act.effective_on if act.effective_on != recorded else None,
        who=who.name,
        role=who.role,
        icon=act.about.icon,
        kind=gettext(act.about.label),
        reason="" if struck else act.reason_text,
        chips=[] if struck else chips,
        hash=act.hash,
        url=reverse("public:act", args=[act.pk]),
        claim=_claim(act.claim, removed) if with_claim else None,
        is_trivial=trivial,
        revision=revision,
        removed=removed if is_told else None,
        is_struck=struck,
    )


def by_day(lines: Iterable[ActLine]) -> list[Day]:
    """Lines, sorted by day already, under their days."""
    return [
        Day(day, [Run(trivial, list(run)) for trivial, run in groupby(acts, key=_triviality)])
        for day, acts in groupby(lines, key=lambda line: line.day)
    ]


def _triviality(line: ActLine) -> bool:
    return line.is_trivial


def _is_trivial(act: ChangeSet, changes: Collection[Change]) -> bool:
    return (
        act.kind == Kind.ARTICLE_REVISE
        and bool(changes)
        and all(is_typography(change) for change in changes)
    )


def _chips(act: ChangeSet, changes: list[Change], stale: str) -> list[Chip]:
    """Of a new article, where everything is new, how much text there is; else each change."""
    if act.kind in REMOVING:
        return []  # the line tells the order
    told = [change for change in changes if change.words or act.kind != Kind.ARTICLE_CREATE]
    return chips_of(told) + ([Chip(stale)] if stale else [])


def chips_of(changes: Collection[Change]) -> list[Chip]:
    """Changes in few words: a text by the number of its words, a long value by its name alone."""
    return [_chip(change) for change in changes]


def _chip(change: Change) -> Chip:
    if change.words:
        return Chip(f"{change.label}: {_counted(change)}")
    if change.rating_after:
        return Chip(
            change.label, rating_before=change.rating_before, rating_after=change.rating_after
        )
    if max(len(change.before), len(change.after)) > _SHORT:
        return Chip(change.label)
    return Chip(change.label, change.before, change.after)


def _counted(change: Change) -> str:
    """“+12 −3 words, 1 paragraph moved”, or that no word differs, or print alone."""
    if change.is_print:
        return gettext("typography")
    told = []
    words = change.words or WordCounts(0, 0)
    signs = (("+", words.added), ("−", words.removed))
    if counts := " ".join(f"{sign}{count}" for sign, count in signs if count):
        sentence = ngettext("%(counts)s word", "%(counts)s words", words.added + words.removed)
        told.append(sentence % {"counts": counts})
    if change.moved:
        sentence = ngettext("%(count)s paragraph moved", "%(count)s paragraphs moved", change.moved)
        told.append(sentence % {"count": change.moved})
    return ", ".join(told) or gettext("punctuation")


def _claim(claim: Claim | None, removed: Removed | None) -> ActClaim | None:
    if claim is not None and removed:
        return ActClaim(claim.number, "", {})
    if claim is None or claim.published_verdict is None:
        return None
    return ActClaim(
        claim.number, claim.get_absolute_url(), claim.published_verdict.claim_row.statement
    )
