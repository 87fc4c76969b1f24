"""Following spans of an old text into a new one: what stayed, what was edited, what moved."""

from bisect import bisect_left, bisect_right
from functools import cached_property

from factcheck.domain.following.alignment import Word
from factcheck.domain.following.passages import Passage, passages
from factcheck.domain.following.relocation import Relocation
from factcheck.domain.following.stretch import GAP_COST, KEPT, Reached, Stretch

# The share of a span's words that must be found in a passage that moved, where a wrong place is
# likelier than where the diff leads.
KEPT_WHEN_MOVED = 0.6
# Fewer words may come together by chance where a sentence took another's place, or elsewhere: they
# stayed only if their sentence did, and moved only if words around them did.
_FEW = 4
# About how many code points a word takes, its space included.
_LETTERS = 7


class Tracker:
    """One edit of a text, ready to follow any number of spans of the old one.

    Passages that stayed only shift what stands in them; words are looked at where passages differ.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old_text, self.new_text = old, new
        self._passages = passages(old, new)
        self._starts = [passage.old_start for passage in self._passages]
        self._stretches: dict[Passage, Stretch] = {}

    def follow(self, start: int, end: int) -> Reached | None:
        """Where a span stands now, None when its words are gone or nothing tells where they are.

        The words that the diff keeps come first, then what replaced a few words in their very
        place, and only then words that moved.
        """
        touched = self._touched(start, end)
        if len(touched) == 1 and touched[0].same:
            new_end = min(end + touched[0].shift, touched[0].new_end)
            return Reached(start + touched[0].shift, new_end, 1.0)
        reached = self._through(touched, start, end)
        if reached:
            only = self._stretch(touched[0]) if len(touched) == 1 else None
            if only and reached.kept == 1 and only.is_one_of_two(start, end):
                return None
            is_few = only is not None and reached.words < _FEW
            if not (is_few and only and only.kept_around(start, end) < KEPT):
                return reached
        stretch = self._stretch(self._around(touched, start, end))
        replaced = stretch.in_place(start, end)
        if replaced:
            return Reached(*replaced, 0.0)
        moved = self._elsewhere(stretch, start, end)
        return moved if moved and moved.kept >= KEPT_WHEN_MOVED else None

    def _touched(self, start: int, end: int) -> list[Passage]:
        """The passages that a span touches."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_left(self._starts, end)
        return self._passages[first : max(last, first + 1)]

    def _through(self, touched: list[Passage], start: int, end: int) -> Reached | None:
        """Where the diff leads a span, passage by passage."""
        if len(touched) == 1:
            return self._stretch(touched[0]).through(start, end)
        parts: list[tuple[float, Reached]] = []
        whole = 0.0
        for passage in touched:
            part = max(start, passage.old_start), min(end, passage.old_end)
            size = len(self.old_text[slice(*part)].split())
            whole += size
            reached = self._part(passage, *part) if size else None
            if reached:
                parts.append((reached.kept * size, reached))
        return _together(parts, whole)

    def _part(self, passage: Passage, start: int, end: int) -> Reached | None:
        if not passage.same:
            return self._stretch(passage).through(start, end, least=0)
        return Reached(start + passage.shift, min(end + passage.shift, passage.new_end), 1.0)

    def _around(self, touched: list[Passage], start: int, end: int) -> Passage:
        """One passage of those that a span touches, or of their lines that it touches."""
        first, last = touched[0], touched[-1]
        if first is last:
            return first
        low, high = first.old_start, last.old_end
        if first.same:
            low = max(low, self.old_text.rfind("\n", 0, start) + 1)
        if last.same:
            line_end = self.old_text.find("\n", end, high)
            high = high if line_end < 0 else line_end
        new_low = first.new_start + low - first.old_start
        new_high = min(last.new_end, high + last.shift) if last.same else last.new_end
        return Passage(low, high, new_low, new_high, same=False)

    def _stretch(self, passage: Passage) -> Stretch:
        if passage not in self._stretches:
            self._stretches[passage] = Stretch(self.old_text, self.new_text, passage)
        return self._stretches[passage]

    def _elsewhere(self, stretch: Stretch, start: int, end: int) -> Reached | None:
        """Where a span moved that the diff has lost: its very words, or the passage around it."""
        first, last = stretch.words_in(start, end)
        if first == last:
            return None
        places, all_may_be = self._relocation.places(stretch.old_keys[first:last])
        words = stretch.old[first:last]
        if len(places) == 1 and self._is_no_chance(words, places[0]):
            words = self._relocation.new_words[places[0] : places[0] + last - first]
            before = max(0, start - stretch.old[first].start)
            after = max(0, stretch.old[last - 1].end - end)
            low = words[0].start + before
            return Reached(low, max(low + 1, words[-1].end - after), 1.0, moved=True)
        return self._with_passage(stretch, start, end) if all_may_be else None

    def _is_no_chance(self, words: list[Word], place: int) -> bool:
        """Are these words too many to stand at a new place by chance, those around them counted?"""
        count = sum(word.is_word for word in words)
        if count >= _FEW or self._relocation.neighbours(words[0], len(words), place) >= _FEW:
            return True
        there = self._relocation.new_words[place : place + len(words)]
        return _are_lines(self.old_text, words) and _are_lines(self.new_text, there)

    def _with_passage(self, stretch: Stretch, start: int, end: int) -> Reached | None:
        """Where the passage moved that a span stands in, whatever was edited there."""
        first, last = stretch.words_in(start, end)
        partner = self._relocation.partners(stretch.old[first:last], first)
        window, kept = stretch.densest(first, last, partner) if partner else ([], 0.0)
        if not window:
            return None
        words = self._relocation.new_words
        low, high = words[window[0][1]].start, words[window[-1][1]].end
        passage = Reached(low, high, kept, moved=True)
        return max(passage, self._in_line(start, end, low, high), key=lambda found: found.kept)

    def _in_line(self, start: int, end: int, new_start: int, new_end: int) -> Reached:
        """The span followed through the lines of a passage that moved, as if they were all."""
        old_lines = _lines_around(self.old_text, start, end)
        new_lines = _lines_around(self.new_text, new_start, new_end)
        lines = self._stretch(Passage(*old_lines, *new_lines, same=False))
        there = lines.through(start, end)
        if there is None:
            return Reached(new_start, new_end, 0.0, moved=True)
        return Reached(there.start, there.end, there.kept, moved=True)

    @cached_property
    def _relocation(self) -> Relocation:
        differing = [passage for passage in self._passages if not passage.same]
        return Relocation([self._stretch(passage) for passage in differing])


def _together(parts: list[tuple[float, Reached]], whole: float) -> Reached | None:
    """Those parts of a span that stayed together, and what share of its weight they kept."""
    best: tuple[float, int, int] = (0.0, 0, -1)
    value, since = 0.0, 0
    for at, (weight, reached) in enumerate(parts):
        gap = reached.start - parts[at - 1][1].end if at else 0
        value -= GAP_COST * gap / _LETTERS
        if value <= 0:
            value, since = 0.0, at
        value += weight
        best = max(best, (value, since, at))
    together = parts[best[1] : best[2] + 1]
    kept = sum(weight for weight, _ in together) / whole if whole else 0
    if not together or kept < KEPT:
        return None
    return Reached(together[0][1].start, together[-1][1].end, kept)


def _are_lines(text: str, words: list[Word]) -> bool:
    """Do these words fill whole lines?"""
    low, high = words[0].start, words[-1].end
    line_low, line_high = _lines_around(text, low, high)
    return text[line_low:line_high].strip() == text[low:high]


def _lines_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole lines that a span touches."""
    high = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, high if high >= 0 else len(text)
