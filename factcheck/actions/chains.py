"""Chains of acts: each article has its own, and what articles share is on the newsroom's.

Whoever acts on a chain holds its lock until the transaction ends. Where one transaction needs
several, the newsroom's is locked first and then the articles' by their keys, so that nobody waits
in a ring.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from factcheck.models import Article, Claim

_LOCKS = 0x0FAC  # our own space among PostgreSQL's advisory locks: there, articles by their keys,
NEWSROOM = 0  # … and what is no article
ADDRESSES = -1

#: What names a chain: the article, a claim of the article (only its key is asked), or None for the
#: newsroom's.
Chain = Article | Claim | None

_WANTED = "wanted(place, claim, article) AS (VALUES {rows})"
_ROW = "(%s, CAST(%s AS bigint), CAST(%s AS bigint))"
_ARTICLE = "COALESCE((SELECT article_id FROM factcheck_claim WHERE id = claim), article) AS article"
#: Locks chains, each before the next, and gives for each the next act's id and its article. On
#: SQLite the transaction has held the one write lock since it began.
_BEGIN = {
    "sqlite": f"""
        WITH {_WANTED}
        SELECT (SELECT COALESCE(MAX(id), 0) + 1 FROM factcheck_changeset), {_ARTICLE}
        FROM wanted ORDER BY place
    """,  # noqa: S608
    "postgresql": f"""
        WITH {_WANTED},
        chain AS MATERIALIZED (SELECT place, {_ARTICLE} FROM wanted ORDER BY place),
        held AS MATERIALIZED (
            SELECT place, article,
                pg_advisory_xact_lock({_LOCKS}, COALESCE(article %% 2147483648, {NEWSROOM})::int)
            FROM chain
        )
        SELECT nextval(pg_get_serial_sequence('factcheck_changeset', 'id')), article
        FROM held ORDER BY place
    """,  # noqa: S608
}


def begin(chains: Sequence[Chain]) -> list[tuple[int, int | None]]:
    """Lock chains in this order and then, so that acts are numbered in the order of each chain,
    draw an id for an act on each of them.

    Gives each id with the key of the chain's article, in one query. On PostgreSQL its first half,
    which waits, is over before the second begins. On SQLite acts are numbered from those that are
    recorded alone, so the ids are the same.
    """
    keys: list[int | None] = []
    for place, chain in enumerate(chains):
        is_claim = isinstance(chain, Claim)
        key = chain.pk if chain else None
        keys += [place, key if is_claim else None, None if is_claim else key]
    rows = ", ".join([_ROW] * len(chains))
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor].format(rows=rows), keys)
        return list(cursor.fetchall())


def lock(key: int) -> None:
    """Wait for everyone else who holds this lock, and hold it until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCKS, key])


def lock_chains(articles: Iterable[int]) -> None:
    """Lock the chains of articles, by their keys, for acts that follow in this transaction."""
    for key in sorted(articles):
        lock(key % 2**31)
