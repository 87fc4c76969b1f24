"""From a fetched page to what looks like an article, for a person to confirm.

Nothing of a page is believed: each detail is cleaned and bounded, addresses are judged, the body is
sanitised. What doesn't pass is left empty, and the person fills it in.
"""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import escape, unescape
from pathlib import Path
from threading import BoundedSemaphore
from urllib.parse import urldefrag, urljoin, urlsplit

from factcheck.domain.characters import clean_characters
from factcheck.domain.errors import Refusal
from factcheck.domain.text import MAX_CHARACTERS, SourceForm, project, sanitise
from factcheck.fetching.addresses import PUBLIC_WEB, Reach, place_of
from factcheck.fetching.client import Fetched
from factcheck.fetching.content import PLAIN
from factcheck.fetching.refusals import BadAddress, Busy, NoArticle, TooLarge
from factcheck.fetching.site import site_client

_READER = Path(__file__).with_name("reader.py")
_SECONDS = 5  # of a processor; a page of a newspaper takes half of one
_WAIT = 10  # seconds on the clock
_READERS = BoundedSemaphore(2)
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT")  # no secrets among them

_SHORTEST = 100  # characters: less is a menu or a form, not an article
# Characters; those of the fields that they may end up in.
_HEADLINE, _BYLINE, _PUBLISHER, _ALT, _URL = 500, 300, 200, 500, 1_000
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)
_EARLIEST = date(1990, 1, 1)  # there were no web pages before
_TAGS = re.compile(r"<[^>]*>")
_DEVICE = re.compile(r"^(?:www|m|amp|mobile)\.")


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
    found = (read or _read_apart)(text, fetched.url)
    headline = _line(found.get("headline", ""), _HEADLINE)
    published = _day(found.get("published", ""))
    image_url = _address(found.get("image_url", ""), fetched.url, reach)
    return FoundArticle(
        url=_own_address(found.get("canonical", ""), fetched.url, reach),
        html=_body(found.get("html", ""), headline),
        headline=headline,
        byline=_line(found.get("byline", "").replace("; ", ", "), _BYLINE),
        published=published,
        language=_language(found.get("language", "") or fetched.language),
        publisher=_publisher(found.get("publisher", ""), fetched.url),
        image_url=image_url,
        image_alt=_line(found.get("image_alt", ""), _ALT) if image_url else "",
    )


def _read_apart(html: str, url: str) -> dict[str, str]:
    """What `reader.py` finds, in its own process. One that breaks or doesn't end found nothing."""
    command = [sys.executable, "-P", str(_READER), url, str(_SECONDS)]
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    if not _READERS.acquire(timeout=_WAIT):
        raise Busy
    try:
        done = subprocess.run(  # noqa: S603 - our own script; the page comes by standard input
            command,
            input=html.encode("utf-8", "replace"),
            capture_output=True,
            check=True,
            env=environment,
            timeout=_WAIT,
        )
        found = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        raise NoArticle from None
    finally:
        _READERS.release()
    return found if isinstance(found, dict) else {}


def _body(html: str, headline: str) -> str:
    """Clean HTML, without the headline that stands above it; NoArticle where nothing is left."""
    try:
        body = sanitise(html, SourceForm.HTML)
        first, _, rest = body.partition("\n")
        title = _line(unescape(_TAGS.sub("", first)), _HEADLINE)
        if first.startswith("<h") and title == headline:
            body = sanitise(rest, SourceForm.HTML)
    except Refusal:
        raise NoArticle from None
    if len(project(body)) < _SHORTEST:
        raise NoArticle
    return body


def _line(text: str, longest: int) -> str:
    """One line in NFC without anything invisible, cut at a word where it is too long."""
    text = unicodedata.normalize("NFC", clean_characters(text))
    text = " ".join("".join(sign for sign in text if _is_seen(sign)).split())
    if len(text) > longest:
        text = text[:longest].rsplit(" ", 1)[0] + "…"
    return text[:longest]


def _is_seen(sign: str) -> bool:
    """White space and what shows, and joiners, which some scripts need; no turns of direction."""
    return sign.isspace() or sign in "\u200c\u200d" or unicodedata.category(sign) != "Cf"


def _day(written: str) -> date | None:
    """A day of the web's time that has come, somewhere on earth."""
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return None
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return day if _EARLIEST <= day <= tomorrow else None


def _language(written: str) -> str:
    tag = written.partition(",")[0].strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return ""
    base, *rest = tag.split("-")
    return "-".join([base.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _address(written: str, base: str, reach: Reach) -> str:
    """An address that a page gives, made whole; "" where it isn't one of the web."""
    try:
        url = place_of(urldefrag(urljoin(base, written.strip())).url, reach).url if written else ""
    except (BadAddress, ValueError):
        return ""
    return url if len(url) <= _URL else ""


def _own_address(canonical: str, final: str, reach: Reach) -> str:
    """The address that a page calls its own, believed where its host is that of the page."""
    address = _address(canonical, final, reach)
    is_same = address and _site(address) == _site(final)
    return address if is_same else final


def _publisher(written: str, url: str) -> str:
    """The name that a site gives itself; some give none, and their host's stands in for it."""
    name = _line(written, _PUBLISHER)
    return _site(url) if name == urlsplit(url).hostname else name


def _site(url: str) -> str:
    return _DEVICE.sub("", urlsplit(url).hostname or "")
