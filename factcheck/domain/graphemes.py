"""What a reader sees as one character: a letter with its marks, a flag, a picture of parts."""

import unicodedata
from collections.abc import Iterator
from functools import cache

import regex  # type: ignore[import-untyped]

_GRAPHEME = regex.compile(r"\X")
# How far before a place its character is looked for, in code points.
_WINDOW = 128
# Where combining marks stand: the first two planes, and the selectors of the fifteenth.
_PLANES = (range(0x300, 0x20000), range(0xE0020, 0xE0080), range(0xE0100, 0xE01F0))
# Signs that join or tint, and signs that take no room, within a word as marks are.
_JOINED = frozenset("\u00ad\u200b\u200c\u200d\u2060") | set(map(chr, range(0x1F3FB, 0x1F400)))


def splits(text: str, place: int) -> bool:
    """Would a cut at this place part what a reader sees as one character?"""
    return _around(text, place) is not None


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A span made as wide as it must be to split no character at its edges."""
    first, last = _around(text, start), _around(text, end)
    return (first[0] if first else start), (last[1] if last else end)


def _around(text: str, place: int) -> tuple[int, int] | None:
    """The character that a place lies within, None at its edge."""
    if not 0 < place < len(text) or (text[place].isascii() and text[place] != "\n"):
        return None
    low = place
    while low > 0 and place - low < _WINDOW and not text[low - 1].isspace():
        low -= 1
    for found in _GRAPHEME.finditer(text, max(0, low - 1)):
        if found.end() >= place:
            return found.span() if found.start() < place < found.end() else None
    return None


@cache
def combining_marks() -> str:
    """Signs that belong to the letter before them, as ranges inside brackets of a pattern."""
    return "".join(_ranges())


def _ranges() -> Iterator[str]:
    yield "\u00ad"
    for plane in _PLANES:
        first = None
        for code in plane:
            char = chr(code)
            is_mark = unicodedata.category(char)[0] == "M" or char in _JOINED or code >= 0xE0000
            if is_mark and first is None:
                first = char
            elif not is_mark and first is not None:
                yield f"{first}-{chr(code - 1)}"
                first = None
        if first is not None:
            yield f"{first}-{chr(plane[-1])}"
