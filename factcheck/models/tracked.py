"""Mutable nouns with a history that cannot miss.

django-simple-history makes the history tables and the rows; what it lacks is here: no write
outside an act, none without a row, no row for a write that changed nothing, no lost update, and
the bulk paths like the single ones. Why, point by point: docs/decisions/simple-history.md.
"""

from collections.abc import Collection, Iterable, Sequence
from copy import deepcopy
from typing import Any, Self, TypeVar

from django.db import models, transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from simple_history.manager import HistoricalQuerySet
from simple_history.models import HistoricalRecords
from simple_history.signals import post_create_historical_record

from factcheck.models.act import OpenAct, OutsideAct, current_act
from factcheck.models.limits import check_lengths
from factcheck.models.records import AppendOnlyQuerySet, Stamped


class LostUpdate(Exception):
    """The row was changed by someone else after it was read. Lock, read again, decide."""


class UnsavedChange(Exception):
    """A field differs from its row but is not among the fields to save, so history would lie."""


T = TypeVar("T", bound="TrackedModel")


class TrackedQuerySet(models.QuerySet[T]):
    """Every write goes row by row through the act, or is refused before it starts."""

    def update(self, **values: Any) -> int:
        current_act()
        with transaction.atomic(savepoint=False):
            rows = list(self.select_for_update())
            for row in rows:
                for name, value in values.items():
                    setattr(row, name, value)
                row.save()
        return len(rows)

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(
        self, objs: Iterable[T], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        """Like `save(update_fields=…)` on each, in as many queries for many rows as for one."""
        act = current_act()
        rows, names = list(objs), set(fields)
        with transaction.atomic(savepoint=False):
            stored = self.model._base_manager.select_for_update().in_bulk([row.pk for row in rows])
            if gone := [row.pk for row in rows if row.pk not in stored]:
                raise LostUpdate(f"{self.model._meta.object_name} {gone} are no longer there.")
            changed = [row for row in rows if row.changed_from(stored[row.pk], names)]
            for row in changed:
                row.version, row.act_id = row.version + 1, act.id
            if changed:
                # Django's own, since this class's update() would save row by row.
                plain: models.QuerySet[T] = models.QuerySet(self.model, using=self.db)
                plain.bulk_update(changed, [*sorted(names), "version", "act"], batch_size)
                self.model.history.bulk_history_create(changed, batch_size, update=True)
        return len(rows)

    def bulk_create(
        self,
        objs: Iterable[T],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[T]:
        act = current_act()
        if ignore_conflicts or update_conflicts:
            raise ValueError("A conflict that is passed over would leave history untrue.")
        rows = list(objs)
        for row in rows:
            check_lengths(row)
            row.act_id, row.version = act.id, 1
        with transaction.atomic(savepoint=False):
            created = super().bulk_create(rows, batch_size=batch_size)
            self.model.history.bulk_history_create(created, batch_size=batch_size)
        return created

    def delete(self) -> tuple[int, dict[str, int]]:
        current_act()
        with transaction.atomic(savepoint=False):
            return super().delete()


class HistoryQuerySet(HistoricalQuerySet, AppendOnlyQuerySet[Any]):
    """What `Model.history` gives: readable, never changed."""


class HistoryRow(Stamped):
    """Base of the history tables."""

    objects = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        abstract = True


class ActHistory(HistoricalRecords):
    """History by ChangeSet: rows are stamped, and ordered and indexed by act, not by clock."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            inherit=True,
            bases=(HistoryRow,),
            history_id_field=models.BigAutoField(),
            history_user_id_field=models.BigIntegerField(null=True),
            get_user=lambda **_: None,
            historical_queryset=HistoryQuerySet,
            **options,
        )

    def copy_fields(self, model: type[models.Model]) -> dict[str, Any]:
        """The noun's fields but `act` (a history row has its own), and without their indexes."""
        fields: dict[str, Any] = super().copy_fields(model)
        fields.pop("act", None)
        for field in fields.values():
            field.db_index = False
        return fields

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        name = model._meta.model_name
        newest_first = models.Index(
            fields=[model._meta.pk.attname, "-act", "-history_id"], name=f"h_{name}_as_it_stood"
        )
        options: dict[str, Any] = super().get_meta_options(model)
        return options | {
            "ordering": ["-act_id", "-history_id"],
            "get_latest_by": ["act_id", "history_id"],
            "indexes": [newest_first],
            "base_manager_name": "objects",
        }


class TrackedModel(models.Model):
    """A noun whose every change is written inside an act and kept in its history.

    `version` counts the changes, and `act` is the last of them. Saving writes only what changed;
    where nothing did, nothing is written.
    """

    act = models.ForeignKey("factcheck.ChangeSet", models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(TrackedQuerySet)()
    history = ActHistory()

    newest_row: Any = None  # the history row that this instance wrote last
    _stored: Self | None = None  # the row as it is, where `remember` was told

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Write what changed, and its history row, or nothing.

        Raises OutsideAct; LostUpdate where the row has a newer version than this instance;
        UnsavedChange where `update_fields` leaves out a field that differs.
        """
        act = current_act()
        self._refuse_untracked_save()
        if self._state.adding:
            check_lengths(self)
            self.version, self.act_id = 1, act.id
            super().save(*args, **kwargs | {"force_insert": True})
            return
        rows = type(self)._base_manager.select_for_update()
        if changed := self.changed_from(self._stored or rows.get(pk=self.pk), update_fields):
            self._count_up(act)
            super().save(*args, update_fields=[*changed, "version", "act"], **kwargs)
            if self._stored:
                self.remember()

    def remember(self) -> None:
        """Keep what is stored, by a reader who has locked the row and read it just now, so that
        `save` need not read it again in this transaction."""
        names = [field.attname for field in self._meta.concrete_fields]
        self._stored = self.__class__(**{name: deepcopy(getattr(self, name)) for name in names})  # type: ignore[assignment]  # of the same class

    def changed_from(self, stored: Self, update_fields: Iterable[str] | None = None) -> set[str]:
        """The names of the fields that differ from the stored row, which the caller has locked.

        Raises what `save` raises.
        """
        self._refuse_untracked_save()
        check_lengths(self)
        if stored.version != self.version:
            raise LostUpdate(f"{self._meta.object_name} {self.pk} has been changed meanwhile.")
        changed = {
            field.name
            for field in self._meta.concrete_fields
            if field.name not in {"act", "version"}
            and field.get_prep_value(getattr(self, field.attname))
            != field.get_prep_value(getattr(stored, field.attname))
        }
        if update_fields is not None and not changed <= set(update_fields):
            missing = ", ".join(sorted(changed - set(update_fields)))
            raise UnsavedChange(f"Save {missing} too, or read the row again first.")
        return changed

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        current_act()
        with transaction.atomic(savepoint=False):  # the row and its history, or none of the act
            super().save_base(*args, **kwargs)

    def touch(self) -> None:
        """Count a change that lies in rows of their own, so that whoever saw less is told."""
        self._count_up(current_act())
        super().save(update_fields=["version", "act"])
        if self._stored:
            self.remember()

    def _count_up(self, act: OpenAct) -> None:
        self.version, self.act_id = self.version + 1, act.id

    def _do_update(self, base_qs: Any, *args: Any) -> Any:
        """Django's own step of saving, over the version that was read and no other."""
        updated = super()._do_update(base_qs.filter(version=self.version - 1), *args)
        if not updated:
            raise LostUpdate(f"{self._meta.object_name} {self.pk} has been changed meanwhile.")
        return updated

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        current_act()
        with transaction.atomic(savepoint=False):
            return super().delete(*args, **kwargs)

    def save_without_historical_record(self, *args: Any, **kwargs: Any) -> None:
        raise TypeError("Nothing is saved without its history.")

    def _refuse_untracked_save(self) -> None:
        if hasattr(self, "skip_history_when_saving"):
            raise TypeError("Nothing is saved without its history.")
        for field in self._meta.concrete_fields:
            if hasattr(self.__dict__.get(field.attname), "resolve_expression"):
                raise TypeError(f"Give {field.name} a value: history can't keep an expression.")

    @classmethod
    def as_it_stood(cls, pks: Sequence[int], act_id: int) -> dict[int, Self]:
        """The objects as they stood once act `act_id` was over, by primary key.

        Reads each one's newest history row up to that act, by order of acts rather than by time
        (`as_of()` gives several rows for equal times). What did not exist then is left out.
        """
        newest = (
            cls.history.filter(id=models.OuterRef("id"), act_id__lte=act_id)
            .order_by("-act_id", "-history_id")
            .values("history_id")[:1]
        )
        rows = cls.history.filter(id__in=pks, history_id=models.Subquery(newest))
        return {row.id: _instance(row) for row in rows if row.history_type != "-"}


@receiver(pre_save)
def refuse_fixtures(sender: type[models.Model], *, raw: bool, **kwargs: Any) -> None:
    """`loaddata` writes past save(), and past history: what is tracked doesn't come that way."""
    if raw and issubclass(sender, (TrackedModel, Stamped)):
        raise OutsideAct(f"{sender.__name__} is written by actions, not loaded from fixtures.")


@receiver(post_create_historical_record)
def tell_of_row(instance: TrackedModel, history_instance: Any, **kwargs: Any) -> None:
    """Immutable records name the row that they are about: this spares reading it back."""
    instance.newest_row = history_instance


def _instance(row: Any) -> Any:
    """The noun as a history row tells it, with the act that wrote the row."""
    instance = row.instance
    instance.act_id = row.act_id
    return instance
