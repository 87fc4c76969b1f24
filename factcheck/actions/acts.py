"""editorial_act: the transaction in which tracked things may be written."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Max, QuerySet, Subquery, Value
from django.utils import timezone

from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind, reason_for
from factcheck.domain.chain import NOTHING_BEFORE, new_nonce
from factcheck.domain.errors import N_
from factcheck.domain.review import Stale, check_version
from factcheck.models import Article, ChangeSet, Claim, TrackedModel
from factcheck.models.act import OpenAct, enter, open_act
from factcheck.models.fingerprints import ACT_FORMS

_LOCKS = 0x0FAC  # our own space among PostgreSQL's advisory locks: there, articles by their keys,
NEWSROOM = 0  # … and what is no article
ADDRESSES = -1

_CHAIN = "SELECT COALESCE((SELECT article_id FROM factcheck_claim WHERE id = %s), %s) AS article"
#: Locks the chain and gives the next act's id and the chain's article. On SQLite the transaction
#: has held the one write lock since it began.
_BEGIN = {
    "sqlite": f"""
        SELECT (SELECT COALESCE(MAX(id), 0) + 1 FROM factcheck_changeset), article FROM ({_CHAIN})
    """,  # noqa: S608
    "postgresql": f"""
        WITH chain AS MATERIALIZED ({_CHAIN}),
        held AS MATERIALIZED (
            SELECT article,
                pg_advisory_xact_lock({_LOCKS}, COALESCE(article %% 2147483648, {NEWSROOM})::int)
            FROM chain
        )
        SELECT nextval(pg_get_serial_sequence('factcheck_changeset', 'id')), article FROM held
    """,  # noqa: S608
}

M = TypeVar("M", bound=TrackedModel)


class NestedAct(Exception):
    """An act was begun inside another. One step may hold two acts, one after the other."""


@contextmanager
def editorial_act(
    *,
    by: Actor,
    kind: Kind | None,
    reason: str,
    article: Article | None = None,
    claim: Claim | None = None,
    effective_on: date | None = None,
) -> Iterator[OpenAct]:
    """Open an act in a transaction; record it last, with its hash, if it wrote anything.

    The act stands on the chain of `article`, or of the article that `claim` belongs to (only its
    key is asked), or else on the newsroom's, unless an article is created inside, which then sets
    `act.article_id`. Where `kind` is None, `act.kind` is set inside. The chain is locked to the
    end, so what stands on it is read inside as it will be at the commit. What stands on another
    chain (sources and ratings, for an act on an article) may change meanwhile on PostgreSQL: lock
    it too where it must not. Raises NestedAct, and ReasonMissing: before anything is opened where
    the kind is known.
    """
    if open_act() is not None:
        raise NestedAct("An act is open already.")
    if kind is not None:
        reason = reason_for(kind, reason)
    with transaction.atomic():
        act_id, article_id = _begin(article, claim)
        act = OpenAct(
            id=act_id,
            kind=kind,
            actor=by,
            recorded_at=timezone.now(),
            article_id=article_id,
            claim_id=claim.pk if claim else None,
        )
        enter(act)
        try:
            yield act
            _record(act, reason, effective_on)
        finally:
            enter(None)


def locked(thing: M, version: int | None = None, rows: "QuerySet[M] | None" = None) -> M:
    """The thing as it is stored now, with its row locked.

    `rows` tells what to read with it, where that is more than the row. Raises Stale where `version`
    is an older one, or where the thing is gone.
    """
    among: QuerySet[M] = type(thing).objects.all() if rows is None else rows  # type: ignore[assignment]
    row = among.select_for_update(of=("self",)).filter(pk=thing.pk).first()
    if row is None:
        raise Stale(N_("Someone removed this while you were writing. Copy what you need of yours."))
    check_version(version, row.version)
    row.remember()
    return row


def lock(key: int) -> None:
    """Wait for everyone else who holds this lock, and hold it until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCKS, key])


def lock_chains(articles: Iterable[int]) -> None:
    """Lock the chains of articles, by their keys, for acts that follow in this transaction."""
    for key in sorted(articles):
        lock(key % 2**31)


def _begin(article: Article | None, claim: Claim | None) -> tuple[int, int | None]:
    """Lock a chain and then, so that acts are numbered in the order of the chain, draw an act's id.

    Gives it with the key of the chain's article, in one query. On PostgreSQL its first half, which
    waits, is over before the second begins.
    """
    keys = [claim.pk if claim else None, article.pk if article else None]
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor], keys)
        act_id, article_id = cursor.fetchone()
    return act_id, article_id


def _record(act: OpenAct, reason: str, effective_on: date | None) -> None:
    if act.kind is None:
        raise ValueError("Nobody told the kind of this act.")
    reason = reason_for(act.kind, reason)
    rows, seq, previous = _written(act)
    if not rows:
        return
    changeset = ChangeSet(
        id=act.id,
        article_id=act.article_id,
        claim_id=act.claim_id,
        seq=seq + 1,
        kind=act.kind,
        reason=reason,
        actor_kind=act.actor.kind,
        actor_id=act.actor.id,
        actor_name=act.actor.name,
        actor_role=act.actor.role,
        channel=act.actor.channel,
        recorded_at=act.recorded_at,
        effective_on=effective_on,
        nonce=new_nonce(),
        form=max(ACT_FORMS),
    )
    changeset.hash = changeset.fingerprint(rows, previous)
    changeset.save(force_insert=True)


def _written(act: OpenAct) -> tuple[list[tuple[str, str]], int, str]:
    """What an act closes over, in one query: the (table, hash) of each row that it wrote, as they
    are stored; and the number and the hash of the act before it on its chain."""
    chain = ChangeSet.objects.chain(act.article_id).order_by()
    last = chain.values("article").annotate(last=Max("seq")).values("last")
    before = chain.filter(seq=Subquery(last)).values_list(Value(""), "hash", "seq")
    written = [
        model._base_manager.filter(act_id=act.id)
        .order_by()
        .values_list(Value(model._meta.model_name), "row_hash", Value(0))
        for model in act.touched
    ]
    rows: list[tuple[str, str]] = []
    seq, previous = 0, NOTHING_BEFORE
    for table, row_hash, number in before.union(*written, all=True):
        if table:
            rows.append((table, row_hash))
        else:
            seq, previous = number, row_hash
    return rows, seq, previous
