"""One box to find a source by: an address, or words. It stands in the page's own address, so that
it can be reloaded, gone back to and sent to a colleague; a GET, since nothing is recorded by it.

What was read at an address is kept for an hour: for the check of the quote when the form is sent,
and so that no site is asked twice by a reload.
"""

import hashlib
import re
from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from factcheck import search
from factcheck.actions.sources import find
from factcheck.domain.source_types import type_of
from factcheck.fetching import FetchRefused, document_at
from factcheck.forms.refusals import sentence
from factcheck.models import Source

FOUND = 12  # sources shown for a search
_KEPT = 3600  # seconds
_LONGEST = 1000  # characters of an address, as the form takes them
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a page says of itself, as the boxes of the form have it, and its text."""

    boxes: dict[str, str]
    text: str
    media_type: str
    read_at: Any


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was asked for and what came of it.

    `source` is one that is here; `page` one that was read; `refusal` says why none was. `found` are
    the sources that have the words, None where an address or nothing was asked for.
    """

    query: str = ""
    address: str = ""
    source: Source | None = None
    page: ReadPage | None = None
    refusal: str = ""
    found: list[Source] | None = None

    @property
    def boxes(self) -> dict[str, str]:
        """What the boxes of a new source begin with."""
        return self.page.boxes if self.page else {"url": self.address}

    @property
    def key(self) -> str:
        """Names what is asked for, for the drafts of the browser."""
        if self.source:
            return f"-{self.source.pk}"
        return f"-{hashlib.sha256(self.address.encode()).hexdigest()[:12]}" if self.address else ""


def look_up(request: HttpRequest) -> Lookup:
    """`?source=` chooses a source, `?source_q=` holds words or an address. Only a GET goes out."""
    query = request.GET.get("source_q", "").strip()
    source = chosen(request)
    address = _address(query)
    if source or not query:
        return Lookup(query=query, address=address, source=source)
    if not address:
        return Lookup(query=query, found=_search(query) if request.method != "POST" else None)
    if request.method == "POST":
        return Lookup(query=query, address=address, page=kept_page(address))
    if known := find(address):
        return Lookup(query=query, address=address, source=known)
    try:
        page = _read(address)
    except FetchRefused as refused:
        return Lookup(query=query, address=address, refusal=sentence(refused))
    return Lookup(query=query, address=address, page=page, source=find(page.boxes["url"]))


def chosen(request: HttpRequest) -> Source | None:
    """The source that stands, where one is named; a duplicate leads on to it."""
    asked = (request.POST.get("source") or request.GET.get("source") or "")[:18]
    if not (asked.isascii() and asked.isdecimal()):
        return None
    found = get_object_or_404(Source.objects.select_related("duplicate_of"), pk=int(asked))
    return found.duplicate_of or found


def kept_page(address: str) -> ReadPage | None:
    """What was read at an address within the hour."""
    kept = cache.get(_key(address))
    return ReadPage(**kept) if isinstance(kept, dict) else None


def read_text(request: HttpRequest) -> str:
    """The text of the page whose address was asked for, as far as it is known."""
    address = _address(request.GET.get("source_q", "").strip())
    page = kept_page(address) if address else None
    return page.text if page else ""


def _address(query: str) -> str:
    """The address that was typed, whole; "" where it is words that were."""
    if not _ADDRESS.fullmatch(query):
        return ""
    return query if "://" in query else f"https://{query}"


def _read(address: str) -> ReadPage:
    if page := kept_page(address):
        return page
    document = document_at(address)
    boxes = {
        "url": document.url if len(document.url) <= _LONGEST else address,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.published,
        "language": document.language,
        "type": str(type_of(document.url) or ""),
    }
    page = ReadPage(boxes, document.text, document.media_type, timezone.now())
    cache.set(_key(address), asdict(page), _KEPT)
    return page


def _key(address: str) -> str:
    return f"read-{hashlib.sha256(address.encode()).hexdigest()}"


def _search(query: str) -> list[Source]:
    """Sources with the words in their title, publisher, author or address, the newest first."""
    standing = Source.objects.standing().order_by("-id")
    return list(search.find(standing, query[:200])[:FOUND])
