"""Append-only rows: what every one of them carries, and how they refuse to change.

`Record` is the base of the immutable nouns (Revision, Anchor, Verdict, …); the rows of history
(`models.tracked`) share the rest. All carry their act, a nonce and a hash; `ChangeSet` closes
over the hashes.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn, TypeVar

from django.db import models

from factcheck.domain.chain import fingerprint, new_nonce
from factcheck.models.act import OpenAct, current_act
from factcheck.models.fingerprints import FORMS
from factcheck.models.limits import check_lengths


class AppendOnly(Exception):
    """A row of the record was about to be changed or deleted."""


class Stamped(models.Model):
    """A row written once, with the act that wrote it, a nonce and a hash of its content."""

    act = models.ForeignKey("factcheck.ChangeSet", models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=32, editable=False)
    form = models.PositiveSmallIntegerField(editable=False)
    row_hash = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True

    def fingerprint(self) -> str:
        """The hash of this row's content as it is now, by the form it was written in."""
        table = self._meta.model_name or ""
        return fingerprint(table, self.form, columns(self, FORMS[table][self.form]))

    def is_intact(self) -> bool:
        """Whether the row is as it was written: its hash fits, and columns that its form does not
        cover, since they came later, hold what their migrations gave every row. Raises KeyError
        where there is no such form."""
        return self.fingerprint() == self.row_hash and self._later_columns_are_blank()

    def _later_columns_are_blank(self) -> bool:
        forms = FORMS[self._meta.model_name or ""]
        later = set(forms[max(forms)].split()) - set(forms[self.form].split())
        return all(
            getattr(self, field.attname) == field.get_default()
            for field in self._meta.concrete_fields
            if field.attname in later
        )

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        act = current_act()
        if not self._state.adding:
            raise AppendOnly(f"{self._meta.object_name} rows are never changed.")
        check_lengths(self)
        stamp([self], act)
        super().save_base(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(f"{self._meta.object_name} rows are never deleted.")


def columns(row: models.Model, names: str) -> dict[str, Any]:
    """The named columns' values, in the types that the database gives them back in."""
    fields = {field.attname: field for field in row._meta.concrete_fields}
    return {name: fields[name].to_python(getattr(row, name)) for name in names.split()}


M = TypeVar("M", bound=Stamped)


def stamp(rows: Sequence[Stamped], act: OpenAct) -> None:
    """Give each new row its id where it has none, its act, a nonce, and last its hash."""
    for row in rows:
        if row.pk is None:
            row.pk = act.number_row()
        row.act_id = act.id
        row.nonce = new_nonce()
        row.form = max(FORMS[row._meta.model_name or ""])
        row.row_hash = row.fingerprint()
        act.touched.add(type(row))


class AppendOnlyQuerySet(models.QuerySet[M]):
    """Rows that can be added and read, never changed."""

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        rows = list(objs)
        for row in rows:
            check_lengths(row)
        stamp(rows, current_act())
        return super().bulk_create(rows, *args, **kwargs)

    def update(self, **values: Any) -> NoReturn:
        raise AppendOnly(f"{self.model._meta.object_name} rows are never changed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(f"{self.model._meta.object_name} rows are never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnly(f"{self.model._meta.object_name} rows are never deleted.")


class Record(Stamped):
    """Base of the immutable nouns: each is its own history."""

    objects = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        abstract = True
        base_manager_name = "objects"
