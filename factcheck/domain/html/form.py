"""The normal form of a body: every text has its block, no block is empty, no line holds a line.

The form is stable: parsing and normalising what it wrote changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator

from factcheck.domain.html.lines import Run, lines, verbatim
from factcheck.domain.html.signs import with_set_off_figures
from factcheck.domain.html.tree import (
    CONTAINERS,
    INLINE,
    LISTS,
    PHRASING,
    TRANSPARENT,
    VOID,
    Node,
    is_blank,
)

# Children on their way into blocks: None says that a line ends here.
Item = Node | str | None
Names = frozenset[str]


def normal_form(root: Node) -> list[Node]:
    """The top-level blocks of a body, from any tree of known elements."""
    return _blocks(with_set_off_figures(root).children, frozenset())


def _blocks(children: Iterable[Node | str], within: Names) -> list[Node]:
    """Children as blocks only: runs become paragraphs, stray list items get their list.

    `within` names the inline elements already open around them; none is nested in itself.
    """
    blocks: list[Node] = []
    for part in _runs(_items(children, within)):
        if isinstance(part, list):
            blocks += [Node("p", None, line) for line in lines(part)]
        elif isinstance(part, Node):
            _adopt(blocks, part)
    return blocks


def _adopt(blocks: list[Node], block: Node) -> None:
    """Append a block; a list item without a list joins the list that stands before it."""
    home = {"li": "ul", "dt": "dl", "dd": "dl"}.get(block.name)
    if home is None:
        blocks.append(block)
    elif blocks and blocks[-1].name == home:
        blocks[-1].children.append(block)
    else:
        blocks.append(Node(home, None, [block]))


def _items(children: Iterable[Node | str], within: Names) -> Iterator[Item]:
    """Children as text, inline elements, finished blocks and line ends."""
    for child in children:
        if isinstance(child, str) or child.name in VOID:
            yield child
        elif child.name in INLINE:
            yield from _inline(child, within)
        elif child.name in _RULES:
            yield from _RULES[child.name](child, within)
        else:
            yield None
            yield from _items(child.children, within)
            yield None


def _runs(items: Iterable[Item]) -> Iterator[Run | Item]:
    """Items with neighbouring inline ones gathered in lists; blocks and line ends pass through."""
    run: Run = []
    for item in items:
        if isinstance(item, str) or (item and (item.name in INLINE or item.name == "br")):
            run.append(item)
            continue
        if run:
            yield run
            run = []
        yield item
    if run:
        yield run


# Lines of text


def _inline(node: Node, within: Names) -> Iterator[Item]:
    """An inline element; one that holds blocks is spread over their lines."""
    if node.name in within or (node.name == "a" and not node.href):
        yield from _items(node.children, within)
        return
    for part in _runs(_items(node.children, within | {node.name})):
        if isinstance(part, list):
            yield from _wrapped(node, part)
        elif isinstance(part, Node):
            yield _spread(node, part)
        else:
            yield None


def _wrapped(node: Node, run: Run) -> Run:
    """The run inside a copy of the element, or as it is when there is no text to hold."""
    return run if all(map(is_blank, run)) else [Node(node.name, node.href, run)]


def _spread(node: Node, block: Node) -> Node:
    """The block with each of its lines inside a copy of the inline element."""
    children: Run = []
    for part in _runs(block.children):
        if isinstance(part, list):
            children += _wrapped(node, part)
        elif isinstance(part, Node):
            children.append(_spread(node, part))
    return Node(block.name, None, children)


# Blocks


def _phrasing(node: Node, within: Names) -> Iterator[Node]:
    """A paragraph or heading; a paragraph inside a heading is a line of the heading."""
    for block in _blocks(node.children, within):
        yield Node(node.name, None, block.children) if block.name == "p" else block


def _container(node: Node, within: Names) -> Iterator[Node]:
    blocks = _blocks(node.children, within)
    if blocks:
        yield Node(node.name, None, list(blocks) if node.name == "blockquote" else _bare(blocks))


def _bare(blocks: list[Node]) -> Run:
    """Blocks whose only paragraph comes first need no paragraph: the line stands by itself."""
    if [place for place, block in enumerate(blocks) if block.name == "p"] == [0]:
        return [*blocks[0].children, *blocks[1:]]
    return list(blocks)


def _figure(node: Node, within: Names) -> Iterator[Node]:
    """A figure, its captions last."""
    captions = [child for child in node.children if _is(child, "figcaption")]
    content = _bare(_blocks([c for c in node.children if not _is(c, "figcaption")], within))
    for caption in captions:
        blocks = _blocks(caption.children, within) if isinstance(caption, Node) else []
        content += [Node("figcaption", None, _bare(blocks))] if blocks else []
    if content:
        yield Node("figure", None, content)


def _is(child: Node | str, *names: str) -> bool:
    return isinstance(child, Node) and child.name in names


def _list(node: Node, within: Names) -> Iterator[Node]:
    """A list; what stands in it outside an item becomes a line of the item before."""
    own = LISTS[node.name]
    items: list[Node] = []
    stray: Node | None = None
    for child in _without_wrappers(node.children):
        if isinstance(child, Node) and child.name in own:
            items.append(Node(child.name, None, list(child.children)))
            stray = None
        elif stray is not None:
            stray.children.append(child)
        elif not is_blank(child):
            stray = Node("div", None, [child])
            items = items or [Node(own[0])]
            items[-1].children.append(stray)
    children: Run = [part for item in items for part in _container(item, within)]
    if children:
        yield Node(node.name, None, children)


def _without_wrappers(children: Iterable[Node | str]) -> Iterator[Node | str]:
    for child in children:
        if isinstance(child, Node) and child.name in TRANSPARENT:
            yield from _without_wrappers(child.children)
        else:
            yield child


def _table(node: Node, within: Names) -> Iterator[Node]:
    """A table of sections, rows and cells; anything else in it comes before it."""
    outside: Run = []
    sections: Run = []
    for child in node.children:
        if isinstance(child, Node) and child.name in ("thead", "tbody", "tr"):
            section = Node("tbody", None, [child]) if child.name == "tr" else child
            rows = list(_rows(section, outside, within))
            sections += [Node(section.name, None, rows)] if rows else []
        else:
            outside.append(child)
    yield from _blocks(outside, within)
    if sections:
        yield Node("table", None, sections)


def _rows(section: Node, outside: Run, within: Names) -> Iterator[Node | str]:
    for row in section.children:
        if not (isinstance(row, Node) and row.name == "tr"):
            outside.append(row)
            continue
        cells: Run = []
        for cell in row.children:
            if isinstance(cell, Node) and cell.name in ("td", "th"):
                cells.append(Node(cell.name, None, _bare(_blocks(cell.children, within))))
            else:
                outside.append(cell)
        if not all(map(is_blank, cells)):
            yield Node("tr", None, cells)


def _preformatted(node: Node, within: Names) -> Iterator[Node]:
    """Text whose white space counts; <br> and inner blocks become line feeds."""
    joined = verbatim(list(_flat(node.children, within)))
    # A reader of HTML eats the first line feed of a <pre>, so none may be left there.
    if joined and isinstance(joined[0], str):
        joined[0] = joined[0].lstrip("\n")
    if joined and isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
    if not all(map(is_blank, joined)):
        yield Node("pre", None, [item for item in joined if item])


def _flat(children: Iterable[Node | str], within: Names) -> Iterator[Node | str]:
    for child in children:
        if isinstance(child, str):
            yield child
        elif child.name in VOID:
            yield "\n"
        elif child.name in INLINE:
            inner = list(_flat(child.children, within | {child.name}))
            keep = child.name not in within and bool(inner) and (child.name != "a" or child.href)
            yield from [Node(child.name, child.href, inner)] if keep else inner
        else:
            yield from ("\n", *_flat(child.children, within), "\n")


_RULES: dict[str, Callable[[Node, Names], Iterator[Node]]] = {
    **dict.fromkeys(PHRASING, _phrasing),
    **dict.fromkeys(CONTAINERS, _container),
    **dict.fromkeys(LISTS, _list),
    "figure": _figure,
    "table": _table,
    "pre": _preformatted,
}
