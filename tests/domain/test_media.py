"""Uploaded files by their content: what is kept, and what is refused whatever its name says."""

import io
import struct
import zipfile

import pytest
from PIL import Image

from factcheck.domain.media import BadFile, media_type_of, safe_name
from tests.files import CSV, PDF, aac, m4a, mp3, ods, ogg, picture, wav, xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("WEBP"), "image/webp"),
        (mp3(), "audio/mpeg"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + mp3(), "audio/mpeg"),
        (m4a(b"soun"), "audio/mp4"),
        (aac(), "audio/aac"),
        (ogg(b"OpusHead"), "audio/ogg"),
        (ogg(b"\x01vorbis"), "audio/ogg"),
        (wav(), "audio/wav"),
        (xlsx(), XLSX),
        (ods(), ODS),
        (CSV, "text/csv"),
        ("Jahr;Preis\n2018;„zwölf“\n".encode("utf-8-sig"), "text/csv"),
    ],
)
def test_what_is_kept(content: bytes, media_type: str) -> None:
    assert media_type_of(content) == media_type


def bomb() -> bytes:
    """A spreadsheet that declares more than anybody's data."""
    return xlsx({"xl/worksheets/sheet1.xml": bytes(301_000_000)})


def many() -> bytes:
    return xlsx({f"xl/media/{number}": b"" for number in range(5_001)})


def huge_picture() -> bytes:
    made = io.BytesIO()
    Image.new("1", (8_000, 8_000)).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"a,b\n<script>alert(1)</script>,2\n",
        b"a,b\n=cmd|'/c calc'!A1,2\n",
        b"a,b\n@SUM(1+1),2\n",
        b"Some words, and no table.\nAnother line\n",
        b"<script>alert(1)</script>" + PDF,  # a polyglot
        b"%PDF-1.4 and no end",
        b"MZ" + bytes(200),
        b"PK\x03\x04" + bytes(100),
        picture("PNG")[:45],
        picture("GIF"),
        xlsx({"xl/vbaProject.bin": b"x"}),
        xlsx(kind="application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        xlsx({"xl/embeddings/oleObject1.bin": b"x"}),
        xlsx({"../../etc/passwd": b"x"}),
        ods({"Basic/Standard/Module1.xml": b"x"}),
        ods({"Scripts/python/x.py": b"x"}),
        m4a(b"soun", b"vide"),  # a film
        ogg(b"\x80theora"),
        b"\xff\xfb\x90\x00" + bytes(50),
        b"RIFF\x00\x00\x00\x00AVI LIST",
        b"\x00" * 1000,
    ],
)
def test_what_is_refused(content: bytes) -> None:
    with pytest.raises(BadFile, match="none that is kept here"):
        media_type_of(content)


def test_bombs_are_refused_unopened() -> None:
    for content in (bomb(), many()):
        with pytest.raises(BadFile):
            media_type_of(content)
    with pytest.raises(BadFile, match="too many pixels"):
        media_type_of(huge_picture())


def test_an_empty_file_is_named_so() -> None:
    with pytest.raises(BadFile, match="empty"):
        media_type_of(b"")


def test_a_list_that_unpacks_without_end_is_read_to_its_bound() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 50_000_000)
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    with pytest.raises(BadFile):
        media_type_of(made.getvalue())


def test_boxes_in_a_circle_end() -> None:
    content = struct.pack(">I4s", 8, b"ftyp") + struct.pack(">I4s", 0, b"moov") * 50
    with pytest.raises(BadFile):
        media_type_of(content)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("report.html", "report.pdf"),
        ("report.pdf.exe", "report.pdf.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\Laporan keuangan.PDF", "Laporan keuangan.pdf"),
        ('<script>alert("1")</script>.pdf', "script.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a_ Set-Cookie_ x=1.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("…", "file.pdf"),
        ("", "file.pdf"),
        ("x" * 500, f"{'x' * 100}.pdf"),
    ],
)
def test_names_say_what_the_content_is(name: str, safe: str) -> None:
    made = safe_name(name, "application/pdf")
    assert made.endswith(".pdf")
    assert not set(made) & set('<>"/\\\r\n\u202e:;')
    assert len(made) <= 104
    if "=" not in safe:
        assert made == safe
