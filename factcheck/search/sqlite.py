"""Full text on SQLite: an FTS5 table without content of its own, kept by triggers.

It has no view and no content table, which a migration that remakes the table would stumble over.
Such a table forgets a row only by being told the row's old words, which the triggers know.
"""

from collections.abc import Sequence
from typing import Any

from factcheck.search.indexes import Index


def expression(words: Sequence[str]) -> str:
    """FTS5's way to say: each of these, as a word or the beginning of one."""
    return " ".join(f'"{word}"*' for word in words)


def query(index: Index) -> str:
    """SQL for the keys of the newest hits; its parameters are the expression and how many."""
    fts = _fts(index)
    hits = f'SELECT rowid FROM "{fts}" WHERE "{fts}" MATCH %s ORDER BY rowid DESC LIMIT %s'  # noqa: S608
    if index.found == "id":
        return hits
    return f'SELECT "{index.found}" FROM "{index.table}" WHERE id IN ({hits})'  # noqa: S608


def install(cursor: Any, index: Index) -> None:
    """Make the table and its triggers. Where one was missing, rows may be, so all are read anew."""
    fts, triggers = _fts(index), _triggers(index)
    cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name IN (%s, %s)", [fts, index.table])
    present = {row[0] for row in cursor.fetchall()}
    if {fts, *triggers} <= present:
        return
    cursor.execute(
        f'CREATE VIRTUAL TABLE IF NOT EXISTS "{fts}" USING fts5'
        "(words, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    for statement in triggers.values():
        cursor.execute(statement)
    cursor.execute(f'INSERT INTO "{fts}"("{fts}") VALUES (\'delete-all\')')  # noqa: S608
    words = _words(index, f'"{index.table}"')
    cursor.execute(f'INSERT INTO "{fts}"(rowid, words) SELECT id, {words} FROM "{index.table}"')  # noqa: S608


def _fts(index: Index) -> str:
    return f"{index.table}_search"


def _words(index: Index, row: str) -> str:
    """SQL for a row's words: its columns one after the other, each language of a text."""
    columns = [f"{row}.{name}" for name in index.texts]
    columns += [
        f"(SELECT COALESCE(group_concat(value, ' '), '') FROM json_each({row}.{name}))"  # noqa: S608
        for name in index.translated
    ]
    return " || ' ' || ".join(columns)


def _triggers(index: Index) -> dict[str, str]:
    fts, table = _fts(index), index.table
    old, new = _words(index, "OLD"), _words(index, "NEW")
    forget = f'INSERT INTO "{fts}"("{fts}", rowid, words) VALUES (\'delete\', OLD.id, {old});'  # noqa: S608
    learn = f'INSERT INTO "{fts}"(rowid, words) VALUES (NEW.id, {new});'  # noqa: S608
    when = {
        "insert": (f'INSERT ON "{table}"', learn),
        "update": (f'UPDATE ON "{table}" WHEN {old} IS NOT {new}', forget + learn),
        "delete": (f'DELETE ON "{table}"', forget),
    }
    return {
        f"{fts}_{name}": f'CREATE TRIGGER IF NOT EXISTS "{fts}_{name}" AFTER {event} '
        f"BEGIN {deed} END"
        for name, (event, deed) in when.items()
    }
