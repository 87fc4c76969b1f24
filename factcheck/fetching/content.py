"""What an answer is: its media type by header and by content, and the text that its bytes spell."""

import codecs
import re
from collections.abc import Set as AbstractSet
from email.message import Message

from factcheck.domain.encoding import decoded
from factcheck.domain.errors import Refusal
from factcheck.fetching.refusals import NoLetters

#: What a caller of the client may ask for.
HTML = "text/html"
XHTML = "application/xhtml+xml"
PLAIN = "text/plain"
ARTICLES = frozenset({HTML, XHTML, PLAIN})
PDF = "application/pdf"
CSV = "text/csv"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCUMENTS = ARTICLES | PICTURES | {PDF, CSV, XLSX, XLS, ODS}

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
# Of the files that may be asked for: how they begin, and what is somewhere in them.
_FILES = {
    PDF: (re.compile(rb"%PDF-"), b""),
    "image/jpeg": (re.compile(rb"\xff\xd8\xff"), b""),
    "image/png": (re.compile(rb"\x89PNG\r\n\x1a\n"), b""),
    "image/webp": (re.compile(rb"RIFF....WEBP", re.DOTALL), b""),
    ODS: (re.compile(rb"PK\x03\x04.{26}mimetype" + re.escape(ODS).encode(), re.DOTALL), b""),
    XLSX: (re.compile(rb"PK\x03\x04"), b"xl/workbook"),
    XLS: (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "Workbook".encode("utf-16-le")),
}
# What servers say of a file whose type they don't know, and names for the same type.
_UNSAID = frozenset({"application/octet-stream", "binary/octet-stream", "application/download"})
_SAME = {
    "application/x-pdf": PDF,
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "application/csv": CSV,
    "text/comma-separated-values": CSV,
}
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


def may_be(header_type: str, accepts: AbstractSet[str]) -> bool:
    """Whether an answer with this header may turn out to be one of these types.

    Many servers say of a file no more than that it is one.
    """
    is_unsaid = not header_type or (header_type in _UNSAID and not accepts <= ARTICLES)
    return is_unsaid or _SAME.get(header_type, header_type) in accepts


def media_type(header_type: str, content: bytes) -> str:
    """What the content is, of DOCUMENTS; "" where header and content disagree.

    A page without a header, or sent as plain text, is taken for HTML where it begins like that. A
    file is what its content says.
    """
    header_type = _SAME.get(header_type, header_type)
    if file_type := _file_type(content):
        return file_type if header_type in {"", file_type} | _UNSAID else ""
    if _is_binary(content):
        return ""
    if header_type == CSV:
        return CSV
    start = content[:_START].removeprefix(codecs.BOM_UTF8).lstrip()
    is_page = start.startswith(b"<") and bool(_PAGE.search(start))
    if header_type in {"", PLAIN} and is_page:
        return HTML
    if header_type in {HTML, XHTML}:
        return header_type if is_page or _TAG.search(content) or content.startswith(_WIDE) else ""
    return header_type if header_type == PLAIN else ""


def _file_type(content: bytes) -> str:
    """The type of a file that isn't text, by its content; "" for any but those of DOCUMENTS."""
    start = content[:_START]
    for file_type, (signature, inside) in _FILES.items():
        if signature.match(start) and inside in content:
            return file_type
    return ""


def text_of(content: bytes, charset: str) -> str:
    """The text of a page, by its header's charset or, where that is wrong, by its own.

    Raises NoLetters where nothing says for certain what its letters are.
    """
    label = charset if _CHARSET.fullmatch(charset) else ""
    try:
        return decoded(content, label)
    except Refusal:
        pass
    try:
        return decoded(content)
    except Refusal:
        raise NoLetters from None


def _is_binary(content: bytes) -> bool:
    start = content[:_START]
    if start.startswith(_WIDE):
        return False
    return b"\x00" in start or any(signature.match(start) for signature in _SIGNATURES)
