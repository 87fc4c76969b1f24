"""Two texts paragraph by paragraph: what stayed, changed, came, went, and moved.

Paragraphs (the lines of a text) are matched as wholes first, so that one which moved is told as
moved and not as words that went here and came there. What lies between is paired by likeness, in
its order, and the pairs are compared by words; a paragraph without its like came or went whole.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Literal

from rapidfuzz.distance import LCSseq

from factcheck.domain.changes import kind_of_change
from factcheck.domain.diff import Segment, segments
from factcheck.domain.following.alignment import Pair, align, words_of
from factcheck.domain.sentences import sentence_bounds
from factcheck.domain.typography import fold

ParagraphKind = Literal["same", "print", "changed", "left", "arrived"]

PILCROW = "¶"  # a paragraph's end that came or went, which no reader would see otherwise
_MAX_CELLS = 400  # comparisons of whole paragraphs between two that stayed
_ALIKE = 0.3  # the share of words from which a paragraph reads as an edit of another
# How many paragraphs of each side one step of the pairing takes: joined and parted ones are a pair.
_STEPS = ((1, 1), (2, 1), (1, 2))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the comparison, with its changed words.

    "print": no sentence differs in more than print (`domain.changes`). "left" and
    "arrived" are the two places of a paragraph that moved; `move` numbers the moves from 1 (0 for
    other kinds).
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


def differs_in_print(old: str, new: str) -> bool:
    """Whether two texts differ in print alone, sentence by sentence, as verdicts are judged."""
    olds, news = list(_sentences(old)), list(_sentences(new))
    if len(olds) != len(news):
        olds, news = [old], [new]
    return not any(kind_of_change(one, other) for one, other in zip(olds, news, strict=True))


def _sentences(text: str) -> Iterator[str]:
    place, size = 0, len(text.rstrip())
    while place < size:
        start, end = sentence_bounds(text, place, place + 1)
        end = max(end, place + 1)
        yield text[max(start, place) : end]
        place = end + len(text[end:]) - len(text[end:].lstrip())


def _changed(olds: Sequence[str], news: Sequence[str]) -> Iterator[Paragraph]:
    """Paragraphs that have no equal: those alike compared by words, the others whole."""
    if len(olds) * len(news) > _MAX_CELLS:
        yield from _compared("\n".join(olds), "\n".join(news))
        return
    for one, other in _paired(olds, news):
        yield from _compared("\n".join(olds[slice(*one)]), "\n".join(news[slice(*other)]))


def _compared(old: str, new: str) -> Iterator[Paragraph]:
    if "\n" not in old + new and old and new and differs_in_print(old, new):
        yield Paragraph("print", _words(old, new))
        return
    for line in _lines(segments(old, new)):
        same = all(segment.kind == "same" for segment in line)
        yield Paragraph("same" if same else "changed", tuple(line))


def _paired(olds: Sequence[str], news: Sequence[str]) -> list[tuple[Pair, Pair]]:
    """Spans of old and of new paragraphs that belong together, in order; one may be empty.

    The best of all pairings: words shared count for it, words that are not against it.
    """
    old_words = [[word.text for word in words_of(text)] for text in olds]
    new_words = [[word.text for word in words_of(text)] for text in news]
    best: dict[Pair, tuple[int, tuple[int, int]]] = {}
    for one in range(len(olds), -1, -1):
        for other in range(len(news), -1, -1):
            found = [
                (gain + best[one + step[0], other + step[1]][0], step)
                for step, gain in _gains(old_words[one : one + 2], new_words[other : other + 2])
            ]
            best[one, other] = max(found, key=lambda each: each[0], default=(0, (0, 0)))
    spans, one, other = [], 0, 0
    while (step := best[one, other][1]) != (0, 0):
        spans.append(((one, one + step[0]), (other, other + step[1])))
        one, other = one + step[0], other + step[1]
    return spans


def _gains(
    olds: Sequence[list[str]], news: Sequence[list[str]]
) -> Iterator[tuple[tuple[int, int], int]]:
    """What each step from here would gain, of those that are possible."""
    for step in _STEPS:
        if len(olds) >= step[0] and len(news) >= step[1]:
            old, new = [*chain(*olds[: step[0]])], [*chain(*news[: step[1]])]
            shared, size = 2 * LCSseq.similarity(old, new), len(old) + len(new)
            if shared > _ALIKE * size:
                yield step, 2 * shared - size if step != (1, 1) else max(2 * shared - size, 1)
    if olds:
        yield (1, 0), 0
    if news:
        yield (0, 1), 0


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
