"""Two texts word by word: which word of the old text is which word of the new one.

The alignment is a longest common sequence of words (bit-parallel, as rapidfuzz computes it). Where
two texts are too large for that, stretches of words that are unique in both are aligned first and
only what lies between them is compared, so that time stays near linear whatever comes in.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from factcheck.domain.following.passages import Passage
from factcheck.domain.graphemes import combining_marks

# A number is one word, separators included; in scripts without spaces each character is one. Marks
# that combine stay with their letter, and the parts of one picture together.
_MARK = f"[{combining_marks()}]"
_LETTER = r"[^\W\d\u3040-\u30ff\u3400-\u9fff]"
_FLAG = "[\U0001f1e6-\U0001f1ff]"
_WORD = re.compile(
    rf"\d+(?:[.,:]\d+)*{_MARK}*"
    rf"|[\u3040-\u30ff\u3400-\u9fff]{_MARK}*"
    rf"|{_LETTER}+(?:{_MARK}+{_LETTER}*)*"
    rf"|{_FLAG}{{2}}"
    rf"|[^\w\s]{_MARK}*(?:(?<=\u200d)[^\w\s]{_MARK}*)*"
)
# Cells of one comparison that are worth their time: at most 50 MB.
MAX_CELLS = 400_000_000
# Words in a row that must be unique in both texts to align what is too large to compare.
_STRETCH = 6
# How far an insertion or deletion may slide to a better place, in words.
_MAX_SLIDE = 60

# What may begin before a word.
LINE, SENTENCE = 3, 2
_OPENED_AFTER = {**dict.fromkeys(".!?…", SENTENCE), **dict.fromkeys(",;:–—", 1)}

Pair = tuple[int, int]


class Word(NamedTuple):
    """A word, a number or a mark of punctuation, with its place in its text."""

    start: int
    end: int
    text: str

    @property
    def is_word(self) -> bool:
        """False for punctuation."""
        return self.text[0].isalnum()


def words_of(text: str, start: int = 0, end: int = sys.maxsize) -> list[Word]:
    """The words of a text, or of a span of it, in order; white space belongs to none."""
    found = _WORD.finditer(text, start, end)
    return [Word(*match.span(), match.group()) for match in found]


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Pairs (place in old, place in new) of equal items, rising on both sides."""
    numbers: dict[Hashable, int] = {}
    olds = [numbers.setdefault(item, len(numbers)) for item in old]
    news = [numbers.setdefault(item, len(numbers)) for item in new]
    return list(_aligned(olds, news, 0, 0, may_split=True))


def _aligned(
    old: list[int], new: list[int], old_at: int, new_at: int, *, may_split: bool
) -> Iterator[Pair]:
    """Pairs of two lists of numbers that stand at the given places of the whole."""
    head = _common_head(old, new)
    tail = _common_head(old[head:][::-1], new[head:][::-1])
    old_core, new_core = old[head : len(old) - tail], new[head : len(new) - tail]
    yield from ((old_at + place, new_at + place) for place in range(head))
    if old_core and new_core:
        compare = _split if len(old_core) * len(new_core) > MAX_CELLS else _compared
        if compare is _compared or may_split:
            yield from compare(old_core, new_core, old_at + head, new_at + head)
    old_tail, new_tail = old_at + len(old) - tail, new_at + len(new) - tail
    yield from ((old_tail + place, new_tail + place) for place in range(tail))


