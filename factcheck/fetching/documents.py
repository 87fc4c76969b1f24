"""A document that a source is: fetched, kept as WARC, and read as far as it can be read.

Of pages, plain text, tables as CSV and PDFs there is a text; pictures and spreadsheets are fetched
for what they are. Nothing of it is believed: see `details.py`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from factcheck.domain.characters import several_lines
from factcheck.domain.errors import Refusal
from factcheck.domain.text import SourceForm, project, sanitise
from factcheck.fetching import details
from factcheck.fetching.addresses import PUBLIC_WEB, Reach
from factcheck.fetching.apart import Unread, page_read, pdf_read
from factcheck.fetching.client import Fetched
from factcheck.fetching.content import ARTICLES, CSV, DOCUMENTS, PDF, PLAIN
from factcheck.fetching.limits import FOR_DOCUMENTS
from factcheck.fetching.refusals import FOR_SOURCES, Busy, advised
from factcheck.fetching.robots import ROBOTS
from factcheck.fetching.site import site_client
from factcheck.fetching.warcs import warc_of

LONGEST = 1_000_000  # characters of a text

_NAME_OF_A_FILE = re.compile(
    r"untitled(?: document)?|microsoft (?:word|excel|powerpoint) - .*"
    r"|\S+\.(?:docx?|indd|pdf|xlsx?|pptx?)",
    re.IGNORECASE,
)

ReadPage = Callable[[str, str], dict[str, str]]
ReadPdf = Callable[[bytes], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Document:
    """What was found at an address; "" for what was not.

    `url` is what the page calls its own address where that is on the same site, or else the one
    that it came from. `moved_to` is the final address where every redirect on the way there was for
    good. `text` is the main text, in lines, with a tab between the cells of a table. `published` is
    YYYY-MM-DD. `warc` is the answer as it is kept. `is_read` is False where the document was more
    than the reader could bear: an empty text then says nothing about it.
    """

    fetched: Fetched
    url: str
    media_type: str
    warc: bytes
    moved_to: str = ""
    text: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    is_read: bool = True


def document_at(url: str) -> Document:
    """The document at an address, for somebody who waits. Raises FetchRefused, nothing else."""
    with advised(FOR_SOURCES):
        client = site_client(FOR_DOCUMENTS)
        return document_in(client.fetch(url, DOCUMENTS), client.reach)


def look_at(url: str) -> Document:
    """The same for a look on a schedule, which robots.txt is asked about first.

    Raises Disallowed where it says no, and other FetchRefused; they advise nothing.
    """
    client = site_client(FOR_DOCUMENTS)
    fetched = client.fetch(url, DOCUMENTS, before=lambda place: ROBOTS.check(place, client))
    return document_in(fetched, client.reach)


def document_in(
    fetched: Fetched,
    reach: Reach = PUBLIC_WEB,
    *,
    read_page: ReadPage = page_read,
    read_pdf: ReadPdf = pdf_read,
) -> Document:
    """The document of an answer. The two functions stand in for the process that reads it."""
    found: dict[str, str] = {}
    is_read = True
    try:
        if fetched.media_type in ARTICLES - {PLAIN}:
            found = read_page(fetched.text, fetched.url)
            found["text"] = _text_of_html(found.get("html", ""))
        elif fetched.media_type == PDF:
            found = read_pdf(fetched.content)
        elif fetched.media_type in {PLAIN, CSV}:
            found = {"text": fetched.text}
    except Unread:
        is_read = False
    published = details.day(found.get("published", ""))
    return Document(
        fetched=fetched,
        url=details.own_address(found.get("canonical", ""), fetched.url, reach),
        media_type=fetched.media_type,
        warc=warc_of(fetched),
        moved_to=fetched.url if fetched.has_moved else "",
        text=_clean(found.get("text", "")),
        title=_title(found.get("headline", "")),
        publisher=details.publisher(found.get("publisher", ""), fetched.url)
        or details.site_of(fetched.url),
        author=details.names(found.get("byline", "")),
        published=published.isoformat() if published else "",
        language=details.language(found.get("language", "") or fetched.language),
        is_read=is_read,
    )


def text_of_pdf(content: bytes) -> str:
    """The text of a PDF that somebody brought; "" where none can be read."""
    try:
        return _clean(pdf_read(content).get("text", ""))
    except (Unread, Busy):
        return ""


def _text_of_html(html: str) -> str:
    """The text as an article's would be read, so that quotes are found in the one as in the other;
    "" where there is none, or none that may be read."""
    try:
        return project(sanitise(html, SourceForm.HTML)) if html else ""
    except Refusal:
        return ""


def _title(written: str) -> str:
    """A title, unless it is the name of the file that the document was made from."""
    title = details.line(written, details.TITLE)
    return "" if _NAME_OF_A_FILE.fullmatch(title) else title


def _clean(text: str) -> str:
    """Lines in NFC without what nobody sees, as many as are kept."""
    try:
        return several_lines(text[:LONGEST])
    except Refusal:
        return ""
