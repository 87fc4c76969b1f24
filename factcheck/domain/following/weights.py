"""How much each word of a text counts when it is asked how many of them stayed."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from factcheck.domain.following.alignment import Word

# A word counts as much as five marks of punctuation; a row of one mark ("-----") counts once.
_MARK_WEIGHT = 0.2
# However many words an address has, it counts as one.
_ADDRESS = re.compile(r"(?:\w+://|www\.)\S+")


def weights_of(text: str, words: Sequence[Word]) -> list[float]:
    """The weight of each of some words, at least one, that follow each other in a text."""
    weights = []
    before = ""
    for _, _, word in words:
        is_mark = not word[0].isalnum()
        weights.append((0.0 if word == before else _MARK_WEIGHT) if is_mark else 1.0)
        before = word
    for address in _ADDRESS.finditer(text, words[0].start, words[-1].end):
        low = bisect_left(words, (address.start(),))
        high = bisect_left(words, (address.end(),))
        weights[low:high] = [1 / (high - low)] * (high - low)
    return weights
