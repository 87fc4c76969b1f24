"""Who is called in a text: `@username`, whatever the case of its letters."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SIGNS = ".@+-"  # that a username may hold, and that may as well be the sentence's after it
_LONGEST = 150  # characters of a username
# What follows a word or a sign of a name belongs to an email address; an address of a page calls
# nobody, whatever it holds.
_CALLED = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.@+-])@([\w.@+-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """Someone called: the stretch from the sign on, in code points, end exclusive.

    `username` is spelt as their account has it.
    """

    start: int
    end: int
    username: str


def mentions(text: str, usernames: Iterable[str]) -> list[Mention]:
    """Where a text calls somebody of these usernames, in order.

    A name is read whole: "@ana.w" never calls "ana", though "@ana." does.
    """
    known = {username.lower(): username for username in usernames}
    found = []
    for place in _CALLED.finditer(text):
        username = _username(place.group(1) or "", known)
        if username:
            end = place.start() + 1 + len(username)
            found.append(Mention(place.start(), end, username))
    return found


def _username(written: str, known: Mapping[str, str]) -> str:
    """The longest known name that something begins with, if signs alone follow it; else ""."""
    least = max(1, len(written.rstrip(_SIGNS)))
    for end in range(min(len(written), _LONGEST), least - 1, -1):
        name = written[:end]
        if name.isascii() and name.lower() in known:
            return known[name.lower()]
    return ""
