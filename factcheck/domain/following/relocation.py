"""Words that an edit moved: what the diff of two texts left over, looked at by itself."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from factcheck.domain.following.alignment import Pair, Word, align
from factcheck.domain.following.stretch import Stretch

# Shorter runs of words say nothing about a passage that moved.
_SHORTEST_RUN = 3
# Passages may have moved past each other: each round finds those that kept one order.
_ROUNDS = 3
# So many words on each side are looked at to see whether they came along.
_NEIGHBOURS = 4
# Words that stand more often than this are not told apart.
_MOST_PLACES = 200
# Stands between stretches; no word is white space.
_BETWEEN = "\r"


class Relocation:
    """The words of all stretches that differ in two texts, and which of them the diff has paired.

    Places count the words of these stretches one after the other.
    """

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self.old_words: list[Word] = []
        self.new_words: list[Word] = []
        self._old_keys: list[str] = []
        self._new_keys: list[str] = []
        self._old_paired, self._new_paired = bytearray(), bytearray()
        for stretch in stretches:
            self._add(stretch)

    def _add(self, stretch: Stretch) -> None:
        old_paired, new_paired = bytearray(len(stretch.old)), bytearray(len(stretch.new))
        for old, new in stretch.pairs:
            old_paired[old] = new_paired[new] = 1
        old_end = stretch.old[-1].end if stretch.old else 0
        new_end = stretch.new[-1].end if stretch.new else 0
        self.old_words += [*stretch.old, Word(old_end, old_end, _BETWEEN)] if stretch.old else []
        self.new_words += [*stretch.new, Word(new_end, new_end, _BETWEEN)] if stretch.new else []
        self._old_keys += [*stretch.old_keys, _BETWEEN] if stretch.old else []
        self._new_keys += [*stretch.new_keys, _BETWEEN] if stretch.new else []
        self._old_paired += old_paired + b"\1" if stretch.old else b""
        self._new_paired += new_paired + b"\1" if stretch.new else b""

    def places(self, keys: Sequence[str]) -> tuple[list[int], bool]:
        """Where these words stand among new words, and if all of them may be where they moved.

        A place that another occurrence held in the old text already is not where these moved. All
        may be where the same words went missing as often as they came.
        """
        came = _unpaired(_places(keys, self._new_joined), self._new_paired, len(keys))
        if not came:
            return [], True
        went = _unpaired(_places(keys, self._old_joined), self._old_paired, len(keys))
        return came, len(came) <= len(went) < _MOST_PLACES

    def neighbours(self, first: Word, count: int, there: int) -> int:
        """How many tokens on both sides of some words came along to a new place, up to four each.

        `first` is the first of the old words, `count` their number.
        """
        here = bisect_left(self.old_words, first)
        return sum(
            sum(1 for _ in takewhile(bool, self._alike(ours, theirs, step)))
            for ours, theirs, step in ((here - 1, there - 1, -1), (here + count, there + count, 1))
        )

    def _alike(self, here: int, there: int, step: int) -> Iterator[bool]:
        for away in range(_NEIGHBOURS):
            old, new = here + step * away, there + step * away
            inside = 0 <= old < len(self._old_keys) and 0 <= new < len(self._new_keys)
            yield inside and self._old_keys[old] == self._new_keys[new] != _BETWEEN

    def partners(self, words: Sequence[Word], first: int) -> dict[int, int]:
        """The places of the new words that old words became where a passage moved.

        The old words are numbered from `first` on.
        """
        found: dict[int, int] = {}
        if not self._partner:
            return found
        at = bisect_left(self.old_words, words[0])
        for number, word in enumerate(words, start=first):
            while at < len(self.old_words) and self.old_words[at] < word:
                at += 1
            if at in self._partner and self.old_words[at] == word:
                found[number] = self._partner[at]
        return found

    @cached_property
    def _partner(self) -> dict[int, int]:
        """Pairs of words in passages that moved, edited ones too; not rising as a whole."""
        found: dict[int, int] = {}
        old = [place for place, paired in enumerate(self._old_paired) if not paired]
        new = [place for place, paired in enumerate(self._new_paired) if not paired]
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
        old_keys = [self._old_keys[place] for place in old]
        new_keys = [self._new_keys[place] for place in new]
        if not _share_a_row(old_keys, new_keys):
            return
        pairs = align(old_keys, new_keys)
        for run in _runs((old[one], new[other]) for one, other in pairs):
            if sum(self.old_words[place].is_word for place, _ in run) >= _SHORTEST_RUN:
                yield from run

    @cached_property
    def _old_joined(self) -> str:
        return _joined(self._old_keys)

    @cached_property
    def _new_joined(self) -> str:
        return _joined(self._new_keys)


def _joined(keys: Iterable[str]) -> str:
    return "\n".join(["", *keys, ""])


def _places(keys: Sequence[str], joined: str) -> Iterator[int]:
    """Places in a joined text where these keys stand in a row; if many, the first ones."""
    wanted = _joined(keys)
    place = counted = 0
    at = joined.find(wanted)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        place += joined.count("\n", counted, at)
        counted = at
        yield place
        at = joined.find(wanted, at + 1)


def _unpaired(places: Iterable[int], paired: bytearray, size: int) -> list[int]:
    """Those places most of whose words the diff has not paired."""
    return [place for place in places if 2 * sum(paired[place : place + size]) < size]


def _share_a_row(old: Sequence[str], new: Sequence[str]) -> bool:
    """May a run of the shortest length be in both? That nothing is, is quickly seen."""
    shared = set(old).intersection(new)
    row = 0
    for key in old:
        row = row + 1 if key in shared else 0
        if row == _SHORTEST_RUN:
            return True
    return False


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
