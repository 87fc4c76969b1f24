"""A small copy of a picture, to know it by."""

import io

from PIL import Image, UnidentifiedImageError

SIZE = (480, 480)  # pixels, at most


def small_copy(content: bytes) -> bytes:
    """A JPEG of a picture's bytes that fits in SIZE; b"" where they are no picture."""
    small = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.thumbnail(SIZE)
            image.convert("RGB").save(small, "JPEG", quality=80)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return b""
    return small.getvalue()
