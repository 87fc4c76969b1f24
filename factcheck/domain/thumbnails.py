"""A small copy of a picture, to know it by."""

import io
from threading import Lock

from PIL import Image

SIZE = (480, 480)  # pixels, at most
_FORMATS = ("JPEG", "PNG", "WEBP")
_DECODING = Lock()  # a picture takes up to 400 MB while it is read: one at a time


def small_copy(content: bytes) -> bytes:
    """A JPEG of a picture's bytes that fits in SIZE; b"" where they are no picture."""
    small = io.BytesIO()
    try:
        with _DECODING, Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            image.thumbnail(SIZE)
            image.convert("RGB").save(small, "JPEG", quality=80)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return b""
    return small.getvalue()
