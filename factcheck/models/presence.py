"""Presence: who is writing about a claim at this moment. Outside the record; nothing keeps it."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

#: Whoever was not heard of for so long has stopped writing.
QUIET = timedelta(minutes=2)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def writing(self, now: datetime) -> "PresenceQuerySet":
        """Those heard of a moment ago."""
        return self.filter(seen_at__gt=now - QUIET)


class Presence(models.Model):
    """That a person has begun to write about a claim, and was last heard of at `seen_at`."""

    claim = models.ForeignKey("factcheck.Claim", models.PROTECT, related_name="presences")
    person = models.ForeignKey("factcheck.Person", models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    objects = models.Manager.from_queryset(PresenceQuerySet)()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["claim", "person"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.claim}"
