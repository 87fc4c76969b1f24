"""What readers' pages hang on, asked for in one cheap query each.

A state is a short text. While it stays the same, so does the page; when an act changes the page, it
changes. It is made of the newest acts of those chains that the page shows something of: acts on one
chain are numbered in the order in which they are committed, so the newest number tells all.

An act counts unless its kind is in UNSEEN. So a kind that is new counts until somebody says here
that readers see nothing of it: a page drawn in vain costs milliseconds, an old one costs trust.
"""

from functools import cache
from typing import Any

from django.db import connection

from factcheck.domain.acts import Kind

#: Kinds of which no page for readers shows anything, whatever they change inside.
UNSEEN = frozenset(
    {
        Kind.CLAIM_TAKE,
        Kind.CLAIM_ASSIGN,
        Kind.CLAIM_PLAN,
        Kind.CLAIM_RELEASE,
        Kind.EVIDENCE_ADD,
        Kind.EVIDENCE_EDIT,
        Kind.EVIDENCE_REMOVE,
        Kind.EVIDENCE_MOVE,
        Kind.VERDICT_PROPOSE,
        Kind.VERDICT_REAFFIRM,
        Kind.VERDICT_RETRACT,
        Kind.VERDICT_UNSEAL,
        Kind.REVIEW_ASK,
        Kind.REVIEW_BEGIN,
        Kind.REVIEW_AGREE,
        Kind.REVIEW_APPROVE,
        Kind.REVIEW_DISSENT,
        Kind.REVIEW_CHANGES,
        Kind.DISPUTE_DECIDE,
        Kind.COMMENT_ADD,
        Kind.COMMENT_EDIT,
        Kind.COMMENT_RESOLVE,
        Kind.COMMENT_REOPEN,
        Kind.EXPERT_ASK,
        Kind.EXPERT_ANSWER,
        Kind.EXPERT_CANCEL,
        Kind.REPORT_ANSWER,
        Kind.REPORT_SET_ASIDE,
        Kind.SOURCE_ADD,
        Kind.CHANGE_FIND,
        Kind.PERSON_INVITE,
        Kind.TOKEN_ISSUE,
        Kind.TOKEN_REVOKE,
    }
)
#: Copies of sources come often, and are asked for source by source.
_OFTEN = frozenset({Kind.SNAPSHOT_TAKE})
#: What the kinds on articles' chains begin with; all else stands on the newsroom's.
_ON_ARTICLES = {
    "article", "notice", "claim", "evidence", "verdict", "review", "dispute", "comment", "expert",
    "report", "removal",
}  # fmt: skip

#: So many of the newest acts tell whether there is a new one, where several chains are shown: acts
#: on different chains may be committed in another order than they were numbered in.
_WINDOW = 200


def claim_state(slug: str, **_parts: Any) -> str | None:
    """Of the pages of one claim: what happened to it, to its article as a whole, to the sources of
    its verdicts and to the claim it was merged into, and in the newsroom; and which checks there
    are on its topic, since a similar one may stand on the page.

    What else happened to the other claims of the article doesn't count.
    """
    return _state(_claim_query(), [slug])


def article_state(slug: str, **_parts: Any) -> str | None:
    """Of the pages of one article: what happened on its chain, and in the newsroom."""
    return _state(_article_query(), [slug])


def act_state(number: int, **_parts: Any) -> str | None:
    """Of the page of one act: what happened on its chain since, and in the newsroom."""
    if number >= 2**63:  # more than a database counts to
        return None
    return _state(_act_query(), [number])


def record_state(**_parts: Any) -> str | None:
    """Of lists: what happened to whatever readers may see, and in the newsroom."""
    return _state(_record_query(), [])


def newsroom_state(**_parts: Any) -> str | None:
    """Of pages about how we work: what happened in the newsroom."""
    return _state(_newsroom_query(), [])


