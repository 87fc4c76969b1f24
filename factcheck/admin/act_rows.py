"""What one act wrote: each row, and how it differs from the row before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import NoReverseMatch, reverse

from factcheck.actions.seals import KEPT, sealed_rows
from factcheck.admin.describe import Change, Names, changes
from factcheck.models import ChangeSet, Record, TrackedModel
from factcheck.models.triggers import append_only_models

_MOST = 100  # rows of one table: an act on a long article moves every anchor


@dataclass(frozen=True, slots=True)
class Written:
    """One row: the noun, what the row says of it, and where its history is.

    `is_sealed`: what else it says is kept from the person who asks.
    """

    noun: str
    name: str
    sign: str
    changes: list[Change]
    row_hash: str
    history_url: str
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class WrittenRows:
    """The rows of an act; `more` where there were too many to show."""

    rows: list[Written]
    more: bool


def rows_of(act: ChangeSet, person: int) -> WrittenRows:
    """What a person may see of the rows of an act: at most a few queries for each table of the
    record, whatever the act wrote."""
    found: list[Written] = []
    more = False
    for table in append_only_models():
        if table is ChangeSet:
            continue
        rows = list(table._base_manager.filter(act_id=act.pk).order_by("pk")[: _MOST + 1])
        more = more or len(rows) > _MOST
        if rows:
            found += _described(table, rows[:_MOST], act, person)
    return WrittenRows(found, more)


def _described(
    table: type[models.Model], rows: list[Any], act: ChangeSet, person: int
) -> Iterable[Written]:
    if issubclass(table, Record):
        return _records(table, rows, sealed_rows(person, rows))
    return _history(table.instance_type, rows, act)  # type: ignore[attr-defined]


def _records(table: type[models.Model], rows: list[Any], sealed: set[int]) -> Iterable[Written]:
    names = Names((table, row) for row in rows)
    for row in rows:
        noun, is_sealed = str(table._meta.verbose_name), row.pk in sealed
        # The hash may stand there all the same: nobody who lacks the row's nonce can try it out.
        untold = _DULL | KEPT[table] if is_sealed else _DULL
        said = [change for change in changes(table, None, row, names) if change.name not in untold]
        yield Written(noun, "", "+", said, row.row_hash, "", is_sealed)


_DULL = {"nonce", "form", "row_hash", "body", "image_sha256", "projection"}


def _history(noun: type[TrackedModel], rows: list[Any], act: ChangeSet) -> Iterable[Written]:
    keys = {row.id for row in rows}
    before = noun.as_it_stood(sorted(keys), act.pk - 1)
    names = Names((noun, row) for row in [*rows, *before.values()])
    for row in rows:
        old, gone = before.get(row.id), row.history_type == "-"
        said = changes(noun, old if row.history_type != "+" else None, None if gone else row, names)
        before[row.id] = row
        yield Written(
            str(noun._meta.verbose_name),
            f"#{row.id}",
            row.history_type,
            said,
            row.row_hash,
            _history_url(noun, row.id),
        )


def _history_url(noun: type[models.Model], pk: int) -> str:
    try:
        return reverse(f"admin:{noun._meta.app_label}_{noun._meta.model_name}_history", args=[pk])
    except NoReverseMatch:
        return ""
