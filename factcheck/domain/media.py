"""What an uploaded file is, by its content: one of few types, or refused. Its name says nothing.

No type that a browser or an office program would run is among them: no HTML, no SVG, no macros.
"""

import io
import re
from collections.abc import Callable
from threading import Lock

from PIL import Image

from factcheck.domain.errors import N_, Refusal
from factcheck.domain.sound import is_aac, is_m4a, is_mp3, is_ogg, is_wav
from factcheck.domain.spreadsheets import is_csv, is_ods, is_xlsx

PIXELS = 50_000_000  # more than any camera's; a bomb has more
_DECODING = Lock()  # a picture takes up to 400 MB while it is read: one at a time

PDF = "application/pdf"
CSV = "text/csv"

#: Each type that is kept, and the end of its files' names.
EXTENSIONS = {
    PDF: "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/aac": "aac",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    CSV: "csv",
}

_TAIL = 2048
_SIGNS = re.compile(r"[^\w .,()+@&-]")


class BadFile(Refusal):
    """A file that is not kept: of another type, too large, empty, damaged, or with programs."""


def media_type_of(content: bytes) -> str:
    """The type of a file, one of EXTENSIONS. Raises BadFile."""
    if not content:
        raise BadFile(N_("This file is empty. Choose another one."))
    for media_type, is_this in _TYPES.items():
        if is_this(content):
            return media_type
    raise BadFile(
        N_(
            "This file is none that is kept here. Choose a PDF, a picture (JPEG, PNG, WebP), a"
            " sound (MP3, M4A, AAC, OGG, WAV) or a spreadsheet without macros (XLSX, ODS, CSV)."
        )
    )


def safe_name(name: str, media_type: str) -> str:
    """A name for a file of a type: without folders and odd signs, with the end that its content
    asks for. Files without a name of their own are named after their type."""
    extension = EXTENSIONS.get(media_type, "bin")
    stem = re.split(r"[/\\]", name)[-1]
    stem = stem.rpartition(".")[0] or stem if stem.count(".") else stem
    stem = " ".join(_SIGNS.sub("_", stem).split()).strip(" ._")[:100].strip(" ._")
    return f"{stem or 'file'}.{extension}"


def _is_pdf(content: bytes) -> bool:
    """From its first byte to its end: readers forgive what stands around, and so do polyglots."""
    return bool(re.match(rb"%PDF-[12]\.\d", content)) and b"%%EOF" in content[-_TAIL:]


def _is_picture(kind: str) -> Callable[[bytes], bool]:
    signature = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n", "WEBP": b"RIFF"}[kind]

    def is_picture(content: bytes) -> bool:
        if not content.startswith(signature):
            return False
        try:
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                if image.width * image.height > PIXELS:
                    raise BadFile(N_("The picture has too many pixels. Choose a smaller one."))
                with _DECODING:
                    image.load()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return False
        return True

    return is_picture


_TYPES: dict[str, Callable[[bytes], bool]] = {
    PDF: _is_pdf,
    "image/jpeg": _is_picture("JPEG"),
    "image/png": _is_picture("PNG"),
    "image/webp": _is_picture("WEBP"),
    "audio/wav": is_wav,
    "audio/ogg": is_ogg,
    "audio/mp4": is_m4a,
    "audio/aac": is_aac,
    "audio/mpeg": is_mp3,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": is_xlsx,
    "application/vnd.oasis.opendocument.spreadsheet": is_ods,
    CSV: is_csv,
}
