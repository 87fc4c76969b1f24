"""What a reader sees of a text that was found: a passage, with the words looked for marked."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from factcheck.domain.searching import Search, folded_words

#: A word with the accents that are written as signs of their own.
_WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")
LENGTH = 240
#: So much stands before the first word that was found.
_BEFORE = 60
#: So far into a text words are looked for.
_DEPTH = 100_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `found`: one of the words that were looked for."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to mark: whole ones, and beginnings of words."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    @classmethod
    def by(cls, search: Search) -> "Wanted":
        beginnings = [term.words[-1] for term in search.terms if term.begins]
        return cls(frozenset(search.words), tuple(beginnings))

    def which(self, word: str) -> str:
        """The wanted word that this one is or begins with, or ""."""
        for each in folded_words(word):
            if each in self.whole:
                return each
            for beginning in self.beginnings:
                if each.startswith(beginning):
                    return beginning
        return ""

    def places(self, text: str) -> list[tuple[int, int, str]]:
        """Where in a text they stand: (start, end, which)."""
        if not self.whole:
            return []
        known: dict[str, str] = {}  # a text says most of its words more than once
        found = []
        for match in _WORD.finditer(text, 0, _DEPTH):
            word = match[0]
            if word not in known:
                known[word] = self.which(word)
            if known[word]:
                found.append((match.start(), match.end(), known[word]))
        return found


def marked(text: str, wanted: Wanted) -> list[Piece]:
    """A whole text in pieces."""
    return _pieces(text, 0, len(text), wanted.places(text))


def count_of(text: str, wanted: Wanted) -> int:
    """How many of the words stand in a text."""
    return len({which for _, _, which in wanted.places(text)})


def passage(text: str, wanted: Wanted, length: int = LENGTH) -> list[Piece]:
    """About `length` characters where most of the words stand together, or from the beginning."""
    places = wanted.places(text)
    start = max(0, _best(places, length) - _BEFORE)
    end = min(len(text), start + length)
    if start:
        start = _after_space(text, start)
    if end < len(text):
        end = _before_space(text, start, end)
    pieces = _pieces(text, start, end, places)
    before, after = ["… "] * bool(start), [" …"] * (end < len(text))
    return [*map(Piece, before), *pieces, *map(Piece, after)]


def _best(places: list[tuple[int, int, str]], length: int) -> int:
    """Where the stretch begins in which most different words stand."""
    best, most, first = 0, 0, 0
    for start, _, _ in places:
        while places[first][0] < start:
            first += 1
        near: Collection[str] = {
            which
            for at, end, which in places[first : first + 40]
            if at >= start and end <= start + length - _BEFORE
        }
        if len(near) > most:
            best, most = start, len(near)
    return best


def _pieces(text: str, start: int, end: int, places: list[tuple[int, int, str]]) -> list[Piece]:
    pieces, at = [], start
    for first, last, _ in places:
        if first >= start and last <= end:
            pieces += [Piece(text[at:first]), Piece(text[first:last], found=True)]
            at = last
    pieces.append(Piece(text[at:end]))
    return [piece for piece in pieces if piece.text]


def _after_space(text: str, start: int) -> int:
    space = re.compile(r"\s+").search(text, start, start + _BEFORE)
    return space.end() if space else start


def _before_space(text: str, start: int, end: int) -> int:
    cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return cut if cut > start else end
