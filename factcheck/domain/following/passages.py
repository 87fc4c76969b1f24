"""Two texts paragraph by paragraph: the passages that stayed as they are, and those that differ.

Only what differs needs to be compared by words, so that time and memory follow the size of an edit
rather than that of the text.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_LINE_END = re.compile(r"\n")
_SENTENCE_END = re.compile(r"[.!?…]+\s+|\n")
# Passages that differ are compared by sentences first where both sides are longer than this.
_LARGE = 20_000


class Passage(NamedTuple):
    """A stretch of the old text and what stands there in the new one, in code points.

    Where they are the `same`, they are equal but for white space at the end.
    """

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    same: bool

    @property
    def shift(self) -> int:
        """How far the passage's beginning moved."""
        return self.new_start - self.old_start


class _Unit(NamedTuple):
    """A line or a sentence, with the white space after it; its key is what stands before that."""

    start: int
    end: int
    key: str


def passages(old: str, new: str) -> list[Passage]:
    """Passages that follow each other without a gap on either side.

    What is the same holds lines that are unique in both texts (and whatever they enclose alike):
    repeated lines may be taken for each other, and are left to the comparison by words.
    """
    found = list(_parted(old, new, Passage(0, len(old), 0, len(new), same=False), _LINE_END))
    fine: list[Passage] = []
    for passage in found:
        sizes = passage.old_end - passage.old_start, passage.new_end - passage.new_start
        by_sentence = not passage.same and min(sizes) > _LARGE
        fine += _parted(old, new, passage, _SENTENCE_END) if by_sentence else [passage]
    return fine


def _parted(old: str, new: str, whole: Passage, ends: re.Pattern[str]) -> Iterator[Passage]:
    olds = _units(old, whole.old_start, whole.old_end, ends)
    news = _units(new, whole.new_start, whole.new_end, ends)
    last_old, last_new = whole.old_start, whole.new_start
    for run in _joined(olds, news, _heaviest(_runs(olds, news))):
        old_start, new_start = olds[run.old].start, news[run.new].start
        if (last_old, last_new) != (old_start, new_start):
            yield Passage(last_old, old_start, last_new, new_start, same=False)
        last_old, last_new = olds[run.old + run.length - 1].end, news[run.new + run.length - 1].end
        yield Passage(old_start, last_old, new_start, last_new, same=True)
    if (last_old, last_new) != (whole.old_end, whole.new_end):
        yield Passage(last_old, whole.old_end, last_new, whole.new_end, same=False)


def _units(text: str, start: int, end: int, ends: re.Pattern[str]) -> list[_Unit]:
    cuts = [start, *(found.end() for found in ends.finditer(text, start, end))]
    if cuts[-1] < end:
        cuts.append(end)
    return [_Unit(low, high, text[low:high].rstrip()) for low, high in pairwise(cuts)]


class _Run(NamedTuple):
    """Units that stand in a row in both texts, from these places on."""

    old: int
    new: int
    length: int
    weight: int = 0


def _runs(olds: list[_Unit], news: list[_Unit]) -> list[_Run]:
    """Units that are unique in both texts, joined where they follow each other in both."""
    old_counts = Counter(unit.key for unit in olds)
    new_counts = Counter(unit.key for unit in news)
    places = {unit.key: place for place, unit in enumerate(news) if new_counts[unit.key] == 1}
    runs: list[_Run] = []
    for place, (start, _, key) in enumerate(olds):
        there = places.get(key)
        if not key or there is None or old_counts[key] > 1:
            continue
        last = runs[-1] if runs else None
        if (
            last
            and (place, there) == (last.old + last.length, last.new + last.length)
            and news[there].start - start == news[there - 1].start - olds[place - 1].start
        ):
            runs[-1] = _Run(last.old, last.new, last.length + 1, last.weight + len(key))
        else:
            runs.append(_Run(place, there, 1, len(key)))
    return runs


def _heaviest(runs: list[_Run]) -> list[_Run]:
    """Those runs that rise on both sides and hold most text together."""
    ranked = sorted(run.new for run in runs)
    tree = [(0, -1)] * (len(runs) + 1)  # a Fenwick tree: the heaviest end among lower ranks
    before: list[int] = []
    for index, run in enumerate(runs):
        rank = bisect_left(ranked, run.new)
        weight, last = 0, -1
        at = rank
        while at:
            weight, last = max((weight, last), tree[at])
            at &= at - 1
        before.append(last)
        at = rank + 1
        while at < len(tree):
            tree[at] = max(tree[at], (weight + run.weight, index))
            at += at & -at
    kept: list[_Run] = []
    index = max((tree[at] for at in range(len(tree))), default=(0, -1))[1]
    while index >= 0:
        kept.append(runs[index])
        index = before[index]
    return kept[::-1]


def _joined(olds: list[_Unit], news: list[_Unit], runs: list[_Run]) -> Iterator[_Run]:
    """Runs with what lies between them, where that is alike in both texts."""
    current = _Run(0, 0, 0)
    for run in [*runs, _Run(len(olds), len(news), 0)]:
        gap = (
            slice(current.old + current.length, run.old),
            slice(current.new + current.length, run.new),
        )
        between = olds[gap[0]], news[gap[1]]
        if _alike(*between) and _in_step(olds, news, current, run):
            current = _Run(current.old, current.new, run.old - current.old + run.length)
            continue
        if current.length:
            yield current
        current = run
    if current.length:
        yield current


def _alike(olds: list[_Unit], news: list[_Unit]) -> bool:
    """The same words, ends included: what follows is shifted alike."""
    return len(olds) == len(news) and all(
        one.key == other.key and one.end - one.start == other.end - other.start
        for one, other in zip(olds, news, strict=True)
    )


def _in_step(olds: list[_Unit], news: list[_Unit], one: _Run, other: _Run) -> bool:
    """Is the second run shifted as far as the first? An end of the texts is, wherever it is."""
    if not other.length:
        return True
    shift = news[other.new].start - olds[other.old].start
    return shift == news[one.new].start - olds[one.old].start
