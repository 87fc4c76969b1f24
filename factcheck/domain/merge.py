"""Two people's changes to one text, put together by words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from factcheck.domain.diff import diff

PartKind = Literal["same", "stored", "typed", "both", "conflict"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text as the three have it.

    `kind`: nobody changed it ("same"), one of the two did ("stored", "typed"), both did alike
    ("both"), or both did, each otherwise ("conflict").
    """

    kind: PartKind
    base: str
    stored: str
    typed: str

    @property
    def text(self) -> str:
        """What stands in the merged text; of a conflict both sides, the stored one first."""
        if self.kind == "stored":
            return self.stored
        if self.kind == "conflict":
            return _one_after_the_other(self.stored, self.typed)
        return self.typed


@dataclass(frozen=True, slots=True)
class Merged:
    """Three versions of a text in parts, in order and without a gap."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The text with both people's changes; where they touch, both stand."""
        return "".join(part.text for part in self.parts)

    @property
    def conflicts(self) -> list[Part]:
        """The places that a person must decide."""
        return [part for part in self.parts if part.kind == "conflict"]

    @property
    def fits(self) -> bool:
        """Whether the changes of both stand beside each other without touching."""
        return not self.conflicts


class _Change(NamedTuple):
    """A stretch of the base and what one person made of it."""

    start: int
    end: int
    text: str
    is_typed: bool


def merged(base: str, stored: str, typed: str) -> Merged:
    """The changes from `base` to `stored` and from `base` to `typed`, in one text.

    Two changes touch where no word stands unchanged between them: "12 million" made "13 million" by
    one and "12 billion" by the other is for a person to decide, though other words changed.
    """
    changes = sorted([*_changes(base, stored, False), *_changes(base, typed, True)])
    parts: list[Part] = []
    done = 0
    for group in _touching(changes, base):
        start, end = group[0].start, max(change.end for change in group)
        if start > done:
            parts.append(_part(base[done:start]))
        parts.append(_part(base[start:end], *_both(group, base, start, end)))
        done = end
    if done < len(base):
        parts.append(_part(base[done:]))
    return Merged(tuple(parts))


def _changes(base: str, other: str, is_typed: bool) -> Iterator[_Change]:
    for op in diff(base, other):
        if op.kind != "equal":
            yield _Change(op.old_start, op.old_end, other[op.new_start : op.new_end], is_typed)


def _touching(changes: Iterable[_Change], base: str) -> Iterator[list[_Change]]:
    """Changes in order, together where they touch."""
    group: list[_Change] = []
    end = 0
    for change in changes:
        if group and any(sign.isalnum() for sign in base[end : change.start]):
            yield group
            group = []
        group.append(change)
        end = max(end, change.end)
    if group:
        yield group


def _both(group: list[_Change], base: str, start: int, end: int) -> tuple[str, str]:
    """A stretch of the base as each of the two has it."""
    sides = []
    for is_typed in (False, True):
        text, done = "", start
        for change in group:
            if change.is_typed is is_typed:
                text += base[done : change.start] + change.text
                done = change.end
        sides.append(text + base[done:end])
    return sides[0], sides[1]


def _part(base: str, stored: str | None = None, typed: str | None = None) -> Part:
    stored = base if stored is None else stored
    typed = base if typed is None else typed
    kind: PartKind = "conflict"
    if stored == typed:
        kind = "same" if stored == base else "both"
    elif typed == base:
        kind = "stored"
    elif stored == base:
        kind = "typed"
    return Part(kind, base, stored, typed)


def _one_after_the_other(one: str, other: str) -> str:
    """Two texts in a row, with white space between where neither brings any."""
    if not one or not other or one[-1].isspace() or other[0].isspace():
        return one + other
    return f"{one} {other}"
