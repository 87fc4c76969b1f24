"""Drawn markup: soup as the world sends it, and bodies as sanitising leaves them."""

from hypothesis import strategies as st

from factcheck.domain.errors import Refusal
from factcheck.domain.text import sanitise

_TEXT = st.text(alphabet="ab é\u0301\u00a0\u200b\u3000 \n\t&<>\"'.,5…“”\x01\u0338", max_size=8)
_BLOCK_NAMES = [
    "p",
    "div",
    "h1",
    "h2",
    "h5",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "thead",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "section",
    "caption",
]
_INLINE_NAMES = ["b", "strong", "i", "em", "a", "code", "span", "del", "u", "sup", "font"]
_ATTRIBUTES = st.sampled_from(
    ["", ' href="https://example.org/?a=1&amp;b=2"', ' href="javascript:alert(1)"', ' class="x"']
)


def _element(name: str, attributes: str, inner: str) -> str:
    return f"<{name}{attributes}>{inner}</{name}>"


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    many = st.lists(inner, max_size=4).map("".join)
    names = st.sampled_from(_BLOCK_NAMES + _INLINE_NAMES)
    return st.one_of(many, st.builds(_element, names, _ATTRIBUTES, many))


_LEAVES = st.one_of(
    _TEXT,
    st.sampled_from(
        [
            "<br>",
            "<hr>",
            "<!-- c -->",
            "&nbsp;",
            "&#1;",
            "&#x338;",
            "&amp;lt;",
            "<p>",
            "</b>",
            "<li>",
        ]
    ),
    st.sampled_from(
        ["<script>x</script>", "<style>y</style>", "<img src=x>", "</p>", "<td>", "\n"]
    ),
)
SOUP = st.recursive(_LEAVES, _wrapped, max_leaves=12)


def _clean(source: str) -> str | None:
    try:
        return sanitise(f"<div>{source}</div>")
    except Refusal:
        return None


BODIES = SOUP.map(_clean).filter(bool)
