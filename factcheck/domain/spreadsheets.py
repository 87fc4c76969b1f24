"""Spreadsheets, known by what is in them; none with programs, and none that is a bomb.

Nothing of them is unpacked but the short lists that say what they are.
"""

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from factcheck.domain.encoding import decoded
from factcheck.domain.errors import Refusal

UNPACKED = 300_000_000  # bytes that a file may declare; years of data have a tenth of that
_ENTRIES = 5_000
_LIST = 1_000_000  # bytes of the list of parts
_ROWS = 50  # lines of a CSV that are looked at for its shape

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_PROGRAMS = re.compile(
    r"(?:^|/)(?:vba\w*\.|activex/|embeddings/|basic/|scripts/|macrosheets/)", re.IGNORECASE
)
_MARKUP = re.compile(
    r"<(?:!doctype|!--|\?xml|html|head|body|script|svg|iframe|img)\b", re.IGNORECASE
)
# A cell that a program would compute, and by that perhaps send something away or start something.
_FORMULA = re.compile(r"\s*(?:=|[-+@]\s*[a-z]\w*\s*[(|!])", re.IGNORECASE)


def is_xlsx(content: bytes) -> bool:
    with _parts(content) as archive:
        if archive is None or "xl/workbook.xml" not in archive.namelist():
            return False
        kinds = _text(archive, "[Content_Types].xml")
        return b"spreadsheetml.sheet.main+xml" in kinds and b"macroEnabled" not in kinds


def is_ods(content: bytes) -> bool:
    with _parts(content) as archive:
        if archive is None or archive.namelist()[0] != "mimetype":
            return False
        return _text(archive, "mimetype").strip() == _ODS and "content.xml" in archive.namelist()


def is_csv(content: bytes) -> bool:
    """Text in rows, most of as many cells and of more than one; no markup, no formulas."""
    try:
        text = decoded(content)
    except Refusal:
        return False
    if "\x00" in text or _MARKUP.search(text):
        return False
    return any(_is_table(text, delimiter) for delimiter in ",;\t|")


def _is_table(text: str, delimiter: str) -> bool:
    widths: Counter[int] = Counter()
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter)):
            if any(_FORMULA.match(cell) for cell in row):
                return False
            if row and number < _ROWS:
                widths[len(row)] += 1
    except csv.Error:
        return False
    width, often = widths.most_common(1)[0] if widths else (0, 0)
    return width > 1 and often * 3 >= widths.total() * 2


@contextmanager
def _parts(content: bytes) -> Iterator[zipfile.ZipFile | None]:
    """The archive, where it is one from its first byte on, bounded, open, and without programs."""
    if not content.startswith(b"PK\x03\x04"):
        yield None
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        yield None
        return
    with archive:
        yield archive if _is_sound(archive) else None


def _is_sound(archive: zipfile.ZipFile) -> bool:
    entries = archive.infolist()
    if not 0 < len(entries) <= _ENTRIES:
        return False
    return sum(entry.file_size for entry in entries) <= UNPACKED and not any(
        entry.flag_bits & 1 or ".." in entry.filename or _PROGRAMS.search(entry.filename)
        for entry in entries
    )


def _text(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as part:
            return part.read(_LIST)
    except (KeyError, OSError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile):
        return b""
