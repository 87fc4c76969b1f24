"""A body and its text: HTML, plain text or Markdown in, clean HTML and its projection out.

The projection is the text as a reader sees it. Offsets into it count Unicode code points, from 0,
end exclusive. A stored projection is always walked by the version that made it.
"""

from collections.abc import Callable
from html import escape

import nh3

from factcheck.domain.characters import clean_characters
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.html.bounds import (
    check_attributes,
    check_bounds,
    check_outcome,
    plain_formatting,
)
from factcheck.domain.html.form import normal_form
from factcheck.domain.html.tree import DROPPED, MAX_DEPTH, READ, TAG, depth, parse, serialise
from factcheck.domain.languages import shows
from factcheck.domain.markdown import html_of_markdown
from factcheck.domain.projection import Piece, walk_v1, walk_v2
from factcheck.domain.vocabulary import Word

# The version that new revisions are stored with.
PROJECTION = 2
WALKS: dict[int, Callable[[str], list[Piece]]] = {1: walk_v1, 2: walk_v2}

MAX_CHARACTERS = 2_000_000
MAX_LINES = 12_500  # of plain text, each a paragraph


class SourceForm(Word):
    """How an article's text is written where it comes from."""

    AUTO = "auto", N_("HTML or plain text")
    HTML = "html", N_("HTML")
    TEXT = "text", N_("Plain text")
    MARKDOWN = "markdown", N_("Markdown")


def sanitise(source: str, form: SourceForm = SourceForm.AUTO) -> str:
    """Clean HTML of an article's body, from HTML, plain text or Markdown.

    Only elements of text are kept (no images, styles, classes, ids or scripts), links go to http,
    https or mailto, text is in NFC without control characters, and every text stands in a block.
    In plain text each line is a paragraph, lines that begin with "- " are a list. AUTO reads
    source with a tag as HTML, any other as plain text, and never as Markdown: an asterisk or an
    underscore is a sign like others until somebody says so. Sanitising a body again, in AUTO or
    HTML, changes nothing. Raises Refusal when the source is too long or nested too deeply, or when
    no text remains.
    """
    _check_length(source)
    html = _as_html(clean_characters(source), form)
    check_bounds(html)
    allowed = nh3.clean(
        plain_formatting(html),
        tags=set(READ),
        clean_content_tags=set(DROPPED),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel=None,
    )
    check_outcome(allowed)
    body = _normal(allowed)
    _check_length(body)
    check_bounds(body)
    if not shows(project(body)):
        raise Refusal(N_("There is no text here. Paste the words of the article."))
    return body


def _normal(allowed: str) -> str:
    """The markup in its normal form; where that is deeper than what is read, read again."""
    while True:
        blocks = normal_form(parse(allowed))
        body = "\n".join(serialise([block]) for block in blocks)
        if body == allowed or depth(blocks) <= MAX_DEPTH:
            return body
        allowed = body


def _check_length(html: str) -> None:
    if len(html) > MAX_CHARACTERS:
        raise Refusal(
            N_("This text is longer than %(limit)s characters. Split it into several articles."),
            limit=f"{MAX_CHARACTERS:,}",
        )


def _as_html(source: str, form: SourceForm) -> str:
    if form == SourceForm.AUTO:
        form = SourceForm.HTML if TAG.search(source) else SourceForm.TEXT
    if form == SourceForm.MARKDOWN:
        source = html_of_markdown(source)
    if form == SourceForm.TEXT:
        return _from_plain_text(source)
    check_attributes(source)
    return source


def _from_plain_text(source: str) -> str:
    blocks: list[str] = []
    items: list[str] = []
    lines = [line.strip() for line in [*source.splitlines(), ""]]
    if len(lines) - lines.count("") > MAX_LINES:
        raise Refusal(
            N_("This text has more than %(limit)s lines. Split it into several articles."),
            limit=f"{MAX_LINES:,}",
        )
    for line in lines:
        if line.startswith("- "):
            items.append(f"<li>{escape(line[2:])}</li>")
            continue
        if items:
            blocks.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line:
            blocks.append(f"<p>{escape(line)}</p>")
    return "".join(blocks)


def walk(html: str, version: int = PROJECTION) -> list[Piece]:
    """A clean body as tags and text, each text with its place in the projection."""
    return WALKS[version](html)


def project(html: str, version: int = PROJECTION) -> str:
    """The text of a clean body, as `version` of the projection defines it.

    Version 1: blocks and <br> part lines by one LF, cells of a table by one tab; white space is
    collapsed as a browser does, except in <pre>; no line begins or ends with white space outside
    <pre>; there are no empty lines outside <pre>. Version 2: the same without words struck out,
    which the article no longer says.
    """
    return "".join(piece.text for piece in walk(html, version) if not piece.is_tag)
