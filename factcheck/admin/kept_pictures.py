"""A picture file between two pages: browsers send a file once, and show it nowhere again.

It is stored under its own hash as soon as it comes, by the action that would store it anyway, and
its signed name goes along. One that no revision names in the end is harmless: nobody is served it.
"""

import base64
from typing import Any

from django.core import signing
from django.core.files.storage import default_storage

from factcheck.actions.pictures import Picture, revision_fields
from factcheck.admin.pictures import WORDS
from factcheck.domain.thumbnails import small_copy
from factcheck.models import Revision

_SIGNER = signing.Signer(salt="factcheck.kept-picture")


def keep(content: bytes) -> str:
    """Store a picture's bytes, and give the signed name by which `name_of` finds them.

    Raises BadPicture.
    """
    return _SIGNER.sign(revision_fields(Picture(content=content))["image"])


def name_of(kept: str) -> str:
    """The file that a signed name names; "" where it is none of ours, or is gone."""
    try:
        name = _SIGNER.unsign(kept)
    except signing.BadSignature:
        return ""
    return name if default_storage.exists(name) else ""


def picture_from(data: dict[str, Any], present: Revision) -> Picture | None:
    """The picture that the boxes describe, or None where it stays as it is.

    New words on a picture that stays keep its file.
    """
    had = present.image.name or ""
    if data["remove_picture"]:
        return Picture() if had or present.image_url else None
    name = name_of(data["kept_picture"]) or had
    words = {field: data[field] for field in WORDS}
    if name == had and words == {field: getattr(present, field) for field in WORDS}:
        return None
    return Picture(
        content=_bytes(name) if name else None,
        url=words["image_url"],
        alt=words["image_alt"],
        caption=words["image_caption"],
        credit=words["image_credit"],
    )


def thumbnail(content: bytes | None) -> str:
    """A small copy of a picture, as a data: address; "" where there is nothing to show."""
    small = small_copy(content) if content else b""
    return f"data:image/jpeg;base64,{base64.b64encode(small).decode()}" if small else ""


def kept_thumbnail(kept: str) -> str:
    """The same of a picture that is kept between two pages."""
    name = name_of(kept)
    return thumbnail(_bytes(name)) if name else ""


def _bytes(name: str) -> bytes:
    with default_storage.open(name) as file:
        content: bytes = file.read()
    return content
