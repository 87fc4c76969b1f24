"""Addresses that are written down: of pages elsewhere, and of our own."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from factcheck.domain.errors import N_, Refusal

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_DEVICE = re.compile(r"^(?:www|m|amp|mobile)\.(?=.*\.)")
_SLASH = re.compile("%2f", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_.+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|ref_src|spm|cmpid"
)


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


def site_of(url: str) -> str:
    """The site that an address is on, as `canonical` writes it ("example.org"), or "" for none."""
    return re.split("[/?]", canonical(url), maxsplit=1)[0]


def canonical(url: str) -> str:
    """The form by which two addresses of one document compare equal, or "" for no address.

    Scheme, `www.` and its like, the default port, the fragment, a last slash, what campaigns and
    social networks hang on, and the order of the query make no other document (after RFC 3986,
    section 6.2, and the habits of the web). Meant for comparing: it need not lead anywhere.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    host = _DEVICE.sub("", host)
    if port not in {None, 80, 443}:
        host = f"{host}:{port}"
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name.lower())
    )
    path = _SLASH.sub("%252F", parts.path)  # one inside a part's name stays told apart
    path = quote(unquote(path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    return f"{host}{path}?{urlencode(asked)}" if asked else f"{host}{path}"
