"""Answers that travel compressed.

Only what is the same for every visitor: where a page holds a secret beside words that a stranger
may choose, its compressed length gives the secret away, letter by letter (BREACH).
"""

import gzip

import brotli
from django.http import HttpRequest

#: What we write, the best first.
ENCODINGS = ("br", "gzip")


def encoding_for(request: HttpRequest) -> str:
    """The best encoding that the browser takes; "" for none."""
    taken = _taken(request.headers.get("Accept-Encoding", ""))
    return next((name for name in ENCODINGS if taken.get(name, taken.get("*", False))), "")


def compressed(content: bytes, encoding: str) -> bytes:
    """The content in one of the encodings, or as it is."""
    if encoding == "br":
        return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=5))
    if encoding == "gzip":
        return gzip.compress(content, compresslevel=6, mtime=0)
    return content


def _taken(header: str) -> dict[str, bool]:
    """Which encodings a browser names, and whether it wants them: `br;q=0` says that it doesn't."""
    found = {}
    for part in header.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        is_refused = weight.replace(" ", "").rstrip("0.") == "q="
        found[name.strip()] = not is_refused
    return found
