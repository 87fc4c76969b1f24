"""What only differs in print: quotes, dashes, spaces, compatibility forms."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from factcheck.domain.html.tree import INVISIBLE
from factcheck.domain.words import words

# Joiners, marks of no width and variation selectors. Not signs that turn the direction of writing:
# "100" can be shown as "001" with them.
_UNSEEN = "\u034f\u180e\u200c\u200d\u2061\u2062\u2063\u2064" + "".join(
    map(chr, range(0xFE00, 0xFE10))
)
_SAME = {
    **dict.fromkeys("“”„‟«»〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛‹›`´′", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys(INVISIBLE, ""),
    **dict.fromkeys(_UNSEEN, ""),
    "…": "...",
    "″": '"',
}
# Forms that mean the same letter. Not superscripts or fractions: 10² is not 102.
_COMPATIBLE = words(
    "<wide> <narrow> <noBreak> <compat> <font> <initial> <medial> <final> <isolated>"
)
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def plain(char: str) -> str:
    """The character as a typewriter would have it; maybe several, maybe none."""
    if char in _SAME:
        return _SAME[char]
    if char.isspace():
        return " "
    form = unicodedata.decomposition(char).partition(" ")[0]
    return unicodedata.normalize("NFKC", char) if form in _COMPATIBLE else char


def fold(text: str) -> str:
    """The text without differences of print: one form a sign, one space for any white space."""
    if text.isascii():
        return _SPACE.sub(" ", text.replace("`", "'")).strip()
    plain_text = "".join(map(plain, unicodedata.normalize("NFC", text)))
    return _SPACE.sub(" ", unicodedata.normalize("NFC", plain_text)).strip()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and for each of its characters the place in the original it came from."""

    text: str
    places: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original behind a span, not empty, of the folded text."""
        return self.places[start], self.places[end - 1] + 1


def folded(text: str) -> Folded:
    """`fold` for a text in NFC, with the way back."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for sign in plain(char):
            if sign != " " or (chars and chars[-1] != " "):
                chars.append(sign)
                places.append(place)
    return Folded("".join(chars), places)
