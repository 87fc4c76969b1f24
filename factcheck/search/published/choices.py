"""What there is to choose from: the values of a filter, however many things have each."""

from django.db import DEFAULT_DB_ALIAS

from factcheck.search.published.backends import rows_of

MOST = 200
#: From one value to the next by the index, so it takes as long as there are values, not rows.
_SQL = """
    WITH RECURSIVE each(value) AS (
        SELECT MIN({column}) FROM factcheck_findable WHERE {column} > ''
        UNION ALL
        SELECT (SELECT MIN({column}) FROM factcheck_findable WHERE {column} > each.value)
        FROM each WHERE each.value IS NOT NULL
    )
    SELECT value FROM each WHERE value IS NOT NULL LIMIT %s
"""
_COLUMNS = {"topic", "publisher", "language"}


def choices(column: str, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The values of a column, in the database's order; the first MOST of them."""
    if column not in _COLUMNS:
        raise ValueError(column)
    return [value for (value,) in rows_of(_SQL.format(column=column), [MOST], using)]
