"""The database at hand: which SQL is asked, and asking it."""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from django.db import connections

from factcheck.models import Findable, FindableWord
from factcheck.search.published import postgresql, sqlite


def backend(using: str) -> Any:
    """What knows the full text of this database."""
    backends: dict[str, ModuleType] = {"postgresql": postgresql, "sqlite": sqlite}
    return backends[connections[using].vendor]


def rows_of(sql: str, parameters: Sequence[Any], using: str) -> list[tuple[Any, ...]]:
    """The rows that a query gives."""
    with connections[using].cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def install(using: str) -> bool:
    """Make what is missing of the index. Tells whether its tables are there."""
    connection = connections[using]
    tables = {model._meta.db_table for model in (Findable, FindableWord)}
    with connection.cursor() as cursor:
        there = tables <= set(connection.introspection.table_names(cursor))
        if there:
            backend(using).install(cursor)
    return there
