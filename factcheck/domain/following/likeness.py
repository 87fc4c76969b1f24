"""Stretches of a text that resemble given words, for a person to judge."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from factcheck.domain.graphemes import widened

# How like the words (of 100) a stretch must be.
LIKE_ENOUGH = 70
# The text is looked through in overlapping windows for pieces of the words; so many of the
# likeliest windows for each piece are looked at closely.
_STEP = 256
_PIECE = 64
_CLOSELY = 12
# How like a piece must be to be looked at.
_PIECE_LIKE_ENOUGH = 60
# Longer words are compared by so many code points of each end, to bound the time.
_LONGEST = 2_000
_LONGEST_WORD = 64
# At most so many words are added or taken off at the edges of what was found.
_MOST_FITTED = 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """A stretch of whole words, and how like the wanted words it is, 0 to 100."""

    start: int
    end: int
    likeness: float


class Lookalikes:
    """A text to be looked through any number of times."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _lowered(self) -> str:
        return lowered(self.text)

    @cached_property
    def _windows(self) -> dict[int, str]:
        low = self._lowered
        starts = range(0, max(1, len(low) - _STEP), _STEP)
        return {start: low[start : start + 2 * _STEP] for start in starts}

    def of(self, words: str, near: int = 0) -> list[Likeness]:
        """Stretches that resemble the words, the most alike first; they may overlap.

        Where many do, those nearest to a place are looked at.
        """
        wanted = lowered(words.strip())
        if not wanted or not self.text:
            return []
        likely = {self._whole(*span) for span in self._likely(wanted, near)}
        found = {self._fitted(wanted, *span) for span in likely if span[0] < span[1]}
        measured = [Likeness(*span, self._likeness(wanted, *span)) for span in found]
        good = [place for place in measured if place.likeness >= LIKE_ENOUGH]
        return sorted(good, key=lambda place: (-place.likeness, abs(place.start - near)))

    def _likely(self, wanted: str, near: int) -> Iterator[tuple[int, int]]:
        """Where the words would be if all of them were there, and from their head to their tail."""
        windows = dict(sorted(self._windows.items(), key=lambda window: abs(window[0] - near)))
        heads, tails = [], []
        for offset in sorted({0, max(0, len(wanted) - _PIECE) // 2, max(0, len(wanted) - _PIECE)}):
            for place in self._places(wanted[offset : offset + _PIECE], windows):
                start = max(0, place - offset)
                yield start, min(len(self.text), start + len(wanted))
                if offset == 0:
                    heads.append(place)
                elif offset + _PIECE >= len(wanted):
                    tails.append(place + _PIECE)
        for head in heads:
            for tail in tails:
                if len(wanted) < 2 * (tail - head) < 4 * len(wanted):
                    yield head, min(len(self.text), tail)

    def _places(self, piece: str, windows: dict[int, str]) -> Iterator[int]:
        """Where a piece of the words seems to begin."""
        likely = process.extract(
            piece,
            windows,
            scorer=fuzz.partial_ratio,
            processor=None,
            limit=_CLOSELY,
            score_cutoff=_PIECE_LIKE_ENOUGH,
        )
        for window, _, low in likely:
            rest = window
            for _ in range(2):
                found = fuzz.partial_ratio_alignment(piece, rest)
                if found is None or found.dest_start == found.dest_end:
                    break
                yield low + found.dest_start - found.src_start
                gone = slice(found.dest_start, found.dest_end)
                rest = rest[: gone.start] + "\0" * (gone.stop - gone.start) + rest[gone.stop :]

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """A span made one of whole words, without white space at its edges."""
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            start = _word_edge(text, start, -1)
            end = _word_edge(text, end, 1)
        return widened(text, start, end)

    def _fitted(self, wanted: str, start: int, end: int) -> tuple[int, int]:
        """A span with a few words more or fewer at its edges where those make it more alike."""
        best = start, end
        likeness = self._likeness(wanted, *best)
        for _ in range(_MOST_FITTED if len(wanted) < _LONGEST else 0):
            start, end = best
            nearby = {
                self._whole(*span)
                for span in (
                    (self._beyond(start, -1), end),
                    (start, self._beyond(end, 1)),
                    (self._beyond(start, 1), end),
                    (start, self._beyond(end, -1)),
                )
                if span[0] < span[1]
            }
            if not nearby:
                break
            likelier = max(nearby, key=lambda span: (self._likeness(wanted, *span), span))
            if (better := self._likeness(wanted, *likelier)) <= likeness:
                break
            best, likeness = likelier, better
        return best

    def _beyond(self, place: int, step: int) -> int:
        """The other edge of the word next to a place in a direction."""
        text = self.text
        at = place - (step < 0)
        while 0 <= at < len(text) and text[at].isspace():
            at += step
        if not 0 <= at < len(text):
            return place
        return _word_edge(text, at + (step > 0), step)

    def _likeness(self, wanted: str, start: int, end: int) -> float:
        found = self._lowered[start:end]
        if max(len(wanted), len(found)) > _LONGEST:
            half = _LONGEST // 2
            heads = Indel.normalized_similarity(wanted[:half], found[:half])
            tails = Indel.normalized_similarity(wanted[-half:], found[-half:])
            return 50 * (heads + tails)
        return 100 * Indel.normalized_similarity(wanted, found)


def lowered(text: str) -> str:
    """The text in lower case, each code point in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(map(_low, text))


def _low(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


def _word_edge(text: str, place: int, step: int) -> int:
    """The edge of the word that a place lies in, in a direction."""
    for _ in range(_LONGEST_WORD):
        if not 0 < place < len(text) or not (text[place - 1].isalnum() and text[place].isalnum()):
            break
        place += step
    return place
