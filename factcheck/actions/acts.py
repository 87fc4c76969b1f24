"""editorial_act and series_of_acts: the transactions in which tracked things may be written."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet, Value
from django.utils import timezone

from factcheck.actions.chains import Chain, begin
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind, reason_for
from factcheck.domain.chain import NOTHING_BEFORE, new_nonce
from factcheck.domain.errors import N_
from factcheck.domain.review import Stale, check_version
from factcheck.models import Article, ChangeSet, Claim, TrackedModel
from factcheck.models.act import OpenAct, Series, enter, enter_series, open_act, open_series
from factcheck.models.fingerprints import ACT_FORMS

M = TypeVar("M", bound=TrackedModel)

_Rows = dict[int, list[tuple[str, str]]]  # (table, hash) of the rows that acts wrote, by their ids
_Heads = dict[int | None, tuple[int, str]]  # number and hash of chains' last acts, by articles


class NestedAct(Exception):
    """An act was begun inside another. A series holds several, one after the other."""


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
    it too where it must not. An act that is not one of a series is a series of its own. Raises
    NestedAct, and ReasonMissing: before anything is opened where the kind is known.
    """
    if open_act() is not None:
        raise NestedAct("An act is open already.")
    if kind is not None:
        reason = reason_for(kind, reason)
    chain = claim or article
    with _series_on(chain) as series, transaction.atomic(savepoint=False):
        act_id, article_id = _begun(series, chain)
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
        finally:
            enter(None)
        series.ended.append(_changeset(act, reason, effective_on))
        series.touched |= act.touched


@contextmanager
def series_of_acts(*chains: Chain) -> Iterator[Series]:
    """Have the acts that are opened inside, one after the other, stand or fall together.

    Each is an act of its own, with its own hash; but they are recorded at the end, all in one
    query, and until then are not found among the acts of their chains. `chains` may name those on
    which the first of them begin: one query locks these in their order, and the acts have to come
    in it. Raises NestedAct.
    """
    if open_act() is not None or open_series() is not None:
        raise NestedAct("An act or a series of acts is open already.")
    series = Series()
    with transaction.atomic():
        if chains:
            _begin(series, chains)
        enter_series(series)
        try:
            yield series
            _record(series)
        finally:
            enter_series(None)


def locked(thing: M, version: int | None = None, rows: "QuerySet[M] | None" = None) -> M:
    """The thing as it is stored now, with its row locked.

    `rows` tells what to read with it, where that is more than the row. Raises Stale where `version`
    is an older one, or where the thing is gone.
    """
    return locked_together([thing], version, rows)[0]


def locked_together(
    things: Sequence[M], version: int | None = None, rows: "QuerySet[M] | None" = None
) -> list[M]:
    """Several things of one kind, each like `locked`, in one query; `version` is the first one's.

    Their rows are locked in the order of their keys, so that nobody waits in a ring.
    """
    among: QuerySet[M] = type(things[0]).objects.all() if rows is None else rows  # type: ignore[assignment]
    found = among.filter(pk__in={thing.pk for thing in things}).order_by("pk")
    stored = {row.pk: row for row in found.select_for_update(of=("self",))}
    if any(thing.pk not in stored for thing in things):
        raise Stale(N_("Someone removed this while you were writing. Copy what you need of yours."))
    check_version(version, stored[things[0].pk].version)
    for row in stored.values():
        row.remember()
    return [stored[thing.pk] for thing in things]


@contextmanager
def _series_on(chain: Chain) -> Iterator[Series]:
    """The open series, or one of a single act."""
    if series := open_series():
        yield series
    else:
        with series_of_acts(chain) as series:
            yield series


def _begin(series: Series, chains: Sequence[Chain]) -> None:
    for chain, (act_id, article_id) in zip(chains, begin(chains), strict=True):
        # On SQLite ids are counted from what is stored, which acts of this series are not yet.
        series.newest = max(act_id, series.newest + 1)
        series.begun.append((chain, series.newest, article_id))


def _begun(series: Series, chain: Chain) -> tuple[int, int | None]:
    """The id of an act that begins on a chain, which is locked, and the key of its article."""
    if not series.begun:
        _begin(series, [chain])
    expected, act_id, article_id = series.begun.pop(0)
    if expected != chain:
        raise ValueError("The acts of a series begin on the chains that it was told of.")
    return act_id, article_id


def _changeset(act: OpenAct, reason: str, effective_on: date | None) -> ChangeSet:
    """What is recorded of an act that is over, without its place on the chain and its hash."""
    if act.kind is None:
        raise ValueError("Nobody told the kind of this act.")
    return ChangeSet(
        id=act.id,
        article_id=act.article_id,
        claim_id=act.claim_id,
        kind=act.kind,
        reason=reason_for(act.kind, reason),
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


def _record(series: Series) -> None:
    """Put those acts of a series that wrote anything at the ends of their chains."""
    rows, heads = _stored(series)
    over = [act for act in series.ended if rows[act.id]]
    for act in over:
        seq, previous = heads.get(act.article_id, (0, NOTHING_BEFORE))
        act.seq = seq + 1
        act.hash = act.fingerprint(rows[act.id], previous)
        heads[act.article_id] = act.seq, act.hash
    ChangeSet.objects.record(over)


def _stored(series: Series) -> tuple[_Rows, _Heads]:
    """What the acts of a series close over, in one query: the rows that they wrote, as they are
    stored; and the heads of the chains that they stand on."""
    rows: _Rows = defaultdict(list)
    heads: _Heads = {}
    if not series.touched:
        return rows, heads
    ids = [act.id for act in series.ended]
    written = [
        model._base_manager.filter(act_id__in=ids)
        .order_by()
        .values_list("act_id", Value(model._meta.model_name), "row_hash", Value(0))
        for model in series.touched
    ]
    ends = ChangeSet.objects.ends({act.article_id for act in series.ended})
    last = [each.values_list("article_id", Value(""), "hash", "seq") for each in ends]
    first, *others = last + written
    for key, table, row_hash, seq in first.union(*others, all=True):
        if table:
            rows[key].append((table, row_hash))
        else:
            heads[key] = seq, row_hash
    return rows, heads
