"""Snapshots: copies of sources, kept under their hashes and never shown to readers."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone

from factcheck import fetching
from factcheck.actions.acts import editorial_act
from factcheck.actions.chains import NEWSROOM, lock
from factcheck.domain.actor import SYSTEM, Actor
from factcheck.domain.acts import Kind
from factcheck.domain.addresses import canonical
from factcheck.domain.errors import N_
from factcheck.domain.vocabulary import CheckOutcome, Origin
from factcheck.domain.watching import first_look
from factcheck.fetching.refusals import Busy, NotLetIn, NotPublic, SwitchedOff, TooLarge, Why
from factcheck.models import Snapshot, Source, SourceCheck, Watch
from factcheck.models.snapshot import inside

#: Sent once a copy of a source is wanted, in the same transaction: what it leads to stands or falls
#: with that. `source` is its key; `again` says that one may have been asked for before, and not be
#: taken yet.
wanted = Signal()


@dataclass(frozen=True, slots=True)
class Copy:
    """A document as it was found. `content` are its own bytes, `stored` those that are kept (the
    answer as WARC, or the document again) in a file that ends in `extension`."""

    origin: Origin
    taken_at: datetime
    media_type: str
    content: bytes
    stored: bytes
    extension: str
    url: str = ""
    status: int | None = None
    name: str = ""
    text: str = ""


def keep(*, source: Source, by: Actor, copy: Copy, reason: str = "") -> Snapshot:
    """Keep a copy of a source.

    The file is stored before the transaction ends: one that no snapshot names is harmless, a
    snapshot that names no file is not. What was kept of this source at that very moment already is
    given back, so that a task may be run twice.
    """
    store(copy)
    with editorial_act(by=by, kind=Kind.SNAPSHOT_TAKE, reason=reason):
        kept = Snapshot.objects.filter(source=source, taken_at=copy.taken_at).first()
        return kept or written(source, copy)


def want(source: Source) -> None:
    """Have a copy taken of a new source. It is watched once that is begun with."""
    if source.url and is_on():
        wanted.send(sender=Source, source=source.pk, again=False)


def want_anew(source: Source) -> None:
    """Have a copy taken of a source that got another address, and watch it from the beginning."""
    if source.url and is_on():
        watch(source)
        wanted.send(sender=Source, source=source.pk, again=False)


def watch(source: Source, **found: Any) -> None:
    """Note when a source is looked at next, and after how many looks that reached nothing: as was
    `found`, or from the beginning."""
    begun = {"next_at": first_look(timezone.now(), source.pk), "failures": 0} | found
    Watch.objects.bulk_create(
        [Watch(source=source, **begun)],
        update_conflicts=True,
        unique_fields=["source"],
        update_fields=list(begun),
    )


def take(*, source: int, asked_at: datetime) -> Snapshot | None:
    """Fetch a source's address and keep what stands there; None where nothing was kept.

    May be run twice: what was kept since it was asked for is not fetched again. Nothing is kept of
    an address that was given up meanwhile. What is refused for good leaves a check that says so.
    Whatever comes of it, the source is watched from now on. Raises FetchRefused where another
    attempt may do better.
    """
    found = fetched_ones().filter(pk=source).first()
    if found is None or not is_on():
        return None
    _begin_to_watch(found)
    if _is_done(found, asked_at):
        return None
    try:
        copy = copy_of(fetching.document_at(found.url), asked_at)
    except fetching.FetchRefused as refused:
        if is_passing(refused):
            raise
        _note_refusal(found, refused, asked_at)
        return None
    store(copy)
    with transaction.atomic():
        lock(NEWSROOM)  # where addresses change, and where another may keep a copy just now
        if is_given_up(found) or _is_done(found, asked_at):
            return None
        with editorial_act(by=SYSTEM, kind=Kind.SNAPSHOT_TAKE, reason=""):
            return written(found, copy)


def is_on() -> bool:
    """Whether this site copies sources and looks at them by itself."""
    return bool(settings.WATCHING) and fetching.is_on()


def fetched_ones() -> "QuerySet[Source]":
    """The sources that have an address, and are no duplicates of others."""
    return Source.objects.filter(duplicate_of=None).exclude(url="")


def is_given_up(source: Source) -> bool:
    """Whether a source has another address by now, or gave way to another source."""
    return not fetched_ones().filter(pk=source.pk, url=source.url).exists()


def of_address(source: Source) -> "QuerySet[Snapshot]":
    """The copies that were fetched from the address that a source has now, newest first."""
    since = address_since(source)
    return source.snapshots.filter(origin=Origin.FETCHED, act__gte=since).order_by("-id")


def address_since(source: Source) -> int:
    """The key of the act by which a source got the address that it has.

    By order of acts, since clocks differ.
    """
    compared = canonical(source.url)
    written = source.history.order_by("-act_id", "-history_id").values_list("act_id", "url")
    own = takewhile(lambda row: canonical(row[1]) == compared, written)
    return min((act for act, _url in own), default=0)


def copy_of(document: fetching.Document, asked_at: datetime) -> Copy:
    """A fetched document as it is kept: never from before it was asked for, whatever two machines'
    clocks say."""
    fetched = document.fetched
    return Copy(
        origin=Origin.FETCHED,
        taken_at=max(fetched.fetched_at, asked_at),
        media_type=document.media_type,
        content=fetched.content,
        stored=document.warc,
        extension="warc.gz",
        url=fetched.url,
        status=fetched.status,
        text=document.text,
    )


def store(copy: Copy) -> None:
    """Have the bytes of a copy in their place, whole: a process that dies leaves no half of them
    under that name."""
    _digest, name = _place(copy)
    storage = inside()
    if storage.exists(name) and storage.size(name) == len(copy.stored):
        return
    draft = storage.save(f"snapshots/new/{secrets.token_hex(16)}", ContentFile(copy.stored))
    with Path(storage.path(draft)).open("rb") as file:
        os.fsync(file)
    target = Path(storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    Path(storage.path(draft)).replace(target)


def sha256_of(content: bytes) -> str:
    """The fingerprint of bytes, as snapshots write it."""
    return hashlib.sha256(content).hexdigest()


def written(source: Source, copy: Copy) -> Snapshot:
    """The row of a copy that is stored, written within the act at hand."""
    digest, name = _place(copy)
    snapshot = Snapshot(
        source=source,
        origin=copy.origin,
        taken_at=copy.taken_at,
        url=copy.url,
        status=copy.status,
        media_type=copy.media_type,
        name=copy.name,
        size=len(copy.content),
        sha256=sha256_of(copy.content),
        file=name,
        file_sha256=digest,
        text=copy.text,
    )
    snapshot.save()
    return snapshot


def is_passing(refused: fetching.FetchRefused) -> bool:
    """Whether another attempt, soon, may do better."""
    if isinstance(refused, (NotPublic, SwitchedOff)):
        return False
    return isinstance(refused, Busy) or refused.why is Why.OUT_OF_REACH


_DETAILS: dict[type[fetching.FetchRefused], str] = {
    NotLetIn: N_("The site doesn't let the page be read."),
    TooLarge: N_("It is larger than what is read here."),
}
_DETAIL_OF_REASON = {
    Why.GONE: N_("The site says that there is no such page."),
    Why.OUT_OF_REACH: N_("The site answered with an error."),
    Why.UNUSABLE: N_("What stands there can't be read here."),
    Why.NOT_ASKED: N_("This address can't be fetched."),
}


def detail_of(refused: fetching.FetchRefused) -> str:
    """Why nothing was fetched, for colleagues: a whole sentence, and a key for translation."""
    if refused.values:  # which a check keeps in a column of its own, or which say too much
        return _DETAILS.get(type(refused), _DETAIL_OF_REASON[refused.why])
    return refused.message


def _begin_to_watch(source: Source) -> None:
    """Watch a source that is not watched yet, and be done with that before the network is asked: a
    worker may be killed over the answer."""
    with transaction.atomic():
        lock(NEWSROOM)  # where addresses change, and sources give way to others
        if not is_given_up(source):
            first = first_look(timezone.now(), source.pk)
            Watch.objects.bulk_create([Watch(source=source, next_at=first)], ignore_conflicts=True)


def _is_done(source: Source, asked_at: datetime) -> bool:
    return of_address(source).filter(taken_at__gte=asked_at).exists()


def _note_refusal(source: Source, refused: fetching.FetchRefused, asked_at: datetime) -> None:
    if isinstance(refused, SwitchedOff):
        return
    SourceCheck.objects.create(
        source=source,
        checked_at=max(timezone.now(), asked_at),
        outcome=CheckOutcome.GONE if refused.is_gone else CheckOutcome.UNREACHABLE,
        status=refused.status,
        url=source.url,
        detail=detail_of(refused),
    )


def _place(copy: Copy) -> tuple[str, str]:
    digest = sha256_of(copy.stored)
    return digest, f"snapshots/{digest[:2]}/{digest}.{copy.extension}"
