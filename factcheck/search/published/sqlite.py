"""Full text of what is published, on SQLite: an FTS5 table without content, kept by triggers.

Words are folded before they come here, so FTS5 only parts them. Facets are words of a column of
their own: a filter is met inside the index, and no row is read that it would drop.
"""

from collections.abc import Sequence
from typing import Any

from factcheck.domain.searching import Term
from factcheck.search.published.weights import WEIGHT

_TABLE, _FTS = "factcheck_findable", "factcheck_findable_search"
_WORDS, _GRAMS = "factcheck_findableword", "factcheck_findableword_search"
_COLUMNS = ("title_words", "text_words", "facets")
#: A word of the title counts for five of the text; a facet for nothing.
_RANK = f"bm25({_FTS}, 5.0, 1.0, 0.0)"

_LAST = "\U0010ffff"  # no sign comes after it


def expression(terms: Sequence[Term], facets: Sequence[str]) -> str:
    """FTS5's way to say: all these terms, among what has these facets."""
    words = " AND ".join(_term(term) for term in terms)
    said = f"{{title_words text_words}} : ({words})"
    return " AND ".join([said, *(f'facets : "{each}"' for each in facets)])


def ranked(*, dated: bool, after: bool) -> str:
    """SQL for a page of the best among the newest hits.

    Rows are (id, kind, object_id, row_id, rank, how many hits were ranked), the best first. Its
    parameters: the expression, [since, until,] how many are ranked, [rank, rank, id,] the size.
    """
    beyond = "WHERE rank > %s OR (rank = %s AND id < %s)" if after else ""
    return f"""
        WITH hits AS MATERIALIZED (
            SELECT {_FTS}.rowid AS id, {_RANK} AS rank {_hits(dated)}
            ORDER BY {_FTS}.rowid DESC LIMIT %s
        ), best AS MATERIALIZED (
            SELECT f.id, f.kind, f.object_id, f.row_id, hits.rank * {WEIGHT} AS rank
            FROM hits CROSS JOIN {_TABLE} AS f ON f.id = hits.id
        )
        SELECT id, kind, object_id, row_id, rank, (SELECT COUNT(*) FROM hits)
        FROM best {beyond} ORDER BY rank, id DESC LIMIT %s
    """  # noqa: S608 - names of our own


def newest(*, dated: bool, after: bool) -> str:
    """SQL for a page of the newest hits: rows as above. Its parameters: the expression, [since,
    until,] how many are counted; the expression, [since, until,] [id,] the size."""
    beyond = f"AND {_FTS}.rowid < %s" if after else ""
    return f"""
        WITH counted AS MATERIALIZED (SELECT 1 {_hits(dated)} LIMIT %s),
        page AS MATERIALIZED (
            SELECT {_FTS}.rowid AS id {_hits(dated)} {beyond} ORDER BY {_FTS}.rowid DESC LIMIT %s
        )
        SELECT f.id, f.kind, f.object_id, f.row_id, 0.0, (SELECT COUNT(*) FROM counted)
        FROM page JOIN {_TABLE} AS f ON f.id = page.id ORDER BY page.id DESC
    """  # noqa: S608


def counts(times: int) -> str:
    """SQL for how many hits expressions have; parameters: each expression, and the most."""
    one = f"SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM {_FTS} WHERE {_FTS} MATCH %s LIMIT %s))"  # noqa: S608
    return " UNION ALL ".join([one] * times)


def alike(begin: str, end: str, lengths: tuple[int, int]) -> tuple[str, list[Any]]:
    """SQL, with its parameters, for words of some lengths that begin or end like this."""
    sides = [("word", begin), ("backwards", end[::-1])]
    one = "SELECT word FROM {} WHERE {} >= %s AND {} < %s AND length(word) BETWEEN %s AND %s"
    sql = " UNION ".join(one.format(_WORDS, side, side) for side, _ in sides)
    given = [(letters, f"{letters}{_LAST}", *lengths) for _, letters in sides]
    return sql, [part for each in given for part in each]


def similar(word: str) -> tuple[str, list[Any]]:
    """SQL, with its parameters, for words that share stretches with this one."""
    padded = f"^{word}$"
    grams = {padded[at : at + 3] for at in range(len(padded) - 2)}
    said = " OR ".join(f'"{gram}"' for gram in sorted(grams))
    sql = (
        f"SELECT w.word FROM {_GRAMS} CROSS JOIN {_WORDS} AS w ON w.id = {_GRAMS}.rowid "  # noqa: S608
        f"WHERE {_GRAMS} MATCH %s ORDER BY {_GRAMS}.rank LIMIT %s"
    )
    return sql, [said]


def install(cursor: Any) -> None:
    """Make the tables and triggers. Where one was missing, rows may be, so all are read anew."""
    words = "unicode61 remove_diacritics 0 tokenchars ''_''"
    _install(cursor, _TABLE, _FTS, dict.fromkeys(_COLUMNS, "{row}.{name}"), words, "prefix='3'")
    padded = {"word": "'^' || {row}.{name} || '$'"}
    _install(cursor, _WORDS, _GRAMS, padded, "trigram", "detail=full")


def _hits(dated: bool) -> str:
    """Where hits are read from. The index comes first, or SQLite might ask it row by row."""
    if not dated:
        return f"FROM {_FTS} WHERE {_FTS} MATCH %s"
    return (
        f"FROM {_FTS} CROSS JOIN {_TABLE} AS d ON d.id = {_FTS}.rowid "
        f"WHERE {_FTS} MATCH %s AND d.at >= %s AND d.at < %s"
    )


def _term(term: Term) -> str:
    phrase = '"' + " ".join(term.words) + '"'
    return f"{phrase}*" if term.begins else phrase


def _install(
    cursor: Any, table: str, fts: str, columns: dict[str, str], tokens: str, option: str
) -> None:
    names = ", ".join(columns)
    old, new, every = (
        ", ".join(said.format(row=row, name=name) for name, said in columns.items())
        for row in ("OLD", "NEW", table)
    )
    forget = f"INSERT INTO {fts}({fts}, rowid, {names}) VALUES ('delete', OLD.id, {old});"  # noqa: S608
    learn = f"INSERT INTO {fts}(rowid, {names}) VALUES (NEW.id, {new});"  # noqa: S608
    triggers = {"insert": learn, "update": forget + learn, "delete": forget}
    cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name IN (%s, %s)", [fts, table])
    if {fts, *(f"{fts}_{event}" for event in triggers)} <= {row[0] for row in cursor.fetchall()}:
        return
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {fts} USING fts5"
        f"({names}, content='', tokenize='{tokens}', {option})"
    )
    for event, deed in triggers.items():
        cursor.execute(
            f"CREATE TRIGGER IF NOT EXISTS {fts}_{event} AFTER {event} ON {table} BEGIN {deed} END"
        )
    cursor.execute(f"INSERT INTO {fts}({fts}) VALUES ('delete-all')")  # noqa: S608
    cursor.execute(f"INSERT INTO {fts}(rowid, {names}) SELECT id, {every} FROM {table}")  # noqa: S608