def _common_head(old: list[int], new: list[int]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _compared(old: list[int], new: list[int], old_at: int, new_at: int) -> Iterator[Pair]:
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            for offset in range(step.src_end - step.src_start):
                yield old_at + step.src_start + offset, new_at + step.dest_start + offset


def _split(old: list[int], new: list[int], old_at: int, new_at: int) -> Iterator[Pair]:
    """Pairs of large lists: unique stretches first, then what lies between them."""
    olds, news = _unique_stretches(old), _unique_stretches(new)
    shared = sorted((place, news[key]) for key, place in olds.items() if key in news)
    last_old = last_new = 0
    for old_place, new_place in _rising(shared):
        if old_place >= last_old and new_place >= last_new:
            between = old[last_old:old_place], new[last_new:new_place]
            yield from _aligned(*between, old_at + last_old, new_at + last_new, may_split=False)
            yield old_at + old_place, new_at + new_place
            last_old, last_new = old_place + 1, new_place + 1
    rest = old[last_old:], new[last_new:]
    yield from _aligned(*rest, old_at + last_old, new_at + last_new, may_split=False)


def _unique_stretches(items: list[int]) -> dict[tuple[int, ...], int]:
    places: dict[tuple[int, ...], int] = {}
    repeated = set()
    for place in range(len(items) - _STRETCH + 1):
        key = tuple(items[place : place + _STRETCH])
        if key in places:
            repeated.add(key)
        places[key] = place
    return {key: place for key, place in places.items() if key not in repeated}


def _rising(pairs: list[Pair]) -> list[Pair]:
    """The longest part of the pairs (sorted by their first place) that rises on both sides."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        rank = bisect_left(ends, place)
        before.append(last[rank - 1] if rank else -1)
        if rank == len(ends):
            ends.append(place)
            last.append(index)
        else:
            ends[rank], last[rank] = place, index
    rising: list[Pair] = []
    index = last[-1] if last else -1
    while index >= 0:
        rising.append(pairs[index])
        index = before[index]
    return rising[::-1]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts' words and the pairs of places where they are the same, rising on both sides."""

    old: list[Word]
    new: list[Word]
    old_keys: list[str]
    new_keys: list[str]
    old_openings: list[int]
    new_openings: list[int]
    pairs: list[Pair]


def align_texts(
    old: str, new: str, key: Callable[[str], str] = str, within: Passage | None = None
) -> Alignment:
    """The words of two texts, or of a passage of them, aligned where `key` makes them equal."""
    old_words = words_of(old, *(within[0:2] if within else ()))
    new_words = words_of(new, *(within[2:4] if within else ()))
    old_keys = [key(word[2]) for word in old_words]
    new_keys = [key(word[2]) for word in new_words]
    old_openings, new_openings = openings(old, old_words), openings(new, new_words)
    pairs = align(old_keys, new_keys)
    _slide(pairs, new_keys, new_openings, side=1)
    _slide(pairs, old_keys, old_openings, side=0)
    return Alignment(old_words, new_words, old_keys, new_keys, old_openings, new_openings, pairs)


def openings(text: str, words: list[Word]) -> list[int]:
    """How well a change may begin before each word: 3 a line, 2 a sentence, 1 a clause begins.

    One more than there are words: the last is for the end of the text.
    """
    found = [LINE]
    for (_, end, before), (start, _, _) in pairwise(words):
        if end < start and "\n" in text[end:start]:
            found.append(LINE)
        else:
            found.append(_OPENED_AFTER.get(before, 0))
    return [*found, LINE]


def _slide(pairs: list[Pair], keys: Sequence[Hashable], opening: list[int], *, side: int) -> None:
    """Move what only one side has to where a reader sees it begin; `side` 0 is old, 1 new.

    "A said x. A said y." with a sentence put between can be read as "[x. A said ]" or as
    "[A said x. ]": the second begins where a sentence does.
    """
    gaps = [
        place
        for place, (here, there) in enumerate(pairwise(pairs))
        if there[side] - here[side] != 1 and there[1 - side] - here[1 - side] == 1
    ]
    for place in gaps:
        here, there = pairs[place], pairs[place + 1]
        if there[side] - here[side] == 1:  # a change slid before closed it
            continue
        first, last = here[side] + 1, there[side] - 1
        left = _reach(pairs, place, -1, keys, last, side)
        right = _reach(pairs, place + 1, 1, keys, first, side)
        best = _best_slide(range(-left, right + 1), opening, first, last + 1)
        for step in range(-best):
            _put(pairs, place - step, side, last - step)
        for step in range(best):
            _put(pairs, place + 1 + step, side, first + step)


def _best_slide(slides: range, opening: list[int], first: int, end: int) -> int:
    """The slide after which the change begins and ends best; the shortest of equals."""
    return max(slides, key=lambda by: (opening[first + by] + opening[end + by], -abs(by)))


def _reach(
    pairs: list[Pair], place: int, step: int, keys: Sequence[Hashable], to: int, side: int
) -> int:
    """How many pairs in a row, from `place` on in direction `step`, can take the words at `to`."""
    origin = pairs[place]
    count = 0
    while count < _MAX_SLIDE and 0 <= place + step * count < len(pairs):
        away = step * count
        if pairs[place + away] != (origin[0] + away, origin[1] + away):
            break
        if keys[origin[side] + away] != keys[to + away]:
            break
        count += 1
    return count


def _put(pairs: list[Pair], place: int, side: int, word: int) -> None:
    old, new = pairs[place]
    pairs[place] = (word, new) if side == 0 else (old, word)
