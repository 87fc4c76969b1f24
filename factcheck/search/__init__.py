"""Finding things again: one face, `find`, over the full-text index of the database at hand.

An index is not a migration: like the triggers of the record it is made after every migration
(`apps.py`), since SQLite drops a table's triggers whenever a migration remakes the table.
"""

import re
from types import ModuleType
from typing import Any, TypeVar

from django.db import connections, models
from django.db.models.expressions import RawSQL

from factcheck.search import postgresql, sqlite
from factcheck.search.indexes import INDEXES

#: At most so many hits are looked at, the newest first: nobody reads on further than that.
NEWEST = 10_000
_MOST_WORDS = 12

M = TypeVar("M", bound=models.Model)


def find(queryset: models.QuerySet[M], text: str) -> models.QuerySet[M]:
    """Those of the queryset in which every word of `text` stands, or begins a word.

    Capitals don't matter, accents do; a sign ends a word, in a number too.
    An article is found by each headline that it ever had. Text without a word finds nothing.
    """
    words = words_of(text)
    if not words:
        return queryset.none()
    sql = _backend(queryset.db).query(INDEXES[queryset.model])
    expression = _backend(queryset.db).expression(words)
    return queryset.filter(pk__in=RawSQL(sql, [expression, NEWEST]))  # noqa: S611 - fixed SQL


def words_of(text: str) -> list[str]:
    """What is looked for: words and numbers, without any sign that a query language knows."""
    return re.findall(r"[^\W_]+", text)[:_MOST_WORDS]


def install(using: str) -> None:
    """Make what is missing of the indexes, on the tables that there are."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for index in INDEXES.values():
            if index.table in tables:
                _backend(using).install(cursor, index)


def _backend(using: str) -> Any:
    backends: dict[str, ModuleType] = {"postgresql": postgresql, "sqlite": sqlite}
    return backends[connections[using].vendor]
