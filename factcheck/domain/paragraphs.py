"""Two texts paragraph by paragraph: what stayed, changed, came, went, and moved.

Paragraphs (the lines of a text) are matched as wholes first, so that one which moved is told as
moved and not as words that went here and came there; only what lies between is compared by words.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from factcheck.domain.diff import Segment, segments
from factcheck.domain.following.alignment import Pair, align
from factcheck.domain.typography import fold

ParagraphKind = Literal["same", "print", "changed", "left", "arrived"]

PILCROW = "¶"  # a paragraph's end that came or went, which no reader would see otherwise


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the comparison, with its changed words.

    "print": only quotes, dashes, spaces and the like differ. "left" and "arrived" are the two
    places of a paragraph that moved; `move` numbers the moves from 1 (0 for other kinds).
    """

    kind: ParagraphKind
    segments: tuple[Segment, ...]
    move: int = 0


def paragraphs(old: str, new: str) -> list[Paragraph]:
    """The whole text by paragraphs, in the order of the new one.

    A paragraph has moved where its words, print aside, stand once among those that went and once
    among those that came.
    """
    olds, news = old.split("\n"), new.split("\n")
    old_keys, new_keys = [fold(line) for line in olds], [fold(line) for line in news]
    pairs = align(old_keys, new_keys)
    moves = _moves(old_keys, new_keys, pairs)
    return list(_told(olds, news, pairs, moves))


def _moves(olds: Sequence[str], news: Sequence[str], pairs: Sequence[Pair]) -> list[Pair]:
    """The places (old, new) of paragraphs that moved, in the order of the new text."""
    stayed_old, stayed_new = {one for one, _ in pairs}, {other for _, other in pairs}
    went = [place for place in range(len(olds)) if place not in stayed_old and olds[place]]
    came = [place for place in range(len(news)) if place not in stayed_new and news[place]]
    often = Counter(olds[place] for place in went), Counter(news[place] for place in came)
    origin = {olds[place]: place for place in went}
    return [
        (origin[news[place]], place)
        for place in came
        if often[0][news[place]] == often[1][news[place]] == 1
    ]


def _told(
    olds: Sequence[str], news: Sequence[str], pairs: Sequence[Pair], moves: Sequence[Pair]
) -> Iterator[Paragraph]:
    left = {one: number for number, (one, _) in enumerate(moves, start=1)}
    arrived = {other: number for number, (_, other) in enumerate(moves, start=1)}
    origins = {number: olds[one] for one, number in left.items()}
    targets = {number: news[other] for other, number in arrived.items()}
    for here, there in pairwise([(-1, -1), *pairs, (len(olds), len(news))]):
        for place in range(here[0] + 1, there[0]):
            if number := left.get(place):
                yield Paragraph("left", _words(olds[place], targets[number]), number)
        stayed = [olds[place] for place in range(here[0] + 1, there[0]) if place not in left]
        came = [place for place in range(here[1] + 1, there[1]) if place not in arrived]
        changed = _changed(stayed, [news[place] for place in came])
        for place in range(here[1] + 1, there[1]):
            if number := arrived.get(place):
                yield Paragraph("arrived", _words(origins[number], news[place]), number)
            else:
                yield from _up_to_one_of_the_new(changed)
        yield from changed
        if there[1] < len(news):
            before, after = olds[there[0]], news[there[1]]
            yield Paragraph("same" if before == after else "print", _words(before, after))


def _words(old: str, new: str) -> tuple[Segment, ...]:
    return (Segment("same", new),) if old == new else tuple(segments(old, new))


def _changed(olds: Sequence[str], news: Sequence[str]) -> Iterator[Paragraph]:
    """Paragraphs that have no equal, compared by words."""
    for line in _lines(segments("\n".join(olds), "\n".join(news))):
        same = all(segment.kind == "same" for segment in line)
        yield Paragraph("same" if same else "changed", tuple(line))


def _up_to_one_of_the_new(changed: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """The next paragraphs, until one that the new text has was among them."""
    for paragraph in changed:
        yield paragraph
        if any(segment.kind != "removed" for segment in paragraph.segments):
            return


def _lines(found: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Segments cut at line ends. A line end that itself came or went is shown as a sign."""
    line: list[Segment] = []
    for segment in found:
        *whole, rest = segment.text.split("\n")
        for text in whole:
            if text:
                line.append(Segment(segment.kind, text))
            if segment.kind != "same" and any(part.kind != segment.kind for part in line):
                line.append(Segment(segment.kind, PILCROW))
            if line:
                yield line
            line = []
        if rest:
            line.append(Segment(segment.kind, rest))
    if line:
        yield line
