"""Following a span of words from an old text into a new one, through their alignment."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf

from factcheck.domain.alignment import LINE, SENTENCE, Pair, align_texts, openings
from factcheck.domain.relocation import Relocation
from factcheck.domain.typography import fold

# A word counts as much as five marks of punctuation.
_MARK_WEIGHT = 0.2
# What each new word inside a span costs against the words kept on both sides of it.
_GAP_COST = 0.1
# A span of so few words may be replaced whole and still stand in its place, if so many words on
# each side stayed.
_SHORT = 4
_STEADY = 3


@dataclass(frozen=True, slots=True)
class Reached:
    """A span of the new text, and the share (0 to 1) of the old span's words kept in it."""

    start: int
    end: int
    kept: float


@lru_cache(maxsize=65_536)
def same_word(text: str) -> str:
    """What two words must share to be one word to follow: print and case don't count."""
    return fold(text).casefold()


class Tracker:
    """One edit of a text, ready to follow any number of spans of the old one."""

    def __init__(self, old: str, new: str) -> None:
        aligned = align_texts(old, new, same_word)
        self.old_text, self.new_text = old, new
        self.old, self.new = aligned.old, aligned.new
        self.old_keys = [same_word(word.text) for word in aligned.old]
        self.new_keys = [same_word(word.text) for word in aligned.new]
        self.old_openings = openings(old, aligned.old)
        self.new_openings = openings(new, aligned.new)
        self.pairs = aligned.pairs
        self.partner = dict(self.pairs)

    def through(self, start: int, end: int) -> Reached | None:
        """Where the diff leads a span, with what replaced the words at its edges."""
        first, last = self._words_in(start, end)
        window = self._densest(first, last, self.partner)
        if not window:
            return None
        low = self._edge(window[0], first, -1)
        high = self._edge(window[-1], last - 1, 1)
        # An edge inside a word keeps its place in that word.
        inset = start - self.old[first].start if self.partner.get(first) == low else 0
        outset = self.old[last - 1].end - end if self.partner.get(last - 1) == high else 0
        new_start = self.new[low].start + max(0, inset)
        new_end = max(new_start + 1, self.new[high].end - max(0, outset))
        return Reached(new_start, new_end, self._kept(window, first, last))

    def in_place(self, start: int, end: int) -> tuple[int, int] | None:
        """What stands now where a few words stood within a sentence, if all around them stayed."""
        first, last = self._words_in(start, end)
        before, after = self._steady(first - 1, -1), self._steady(last, 1)
        if not 0 < last - first <= _SHORT or before is None or after is None:
            return None
        if self._is_whole(first, last):
            return None
        if (
            not 0 < after - before - 1 <= 2 * _SHORT
            or LINE in self.new_openings[before + 2 : after]
        ):
            return None
        return self.new[before + 1].start, self.new[after - 1].end

    def elsewhere(self, start: int, end: int) -> Reached | None:
        """Where a span moved that the diff has lost: its very words, or the passage around it."""
        first, last = self._words_in(start, end)
        if first == last:
            return None
        places, all_may_be = self._relocation.places(first, last)
        if len(places) == 1:
            place = places[0]
            return Reached(self.new[place].start, self.new[place + last - first - 1].end, 1.0)
        if not all_may_be:
            return None
        window = self._densest(first, last, self._relocation.partner)
        if not window:
            return None
        span = self.new[window[0][1]].start, self.new[window[-1][1]].end
        passage = Reached(*span, self._kept(window, first, last))
        return max(passage, self._in_line(start, end, *span), key=lambda reached: reached.kept)

    def _in_line(self, start: int, end: int, new_start: int, new_end: int) -> Reached:
        """The span followed through the lines of a passage that moved, as if they were all."""
        old_low, old_high = _lines_around(self.old_text, start, end)
        new_low, new_high = _lines_around(self.new_text, new_start, new_end)
        lines = Tracker(self.old_text[old_low:old_high], self.new_text[new_low:new_high])
        there = lines.through(start - old_low, end - old_low)
        if there is None:
            return Reached(new_start, new_end, 0.0)
        return Reached(there.start + new_low, there.end + new_low, there.kept)

    @cached_property
    def _relocation(self) -> Relocation:
        return Relocation(self.old_keys, self.new_keys, self.pairs)

    # Words and weights

    def _words_in(self, start: int, end: int) -> tuple[int, int]:
        """Places of the old words that a span touches, the last exclusive."""
        first = bisect_left(self.old, start + 1, key=lambda word: word.end)
        return first, bisect_left(self.old, end, key=lambda word: word.start)

    def _weight(self, place: int) -> float:
        return 1.0 if self.old[place].is_word else _MARK_WEIGHT

    def _kept(self, window: Sequence[Pair], first: int, last: int) -> float:
        whole = sum(map(self._weight, range(first, last)))
        return sum(self._weight(place) for place, _ in window) / whole

    def _densest(self, first: int, last: int, partner: Mapping[int, int]) -> list[Pair]:
        """The kept words of a span that stand together: what words far apart cost is taken off."""
        kept = [(place, partner[place]) for place in range(first, last) if place in partner]
        best: tuple[float, int, int] = (0.0, 0, 0)
        value, since = 0.0, 0
        for at, (place, _) in enumerate(kept):
            value -= _cost(kept[at - 1], kept[at]) if at else 0.0
            if value <= 0:
                value, since = 0.0, at
            value += self._weight(place)
            best = max(best, (value, -since, at))
        return kept[-best[1] : best[2] + 1] if best[0] else []

    # Edges

    def _edge(self, kept: Pair, border: int, step: int) -> int:
        """The new span's last word in a direction, from the last kept word on.

        `border` is the old span's last word there; `step` is -1 to the left, 1 to the right. What
        replaced the words between belongs to the span, but no more sentences than it had there,
        and only its share where words beyond the border were replaced along with them.
        """
        missing = abs(border - kept[0])
        if not missing:
            return kept[1]
        neighbour = self._next_pair(kept, step)
        room = abs(neighbour[1] - kept[1]) - 1
        beyond = max(0, (neighbour[0] - border) * step - 1)
        share = round(room * missing / (missing + beyond)) if beyond else room
        allowed = self._ends(self.old_openings, kept[0], step, missing)
        at_end = self._begins(self.old_openings, border, step)
        reach, stopped = self._reach(kept[1], step, room if at_end else share, allowed)
        return kept[1] + step * (reach if stopped or not at_end else share)

    def _reach(self, place: int, step: int, room: int, allowed: int) -> tuple[int, bool]:
        """How many new words may follow before one sentence end too many, and whether one came."""
        for count in range(room + 1):
            if self._begins(self.new_openings, place + step * count, step):
                if not allowed:
                    return count, True
                allowed -= 1
        return room, False

    def _next_pair(self, kept: Pair, step: int) -> Pair:
        at = bisect_left(self.pairs, kept) + step
        if 0 <= at < len(self.pairs):
            return self.pairs[at]
        return (-1, -1) if step < 0 else (len(self.old), len(self.new))

    def _begins(self, found: Sequence[int], place: int, step: int) -> bool:
        """Does a sentence begin (to the left) or end (to the right) at this word?"""
        return found[place if step < 0 else place + 1] >= SENTENCE

    def _is_whole(self, first: int, last: int) -> bool:
        """Are these words a sentence, its marks of punctuation aside?"""
        while last < len(self.old) and not self.old[last].is_word:
            last += 1
        while first > 0 and self.old_openings[first] < SENTENCE and not self.old[first - 1].is_word:
            first -= 1
        return min(self.old_openings[first], self.old_openings[last]) >= SENTENCE

    def _ends(self, found: Sequence[int], place: int, step: int, count: int) -> int:
        return sum(self._begins(found, place + step * away, step) for away in range(count))

    def _steady(self, place: int, step: int) -> int | None:
        """Where an old word stands now, if the words from it on in a direction stayed in a row."""
        if place in (-1, len(self.old)):
            return -1 if place < 0 else len(self.new)
        partner = self.partner.get(place)
        if partner is None:
            return None
        beyond = [place + step * away for away in range(1, _STEADY)]
        stayed = (
            self.partner.get(at) == partner + at - place for at in beyond if 0 <= at < len(self.old)
        )
        return partner if all(stayed) else None


def _cost(one: Pair, other: Pair) -> float:
    """What the new words between two neighbouring kept words cost; all, when these fell back."""
    if other[1] <= one[1]:
        return inf
    return max(0, (other[1] - one[1]) - (other[0] - one[0])) * _GAP_COST


def _lines_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole lines that a span touches."""
    high = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, high if high >= 0 else len(text)
