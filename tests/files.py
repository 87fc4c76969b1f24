"""Small files of each kind that is kept, as other programs write them."""

import io
import struct
import zipfile
from collections.abc import Mapping

from PIL import Image

CSV = b"year,price\n2018,12\n2019,-13.5\n"


def _pdf(words: str) -> bytes:
    """A PDF of one page that says these words."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begin = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        begin,
    )
    return made


PDF = _pdf("It cost 21 million euros.")


def picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (20, 10), "teal").save(made, kind)
    return made.getvalue()


def mp3() -> bytes:
    """Two frames of 128 kbit/s at 44.1 kHz."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * 2


def aac() -> bytes:
    """Two frames of 100 bytes."""
    head = bytes([0xFF, 0xF1, 0x50, 0x80, 100 >> 3, (100 & 7) << 5 | 0x1F, 0xFC])
    return (head + bytes(93)) * 2


def ogg(codec: bytes) -> bytes:
    page = b"OggS\x00\x02" + bytes(20) + b"\x01" + bytes([len(codec) + 11])
    return page + codec + bytes(11)


def wav() -> bytes:
    return b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + bytes(24)


def m4a(*handlers: bytes) -> bytes:
    """An MP4 with a track of each kind."""

    def box(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I4s", len(content) + 8, name) + content

    tracks = b"".join(
        box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + kind + bytes(13)))) for kind in handlers
    )
    return box(b"ftyp", b"isom\x00\x00\x02\x00mp42") + box(b"moov", tracks)


def xlsx(
    more: Mapping[str, bytes] | None = None,
    kind: str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
) -> bytes:
    kinds = f'<Types><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
    parts = {"[Content_Types].xml": kinds.encode(), "xl/workbook.xml": b"<workbook/>"}
    return _zip(parts | dict(more or {}))


def ods(more: Mapping[str, bytes] | None = None) -> bytes:
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"<office:document-content/>",
    }
    return _zip(parts | dict(more or {}))


def _zip(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()
