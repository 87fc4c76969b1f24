"""Reads a page or a PDF in a process of its own: the document on standard input, what was found as
JSON on output.

A document can keep the libraries below busy for minutes, or break them; a process can be stopped,
and has bounds on its time and memory. Run by path (`apart.py` does): it imports nothing of this
project, so that nothing but these libraries is at hand in it. It opens no connection.
"""

import contextlib
import io
import json
import logging
import re
import resource
import sys
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml.etree import tostring
from lxml.html import HtmlElement
from pypdf import PdfReader
from trafilatura import bare_extraction
from trafilatura.htmlprocessing import convert_to_html
from trafilatura.metadata import extract_metadata
from trafilatura.utils import load_html

_MEMORY = 1_000_000_000
_OPEN_FILES = 64
_LONGEST = 2_000  # characters of one detail
_PAGES = 300  # of a PDF; a bound in time would read another text on a slower day
_TEXT = 2_000_000  # characters of all its pages

# What is no part of an article, by how it is named.
_ARTICLES = ("html", "body", "main", "article")
_FURNITURE_TAGS = {"amp-ad", "amp-sidebar", "amp-user-notification", "amp-embed", "dialog"}
_FURNITURE_ROLES = {"dialog", "alertdialog"}
_FURNITURE = {
    *("mw-editsection", "ambox", "catlinks", "hatnote"),  # of wikis
    *("postprofile", "message-user", "usertitle", "signature", "online-list"),  # of forums
    *("kolom-kanan", "kolom-kiri"),  # what stands beside the text
}
# Parts of such names; of Indonesian ones, which the extraction doesn't know, more.
_TELLING = {
    *("ad", "ads", "advert", "advertisement", "adslot", "sponsored"),
    *("iklan", "terkait", "terpopuler", "komentar", "bagikan", "rekomendasi"),
}
_PARTS = re.compile(r"[^a-z0-9]+")
_TOPICS = ("tag-", "category-", "topic-")  # what an article is about, in the names of its box
# Lines among the paragraphs, by what they say.
_LINES = {"p", "div", "li", "span", "strong", "em", "blockquote", "h3", "h4"}
_REFERENCE = re.compile(
    r"(?:baca|simak|lihat|tonton) (?:juga|pula)\b|(?:read|see) (?:also|more)\b|also read\b"
    r"|related(?: (?:story|stories|articles?))?:",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"advertisement|iklan|scroll to continue(?: with content)?|gulir untuk melanjutkan(?: membaca)?"
    r"|(?:story|article) continues below(?: advertisement)?",
    re.IGNORECASE,
)
_LINE, _WORDS_BESIDE_A_LINK = 250, 20  # characters
_LARGEST = 1_500  # characters; what holds more is an article, whatever it is called
_MOST_FURNITURE = 300


def bound(seconds: int) -> None:
    """Limit this process. What a system can't limit, the clock of the process that waits does."""
    limits = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, limit in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


def read(html: str, url: str) -> dict[str, str]:
    """Main text as HTML, and what the page says of itself; "" for what was not found."""
    tree = load_html(html)
    if tree is None:
        return {}
    # Asked first: the extraction takes the tree apart.
    said = {
        "canonical": _first(tree, "//link[@rel='canonical']/@href", _meta("og:url")),
        "language": _first(tree, "//html/@lang", _meta("og:locale")),
        "image_alt": _first(tree, _meta("og:image:alt"), _meta("twitter:image:alt")),
    }
    pictures = _pictures(tree, url)
    drop_furniture(tree)
    document = _extracted(tree, url)
    body = document.body if document else None
    document = document or _described(html, url)
    found = {
        "headline": document.title,
        "byline": document.author,
        "published": document.date,
        "publisher": document.sitename,
        "image_url": document.image,
        **said,
    }
    found["image_alt"] = said["image_alt"] or pictures.get(_joined(url, document.image), "")
    details = {name: str(value or "")[:_LONGEST] for name, value in found.items()}
    return {**details, "html": "" if body is None else _as_html(body)}


def _extracted(tree: HtmlElement, url: str) -> Any:
    return bare_extraction(
        tree,
        url=url,
        output_format="html",
        with_metadata=True,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_tables=True,
        date_extraction_params=_days(),
    )


def _described(html: str, url: str) -> Any:
    """What a page without a main text says of itself."""
    return extract_metadata(load_html(html), url, date_config=_days())


