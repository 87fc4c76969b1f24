"""Snapshots: copies of sources, kept under their hashes and never shown to readers."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile

from factcheck.actions.acts import editorial_act
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.vocabulary import Origin
from factcheck.models import Snapshot, Source
from factcheck.models.snapshot import inside


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
    digest = hashlib.sha256(copy.stored).hexdigest()
    name = f"snapshots/{digest[:2]}/{digest}.{copy.extension}"
    if not inside().exists(name):
        inside().save(name, ContentFile(copy.stored))
    with editorial_act(by=by, kind=Kind.SNAPSHOT_TAKE, reason=reason):
        kept = Snapshot.objects.filter(source=source, taken_at=copy.taken_at).first()
        if kept:
            return kept
        snapshot = Snapshot(
            source=source,
            origin=copy.origin,
            taken_at=copy.taken_at,
            url=copy.url,
            status=copy.status,
            media_type=copy.media_type,
            name=copy.name,
            size=len(copy.content),
            sha256=hashlib.sha256(copy.content).hexdigest(),
            file=name,
            file_sha256=digest,
            text=copy.text,
        )
        snapshot.save()
    return snapshot
