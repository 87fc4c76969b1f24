"""Walking a body: which character of the text comes from which place in the markup.

A walk is part of the record: never change one, add a version beside it.
"""

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from factcheck.domain.words import words

_COLLAPSIBLE = re.compile(r"[ \t\n\r\f]+")
_CELLS = frozenset({"td", "th"})
_BLOCKS = words(
    "p h2 h3 h4 ul ol li blockquote pre hr table thead tbody tr dl dt dd figure figcaption"
)
_VOID = frozenset({"br", "hr"})
STRUCK = "struck"  # the name of a piece of struck-out words: shown, and not in the text


@dataclass(slots=True)
class Piece:
    """A tag as it was written, or a stretch of text with its place in the projection.

    `name` is the element of a tag, with a slash before it when it closes; text pieces have none.
    Text between two lines or cells, which no markup shows, is a piece with `shown` false.
    """

    text: str
    name: str = ""
    start: int = 0
    shown: bool = True

    @property
    def is_tag(self) -> bool:
        """True for markup, which is not in the text."""
        return bool(self.name)

    @property
    def end(self) -> int:
        """Where a text piece ends in the projection, exclusive."""
        return self.start + len(self.text)


def walk_v1(html: str) -> list[Piece]:
    """Version 1 of the walk; `html` is a body as `sanitise` leaves it, with or without marks."""
    return _walked(_WalkV1(), html)


def _walked(walk: "_WalkV1", html: str) -> list[Piece]:
    walk.feed(html)
    walk.close()
    pieces = [piece for piece in walk.pieces if piece.text]
    offset = 0
    for piece in pieces:
        if not piece.is_tag:
            piece.start = offset
            offset += len(piece.text)
    return pieces


def walk_v2(html: str) -> list[Piece]:
    """Version 2: what an article struck out it no longer says, so it is not in the text."""
    return _walked(_WalkV2(), html)


class _WalkV1(HTMLParser):
    """White space waits in `pending` until a visible character follows it in the same line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.pending: list[tuple[Piece, str]] = []
        self.break_before = ""
        self.line_is_empty = True
        self.seen_text = False
        self.preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._boundary(tag)
        self.preformatted += tag == "pre"
        self.pieces.append(Piece(self.get_starttag_text() or "", tag))
        if tag in _VOID:
            self._boundary(tag)

    def handle_endtag(self, tag: str) -> None:
        self._boundary(tag)
        self.preformatted -= tag == "pre"
        self.pieces.append(Piece(f"</{tag}>", f"/{tag}"))

    def handle_data(self, data: str) -> None:
        text = data if self.preformatted else _COLLAPSIBLE.sub(" ", data)
        piece = Piece("")
        visible = text.strip()
        if visible:
            lead, _, trail = text.partition(visible)
            self.pending.append((piece, lead))
            self._flush()
            piece.text += visible
            self.pending.append((piece, trail))
        else:
            self.pending.append((piece, text))
        self.pieces.append(piece)

    def _boundary(self, tag: str) -> None:
        if tag == "br" or tag in _BLOCKS:
            self.break_before = "\n"
        elif tag in _CELLS:
            self.break_before = self.break_before or "\t"
        else:
            return
        self.pending.clear()
        self.line_is_empty = True

    def _flush(self) -> None:
        """Visible text comes: write the break or the white space that stands before it."""
        if self.break_before and self.seen_text:
            self.pieces.append(Piece(self.break_before, shown=False))
        waiting = self._kept_whitespace()
        for piece, space in waiting:
            piece.text += space
        self.pending.clear()
        self.break_before = ""
        self.line_is_empty = False
        self.seen_text = True

    def _kept_whitespace(self) -> list[tuple[Piece, str]]:
        if self.preformatted:
            return self._indentation() if self.line_is_empty else self.pending
        if self.line_is_empty:
            return []
        kept: list[tuple[Piece, str]] = []
        after_space = False
        for piece, space in self.pending:
            kept.append((piece, space[1:] if after_space and space.startswith(" ") else space))
            after_space = space.endswith(" ") or (after_space and not space)
        return kept

    def _indentation(self) -> list[tuple[Piece, str]]:
        """What follows the last line feed: a block of code keeps the indent of its first line."""
        kept: list[tuple[Piece, str]] = []
        for piece, space in self.pending:
            if "\n" in space:
                kept.clear()
            kept.append((piece, space.rpartition("\n")[2]))
        return kept


class _WalkV2(_WalkV1):
    def __init__(self) -> None:
        super().__init__()
        self.struck = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.struck += tag == "s"

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self.struck -= tag == "s"

    def handle_data(self, data: str) -> None:
        if self.struck:
            self.pieces.append(Piece(escape(data, quote=False), STRUCK))
        else:
            super().handle_data(data)
