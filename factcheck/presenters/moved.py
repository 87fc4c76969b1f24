"""Sources that changed since a verdict: for colleagues at once, for readers once confirmed."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, ngettext

from factcheck.actions.watching import changes_of
from factcheck.domain.vocabulary import Difference, Settlement
from factcheck.models import Source, SourceChange, Verdict
from factcheck.presenters.people import BY_NAME, Told


@dataclass(frozen=True, slots=True)
class Moved:
    """One change: what it is, when it was found, and in the words of the editor who confirmed it
    (`confirmed_by`) what it means; both "" while nobody has."""

    what: str
    found_at: datetime
    reason: str
    confirmed_by: str

    @property
    def is_confirmed(self) -> bool:
        return bool(self.confirmed_by)


@dataclass(frozen=True, slots=True)
class MovedSource:
    """A source that changed since a verdict, with its changes, newest first."""

    source: Source
    changes: list[Moved]


@dataclass(frozen=True, slots=True)
class Ground:
    """What moved under a verdict; false where nothing did."""

    sources: list[MovedSource]

    def __bool__(self) -> bool:
        return bool(self.sources)

    @property
    def label(self) -> str:
        return ngettext(
            "%(count)s source has changed since this verdict",
            "%(count)s sources have changed since this verdict",
            len(self.sources),
        ) % {"count": len(self.sources)}

    def at(self, keys: Collection[int]) -> dict[int, list[Moved]]:
        """The changes of each of these sources, by its key; of one that was merged since, those of
        the source that stands. One query, or none where nothing moved."""
        if not self.sources:
            return {}
        known: dict[Any, list[Moved]] = {moved.source.pk: moved.changes for moved in self.sources}
        merged = Source.objects.filter(pk__in=keys, duplicate_of__in=known)
        standing: dict[int, Any] = dict(merged.values_list("pk", "duplicate_of"))
        found = {key: [*known.get(key, []), *known.get(standing.get(key), [])] for key in keys}
        return {key: changes for key, changes in found.items() if changes}


def grounds_at_desk(verdicts: Iterable[Verdict]) -> list[tuple[Verdict, Ground]]:
    """Verdicts under which something moved, as colleagues see it, each with what did. One query,
    or none without verdicts."""
    asked = list(verdicts)
    changes = changes_of(asked, confirmed_only=False)
    return [(verdict, _ground(changes[verdict.pk])) for verdict in asked if changes[verdict.pk]]


def ground_for_readers(verdict: Verdict, told: Told, until: datetime | None = None) -> Ground:
    """What moved under a verdict and an editor confirmed, up to a moment where one is asked for."""
    if not _may_have_moved(verdict):
        return Ground([])
    changes = changes_of([verdict], confirmed_only=True)[verdict.pk]
    known = [change for change in changes if until is None or change.act.recorded_at <= until]
    return _ground(known, told)


def _may_have_moved(verdict: Verdict) -> bool:
    """Whether an editor ever confirmed a change of one of its sources. Mostly nobody did, and this
    is asked faster than since when, and of what."""
    changed = SourceChange.objects.confirmed().order_by().values("source")
    merged = Source.objects.filter(duplicate_of__in=changed).values("pk")
    return verdict.evidence.filter(
        Q(source_row__id__in=changed) | Q(source_row__id__in=merged)
    ).exists()


def confirmed_changes(sources: Collection[int]) -> dict[int, list[Moved]]:
    """What readers may know of changes of sources, by their keys, newest first; of who confirmed
    them the role alone. One query."""
    found: dict[int, list[Moved]] = defaultdict(list)
    confirmed = SourceChange.objects.confirmed().filter(source__in=sources)
    for change in confirmed.select_related("act").order_by("-id"):
        found[change.source_id].append(_moved(change, Told(names=False)))
    return found


def _ground(changes: Iterable[SourceChange], told: Told = BY_NAME) -> Ground:
    by_source: dict[int, list[SourceChange]] = defaultdict(list)
    for change in changes:
        by_source[change.source_id].append(change)
    return Ground(
        [
            MovedSource(some[0].source, [_moved(each, told) for each in some])
            for some in by_source.values()
        ]
    )


def _moved(change: SourceChange, told: Told) -> Moved:
    is_confirmed = change.settlement == Settlement.CONFIRMED
    return Moved(
        what=gettext(Difference(change.difference).label),
        found_at=change.found_at,
        reason=change.act.reason if is_confirmed else "",
        confirmed_by=told.who(change.act).name if is_confirmed else "",
    )
