"""Whether the words that evidence quotes stand in the newest copy of its source that has a text.

Neither a quote in a copy nor a copy ever changes, so what was found once is kept by the server's
process: texts are long, and read for a page only where something is new.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.core.cache import caches
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from factcheck.domain.quoting import stands_in
from factcheck.models import Evidence, Snapshot, Source

State = Literal["stands", "missing", "unread", "uncopied"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a quote stands. "unread": the copies have no text; "uncopied": there is none yet.

    `taken_at` is that of the copy that was looked in, or of the newest.
    """

    state: State
    taken_at: datetime | None = None


def newest_text(source: Source) -> str:
    """The text of the newest copy of a source that has one, or ""."""
    texts = Snapshot.objects.filter(source=source).with_text().newest_first()
    return texts.values_list("text", flat=True).first() or ""


def standings(evidence: Collection[Evidence]) -> dict[int, Standing]:
    """Of evidence with a quote, by its key, how that stands. At most two queries."""
    quoting = [each for each in evidence if each.quote]
    copies = _copies({each.source_id for each in quoting})
    keys = {
        each.pk: _key(copies[each.source_id], each.quote)
        for each in quoting
        if each.source_id in copies and not copies[each.source_id].is_blank
    }
    kept = caches["counts"]
    known = kept.get_many(keys.values())
    missing = [each for each in quoting if each.pk in keys and keys[each.pk] not in known]
    texts = _texts(copies[each.source_id].pk for each in missing)
    found = {
        keys[each.pk]: stands_in(each.quote, texts[copies[each.source_id].pk]) for each in missing
    }
    kept.set_many(found)
    known |= found
    return {each.pk: _standing(each, copies, known.get(keys.get(each.pk, ""))) for each in quoting}


@dataclass(frozen=True, slots=True)
class _Copy:
    pk: int
    row_hash: str
    taken_at: datetime
    is_blank: bool


def _copies(sources: set[int]) -> dict[int, _Copy]:
    """By source, the newest copy with a text, or else the newest."""
    if not sources:
        return {}
    of_source = Snapshot.objects.filter(source=OuterRef("pk")).newest_first()
    newest = Source.objects.filter(pk__in=sources).values(
        copy=Coalesce(
            Subquery(of_source.with_text().values("pk")[:1]),
            Subquery(of_source.values("pk")[:1]),
        )
    )
    is_blank = ExpressionWrapper(Q(text=""), BooleanField())
    rows = Snapshot.objects.filter(pk__in=newest).values_list(
        "source_id", "pk", "row_hash", "taken_at", is_blank
    )
    return {source: _Copy(*row) for source, *row in rows}


def _texts(snapshots: Iterable[int]) -> dict[int, str]:
    wanted = set(snapshots)
    if not wanted:
        return {}
    return dict(Snapshot.objects.filter(pk__in=wanted).values_list("pk", "text"))


def _key(copy: _Copy, quote: str) -> str:
    """The hash of the copy's row, which names the same text in any database, and of the quote."""
    return f"quote-{copy.row_hash}-{hashlib.sha256(quote.encode()).hexdigest()}"


def _standing(each: Evidence, copies: dict[int, _Copy], stands: bool | None) -> Standing:
    copy = copies.get(each.source_id)
    if copy is None:
        return Standing("uncopied")
    if stands is None:
        return Standing("unread", copy.taken_at)
    return Standing("stands" if stands else "missing", copy.taken_at)
