"""What an edit took out, and what it could as well have been."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from itertools import pairwise

from factcheck.domain.following.alignment import Pair


class Deletions:
    """The runs of old words that went with nothing in their place.

    `old` are the old words, as keys; `new` is how many new ones there are; `pairs` aligns them.
    """

    def __init__(self, old: Sequence[Hashable], new: int, pairs: Sequence[Pair]) -> None:
        self.old = old
        self.partner = dict(pairs)
        ends = [(-1, -1), *pairs, (len(old), new)]
        self.runs = [
            (here[0] + 1, there[0])
            for here, there in pairwise(ends)
            if there[1] - here[1] == 1 and there[0] - here[0] > 1
        ]

    def could_have_taken(self, first: int, last: int) -> bool:
        """Could a deletion as well have begun earlier or later, and taken the words from `first`
        to `last` (exclusive), which stayed?"""
        at = bisect_left(self.runs, (first, first))
        near = self.runs[max(0, at - 1) : at + 1]
        return any(self._slides_over(run, first, last) for run in near)

    def _slides_over(self, run: Pair, first: int, last: int) -> bool:
        low, high = run
        if high - low < last - first:
            return False
        if high <= first:
            slide, between = last - high, range(high, last)
            alike = self.old[low : low + slide] == self.old[high:last]
        else:
            slide, between = low - first, range(first, low)
            alike = self.old[first:low] == self.old[high - slide : high]
        return alike and self._stayed_in_a_row(between)

    def _stayed_in_a_row(self, places: range) -> bool:
        found = [self.partner.get(place) for place in places]
        return None not in found and found == [
            (found[0] or 0) + offset for offset in range(len(found))
        ]
