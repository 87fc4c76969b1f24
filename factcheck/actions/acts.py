"""editorial_act: the transaction in which tracked things may be written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from django.db import connection, transaction
from django.utils import timezone

from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind, reason_for
from factcheck.domain.chain import NOTHING_BEFORE, new_nonce
from factcheck.domain.errors import N_
from factcheck.domain.review import Stale, check_version
from factcheck.models import Article, ChangeSet, Claim, TrackedModel
from factcheck.models.act import OpenAct, draw_ids, enter, open_act
from factcheck.models.fingerprints import ACT_FORMS

_LOCKS = 0x0FAC  # our own space among PostgreSQL's advisory locks: there, articles by their keys,
NEWSROOM = 0  # … and what is no article
ADDRESSES = -1

M = TypeVar("M", bound=TrackedModel)


class NestedAct(Exception):
    """An act was begun inside another. One step may hold two acts, one after the other."""


@contextmanager
def editorial_act(
    *,
    article: Article | None,
    by: Actor,
    kind: Kind,
    reason: str,
    claim: Claim | None = None,
    effective_on: date | None = None,
) -> Iterator[OpenAct]:
    """Open an act in a transaction; record it last, with its hash, if it wrote anything.

    `article` None is the newsroom's chain, unless an article is created inside, which then sets
    `act.article_id`. The chain is locked to the end, so what stands on it is read inside as it will
    be at the commit. What stands on another chain (sources and ratings, for an act on an article)
    may change meanwhile on PostgreSQL: lock it too where it must not. Raises ReasonMissing before
    anything is opened, and NestedAct.
    """
    if open_act() is not None:
        raise NestedAct("An act is open already.")
    why = reason_for(kind, reason)
    with transaction.atomic():
        lock(article.pk if article else NEWSROOM)
        act = OpenAct(
            id=draw_ids(ChangeSet, 1)[0],
            actor=by,
            recorded_at=timezone.now(),
            article_id=article.pk if article else None,
            claim_id=claim.pk if claim else None,
        )
        enter(act)
        try:
            yield act
            _record(act, kind, why, effective_on)
        finally:
            enter(None)


def locked(thing: M, version: int | None = None) -> M:
    """The thing as it is stored now, with its row locked.

    Raises Stale where `version` is an older one, or where the thing is gone.
    """
    rows = type(thing).objects.select_for_update().filter(pk=thing.pk)
    row: M | None = rows.first()  # type: ignore[assignment]
    if row is None:
        raise Stale(N_("Someone removed this while you were writing. Copy what you need of yours."))
    check_version(version, row.version)
    return row


def lock(key: int) -> None:
    """Wait for everyone else who holds this lock, and hold it until the transaction ends."""
    # On SQLite the transaction has held the one write lock since it began.
    if connection.vendor == "postgresql":
        number = key % 2**31 if key > 0 else key  # two articles that share a lock merely wait
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCKS, number])


def _record(act: OpenAct, kind: Kind, reason: str, effective_on: date | None) -> None:
    rows = [
        (model._meta.model_name or "", row_hash)
        for model in act.touched
        for row_hash in model._base_manager.filter(act_id=act.id).values_list("row_hash", flat=True)
    ]
    if not rows:
        return
    previous = ChangeSet.objects.chain(act.article_id).order_by("-seq").first()
    changeset = ChangeSet(
        id=act.id,
        article_id=act.article_id,
        claim_id=act.claim_id,
        seq=previous.seq + 1 if previous else 1,
        kind=kind,
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
    changeset.hash = changeset.fingerprint(rows, previous.hash if previous else NOTHING_BEFORE)
    changeset.save(force_insert=True)
