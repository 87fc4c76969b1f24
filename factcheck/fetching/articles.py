"""From a fetched page to what looks like an article, for a person to confirm.

Nothing of a page is believed: its details pass `details.py`, the body is sanitised. What doesn't
pass is left empty, and the person fills it in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape, unescape

from factcheck.domain.errors import Refusal
from factcheck.domain.text import MAX_CHARACTERS, SourceForm, project, sanitise
from factcheck.fetching import details
from factcheck.fetching.addresses import PUBLIC_WEB, Reach
from factcheck.fetching.apart import Unread, page_read
from factcheck.fetching.client import Fetched
from factcheck.fetching.content import PLAIN
from factcheck.fetching.refusals import FOR_ARTICLES, NoArticle, TooLarge, advised
from factcheck.fetching.site import site_client

_SHORTEST = 100  # characters: less is a menu or a form, not an article
_TAGS = re.compile(r"<[^>]*>")

#: Reads HTML from an address: what `reader.read` gives.
Read = Callable[[str, str], dict[str, str]]


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """What was found; "" or None for what was not. `html` is as `sanitise` leaves it.

    `url` is what the page calls its own address where that is on the same site, or else the one
    that it came from.
    """

    url: str
    html: str
    headline: str = ""
    byline: str = ""
    published: date | None = None
    language: str = ""
    publisher: str = ""
    image_url: str = ""
    image_alt: str = ""


def article_at(url: str) -> FoundArticle:
    """What looks like the article at an address, to be shown and confirmed, never saved unseen.

    Raises FetchRefused, nothing else.
    """
    with advised(FOR_ARTICLES):
        client = site_client()
        return found_in(client.fetch(url), client.reach)


def found_in(
    fetched: Fetched, reach: Reach = PUBLIC_WEB, *, read: Read | None = None
) -> FoundArticle:
    """The article of a page. Raises FetchRefused where no main text is found in it.

    Addresses that the page gives are kept where `reach` could go there. `read` stands in for the
    process that reads the page.
    """
    text = fetched.text
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(MAX_CHARACTERS)
    if fetched.media_type == PLAIN:
        lines = (f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
        return FoundArticle(url=fetched.url, html=_body("".join(lines), ""))
    try:
        found = (read or page_read)(text, fetched.url)
    except Unread:
        raise NoArticle from None
    headline = details.line(found.get("headline", ""), details.TITLE)
    image_url = details.address(found.get("image_url", ""), fetched.url, reach)
    return FoundArticle(
        url=details.own_address(found.get("canonical", ""), fetched.url, reach),
        html=_body(found.get("html", ""), headline),
        headline=headline,
        byline=details.names(found.get("byline", "")),
        published=details.day(found.get("published", "")),
        language=details.language(found.get("language", "") or fetched.language),
        publisher=details.publisher(found.get("publisher", ""), fetched.url),
        image_url=image_url,
        image_alt=details.line(found.get("image_alt", ""), details.ALT) if image_url else "",
    )


def _body(html: str, headline: str) -> str:
    """Clean HTML, without the headline that stands above it; NoArticle where nothing is left."""
    try:
        body = sanitise(html, SourceForm.HTML)
        first, _, rest = body.partition("\n")
        title = details.line(unescape(_TAGS.sub("", first)), details.TITLE)
        if first.startswith("<h") and title == headline:
            body = sanitise(rest, SourceForm.HTML)
    except Refusal:
        raise NoArticle from None
    if len(project(body)) < _SHORTEST:
        raise NoArticle
    return body
