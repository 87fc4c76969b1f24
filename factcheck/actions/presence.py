"""Who is writing about a claim at this moment. No part of the record, so no act."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import OperationalError, transaction
from django.utils import timezone

from factcheck.domain.actor import Actor
from factcheck.domain.permissions import Task, check_may
from factcheck.models import Claim, Person, Presence
from factcheck.models.presence import QUIET

#: Whoever was heard of less than so long ago is not written down again.
PAUSE = timedelta(seconds=10)


def writing(*, claim: Claim, by: Actor, now: datetime | None = None) -> None:
    """Note that a person is writing about a claim. Where the database is busy nothing is noted:
    the next beat will be."""
    check_may(by, Task.CHECK)
    now = now or timezone.now()
    heard = Presence.objects.filter(claim=claim, person_id=by.person)
    if heard.filter(seen_at__gt=now - PAUSE).exists():
        return
    with suppress(OperationalError), transaction.atomic():
        Presence.objects.filter(claim=claim, seen_at__lte=now - QUIET).delete()
        Presence.objects.bulk_create(
            [Presence(claim=claim, person_id=by.person, seen_at=now)],
            update_conflicts=True,
            unique_fields=["claim", "person"],
            update_fields=["seen_at"],
        )


def left(*, claim: Claim, by: Actor) -> None:
    """Note that a person has stopped; where the database is busy, silence will tell."""
    with suppress(OperationalError):
        Presence.objects.filter(claim=claim, person_id=by.person).delete()


def who_writes(claim: Claim, *, but: int | None, now: datetime | None = None) -> list[Person]:
    """The people who are writing about a claim, by name, without the one who asks."""
    present = Presence.objects.writing(now or timezone.now()).filter(claim=claim)
    others = present.exclude(person=but).select_related("person").order_by("person__name")
    return [presence.person for presence in others]
