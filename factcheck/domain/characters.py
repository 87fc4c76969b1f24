"""The signs that a text may hold, and the one form in which it holds them."""

import unicodedata

import regex  # type: ignore[import-untyped]

from factcheck.domain.errors import N_, Refusal

# Control characters, lone surrogates, non-characters, and format characters without any use today.
_UNWANTED = dict.fromkeys([*range(9), *range(14, 32), *range(127, 160), 0xFEFF])
_UNWANTED |= dict.fromkeys([*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)])
_UNWANTED |= dict.fromkeys(plane + end for plane in range(0, 0x110000, 0x10000) for end in (-2, -1))
_UNWANTED |= dict.fromkeys([*range(0x2061, 0x2065), *range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC)])
# Embeddings, overrides and isolates turn the order on screen round, beyond their own words too:
# what the record holds would not be what a reader saw. Marks (LRM, RLM, ALM), which honest Arabic
# and Hebrew need, turn nothing round and stay, as do the joiners of Persian, Hindi and emoji.
_UNWANTED |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_LINE_ENDS = dict.fromkeys([0x0B, 0x85, 0x2028, 0x2029], "\n")
_CHARACTERS: dict[int, str | None] = {**_UNWANTED, **_LINE_ENDS}

# Letters that nobody sees, but for the flags of England, Scotland, Wales and the like.
_HIDDEN = regex.compile(
    r"(\U0001F3F4[\U000E0030-\U000E007A]{3,6}\U000E007F)|[\U000E0000-\U000E007F]"
)

# As in Unicode's Stream-Safe Text Format; no language comes near it.
MAX_ACCENTS = 30
_TOO_MANY_ACCENTS = regex.compile(rf"\p{{M}}{{{MAX_ACCENTS + 1}}}")


def clean_characters(text: str) -> str:
    """Without characters that nobody sees or that reorder others; any line separator as LF."""
    cleaned: str = _HIDDEN.sub(r"\1", text.translate(_CHARACTERS))
    return cleaned


def one_line(text: str) -> str:
    """A clean text of one line, white space collapsed, in NFC."""
    return composed(" ".join(clean_characters(text).split()))


def several_lines(text: str) -> str:
    """A clean text of one or more lines, each ending in LF, with nothing around it, in NFC."""
    lines = clean_characters(text).replace("\r\n", "\n").replace("\r", "\n")
    return composed(lines.strip())


def composed(text: str) -> str:
    """The text in NFC. Ordering accents takes time with the square of their number on a letter."""
    if _TOO_MANY_ACCENTS.search(text):
        raise Refusal(
            N_("More than %(limit)s accents stand on one letter. Paste the text without them."),
            limit=MAX_ACCENTS,
        )
    return unicodedata.normalize("NFC", text)
