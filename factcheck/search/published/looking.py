"""Looking for what is published: pages of hits, at the same cost however deep.

`look` gives keys, never texts: whoever shows them reads the record, and so shows what is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections

from factcheck.domain.searching import Search
from factcheck.domain.vocabulary import FindableKind
from factcheck.models import Findable
from factcheck.search.published.backends import backend, rows_of
from factcheck.search.published.documents import facet
from factcheck.search.published.spelling import respelt

#: Of more hits than this the newest are put in the order of how well they match; so many are
#: counted, too. To rank them all would take longer the more is published.
RANKED = 1_000
#: Each filter's column, and the letter of its facet.
FILTERS = {"kind": "k", "rating": "r", "topic": "t", "publisher": "p", "language": "l"}


class Place(NamedTuple):
    """Where a page ended: after a hit of this rank and id."""

    rank: float
    id: int


class Hit(NamedTuple):
    """Something that was found: by its own key, and that of the row which readers see."""

    id: int
    kind: FindableKind
    object_id: int
    row_id: int
    rank: float


@dataclass(frozen=True, slots=True)
class Sought:
    """Words, filters (a value by column of FILTERS), and from when to before when."""

    search: Search = field(default_factory=Search)
    filters: dict[str, str] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. `count` goes to RANKED and no further; `end` is where the next page begins,
    None on the last one; `search` is what was looked for, perhaps `respelt`."""

    hits: list[Hit]
    count: int
    end: Place | None
    search: Search
    respelt: bool = False


def look(
    sought: Sought, size: int, after: Place | None = None, using: str = DEFAULT_DB_ALIAS
) -> Found:
    """A page of what has all the words, or of all that the filters leave where there are none.

    Where nothing is found, words that stand nowhere are taken for the nearest that do.
    """
    if not sought.search.terms:
        return _browsed(sought, size, after, using)
    found = _looked(sought, size, after, using)
    if found.count:
        return found
    if better := respelt(sought.search.terms, using):
        other = replace(sought, search=sought.search.respelled(better))
        again = _looked(other, size, after, using)
        if again.count:
            return replace(again, respelt=True)
    return found


def statement(sought: Sought, size: int, after: Place | None, using: str) -> tuple[str, list[Any]]:
    """The full-text query that a search with words issues, and its parameters."""
    back = backend(using)
    facets = [facet(FILTERS[name], value) for name, value in sought.filters.items()]
    said = back.expression(sought.search.terms, facets)
    dates = _dates(sought, using)
    given: list[Any] = [said, *dates, RANKED]
    if sought.newest_first:
        given += [said, *dates, *([after.id] if after else []), size]
        return back.newest(dated=bool(dates), after=bool(after)), given
    if connections[using].vendor == "postgresql":
        given.append(said)
    given += [*([after.rank, after.rank, after.id] if after else []), size]
    return back.ranked(dated=bool(dates), after=bool(after)), given


def _looked(sought: Sought, size: int, after: Place | None, using: str) -> Found:
    rows = rows_of(*statement(sought, size + 1, after, using), using)
    hits = [Hit(row[0], FindableKind(row[1]), *row[2:5]) for row in rows]
    return _page(sought, hits, rows[0][5] if rows else 0, size)


def _browsed(sought: Sought, size: int, after: Place | None, using: str) -> Found:
    """Without words: the newest of what the filters leave."""
    found = Findable.objects.using(using).filter(**sought.filters).order_by("-id")
    if sought.since and sought.until:
        found = found.filter(at__gte=sought.since, at__lt=sought.until)
    count = found[:RANKED].count()
    page = found.filter(id__lt=after.id) if after else found
    columns = ("id", "kind", "object_id", "row_id")
    rows = page.values_list(*columns)[: size + 1] if count else []
    hits = [Hit(row[0], FindableKind(row[1]), row[2], row[3], 0.0) for row in rows]
    return _page(sought, hits, count, size)


def _page(sought: Sought, hits: Sequence[Hit], count: int, size: int) -> Found:
    shown = list(hits[:size])
    end = Place(shown[-1].rank, shown[-1].id) if len(hits) > size else None
    return Found(shown, count, end, sought.search)


def _dates(sought: Sought, using: str) -> list[Any]:
    """Both ends as the database writes them, or neither."""
    if not (sought.since and sought.until):
        return []
    operations = connections[using].ops
    return [operations.adapt_datetimefield_value(end) for end in (sought.since, sought.until)]
