"""What an answer is: its media type by header and by content, and the text that its bytes spell."""

import codecs
import re
from email.message import Message

from factcheck.domain.encoding import decoded
from factcheck.domain.errors import N_, Refusal
from factcheck.fetching.refusals import BadAnswer

#: What a caller of the client may ask for.
HTML = "text/html"
XHTML = "application/xhtml+xml"
PLAIN = "text/plain"
ARTICLES = frozenset({HTML, XHTML, PLAIN})

_START = 1024
# How files begin that are sometimes sent as text.
_SIGNATURES = [
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rb"%PDF-|%!PS|\{\\rtf",
        rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....(?:WEBP|WAVE|AVI )|II\*\x00|MM\x00\*",
        rb"....ftyp|OggS|ID3|fLaC|\x1aE\xdf\xa3|FLV\x01",
        rb"PK\x03\x04|Rar!|7z\xbc\xaf|\x1f\x8b|BZh[1-9]|\xfd7zXZ|\x28\xb5\x2f\xfd|\xd0\xcf\x11\xe0",
        rb"MZ.\x00|\x7fELF|\xca\xfe\xba\xbe|wOF[F2]|SQLite format 3",
    )
]
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # text with null bytes, and with a mark
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CHARSET = re.compile(r"[a-z0-9_:.-]{1,40}")
_TAG = re.compile(rb"<[a-zA-Z!/?]")


def declared(header: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type header, in lower case; "" for what it lacks."""
    if not header.strip():
        return "", ""
    message = Message()
    message["content-type"] = header[:500]
    charset = message.get_param("charset", "")
    media_type = header.partition(";")[0].strip().lower()
    return media_type[:100], (charset if isinstance(charset, str) else "")[:40].strip().lower()


def media_type(header_type: str, content: bytes) -> str:
    """What the content is, of HTML, XHTML and PLAIN; "" where header and content disagree.

    A page without a header, or sent as plain text, is taken for HTML where it begins like that.
    """
    if _is_binary(content):
        return ""
    start = content[:_START].removeprefix(codecs.BOM_UTF8).lstrip()
    is_page = start.startswith(b"<") and bool(_PAGE.search(start))
    if header_type in {"", PLAIN} and is_page:
        return HTML
    if header_type in {HTML, XHTML}:
        return header_type if is_page or _TAG.search(content) or content.startswith(_WIDE) else ""
    return header_type if header_type == PLAIN else ""


def text_of(content: bytes, charset: str) -> str:
    """The text of a page, by its header's charset or, where that is wrong, by its own.

    Raises BadAnswer where nothing says for certain what its letters are.
    """
    label = charset if _CHARSET.fullmatch(charset) else ""
    try:
        return decoded(content, label)
    except Refusal:
        pass
    try:
        return decoded(content)
    except Refusal:
        raise BadAnswer(
            N_("Nothing says for certain which letters this page holds. Paste the text instead.")
        ) from None


def _is_binary(content: bytes) -> bool:
    start = content[:_START]
    if start.startswith(_WIDE):
        return False
    return b"\x00" in start or any(signature.match(start) for signature in _SIGNATURES)
