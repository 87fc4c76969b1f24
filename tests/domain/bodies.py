"""Drawn markup: soup as the world sends it, and bodies as sanitising leaves them."""

from hypothesis import strategies as st

from factcheck.domain.errors import Refusal
from factcheck.domain.text import sanitise

_TEXT = st.text(alphabet="ab é\u0301\u00a0\u200b\u3000 \n\t&<>\"'.,5…“”\x01\u0338", max_size=8)
# Signs that only together are one to a reader: emoji joined and tinted, flags, syllables of Korean
# and Tamil, accents on letters that have no composed form, one sign that rules the next.
_JOINED = st.text(
    alphabet=(
        "a \u0316\u0301\u200d\ufe0f\U0001f469\U0001f3fd\U0001f1ee\U0001f1e9\u1100\u1161\u0ba8\u0bbf"
    ),
    max_size=8,
)
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
    _JOINED,
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
