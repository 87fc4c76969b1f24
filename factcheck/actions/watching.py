"""Watching: sources are looked at again, and what is found different is brought to an editor.

What is asked of the network is asked outside of any transaction, since on SQLite one keeps
everybody else from writing. A look and all that comes of it are then written in one.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.dispatch import Signal
from django.utils import timezone

from factcheck.actions import looks, snapshots
from factcheck.actions.chains import NEWSROOM, lock
from factcheck.actions.changes import changes_of, confirm, dismiss, verdicts_resting_on
from factcheck.domain import watching as rules
from factcheck.domain.actor import Actor
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task, check_may
from factcheck.models import Evidence, Snapshot, Source, SourceCheck, Watch

__all__ = [
    "call_due",
    "changes_of",
    "confirm",
    "dismiss",
    "due",
    "look",
    "look_soon",
    "verdicts_resting_on",
    "watched",
]

#: Sent for sources that are to be looked at now, in the transaction that calls for them. `sources`
#: are their keys.
due = Signal()

#: At most so many looks are called for at once, and so many sources found that are new to watching.
LOOKS, NEW = 20, 50
#: A look that was called for and never came is called for again after this.
LOST = timedelta(days=1)


class NotWatched(Refusal):
    """A look was asked for at a source at which nobody looks."""


def watched() -> "QuerySet[Source]":
    """The sources that are looked at: those with an address that some evidence uses."""
    used = Evidence.objects.filter(source=OuterRef("pk"))
    return snapshots.fetched_ones().filter(Exists(used))


def call_due() -> None:
    """Call for the looks that are due, and for copies of sources that are new to watching.

    Each is called for once, however many workers ask: its next look is put off in the same
    transaction. Where nothing is due nothing is locked.
    """
    if snapshots.is_on():
        _begin_watching()
        _call_looks()


def look_soon(*, source: Source, by: Actor) -> None:
    """Have a source looked at as soon as a worker is free, whenever its next look would be.

    Raises NotWatched.
    """
    check_may(by, Task.CHECK)
    if not snapshots.is_on():
        raise NotWatched(N_("Looking at sources is switched off here."))
    if not watched().filter(pk=source.pk).exists():
        raise NotWatched(N_("Only sources with an address that some evidence uses are watched."))
    due.send(sender=Watch, sources=[source.pk])


def look(*, source: int, asked_at: datetime) -> SourceCheck | None:
    """Look at a source as robots.txt allows, and write down what was found.

    None where nobody looked: it is not watched any more, or was looked at since this was asked for,
    as by a worker killed afterwards. Raises Busy where this machine fetches too much just now.
    """
    found = watched().filter(pk=source).first()
    if found is None or not snapshots.is_on() or _is_done(found, asked_at):
        return None
    seen = looks.at(found, asked_at)
    if seen is None:
        return None
    seen.prepare()
    with transaction.atomic():
        lock(NEWSROOM)  # where addresses change, and where copies are kept
        if snapshots.is_given_up(found) or _is_done(found, asked_at):
            return None
        return seen.note()


def _is_done(source: Source, asked_at: datetime) -> bool:
    return source.checks.filter(checked_at__gte=asked_at).exists()


def _begin_watching() -> None:
    """Watch what is not watched yet, and have a copy taken where there is none.

    What was added a moment ago is among them: its copy was asked for then.
    """
    new = snapshots.fetched_ones().filter(watch=None).order_by("pk")
    if not new.exists():
        return
    now = timezone.now()
    with transaction.atomic():
        lock(NEWSROOM)  # another worker may have found the same
        copies = Snapshot.objects.filter(source=OuterRef("pk"))
        found = list(new.annotate(is_copied=Exists(copies))[:NEW])
        Watch.objects.bulk_create(
            Watch(source=source, next_at=rules.first_look(now, source.pk)) for source in found
        )
        for source in found:
            if not source.is_copied:
                snapshots.wanted.send(sender=Source, source=source.pk, again=True)


def _call_looks() -> None:
    now = timezone.now()
    waiting = Watch.objects.due(now).filter(source__in=watched())
    if not waiting.exists():
        return
    with transaction.atomic():
        called = list(waiting.select_for_update(skip_locked=True, of=("self",))[:LOOKS])
        for watch in called:
            watch.next_at = now + LOST
        Watch.objects.bulk_update(called, ["next_at"])
        due.send(sender=Watch, sources=[watch.source_id for watch in called])
