"""Watching: when a source is looked at again, what each look found, and what an editor made of it.

Looks are observations, not acts, and so outside the record, like the schedule; what they find
different is a `SourceChange`, which is in it.
"""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import CheckOutcome, Difference, Settlement
from factcheck.models.fields import one_of, word_field
from factcheck.models.tracked import TrackedModel, TrackedQuerySet


class WatchQuerySet(models.QuerySet["Watch"]):
    def due(self, now: datetime) -> "WatchQuerySet":
        return self.filter(next_at__lte=now).order_by("next_at")


class Watch(models.Model):
    """When a source is looked at next; `failures` counts the last looks, which reached nothing."""

    source = models.OneToOneField("factcheck.Source", models.PROTECT, related_name="watch")
    next_at = models.DateTimeField(_("next look"), db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager.from_queryset(WatchQuerySet)()

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")

    def __str__(self) -> str:
        return f"{self.source}: {self.next_at:%Y-%m-%d}"


class SourceCheck(models.Model):
    """One look at a source: what it found, and in a colleague's words why (`detail`, a key for
    translation). `snapshot` is the one that it took, where the source differed."""

    source = models.ForeignKey("factcheck.Source", models.PROTECT, related_name="checks")
    checked_at = models.DateTimeField(_("checked at"))
    outcome = word_field(CheckOutcome, verbose_name=_("outcome"))
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    snapshot = models.ForeignKey(
        "factcheck.Snapshot", models.PROTECT, null=True, related_name="checks"
    )

    class Meta:
        verbose_name = _("check of a source")
        verbose_name_plural = _("checks of sources")
        constraints = [one_of("outcome", CheckOutcome, name="check_outcome_known")]
        indexes = [
            models.Index(fields=["source", "-checked_at"], name="check_by_source"),
            models.Index(fields=["-checked_at"], name="check_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_outcome_display()}"


class SourceChangeQuerySet(TrackedQuerySet["SourceChange"]):
    def open(self) -> "SourceChangeQuerySet":
        """Those that no editor has looked at."""
        return self.filter(settlement=Settlement.OPEN)

    def confirmed(self) -> "SourceChangeQuerySet":
        """Those that readers are told of."""
        return self.filter(settlement=Settlement.CONFIRMED)


class SourceChange(TrackedModel):
    """That a source differs from what it was. Readers are told once an editor confirms it.

    `before` and `after` are the snapshots compared; `after` is None where nothing is left to copy.
    """

    source = models.ForeignKey("factcheck.Source", models.PROTECT, related_name="changes")
    difference = word_field(Difference, verbose_name=_("difference"))
    found_at = models.DateTimeField(_("found at"))
    before = models.ForeignKey(
        "factcheck.Snapshot", models.PROTECT, null=True, related_name="+", editable=False
    )
    after = models.ForeignKey(
        "factcheck.Snapshot", models.PROTECT, null=True, related_name="+", editable=False
    )
    settlement = word_field(
        Settlement, verbose_name=_("settlement"), default=Settlement.OPEN, editable=False
    )

    objects = models.Manager.from_queryset(SourceChangeQuerySet)()  # type: ignore[misc]

    class Meta(TrackedModel.Meta):
        verbose_name = _("change of a source")
        verbose_name_plural = _("changes of sources")
        constraints = [
            one_of("difference", Difference, name="change_difference_known"),
            one_of("settlement", Settlement, name="change_settlement_known"),
        ]
        indexes = [
            models.Index(fields=["settlement", "-id"], name="change_by_settlement"),
            models.Index(fields=["source", "-id"], name="change_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_difference_display()}"
