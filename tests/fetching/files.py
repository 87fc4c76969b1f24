"""Files as servers send them: PDFs, pictures, spreadsheets, each as small as it can be."""

import io
import zipfile
import zlib

from PIL import Image

from factcheck.fetching.content import ODS

XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "Workbook".encode("utf-16-le") + b"\0" * 9


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()


def zipped(**files: str) -> bytes:
    """A zip file; the first one is stored as it is, as OpenDocument asks."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name), content)  # without the time of its making
    return file.getvalue()


def xlsx() -> bytes:
    return zipped(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


def ods() -> bytes:
    return zipped(**{"mimetype": ODS, "content.xml": "<x/>"})


def pdf(*pages: str, info: str = "", catalog: str = "", kids: str = "", more: str = "") -> bytes:
    """A PDF with a line of text on each page. `kids` and `more` make it hostile: the page tree's
    children, and further objects, from 90 on."""
    texts = (f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode("cp1252") for text in pages)
    streams = [zlib.compress(text) for text in texts]
    return pdf_of(streams, info=info, catalog=catalog, kids=kids, more=more)


def pdf_of(
    streams: list[bytes], *, info: str = "", catalog: str = "", kids: str = "", more: str = ""
) -> bytes:
    numbers = range(10, 10 + 2 * len(streams), 2)
    kids = kids or " ".join(f"{n} 0 R" for n in numbers)
    parts = [
        f"1 0 obj <</Type /Catalog /Pages 2 0 R {catalog}>> endobj".encode(),
        f"2 0 obj <</Type /Pages /Count {len(streams)} /Kids [{kids}]>> endobj".encode(),
        b"3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding %b>> endobj"
        % b"/WinAnsiEncoding",
        f"4 0 obj <<{info}>> endobj".encode(),
    ]
    for number, stream in zip(numbers, streams, strict=True):
        parts += [
            f"{number} 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources"
            f" <</Font <</F1 3 0 R>> >> /Contents {number + 1} 0 R>> endobj".encode(),
            f"{number + 1} 0 obj <</Length {len(stream)} /Filter /FlateDecode>> stream\n".encode()
            + stream
            + b"\nendstream endobj",
        ]
    if more:
        parts.append(more.encode())
    made = bytearray(b"%PDF-1.7\n")
    places = {}
    for part in parts:
        places[int(part.split(b" ", 1)[0])] = len(made)
        made += part + b"\n"
    start = len(made)
    made += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        made += b"%d 1\n%010d 00000 n \n" % (number, place)
    made += b"trailer <</Size %d /Root 1 0 R /Info 4 0 R>>\n" % (max(places) + 1)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)
