"""Following a span of words through the alignment of one stretch of text."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf

from factcheck.domain.following.alignment import LINE, SENTENCE, Pair, align_texts
from factcheck.domain.following.deletions import Deletions
from factcheck.domain.following.passages import Passage
from factcheck.domain.following.weights import weights_of
from factcheck.domain.typography import fold

# The share of a span's words that the diff must keep for it to be the same words, changed.
KEPT = 0.4
# Only as many of the kept words are counted: more make no difference.
_MANY = 12
# What each new word inside a span costs against the words kept on both sides of it.
GAP_COST = 0.1
# A span of so few words may be replaced whole and still stand in its place, if so many words on
# each side stayed.
_SHORT = 4
_STEADY = 3


@dataclass(frozen=True, slots=True)
class Reached:
    """A span of the new text, the share (0 to 1) of the old span's words kept in it, how many those
    are, and whether they moved past others."""

    start: int
    end: int
    kept: float
    words: float = 0.0
    moved: bool = False


@lru_cache(maxsize=65_536)
def same_word(text: str) -> str:
    """What two words must share to be one word to follow: print and case don't count."""
    return fold(text).casefold()


class Stretch:
    """One passage of two texts, aligned by words, ready to follow any number of spans of it.

    Around it both texts are the same, or end.
    """

    def __init__(self, old: str, new: str, passage: Passage) -> None:
        aligned = align_texts(old, new, same_word, passage)
        self.old_text, self.passage = old, passage
        self.old, self.new = aligned.old, aligned.new
        self.old_keys, self.new_keys = aligned.old_keys, aligned.new_keys
        self.old_openings, self.new_openings = aligned.old_openings, aligned.new_openings
        self.pairs = aligned.pairs
        self.partner = dict(aligned.pairs)

    def through(self, start: int, end: int, least: float = KEPT) -> Reached | None:
        """Where the diff leads a span, with what replaced the words at its edges.

        None where a smaller share of its words than `least` is kept.
        """
        first, last = self.words_in(start, end)
        window, kept = self._in_a_row(first, last), 1.0
        if not window:
            window, kept = self.densest(first, last, self.partner)
        if not window or kept < least:
            return None
        low = self._edge(window[0], first, -1)
        high = self._edge(window[-1], last - 1, 1)
        whole = self._all_of_it(first, last, low, high) if kept < 1 else None
        if whole is not None:
            low, high, kept = whole, whole + last - first - 1, 1.0
            window = [(first + step, whole + step) for step in range(last - first)]
        words = sum(self.old[place].is_word for place, _ in window[:_MANY])
        # An edge inside a word keeps its place in that word.
        inset = self._cut(start - self.old[first].start, first, low)
        outset = self._cut(self.old[last - 1].end - end, last - 1, high)
        new_start = self.new[low].start + inset
        new_end = max(new_start + 1, self.new[high].end - outset)
        return Reached(new_start, new_end, kept, words)

    def kept_around(self, start: int, end: int) -> float:
        """The share of the words that the diff kept in the whole sentence around a span."""
        first, last = self.words_in(start, end)
        while first > 0 and self.old_openings[first] < SENTENCE:
            first -= 1
        while last < len(self.old) and self.old_openings[last] < SENTENCE:
            last += 1
        return self.densest(first, last, self.partner)[1]

    def in_place(self, start: int, end: int) -> tuple[int, int] | None:
        """What stands now where a few words stood within a sentence, if all around them stayed."""
        first, last = self.words_in(start, end)
        if not 0 < last - first <= _SHORT or self._is_whole(first, last):
            return None
        before, after = self._steady(first - 1, -1), self._steady(last, 1)
        if before is None or after is None or not 0 < after - before - 1 <= 2 * _SHORT:
            return None
        if LINE in self.new_openings[before + 2 : after]:
            return None
        return self.new[before + 1].start, self.new[after - 1].end

    def is_one_of_two(self, start: int, end: int) -> bool:
        """Did the edit take out one of two copies of these words, and nothing tells which?"""
        words, (low, high) = self.old_text[start:end], self.passage[:2]
        if self.old_text.find(words, low, end - 1) < 0 > self.old_text.find(words, start + 1, high):
            return False
        return self._deletions.could_have_taken(*self.words_in(start, end))

    @cached_property
    def _deletions(self) -> Deletions:
        return Deletions(self.old_keys, len(self.new_keys), self.pairs)

    # Words and weights

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """Places of the old words that a span touches, the last exclusive."""
        first = bisect_left(self.old, (start,))
        if first and self.old[first - 1].end > start:
            first -= 1
        return first, bisect_left(self.old, (end,), lo=first)

    def densest(
        self, first: int, last: int, partner: Mapping[int, int]
    ) -> tuple[list[Pair], float]:
        """The kept words of a span that stand together, and what share of its weight they are.

        What words far apart cost is taken off.
        """
        kept = [(place, partner[place]) for place in range(first, last) if place in partner]
        if not kept:
            return [], 0.0
        weights = weights_of(self.old_text, self.old[first:last])
        best, best_from, best_to = 0.0, 0, -1
        value, since = 0.0, 0
        before = kept[0]
        for at, pair in enumerate(kept):
            if pair[1] - before[1] != 1 and at:
                value -= _cost(before, pair)
            if value <= 0:
                value, since = 0.0, at
            value += weights[pair[0] - first]
            if value > best:
                best, best_from, best_to = value, since, at
            before = pair
        window = kept[best_from : best_to + 1]
        if not window:
            return [], 0.0
        return window, sum(weights[place - first] for place, _ in window) / sum(weights)

    def _in_a_row(self, first: int, last: int) -> list[Pair]:
        """All words of a span, if they stayed as they are with none between them."""
        low, high = self.partner.get(first), self.partner.get(last - 1)
        if first >= last or low is None or high is None or high - low != last - 1 - first:
            return []
        if self.old_keys[first:last] != self.new_keys[low : high + 1]:
            return []
        at = bisect_left(self.pairs, (first, low))
        row = self.pairs[at : at + last - first]
        return row if row[-1:] == [(last - 1, high)] else []

    def _cut(self, size: int, place: int, there: int) -> int:
        """How much of a word a span leaves out at its edge, if it is the same word there."""
        if size <= 0 or self.old_keys[place] != self.new_keys[there]:
            return 0
        return size if len(self.old[place].text) == len(self.new[there].text) else 0

    def _all_of_it(self, first: int, last: int, low: int, high: int) -> int | None:
        """Where all words of a span stand in a row over a place that the diff leads to, if once.

        The diff may have paired some of them with the same words of a sentence that went.
        """
        keys, count = self.old_keys[first:last], last - first
        found = []
        at, end = max(0, low - count + 1), min(high + 1, len(self.new_keys) - count + 1)
        while at < end:
            try:
                at = self.new_keys.index(keys[0], at, end)
            except ValueError:
                break
            if self.new_keys[at : at + count] == keys:
                found.append(at)
            at += 1
        return found[0] if len(found) == 1 else None

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
    return max(0, (other[1] - one[1]) - (other[0] - one[0])) * GAP_COST
