"""The text in a file's bytes. What the letters are is never guessed: a wrong one would be a word
that nobody wrote."""

import codecs
import re

from factcheck.domain.errors import N_, Refusal
from factcheck.domain.words import words

MAX_BYTES = 8_000_000

_OTHER_WAY = N_(
    "This file is not text. Save the article as HTML, plain text or Markdown, or paste its words."
)
_PDF = N_("This is a PDF. Copy the words of the article and paste them.")
_DOCUMENT = N_(
    "This is a document of a word processor. Save it as HTML or plain text, or paste its words."
)
_PICTURE = N_("This is a picture. Upload or paste the words of the article.")

# How files begin that are no text, and what to do about it.
_BEGINNINGS = {
    b"%PDF-": _PDF,
    b"PK\x03\x04": _DOCUMENT,
    b"\xd0\xcf\x11\xe0": _DOCUMENT,
    rb"{\rtf": _DOCUMENT,
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"\x1f\x8b": _OTHER_WAY,
}
# The longer mark first: that of UTF-32 begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([a-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 1024  # bytes, as in browsers
# Encodings that browsers read, by Python's names, and what some of them really are.
_READ = words(
    "ascii utf-8 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866 cp874"
    " iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9"
    " iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman tis-620"
    " gb2312 gbk gb18030 big5 euc_jp shift_jis euc_kr"
)
_REALLY = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874"}
_REALLY |= {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}
# Windows' code pages for Latin letters. A byte that they read alike can be read.
_PAGES = ("cp1252", "cp1250", "cp1254", "cp1257", "cp1258")
_AGREED = frozenset(
    byte
    for byte in range(0x80, 0x100)
    if len({bytes([byte]).decode(page, "ignore") for page in _PAGES}) == 1
    and bytes([byte]).decode(_PAGES[0], "ignore")
)


def decoded(content: bytes, label: str = "") -> str:
    """The text of a file. Raises Refusal, saying what to do, where it has none or hides it.

    In this order: what a byte order mark says (UTF-8, UTF-16, UTF-32); UTF-8; `label`, where it
    came with one, or what a <meta> or <?xml> at the start declares; and Windows' code page for
    Western Europe, only where the other pages for Latin letters read the same: quotation marks,
    dashes and a few accented letters.
    """
    if len(content) > MAX_BYTES:
        raise Refusal(
            N_("This file is larger than %(limit)s MB. Split the text into several articles."),
            limit=MAX_BYTES // 1_000_000,
        )
    start = content.lstrip(b" \t\r\n")[:16]
    for beginning, said in _BEGINNINGS.items():
        if start.startswith(beginning):
            raise Refusal(said)
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        raise Refusal(_PICTURE)
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _read(content[len(mark) :], encoding)
    if b"\0" in content:
        raise Refusal(_OTHER_WAY)
    return _unmarked(content, label.lower())


def _unmarked(content: bytes, label: str) -> str:
    declared = _DECLARED.search(content[:_DECLARED_WITHIN])
    label = label or (declared.group(1).decode("ascii").lower() if declared else "")
    if label == "iso-2022-jp":  # written in the bytes of ASCII, and so UTF-8 as well
        return _read(content, label)
    try:
        return content.decode()
    except UnicodeDecodeError:
        if label:
            return _read(content, _known(label))
    if not _is_western(content):
        raise Refusal(N_("Nothing says which letters this file holds. Save it as UTF-8."))
    return content.decode("cp1252")


def _known(label: str) -> str:
    """The encoding that a file names, as Python names it."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        name = ""
    if name not in _READ:
        raise Refusal(
            N_("This file says it is written in “%(encoding)s”. Save it as UTF-8."), encoding=label
        )
    return _REALLY.get(name, name)


def _read(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal(
            N_("This file is damaged: it is not written in %(encoding)s. Save it as UTF-8."),
            encoding=encoding,
        ) from None


def _is_western(content: bytes) -> bool:
    """Latin words with a few signs beyond ASCII, which every page for Latin letters has there.

    Two such letters side by side speak for another alphabet.
    """
    beyond = {byte for byte in content if byte >= 0x80}
    letters = bytes(byte for byte in beyond if bytes([byte]).decode("cp1252", "ignore").isalpha())
    pair = re.compile(b"[%b]{2}" % re.escape(letters)) if letters else None
    return beyond <= _AGREED and not (pair and pair.search(content))
