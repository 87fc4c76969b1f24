"""What changed between two texts, word by word, and how a page shows it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from factcheck.domain.following.alignment import Pair, align_texts
from factcheck.domain.following.passages import passages

OpKind = Literal["equal", "insert", "delete", "replace"]
SegmentKind = Literal["same", "added", "removed", "skipped"]

# A word as a reader counts them: "Rp100" and "18F" are one.
_CHUNK = re.compile(r"\S+")
# An equal island of so few letters between two changes of so many words reads as part of them.
_ISLAND_LETTERS = 3
_CHANGE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Op:
    """One step from old to new: a stretch of each text, in code points, end exclusive."""

    kind: OpKind
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text as a page shows it; "skipped" stands for unchanged words left out."""

    kind: SegmentKind
    text: str


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How many words, punctuation aside, an edit added and removed."""

    added: int
    removed: int


def diff(old: str, new: str) -> list[Op]:
    """The steps from old to new, in order, without a gap on either side.

    Equal and changed steps alternate. Words change as a whole (4.2 to 4.3 is one number replaced);
    a space, a mark of punctuation or, between long changes, a word such as "di" or "the" that
    stayed is counted with them.
    """
    return _without_islands(list(_steps(old, new)), old, new)


def segments(old: str, new: str) -> list[Segment]:
    """The same as text: what stayed, what was removed and, after it, what was added."""
    found: list[Segment] = []
    for op in diff(old, new):
        if op.kind == "equal":
            found.append(Segment("same", new[op.new_start : op.new_end]))
            continue
        if op.old_end > op.old_start:
            found.append(Segment("removed", old[op.old_start : op.old_end]))
        if op.new_end > op.new_start:
            found.append(Segment("added", new[op.new_start : op.new_end]))
    return found


def folded(segments: Iterable[Segment], context_words: int = 12) -> list[Segment]:
    """Segments with long unchanged stretches cut to the words around the changes.

    What is left out becomes one segment of kind "skipped", whose text is "…"; a stretch is only
    cut when more than `context_words` words would be left out. Without a change nothing is cut.
    """
    listed = list(segments)
    short: list[Segment] = []
    for place, segment in enumerate(listed):
        if segment.kind != "same":
            short.append(segment)
            continue
        words = list(_CHUNK.finditer(segment.text))
        head = context_words if place > 0 else 0
        tail = context_words if place < len(listed) - 1 else 0
        if head + tail == 0 or len(words) - head - tail <= context_words:
            short.append(segment)
            continue
        cut_from = words[head - 1].end() if head else 0
        cut_to = words[-tail].start() if tail else len(segment.text)
        parts = (segment.text[:cut_from], segment.text[cut_to:])
        short += [Segment("same", parts[0])] if parts[0] else []
        short.append(Segment("skipped", "…"))
        short += [Segment("same", parts[1])] if parts[1] else []
    return short


def word_counts(segments: Sequence[Segment]) -> WordCounts:
    """Words added and removed, as a line of history shows them ("+12 −3 words")."""
    return WordCounts(
        added=sum(_count(segment.text) for segment in segments if segment.kind == "added"),
        removed=sum(_count(segment.text) for segment in segments if segment.kind == "removed"),
    )


def _count(text: str) -> int:
    return sum(any(char.isalnum() for char in chunk) for chunk in text.split())


def _steps(old: str, new: str) -> Iterator[Op]:
    """Equal and changed stretches in turn, as the words' alignment has them."""
    same_from = done = (0, 0)
    for here, there in _stayed(old, new):
        gaps = old[done[0] : here[0]], new[done[1] : here[1]]
        if gaps[0] != gaps[1]:
            head, tail = _shared_space(*gaps)
            change_from = (done[0] + head, done[1] + head)
            change_to = (here[0] - tail, here[1] - tail)
            if change_from != same_from:
                yield _op("equal", same_from, change_from)
            yield _op(_kind(change_from, change_to), change_from, change_to)
            same_from = change_to
        done = there
    if done != same_from:
        yield _op("equal", same_from, done)


def _stayed(old: str, new: str) -> Iterator[tuple[Pair, Pair]]:
    """Where each word or passage that stayed begins and ends in both texts; their ends come last.

    Words are looked at only in passages that differ.
    """
    for passage in passages(old, new):
        if passage.same:
            size = len(old[passage.old_start : passage.old_end].rstrip())
            start = passage.old_start, passage.new_start
            yield start, (start[0] + size, start[1] + size)
            continue
        aligned = align_texts(old, new, within=passage)
        for old_place, new_place in aligned.pairs:
            one, other = aligned.old[old_place], aligned.new[new_place]
            yield (one.start, other.start), (one.end, other.end)
    yield (len(old), len(new)), (len(old), len(new))


def _shared_space(one: str, other: str) -> tuple[int, int]:
    """How much white space two gaps share at their beginning and, beyond that, at their end."""
    shorter = min(len(one), len(other))
    head = 0
    while head < shorter and one[head] == other[head] and one[head].isspace():
        head += 1
    tail = 0
    while tail < shorter - head and one[-1 - tail] == other[-1 - tail] and one[-1 - tail].isspace():
        tail += 1
    return head, tail


def _kind(start: tuple[int, int], end: tuple[int, int]) -> OpKind:
    if start[0] == end[0]:
        return "insert"
    return "delete" if start[1] == end[1] else "replace"


def _op(kind: OpKind, start: tuple[int, int], end: tuple[int, int]) -> Op:
    return Op(kind, start[0], end[0], start[1], end[1])


def _without_islands(ops: list[Op], old: str, new: str) -> list[Op]:
    """Ops with islands too small to read dissolved in the changes around them."""
    merged: list[Op] = []
    for place, op in enumerate(ops):
        if op.kind != "equal":
            joins = bool(merged) and merged[-1].kind != "equal"
        else:
            around = (merged[-1:], ops[place + 1 : place + 2])
            joins = (
                all(around)
                and _is_island(old[op.old_start : op.old_end])
                and (
                    _is_bare(old[op.old_start : op.old_end])
                    or all(_is_long(change, old, new) for (change,) in around)
                )
            )
        if joins:
            start = (merged[-1].old_start, merged[-1].new_start)
            end = (op.old_end, op.new_end)
            merged[-1] = _op(_kind(start, end), start, end)
        else:
            merged.append(op)
    return merged


def _is_island(text: str) -> bool:
    """Few letters, no figure, within a line: as little as may be taken for chance."""
    return (
        "\n" not in text
        and not any(char.isdigit() for char in text)
        and sum(char.isalpha() for char in text) <= _ISLAND_LETTERS
    )


def _is_bare(text: str) -> bool:
    return not any(char.isalnum() for char in text)


def _is_long(op: Op, old: str, new: str) -> bool:
    removed, added = old[op.old_start : op.old_end], new[op.new_start : op.new_end]
    return max(_count(removed), _count(added)) >= _CHANGE_WORDS
