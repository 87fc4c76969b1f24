"""The letters of a card: those of the machine where it has DejaVu, or else Pillow's own.

Pillow's own draw plain English and Indonesian, no accents. Scripts that run from the right, or
whose letters join or stack, ask for a shaping that Pillow may be built without: they count as
missing.
"""

import re
import unicodedata
from functools import lru_cache

from PIL import ImageFont

Typeface = ImageFont.FreeTypeFont

_NAMES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_NOWHERE = "\U0010ffff"  # which no typeface has, so that it is drawn as what is missing
#: Print that has a plainer form with the same meaning.
_PLAINER = {
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("‘’‚′ʼ", "'"),
    **dict.fromkeys("“”„″«»", '"'),
    "…": "...",
    "×": "x",
    "•": "·",
}
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@lru_cache(maxsize=32)
def typeface(size: int, *, bold: bool = False) -> Typeface:
    """A typeface of so many points."""
    try:
        return ImageFont.truetype(_NAMES[bold], size)
    except OSError:
        found = ImageFont.load_default(size)
        if not isinstance(found, ImageFont.FreeTypeFont):
            raise TypeError("Pillow was built without FreeType.") from None
        return found


def drawable(text: str, face: Typeface) -> str:
    """The text as the typeface can draw it; "" where a letter is missing.

    A text is left out as a whole: one without some of its letters would be another.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = " ".join(text.split())
    if not _missing(text, face):
        return text
    plain = "".join(_PLAINER.get(sign, sign) for sign in text)
    return "" if _missing(plain, face) else plain


def _missing(text: str, face: Typeface) -> bool:
    return any(not _has(face, sign) for sign in set(text) - {" "})


def _is_shaped(sign: str) -> bool:
    from_the_right = unicodedata.bidirectional(sign) in {"R", "AL", "AN"}
    return from_the_right or unicodedata.category(sign) in {"Mn", "Mc", "Me", "Cc", "Cf"}


@lru_cache(maxsize=4_096)
def _has(face: Typeface, sign: str) -> bool:
    return not _is_shaped(sign) and bytes(face.getmask(sign)) != _box(face)


@lru_cache(maxsize=32)
def _box(face: Typeface) -> bytes:
    """What is drawn in place of a letter that is missing."""
    return bytes(face.getmask(_NOWHERE))
