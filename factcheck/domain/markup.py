"""Marks in place: a body cut in its blocks, the words of each mark wrapped where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Protocol

from factcheck.domain.graphemes import widened
from factcheck.domain.projection import STRUCK, Piece
from factcheck.domain.text import PROJECTION, walk

_VOID = frozenset({"br", "hr", STRUCK})


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the projection, in code points, end exclusive; keys are the caller's own."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One top-level block of the body; `keys` names the marks that start in it, in text order."""

    html: str
    keys: tuple[str, ...]


class Wrap(Protocol):
    """How a caller writes a marked stretch of text.

    `keys`: every mark over the stretch, in text order; `text_html`: its text, escaped; `starting`:
    those of the keys whose first stretch this is; `inside_link`: whether the stretch stands inside
    a link of the article, where no other link may stand. Returns well-formed inline HTML that shows
    the same text.
    """

    def __call__(
        self,
        keys: tuple[str, ...],
        text_html: str,
        starting: tuple[str, ...],
        inside_link: bool,
    ) -> str: ...


def blocks(html: str, marks: Sequence[Mark], wrap: Wrap, version: int = PROJECTION) -> list[Block]:
    """The body of an article in top-level blocks, marks written by `wrap`.

    `html` is a body as `sanitise` leaves it. A mark may cross tags, blocks and other marks: it is
    written once for each stretch without a border in it. One that begins or ends within a grapheme
    (a letter and its accents, a flag, a family of emoji) is written over the whole of it. White
    space that no reader sees is not written. Marks with the same key, or that are empty or outside
    the text, raise ValueError; a mark over a line break alone is not written, since nothing is
    there to wrap.
    """
    writer = _Writer(walk(html, version), marks, wrap)
    return list(writer.blocks())


@dataclass(slots=True)
class _Writer:
    pieces: list[Piece]
    marks: Sequence[Mark]
    wrap: Wrap
    borders: list[int] = field(init=False)
    ordered: list[Mark] = field(init=False)
    active: list[Mark] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    links: int = 0

    def __post_init__(self) -> None:
        text = "".join(piece.text for piece in self.pieces if not piece.is_tag)
        for mark in self.marks:
            if not 0 <= mark.start < mark.end <= len(text):
                raise ValueError(f"{mark} is no span of a text of {len(text)} code points")
        if len({mark.key for mark in self.marks}) != len(self.marks):
            raise ValueError("two marks have the same key")
        marks = [Mark(mark.key, *widened(text, mark.start, mark.end)) for mark in self.marks]
        # Both lists are used up from their end while the text is walked.
        self.borders = sorted({b for m in marks for b in (m.start, m.end)}, reverse=True)
        self.ordered = sorted(marks, key=lambda m: (m.start, m.end, m.key), reverse=True)

    def blocks(self) -> Iterator[Block]:
        depth = 0
        html: list[str] = []
        seen = 0
        for piece in self.pieces:
            if piece.is_tag:
                depth += 0 if piece.name in _VOID else -1 if piece.name.startswith("/") else 1
                self.links += {"a": 1, "/a": -1}.get(piece.name, 0)
                html.append(piece.text)
            elif piece.shown:
                html += self._stretches(piece)
            if html and depth == 0:
                yield Block("".join(html), tuple(self.opened[seen:]))
                html, seen = [], len(self.opened)

    def _stretches(self, piece: Piece) -> Iterator[str]:
        """The text of a piece, cut at every border of a mark."""
        start = piece.start
        while start < piece.end:
            while self.borders and self.borders[-1] <= start:
                self.borders.pop()
            end = min([piece.end, *self.borders[-1:]])
            text = piece.text[start - piece.start : end - piece.start]
            yield self._written(escape(text, quote=False), start)
            start = end

    def _written(self, text_html: str, start: int) -> str:
        self.active = [mark for mark in self.active if mark.end > start]
        while self.ordered and self.ordered[-1].start <= start:
            mark = self.ordered.pop()
            self.active += [mark] if mark.end > start else []
        if not self.active:
            return text_html
        keys = tuple(mark.key for mark in self.active)
        starting = tuple(key for key in keys if key not in self.opened)
        self.opened += starting
        return self.wrap(keys, text_html, starting, inside_link=self.links > 0)