def _days() -> dict[str, Any]:
    return {
        "original_date": True,  # of publication, not of the last change
        "extensive_search": False,  # a day that stands anywhere in the text is no such day
        "max_date": (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%d"),
    }


def drop_furniture(tree: HtmlElement) -> None:
    """Take out what stands among an article's paragraphs and is none of it, where the extraction
    would leave it: advertisements, references to other articles, whose turn it was in a forum."""
    suspects = (each for each in tree.iter() if isinstance(each.tag, str) and _is_furniture(each))
    for each in list(islice(suspects, _MOST_FURNITURE)):
        if each.getparent() is not None and not _holds_an_article(each):
            each.drop_tree()


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in _ARTICLES:
        return False
    if element.tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES:
        return True
    named = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    for name in named:
        if name in _FURNITURE or (
            not name.startswith(_TOPICS) and not _TELLING.isdisjoint(_PARTS.split(name))
        ):
            return True
    return element.tag in _LINES and _leads_elsewhere(element)


def _leads_elsewhere(element: HtmlElement) -> bool:
    """A line of no more than “Read also:” and a link, or than “Advertisement”."""
    text = _text(element, _LINE)
    if len(text) > _LINE:
        return False
    if _LABEL.fullmatch(text):
        return True
    links = sum(len(_text(link, _LINE)) for link in element.iter("a"))
    return bool(links and _REFERENCE.match(text) and len(text) - links < _WORDS_BESIDE_A_LINK)


def _holds_an_article(element: HtmlElement) -> bool:
    """Whether it is too much to be furniture, whatever it is called."""
    return (
        len(_text(element, _LARGEST)) > _LARGEST
        or next(element.iter(*_ARTICLES, "h1"), None) is not None
    )


def _text(element: HtmlElement, longest: int) -> str:
    """Its words; where they are more than `longest` characters, as many as show that."""
    words: list[str] = []
    length = 0
    for piece in element.itertext():
        words += piece.split()
        length += len(piece.strip())
        if length > longest:
            break
    return " ".join(words)


def _pictures(tree: HtmlElement, url: str) -> dict[str, str]:
    """What the pictures of a page show, by their addresses."""
    pictures = tree.xpath("//img[@src][@alt]")[:500]
    return {_joined(url, each.get("src")): str(each.get("alt")) for each in pictures}


def _joined(url: str, written: str | None) -> str:
    try:
        return urljoin(url, written or "")
    except ValueError:
        return ""


def _as_html(body: Any) -> str:
    """The extraction's own XML as HTML, its numbered lists with their numbers.

    It is not indented: white space between two inline elements would be a space in the text.
    """
    numbered = [each for each in body.iter("list") if each.get("rend") == "ol"]
    html = convert_to_html(body)
    for each in numbered:
        each.tag = "ol"
    return str(tostring(html, encoding="unicode"))


def _meta(name: str) -> str:
    return f"//meta[@property='{name}' or @name='{name}']/@content"


def _first(tree: HtmlElement, *paths: str) -> str:
    values = (str(value).strip() for path in paths for value in tree.xpath(path)[:3])
    return next(filter(None, values), "")


def read_pdf(content: bytes) -> dict[str, str]:
    """The text of a PDF, a line for each of its own, and what it says of itself.

    Pages that can't be read are left out, and so is all beyond the bounds.
    """
    document = PdfReader(io.BytesIO(content))
    if document.is_encrypted and not document.decrypt(""):
        return {}
    pages: list[str] = []
    length = 0
    for page in islice(document.pages, _PAGES):
        with contextlib.suppress(Exception):
            pages.append(page.extract_text())
            length += len(pages[-1])
        if length > _TEXT:
            break
    return {**_pdf_details(document), "text": "\n\n".join(pages)[:_TEXT]}


def _pdf_details(document: PdfReader) -> dict[str, str]:
    details: dict[str, Any] = {}
    with contextlib.suppress(Exception):
        said = document.metadata
        if said is not None:
            details = {"headline": said.title, "byline": said.author}
            details["published"] = said.creation_date and said.creation_date.isoformat()
    with contextlib.suppress(Exception):
        details["language"] = document.root_object.get("/Lang")
    return {name: str(value or "")[:_LONGEST] for name, value in details.items()}


def main() -> None:
    kind, url, seconds = sys.argv[1:]
    logging.disable(logging.CRITICAL)
    content = sys.stdin.buffer.read()
    bound(int(seconds))
    found = read_pdf(content) if kind == "pdf" else read(content.decode("utf-8", "replace"), url)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
