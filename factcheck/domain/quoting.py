"""Whether the words of a quote stand in a text, whatever became of their print."""

from collections.abc import Sequence

import regex  # type: ignore[import-untyped]

from factcheck.domain.typography import fold

# Where words are not told apart by spaces, each letter stands for itself.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
#: A number with its points and commas, a word, or any other sign.
_TOKEN = regex.compile(
    rf"[{_UNSPACED}]\p{{M}}*|\d[\d.,]*\d[\w--[{_UNSPACED}]]*|[\w--[{_UNSPACED}]]+|[^\w\s]",
    regex.VERSION1,
)
# A word divided at the end of a line, as in the text of a PDF.
_DIVIDED = regex.compile(r"(?<=\p{L})[-\u2010]\n\s*(?=\p{Ll})")
# How a quote says that it leaves words out.
_LEFT_OUT = regex.compile(r"[\[(]\s*\.{3}\s*[\])]|\.{3,}")
_OPENING, _CLOSING = frozenset("'(["), frozenset("').,;:!?]")


def stands_in(quote: str, text: str) -> bool:
    """Whether the words of a quote stand in a text, whole and in their order.

    White space, typography, capitals (which a style sheet may make) and the signs around the quote
    don't count; every sign between its words does. Where it leaves words out (“…”, “[…]”), its
    parts stand one after the other. A quote without a word stands in anything.
    """
    parts = [part for piece in _LEFT_OUT.split(fold(quote)) if (part := _bare(_tokens(piece)))]
    if not parts:
        return True
    if _follow(parts, text):
        return True
    mended = _DIVIDED.sub("", text)
    return mended != text and _follow(parts, mended)


def _follow(parts: Sequence[Sequence[str]], text: str) -> bool:
    # Tokens hold no white space, so with a space on each side only whole ones are found.
    within = f" {' '.join(_tokens(fold(text)))} "
    place = 0
    for part in parts:
        words = f" {' '.join(part)} "
        found = within.find(words, place)
        if found < 0:
            return False
        place = found + len(words) - 1
    return True


def _tokens(folded: str) -> list[str]:
    found: list[str] = _TOKEN.findall(folded.replace('"', "'").casefold())
    return found


def _bare(tokens: list[str]) -> list[str]:
    """Without the signs around it: a sentence's last point may be a comma in the page."""
    start, end = 0, len(tokens)
    while start < end and tokens[start] in _OPENING:
        start += 1
    while start < end and tokens[end - 1] in _CLOSING:
        end -= 1
    return tokens[start:end]
