"""What sort of source an address is of, where its host leaves no doubt."""

import re
from urllib.parse import urlsplit

from factcheck.domain.vocabulary import SourceType
from factcheck.domain.words import words

_HOSTS: dict[SourceType, frozenset[str]] = {
    SourceType.SOCIAL: words(
        "x.com twitter.com facebook.com instagram.com threads.net threads.com tiktok.com"
        " linkedin.com reddit.com bsky.app mastodon.social t.me vk.com weibo.com"
    ),
    SourceType.ARCHIVE: words("web.archive.org archive.org archive.today archive.ph archive.is"),
}


def type_of(url: str) -> SourceType | None:
    """The type of source at an address, or None where only a person can tell."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    host = re.sub(r"^(?:www|m|mobile|old|web)\.(?=.+\..+)", "", host) if host else ""
    for kind, hosts in _HOSTS.items():
        if host in hosts:
            return kind
    return None
