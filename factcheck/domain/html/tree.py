"""A small HTML tree: what a body is made of, read from clean markup and written down again.

The markup must be well nested and hold no raw text elements, as an allow list leaves it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from factcheck.domain.characters import clean_characters
from factcheck.domain.words import words

# Elements that stay inside a line of text.
INLINE = words("a abbr b cite code em i q s strong sub sup u")
VOID = frozenset({"br", "hr"})
# Blocks that hold one line; blocks that hold lines or further blocks; lists with their items.
PHRASING = frozenset({"p", "h2", "h3", "h4"})
CONTAINERS = frozenset({"blockquote", "li", "dt", "dd"})
LISTS = {"ul": ("li",), "ol": ("li",), "dl": ("dd", "dt")}
TABLE = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
KEPT = INLINE | VOID | PHRASING | CONTAINERS | frozenset(LISTS) | TABLE
KEPT |= {"pre", "figure", "figcaption"}
# Names that a body does not keep, and what they become.
RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "del": "s", "strike": "s", "tfoot": "tbody"}
# Elements without a meaning of their own that still begin and end a line on screen.
TRANSPARENT = words(
    "address article aside caption center details dialog div fieldset footer form header hgroup"
    " legend main nav section summary"
)
READ = KEPT | TRANSPARENT | frozenset(RENAMED)
# Elements that go with all that is in them.
DROPPED = words(
    "audio button canvas iframe noscript object script select style svg template textarea title"
    " video"
)
# Only a name that HTML knows makes "<…>" a tag; "<someone@example.org>" is plain text.
_KNOWN = READ | DROPPED | words("body font head html img ins link math meta span")
TAG = re.compile(rf"<(?:!doctype|!--|/?(?:{'|'.join(sorted(_KNOWN))})(?=[\s/>]))", re.IGNORECASE)

# Deeper nesting than any writer needs is flattened; this bounds every recursion over a tree.
MAX_DEPTH = 40

# Characters that take no room on screen: soft hyphen, zero-width space, word joiner, BOM.
INVISIBLE = "\u00ad\u200b\u2060\ufeff"


@dataclass(slots=True)
class Node:
    """One element; `href` is set on links only."""

    name: str
    href: str | None = None
    children: list["Node | str"] = field(default_factory=list)


def is_blank(item: Node | str) -> bool:
    """True when a reader would see no text."""
    if isinstance(item, str):
        return all(char.isspace() or char in INVISIBLE for char in item)
    return all(map(is_blank, item.children))


def depth(nodes: Iterable[Node | str]) -> int:
    """How many elements stand in each other."""
    return max((1 + depth(node.children) for node in nodes if isinstance(node, Node)), default=0)


def parse(html: str) -> Node:
    """The tree of clean markup; its root has no name."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def serialise(nodes: Iterable[Node | str]) -> str:
    """Markup of the nodes, all text escaped."""
    return "".join(_write(nodes))


def _write(nodes: Iterable[Node | str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield escape(node, quote=False)
        elif node.name in VOID:
            yield f"<{node.name}>"
        else:
            link = f' href="{escape(node.href or "")}" rel="noopener nofollow"'
            yield f"<{node.name}{link if node.name == 'a' else ''}>"
            yield from _write(node.children)
            yield f"</{node.name}>"


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.stack = [self.root]
        self.too_deep: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = RENAMED.get(tag, tag)
        if name not in VOID and len(self.stack) > MAX_DEPTH:
            self.too_deep.append(name)
            self.stack[-1].children.append(" ")
            return
        node = Node(name, dict(attrs).get("href") if name == "a" else None)
        self.stack[-1].children.append(node)
        if name not in VOID:
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        name = RENAMED.get(tag, tag)
        if self.too_deep and self.too_deep[-1] == name:
            self.too_deep.pop()
            self.stack[-1].children.append(" ")
        elif any(node.name == name for node in self.stack[1:]):
            while self.stack.pop().name != name:
                pass

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(clean_characters(data))
