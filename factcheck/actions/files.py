"""Uploaded files: what is accepted as a copy of a source, and what of its text can be read."""

from django.conf import settings
from django.utils import timezone

from factcheck.actions.snapshots import Copy
from factcheck.domain.encoding import decoded
from factcheck.domain.errors import N_
from factcheck.domain.media import CSV, EXTENSIONS, PDF, BadFile, media_type_of, safe_name
from factcheck.domain.text import MAX_CHARACTERS
from factcheck.domain.vocabulary import Origin
from factcheck.fetching import text_of_pdf


def copy_of(content: bytes, name: str) -> Copy:
    """An uploaded file as a copy to keep, known by its content; `name` is what it was called.

    Raises BadFile, before anything is written.
    """
    if len(content) > settings.UPLOAD_MAX_MB * 1_000_000:
        raise too_large()
    media_type = media_type_of(content)
    return Copy(
        origin=Origin.UPLOADED,
        taken_at=timezone.now(),
        media_type=media_type,
        content=content,
        stored=content,
        extension=EXTENSIONS[media_type],
        name=safe_name(name, media_type),
        text=_text(content, media_type),
    )


def too_large() -> BadFile:
    return BadFile(
        N_("This file is larger than %(limit)s MB. Choose a smaller one, or a part of it."),
        limit=settings.UPLOAD_MAX_MB,
    )


def _text(content: bytes, media_type: str) -> str:
    """What can be read of it; "" for pictures and sounds."""
    if media_type == CSV:
        text = decoded(content)
        return text if len(text) <= MAX_CHARACTERS else ""
    return text_of_pdf(content) if media_type == PDF else ""
