"""Markdown in, HTML out, for `sanitise` to clean."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from factcheck.domain.errors import N_, Refusal
from factcheck.domain.html.bounds import refuse_nesting
from factcheck.domain.html.tree import TAG

# Reading Markdown takes some ten times longer than HTML of the same length.
MAX_MARKDOWN = 200_000
# A quotation takes one level, a list two; deeper blocks would be left out unsaid. Looking for the
# ends of links takes time with this number.
_MAX_LEVEL = 20
_HOLDING = frozenset({"blockquote_open", "list_item_open"})
# What names and repeats may come to, when each is written out.
_MAX_TARGETS = 2_000_000
# Between two lines of "---" at the start: what the newsroom's software knows about the article.
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:(?:[\w-]+:|[ \t#-]).*\n){1,60}(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)


def html_of_markdown(source: str) -> str:
    """HTML of CommonMark with tables and struck words.

    Raw HTML in it is passed on; "<…>" that HTML doesn't know is text. Front matter is left out.
    Raises Refusal for what would take too long to read.
    """
    _check_size(source)
    tokens = _READER.parse(_FRONT_MATTER.sub("", source, count=1))
    if any(token.level >= _MAX_LEVEL - 1 and token.type in _HOLDING for token in tokens):
        refuse_nesting()
    if sum(map(_targets, tokens)) > _MAX_TARGETS:
        raise Refusal(N_("The links of this Markdown are too long. Paste the text alone."))
    html: str = _READER.renderer.render(tokens, _READER.options, {})
    return html


def _check_size(source: str) -> None:
    if len(source) > MAX_MARKDOWN:
        raise Refusal(
            N_("This Markdown is longer than %(limit)s characters. Paste it as plain text."),
            limit=f"{MAX_MARKDOWN:,}",
        )


def _targets(token: Token) -> int:
    """How long the addresses and titles in a token are, taken together."""
    return sum(len(str(said)) for child in token.children or () for said in child.attrs.values())


def _raw(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    html = tokens[place].content
    return html if TAG.match(html.lstrip()) else escape(html)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_LEVEL})
    reader.enable(["table", "strikethrough"])
    reader.add_render_rule("html_inline", _raw)
    reader.add_render_rule("html_block", _raw)
    # Which targets a link may have is the sanitiser's to say; here it would leave the signs.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader


_READER = _reader()
