"""Figures raised or lowered by markup become signs of their own: 10<sup>6</sup> is not 106.

The text of a body knows no markup, so what a reader sees as 201⁶ would be judged as 2016.
"""

from factcheck.domain.html.tree import Node

_SIGNS = {
    "sup": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}


def with_set_off_figures(root: Node) -> Node:
    """The tree with every <sup> and <sub> that holds a figure replaced by what is in it, its
    figures as signs; those of letters alone (1<sup>st</sup>) stay as they are."""
    return Node(root.name, root.href, _children(root))


def _children(node: Node) -> list[Node | str]:
    found: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            found.append(child)
        elif child.name in _SIGNS and any(
            char.isascii() and char.isdigit() for char in _text(child)
        ):
            found += _translated(child, _table(child))
        else:
            found.append(with_set_off_figures(child))
    return found


def _table(node: Node) -> dict[int, int]:
    """All signs where nothing else stands there (n−1); else the figures alone (2nd)."""
    signs = _SIGNS[node.name]
    if all(ord(char) in signs for char in _text(node).strip()):
        return signs
    return {code: sign for code, sign in signs.items() if chr(code).isdigit()}


def _text(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in node.children)


def _translated(node: Node, signs: dict[int, int]) -> list[Node | str]:
    return [
        child.translate(signs)
        if isinstance(child, str)
        else Node(child.name, child.href, _translated(child, signs))
        for child in node.children
    ]
