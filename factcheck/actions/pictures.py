"""Featured images: what is accepted, and where the bytes go."""

import hashlib
import io
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from factcheck.domain.addresses import check_url
from factcheck.domain.errors import N_, Refusal

LIMIT = 10 * 1024 * 1024  # bytes
PIXELS = 50_000_000  # more than any camera's; a bomb has more
_DECODING = Lock()  # a picture takes up to 400 MB while it is read: one at a time
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


class BadPicture(Refusal):
    """A file that is no picture we can show."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A featured image: the bytes of a file, or an address elsewhere, with its words."""

    content: bytes | None = None
    url: str = ""
    alt: dict[str, str] = field(default_factory=dict)
    caption: dict[str, str] = field(default_factory=dict)
    credit: str = ""


def revision_fields(picture: Picture) -> dict[str, Any]:
    """The columns of a revision that a picture fills; its file is stored under its own hash.

    Storing comes before the transaction ends: a file that no revision names is harmless, a
    revision that names no file is not. Raises BadPicture.
    """
    check_url(picture.url)
    fields: dict[str, Any] = {
        "image_url": picture.url,
        "image_alt": picture.alt,
        "image_caption": picture.caption,
        "image_credit": picture.credit,
        "image": "",
        "image_sha256": "",
    }
    if picture.content is not None:
        digest = hashlib.sha256(picture.content).hexdigest()
        name = f"images/{digest}.{_extension(picture.content)}"
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(picture.content))
        fields |= {"image": name, "image_sha256": digest}
    return fields


def _extension(content: bytes) -> str:
    if len(content) > LIMIT:
        raise BadPicture(N_("The picture is larger than 10 MB. Choose a smaller one."))
    try:
        extension, pixels = _read(content)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadPicture(N_("This file is not a JPEG, PNG or WebP picture.")) from error
    if pixels > PIXELS:
        raise BadPicture(N_("The picture has too many pixels. Choose a smaller one."))
    return extension


def _read(content: bytes) -> tuple[str, int]:
    """The extension and the number of pixels; all of them are decoded unless there are too many.

    A picture that is only half there would be shown to readers as broken.
    """
    with Image.open(io.BytesIO(content), formats=list(EXTENSIONS)) as image:
        pixels = image.width * image.height
        if pixels <= PIXELS:
            with _DECODING:
                image.load()
        return EXTENSIONS[image.format or ""], pixels
