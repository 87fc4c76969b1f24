"""Full text on PostgreSQL: a GIN index on an expression, which the database keeps by itself.

No stemming: articles come in any language, and a beginning of a word is found anyway.
"""

from collections.abc import Sequence
from typing import Any

from factcheck.search.indexes import Index

#: The texts of a translated column without the names of their languages.
_TEXTS = """
    CREATE OR REPLACE FUNCTION factcheck_texts(translated jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT coalesce(string_agg(value, ' '), '') FROM jsonb_each_text(translated) $$
"""


def expression(words: Sequence[str]) -> str:
    """PostgreSQL's way to say: each of these, as a word or the beginning of one."""
    return " & ".join(f"'{word}':*" for word in words)


def query(index: Index) -> str:
    """SQL for the keys of the newest hits; its parameters are the expression and how many.

    The hits are gathered first: were they sorted as they come, the planner might rather walk the
    whole table backwards and take each row apart.
    """
    return (
        f'WITH hits AS MATERIALIZED (SELECT id, {index.found} AS found FROM "{index.table}" '  # noqa: S608
        f"WHERE {_words(index)} @@ to_tsquery('simple', %s)) "
        "SELECT found FROM hits ORDER BY id DESC LIMIT %s"
    )


def install(cursor: Any, index: Index) -> None:
    """Make the index where it is missing."""
    cursor.execute(_TEXTS)
    name = f"{index.table}_search"
    cursor.execute("SELECT to_regclass(%s)", [name])
    if cursor.fetchone()[0] is None:
        cursor.execute(f'CREATE INDEX "{name}" ON "{index.table}" USING gin (({_words(index)}))')


def _words(index: Index) -> str:
    # Signs become spaces, so that the parts of an address or of a number are words of their own.
    columns = [*index.texts, *(f"factcheck_texts({name})" for name in index.translated)]
    texts = " || ' ' || ".join(columns)
    return f"to_tsvector('simple', regexp_replace({texts}, '(\\W|_)+', ' ', 'g'))"
