"""A body and its text: HTML or plain text in, clean HTML and its projection out.

The projection is the text as a reader sees it. Offsets into it count Unicode code points, from 0,
end exclusive. A stored projection is always walked by the version that made it.
"""

import re
from collections import Counter
from collections.abc import Callable
from html import escape

import nh3

from factcheck.domain.errors import N_, Refusal
from factcheck.domain.html_form import normal_form
from factcheck.domain.html_tree import READ, clean_characters, parse, serialise
from factcheck.domain.projection import Piece, walk_v1
from factcheck.domain.words import words

# The version that new revisions are stored with.
PROJECTION = 1
WALKS: dict[int, Callable[[str], list[Piece]]] = {1: walk_v1}

MAX_CHARACTERS = 2_000_000
# Reading HTML takes time with the square of its nesting; no page that people write comes near this.
MAX_NESTING = 1_000

_DROPPED_WITH_CONTENT = words(
    "audio button canvas iframe noscript object script select style svg template textarea title"
    " video"
)
# Only a name that HTML knows makes "<…>" a tag; "<someone@example.org>" is plain text.
_KNOWN = READ | _DROPPED_WITH_CONTENT | words("body font head html img ins link math meta span")
_TAG = re.compile(rf"<(?:!doctype|!--|/?(?:{'|'.join(sorted(_KNOWN))})(?=[\s/>]))", re.IGNORECASE)

# Elements that end by themselves don't nest.
_ENDLESS = words(
    "base br col dd dt embed hr img input li link meta option p param source td tfoot th thead"
    " tbody tr"
)
_NESTING_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)


def sanitise(source: str) -> str:
    """Clean HTML of an article's body, from HTML or plain text.

    Only elements of text are kept (no images, styles, classes, ids or scripts), links go to http,
    https or mailto, text is in NFC without control characters, and every text stands in a block.
    Source without a tag is plain text: each line is a paragraph, lines that begin with "- " are a
    list. Sanitising twice changes nothing. Raises Refusal when the source is too long or
    nested too deeply, or when no text remains.
    """
    if len(source) > MAX_CHARACTERS:
        raise Refusal(
            N_("This text is longer than %(limit)s characters. Split it into several articles."),
            limit=f"{MAX_CHARACTERS:,}",
        )
    source = clean_characters(source)
    html = source if _TAG.search(source) else _from_plain_text(source)
    if _nesting(html) > MAX_NESTING:
        raise Refusal(N_("This HTML is nested too deeply to be read. Paste the text alone."))
    allowed = nh3.clean(
        html,
        tags=set(READ),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel=None,
    )
    body = "\n".join(serialise([block]) for block in normal_form(parse(allowed)))
    if not project(body):
        raise Refusal(N_("There is no text here. Paste the words of the article."))
    return body


def _nesting(html: str) -> int:
    """How deep elements stand in each other, by a count of the tags that open and close them."""
    open_tags: Counter[str] = Counter()
    depth = deepest = 0
    for tag in _NESTING_TAG.finditer(html):
        name = tag.group(2).lower()
        if name in _ENDLESS or (tag.group(1) and not open_tags[name]):
            continue
        step = -1 if tag.group(1) else 1
        open_tags[name] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest


def _from_plain_text(source: str) -> str:
    blocks: list[str] = []
    items: list[str] = []
    for line in (line.strip() for line in [*source.splitlines(), ""]):
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
    <pre>; there are no empty lines outside <pre>.
    """
    return "".join(piece.text for piece in walk(html, version) if not piece.is_tag)
