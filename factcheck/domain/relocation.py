"""Words that an edit moved: what the diff of two texts left over, looked at by itself."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from factcheck.domain.alignment import Pair, align

# Shorter runs of words say nothing about a passage that moved.
_SHORTEST_RUN = 3
# Passages may have moved past each other: each round finds those that kept one order.
_ROUNDS = 3


class Relocation:
    """The words of two texts, as keys, and those of them that the diff has paired."""

    def __init__(self, old: Sequence[str], new: Sequence[str], pairs: Collection[Pair]) -> None:
        self.old, self.new = old, new
        self.paired_old = {place for place, _ in pairs}
        self.paired_new = {place for _, place in pairs}

    def places(self, first: int, last: int) -> tuple[list[int], bool]:
        """Where the old words `first` to `last` (exclusive) stand among new words, and if all may.

        A place that another occurrence held in the old text already is not where these moved. All
        may be where the same words went missing as often as they came.
        """
        keys = self.old[first:last]
        came = _unpaired(_occurrences(keys, self.new, self._new_places), self.paired_new, len(keys))
        went = _unpaired(_occurrences(keys, self.old, self._old_places), self.paired_old, len(keys))
        return came, len(came) <= len(went)

    @cached_property
    def partner(self) -> dict[int, int]:
        """Pairs of words in passages that moved, edited ones too; not rising as a whole."""
        found: dict[int, int] = {}
        old = [place for place in range(len(self.old)) if place not in self.paired_old]
        new = [place for place in range(len(self.new)) if place not in self.paired_new]
        for _ in range(_ROUNDS):
            moved = dict(self._moved(old, new))
            if not moved:
                break
            found |= moved
            gone = set(moved.values())
            old = [place for place in old if place not in moved]
            new = [place for place in new if place not in gone]
        return found

    def _moved(self, old: list[int], new: list[int]) -> Iterator[Pair]:
        pairs = align([self.old[place] for place in old], [self.new[place] for place in new])
        for run in _runs((old[one], new[other]) for one, other in pairs):
            if sum(self.old[place][0].isalnum() for place, _ in run) >= _SHORTEST_RUN:
                yield from run

    @cached_property
    def _old_places(self) -> dict[str, list[int]]:
        return _places_of(self.old)

    @cached_property
    def _new_places(self) -> dict[str, list[int]]:
        return _places_of(self.new)


def _places_of(keys: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        places[key].append(place)
    return dict(places)


def _occurrences(
    keys: Sequence[str], text: Sequence[str], places: Mapping[str, list[int]]
) -> Iterator[int]:
    """Places in a text where these keys stand in a row."""
    offset, rarest = min(enumerate(keys), key=lambda item: len(places.get(item[1], ())))
    for place in places.get(rarest, ()):
        start = place - offset
        if start >= 0 and text[start : start + len(keys)] == keys:
            yield start


def _unpaired(places: Iterable[int], paired: Container[int], size: int) -> list[int]:
    """Those places most of whose words the diff has not paired."""
    return [
        place
        for place in places
        if 2 * sum(at in paired for at in range(place, place + size)) < size
    ]


def _runs(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Pairs cut where they stop to rise in step."""
    run: list[Pair] = []
    for pair in pairs:
        if run and run[-1] != (pair[0] - 1, pair[1] - 1):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run
