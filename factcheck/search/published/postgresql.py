"""Full text of what is published, on PostgreSQL: a generated column with a GIN index, and trigrams.

Words are folded before they come here, so PostgreSQL only parts them ('simple': no stemming, which
would know one language). Facets are lexemes beside them. The column is stored, so that the planner
knows how common a word is, and reads either the index or the newest rows.
"""

from collections.abc import Sequence
from typing import Any

from factcheck.domain.searching import Term
from factcheck.search.published.weights import WEIGHT

_TABLE, _WORDS = "factcheck_findable", "factcheck_findableword"
_COLUMN = """
    ALTER TABLE factcheck_findable ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title_words), 'A')
        || setweight(to_tsvector('simple', text_words), 'D')
        || array_to_tsvector(string_to_array(facets, ' '))
    ) STORED
"""
_INDEXES = [
    "CREATE INDEX IF NOT EXISTS factcheck_findable_search ON factcheck_findable USING gin (words)",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """CREATE INDEX IF NOT EXISTS factcheck_findableword_search ON factcheck_findableword
       USING gin (word gin_trgm_ops)""",
]
#: Two letters that changed places in a word of six leave a quarter of its stretches.
_SIMILAR = f"""
    CREATE OR REPLACE FUNCTION factcheck_similar(misspelt text, most integer) RETURNS SETOF text
    LANGUAGE sql STABLE SET pg_trgm.similarity_threshold = 0.2
    AS $$
        SELECT word FROM {_WORDS} WHERE word % misspelt
        ORDER BY similarity(word, misspelt) DESC, word LIMIT most
    $$
"""  # noqa: S608
#: By the index always: for a few hits of a word that it believes common, the planner would rather
#: read the table, and where there are none, read all of it.
_COUNTED = f"""
    CREATE OR REPLACE FUNCTION factcheck_counted(said tsquery, most integer) RETURNS bigint
    LANGUAGE sql STABLE SET enable_seqscan = off
    AS $$
        SELECT COUNT(*) FROM (SELECT 1 FROM {_TABLE} WHERE words @@ said LIMIT most) AS hits
    $$
"""  # noqa: S608
_QUERY = "%s::tsquery"  # the words as they are: to_tsquery would part a facet from its sign
#: A word of the title (A) counts for five of the text (D); long texts count for less.
_RANK = f"(-ts_rank('{{0.2, 0.2, 0.2, 1.0}}', f.words, {_QUERY}, 1))::float8 * {WEIGHT}"


def expression(terms: Sequence[Term], facets: Sequence[str]) -> str:
    """PostgreSQL's way to say: all these terms, among what has these facets."""
    return " & ".join([*(_term(term) for term in terms), *(f"'{each}'" for each in facets)])


def ranked(*, dated: bool, after: bool) -> str:
    """SQL for a page of the best among the newest hits.

    Rows are (id, kind, object_id, row_id, rank, how many hits were ranked), the best first. Its
    parameters: the expression, [since, until,] how many are ranked, the expression, [rank, rank,
    id,] the size.
    """
    beyond = "WHERE rank > %s OR (rank = %s AND id < %s)" if after else ""
    return f"""
        WITH hits AS MATERIALIZED (
            SELECT id {_hits(dated)} ORDER BY id DESC LIMIT %s
        ), best AS MATERIALIZED (
            SELECT f.id, f.kind, f.object_id, f.row_id, {_RANK} AS rank
            FROM hits JOIN {_TABLE} AS f ON f.id = hits.id
        )
        SELECT id, kind, object_id, row_id, rank, (SELECT COUNT(*) FROM hits)
        FROM best {beyond} ORDER BY rank, id DESC LIMIT %s
    """  # noqa: S608 - names of our own


def newest(*, dated: bool, after: bool) -> str:
    """SQL for a page of the newest hits: rows as above. Its parameters: the expression, [since,
    until,] how many are counted; the expression, [since, until,] [id,] the size."""
    beyond = "AND id < %s" if after else ""
    return f"""
        WITH counted AS MATERIALIZED (SELECT 1 {_hits(dated)} LIMIT %s)
        SELECT id, kind, object_id, row_id, 0.0, (SELECT COUNT(*) FROM counted)
        {_hits(dated)} {beyond} ORDER BY id DESC LIMIT %s
    """  # noqa: S608


def counts(times: int) -> str:
    """SQL for how many hits expressions have; parameters: each expression, and the most."""
    return " UNION ALL ".join([f"SELECT factcheck_counted({_QUERY}, %s)"] * times)


def alike(begin: str, end: str, lengths: tuple[int, int]) -> tuple[str, list[Any]]:
    """SQL, with its parameters, for words of some lengths that begin or end like this."""
    sides = [("word", begin), ("backwards", end[::-1])]
    one = "SELECT word FROM {} WHERE {} LIKE %s AND length(word) BETWEEN %s AND %s"
    sql = " UNION ".join(one.format(_WORDS, side) for side, _ in sides)
    # Words have no sign that LIKE knows.
    return sql, [part for _, letters in sides for part in (f"{letters}%", *lengths)]


def similar(word: str) -> tuple[str, list[Any]]:
    """SQL, with its parameters, for words that share stretches with this one."""
    return "SELECT factcheck_similar(%s, %s)", [word]


def install(cursor: Any) -> None:
    """Make the column, the indexes and the functions where they are missing."""
    for statement in [_COLUMN, *_INDEXES, _SIMILAR, _COUNTED]:
        cursor.execute(statement)


def _hits(dated: bool) -> str:
    between = " AND at >= %s AND at < %s" if dated else ""
    return f"FROM {_TABLE} WHERE words @@ {_QUERY}{between}"


def _term(term: Term) -> str:
    phrase = " <-> ".join(f"'{word}'" for word in term.words)
    return f"({phrase}{':*' if term.begins else ''})"
