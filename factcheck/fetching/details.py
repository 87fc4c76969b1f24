"""What a page says of itself, cleaned and bounded. Nothing of it is believed: addresses are judged
as if they were to be fetched, days that can't be are dropped; what doesn't pass is left empty."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urldefrag, urljoin, urlsplit

from factcheck.domain.characters import clean_characters
from factcheck.fetching.addresses import Reach, place_of
from factcheck.fetching.refusals import BadAddress

# Characters; those of the fields that they may end up in.
TITLE, AUTHOR, PUBLISHER, ALT, URL = 500, 300, 200, 500, 1_000
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)
_EARLIEST = date(1990, 1, 1)  # there were no web pages before
_WRITTEN_BY = re.compile(
    r"(?:(?:di(?:posting|tulis) )?oleh|(?:posted |written )?by|penulis\s*:)\s+", re.IGNORECASE
)
_DEVICE = re.compile(r"^(?:www|m|amp|mobile)\.")


def line(text: str, longest: int) -> str:
    """One line in NFC without anything invisible, cut at a word where it is too long."""
    text = unicodedata.normalize("NFC", clean_characters(text))
    text = " ".join("".join(sign for sign in text if _is_seen(sign)).split())
    if len(text) > longest:
        text = text[:longest].rsplit(" ", 1)[0] + "…"
    return text[:longest]


def _is_seen(sign: str) -> bool:
    """White space and what shows, and joiners, which some scripts need; no turns of direction."""
    return sign.isspace() or sign in "\u200c\u200d" or unicodedata.category(sign) != "Cf"


def names(written: str) -> str:
    """Authors, as the reader parts them, in one line, without the words before them."""
    each = [_WRITTEN_BY.sub("", name.strip()) for name in written.split(";")]
    return line(", ".join(filter(None, each)), AUTHOR)


def day(written: str) -> date | None:
    """A day of the web's time that has come, somewhere on earth."""
    try:
        found = date.fromisoformat(written[:10])
    except ValueError:
        return None
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return found if _EARLIEST <= found <= tomorrow else None


def language(written: str) -> str:
    tag = written.partition(",")[0].strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return ""
    base, *rest = tag.split("-")
    return "-".join([base.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def address(written: str, base: str, reach: Reach) -> str:
    """An address that a page gives, made whole; "" where it isn't one of the web."""
    try:
        url = place_of(urldefrag(urljoin(base, written.strip())).url, reach).url if written else ""
    except (BadAddress, ValueError):
        return ""
    return url if len(url) <= URL else ""


def own_address(canonical: str, final: str, reach: Reach) -> str:
    """The address that a page calls its own, believed where its host is that of the page."""
    found = address(canonical, final, reach)
    is_same = found and site_of(found) == site_of(final)
    return found if is_same else final


def publisher(written: str, url: str) -> str:
    """The name that a site gives itself; some give none, and their host's stands in for it."""
    name = line(written, PUBLISHER)
    return site_of(url) if name == urlsplit(url).hostname else name


def site_of(url: str) -> str:
    return _DEVICE.sub("", urlsplit(url).hostname or "")
