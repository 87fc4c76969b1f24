"""A source as colleagues see it: who uses it, its copies, what was found when it was looked at."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from factcheck.domain.diff import Segment, folded, segments
from factcheck.domain.vocabulary import CheckOutcome
from factcheck.models import Evidence, Snapshot, Source, SourceChange, SourceCheck
from factcheck.models.source import SourceQuerySet

SHOWN = 20  # copies, checks and changes, the newest first
USES = 100
_COMPARED = 60_000  # characters of each text; more of it would keep the reader waiting
_WITH_WORDS = 5  # changes that are shown by their words


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change, and how the text differs; `words` is empty where one of the texts is missing."""

    change: SourceChange
    words: list[Segment]


def uses_of(source: Source) -> list[Evidence]:
    """The evidence that a source is used for, with its claim."""
    found = Evidence.objects.filter(source=source).select_related("claim__article__newest")
    return list(
        found.defer("claim__article__newest__body", "claim__article__newest__text").order_by("-id")[
            :USES
        ]
    )


def copies_of(source: Source) -> list[Snapshot]:
    return list(source.snapshots.newest_first().select_related("act").defer("text")[:SHOWN])


def checks_of(source: Source) -> list[SourceCheck]:
    return list(source.checks.order_by("-checked_at", "-id")[:SHOWN])


def shown_changes(source: Source) -> list[ShownChange]:
    """The changes, newest first, those of them that came last by their words."""
    found = list(source.changes.select_related("act").order_by("-id")[:SHOWN])
    texts = _texts(found[:_WITH_WORDS])
    return [ShownChange(change, _words(change, texts)) for change in found]


def words_of(change: SourceChange) -> list[Segment]:
    """How the text differs; empty where one of the texts is missing. One query."""
    return _words(change, _texts([change]))


def narrowed(sources: "SourceQuerySet", show: str) -> Any:
    """Those of the sources that changed and wait for an editor, or that are gone, each with what
    the last look found (`outcome`)."""
    checks = SourceCheck.objects.filter(source=OuterRef("pk")).order_by("-checked_at", "-id")
    waiting = SourceChange.objects.open().filter(source=OuterRef("pk"))
    found = sources.annotate(
        outcome=Subquery(checks.values("outcome")[:1]), has_changed=Exists(waiting)
    )
    if show == "changed":
        return found.filter(has_changed=True)
    return found.filter(outcome=CheckOutcome.GONE) if show == "gone" else found


def _texts(changes: Collection[SourceChange]) -> dict[int, str]:
    keys = {key for change in changes for key in (change.before_id, change.after_id) if key}
    return dict(Snapshot.objects.filter(pk__in=keys).values_list("pk", "text")) if keys else {}


def _words(change: SourceChange, texts: dict[int, str]) -> list[Segment]:
    before, after = (texts.get(key or 0, "") for key in (change.before_id, change.after_id))
    if not (before and after) or before == after:
        return []
    return folded(segments(before[:_COMPARED], after[:_COMPARED]))
