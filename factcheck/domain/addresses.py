"""Addresses that are written down: of pages elsewhere, and of our own."""

import re
from urllib.parse import urlsplit

from factcheck.domain.errors import N_, Refusal

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class BadAddress(Refusal):
    """An address that leads nowhere, or where nobody should be led."""


def check_url(url: str) -> None:
    """Refuse anything but a web address, whole; "" means that there is none.

    A link is shown to readers as it stands, so `javascript:` and its like must never get that far.
    """
    if not url:
        return
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        whole = False
    if not whole or re.search(r"[\s\x00-\x1f<>\"\\]", url):
        raise BadAddress(N_("Write the whole address, like https://example.org/page."))


def check_slug(slug: str) -> None:
    """Refuse what can't be the last part of one of our addresses."""
    if not _SLUG.fullmatch(slug):
        raise BadAddress(
            N_("Write the address with small letters, digits and hyphens, like a-new-bridge.")
        )