def _state(query: str, values: list[Any]) -> str | None:
    """The row that a query gives, as a text; None where readers find nothing there."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    return None if row is None else " ".join(str(value or 0) for value in row)


def _listed(kinds: frozenset[Kind]) -> str:
    return ", ".join(sorted(f"'{kind.value}'" for kind in kinds))


def _newest(where: str) -> str:
    """The newest act that counts."""
    seen = _listed(frozenset(Kind) - UNSEEN)
    return (
        f"(SELECT id FROM factcheck_changeset WHERE {where} AND kind IN ({seen})"  # noqa: S608
        " ORDER BY id DESC LIMIT 1)"
    )


def _newsroom() -> str:
    """The newest act of each kind on the newsroom's chain, by an index that begins with the kind;
    the rare ones among many would else be looked for from the newest on."""
    kinds = {kind for kind in Kind if kind.split(".")[0] not in _ON_ARTICLES}
    return ", ".join(
        f"(SELECT MAX(id) FROM factcheck_changeset WHERE kind = '{kind.value}')"  # noqa: S608
        for kind in sorted(kinds - UNSEEN - _OFTEN)
    )


def _copies() -> str:
    """Which copies of a claim's sources readers may be told of: those that were there before a
    verdict was proposed, and the first of each source. Later ones tell of changes that no editor
    has confirmed yet."""
    return """(SELECT SUM(copy.id) FROM factcheck_verdict verdict
                JOIN factcheck_changeset proposal ON proposal.id = verdict.act_id
                JOIN factcheck_verdictevidence kept ON kept.verdict_id = verdict.id
                JOIN factcheck_historicalsource source ON source.history_id = kept.source_row_id
                JOIN factcheck_snapshot copy ON copy.source_id = source.id
                WHERE verdict.claim_id = claim.id AND (
                    copy.taken_at <= proposal.recorded_at OR NOT EXISTS (
                        SELECT 1 FROM factcheck_snapshot earlier
                        WHERE earlier.source_id = copy.source_id
                        AND earlier.taken_at < copy.taken_at)))"""


def _on_topic() -> str:
    """The other checks on a claim's topic, and how many of them are stale. What was removed by law
    doesn't wait for the search to follow."""
    return """(SELECT SUM(found.row_id) FROM factcheck_findable found
                WHERE found.topic = claim.topic AND found.kind = 'claim'
                AND found.object_id <> claim.id AND NOT EXISTS (
                    SELECT 1 FROM factcheck_removal removal
                    WHERE removal.claim_id = found.object_id AND NOT removal.is_lifted)),
            (SELECT COUNT(*) FROM factcheck_findable found
                JOIN factcheck_claim other ON other.id = found.object_id
                WHERE found.topic = claim.topic AND found.kind = 'claim'
                AND found.object_id <> claim.id AND other.stale > '')"""


_PUBLIC = "published_verdict_id IS NOT NULL"


@cache
def _claim_query() -> str:
    return f"""
        SELECT claim.id, article.version, {_newest("claim_id = claim.id")},
            {_newest("article_id = claim.article_id AND claim_id IS NULL")},
            {_newest("claim_id = claim.duplicate_of_id")},
            {_copies()},
            {_on_topic()},
            {_newsroom()}
        FROM factcheck_claim claim JOIN factcheck_article article ON article.id = claim.article_id
        WHERE claim.slug = %s AND claim.{_PUBLIC}
    """  # noqa: S608 - names of our own


@cache
def _article_query() -> str:
    return f"""
        SELECT article.id, {_newest("article_id = article.id")}, {_newsroom()}
        FROM factcheck_article article
        WHERE article.slug = %s AND EXISTS (
            SELECT 1 FROM factcheck_claim claim
            WHERE claim.article_id = article.id AND claim.{_PUBLIC})
    """  # noqa: S608


@cache
def _act_query() -> str:
    return f"""
        SELECT act.id, {_newest("article_id = act.article_id")}, {_newsroom()}
        FROM factcheck_changeset act WHERE act.id = %s AND act.article_id IS NOT NULL
    """  # noqa: S608


@cache
def _record_query() -> str:
    seen = _listed(frozenset(Kind) - UNSEEN - _OFTEN)
    return f"""
        SELECT COUNT(*), MAX(id), SUM(id), {_newsroom()} FROM (
            SELECT act.id FROM factcheck_changeset act WHERE act.kind IN ({seen}) AND EXISTS (
                SELECT 1 FROM factcheck_claim claim
                WHERE claim.article_id = act.article_id AND claim.{_PUBLIC})
            ORDER BY act.id DESC LIMIT {_WINDOW}) newest
    """  # noqa: S608


@cache
def _newsroom_query() -> str:
    return f"SELECT {_newsroom()}"
