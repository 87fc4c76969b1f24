"""Lines of text within a block: where they break, and their texts joined and clean."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from factcheck.domain.characters import composed
from factcheck.domain.html.tree import Node, is_blank

Run = list[Node | str]

_WHITESPACE = re.compile(r"[ \t\n\r\f]+")


def lines(run: Run) -> Iterator[Run]:
    """A run cut where two or more <br> stand together, each piece trimmed; empty ones left out."""
    piece: Run = []
    broken = False
    for item in run:
        is_break = isinstance(item, Node) and item.name == "br"
        if is_break and broken:
            yield from filter(None, [_trimmed(piece)])
            piece = []
        broken = is_break or (broken and is_blank(item))
        piece.append(item)
    yield from filter(None, [_trimmed(piece)])


def verbatim(run: Run) -> Run:
    """The run with its spaces and line ends as they were written, its texts joined."""
    return _joined(run, _as_written)


def _trimmed(run: Run) -> Run:
    """The run without blank edges, its texts joined and cleaned."""
    joined = _joined(run, _collapsed)
    while joined and is_blank(joined[0]):
        joined.pop(0)
    while joined and is_blank(joined[-1]):
        joined.pop()
    if joined and isinstance(joined[0], str):
        joined[0] = joined[0].lstrip()
    if joined and isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
    return joined


def _joined(run: Iterable[Node | str], clean: Callable[[str], str]) -> Run:
    """The run with neighbouring texts made one, and each of them clean."""
    joined: Run = []
    for is_text, group in groupby(run, key=lambda item: isinstance(item, str)):
        if is_text:
            joined.append(clean("".join(item for item in group if isinstance(item, str))))
        else:
            nodes = (item for item in group if isinstance(item, Node))
            joined += [Node(n.name, n.href, _joined(n.children, clean)) for n in nodes]
    return joined


def _collapsed(text: str) -> str:
    return composed(_WHITESPACE.sub(" ", text))


def _as_written(text: str) -> str:
    return composed(re.sub(r"\r\n?", "\n", text))
