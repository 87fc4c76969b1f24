"""PDFs as offices make them, and PDFs that are made to do harm."""

import time
import zlib
from datetime import UTC, datetime

import pytest

from factcheck.fetching import apart
from factcheck.fetching.client import Fetched
from factcheck.fetching.documents import Document, document_in
from tests.fetching.files import pdf, pdf_of

URL = "https://www.office.example.org/report.pdf"


def document(content: bytes) -> Document:
    return document_in(Fetched(URL, URL, 200, "application/pdf", "", content, datetime.now(UTC)))


def test_text_and_details() -> None:
    found = document(
        pdf(
            "Exports fell by 12 per cent.",
            "The “second” page – 5 €.",
            info="/Title (Trade in 2020) /Author (Ida Fenwick) /CreationDate (D:20210304050607Z)",
            catalog="/Lang (en-GB)",
        )
    )
    assert found.text == "Exports fell by 12 per cent.\n\nThe “second” page – 5 €."
    assert (found.title, found.author) == ("Trade in 2020", "Ida Fenwick")
    assert (found.published, found.language) == ("2021-03-04", "en-GB")
    assert (found.publisher, found.url) == ("office.example.org", URL)
    assert found.is_read


def test_a_scan_without_letters() -> None:
    found = document(pdf(""))
    assert (found.text, found.title, found.is_read) == ("", "", True)


@pytest.mark.parametrize(
    "name", ["Microsoft Word - final_v2.docx", "untitled", "report.indd", "C:\\doc\\x.docx"]
)
def test_titles_that_are_names_of_files(name: str) -> None:
    escaped = name.replace("\\", "\\\\")
    assert document(pdf("Words.", info=f"/Title ({escaped})")).title == ""


ENDLESS = "90 0 obj <</Type /Pages /Count 5 /Parent 2 0 R /Kids [2 0 R 90 0 R]>> endobj"
HOSTILE = {
    "bomb": lambda: pdf_of([zlib.compress(b" " * 200_000_000)]),
    "bomb of letters": lambda: pdf_of([zlib.compress(b"BT /F1 9 Tf" + b"(x) Tj " * 4_000_000)]),
    "page tree that is its own child": lambda: pdf("a", kids="2 0 R"),
    "page tree without an end": lambda: pdf("a", kids="90 0 R", more=ENDLESS),
    "a page half a million times": lambda: pdf("a", kids="10 0 R " * 500_000),
    "pages that are not there": lambda: pdf(kids="99 0 R " * 100_000),
    "arrays in arrays": lambda: pdf(
        "a", catalog="/Lang 90 0 R", more="90 0 obj " + "[" * 300_000 + " endobj"
    ),
    "dictionaries in dictionaries": lambda: pdf("a", info="<</A " * 100_000),
    "garbage": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 1_000,
    "cut off": lambda: pdf("Words.")[:300],
    "nothing else": lambda: b"%PDF-",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pdfs_end_in_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document comes of each, with a text or without; never another error, and never for long."""
    monkeypatch.setattr(apart, "PDF_SECONDS", 2)
    monkeypatch.setattr(apart, "WAIT", 5)
    content = HOSTILE[name]()
    begun = time.monotonic()
    found = document(content)
    assert time.monotonic() - begun < 12
    assert len(found.text) < 1_000_001
    assert found.fetched.content == content


def test_too_much_for_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """That nothing was read is told apart from that nothing is there."""
    monkeypatch.setattr(apart, "WAIT", 0.01)
    found = document(pdf("Words."))
    assert (found.text, found.is_read) == ("", False)
    assert found.warc


def test_pages_beyond_the_bound_are_left_out() -> None:
    found = document(pdf(*(f"Page {number}." for number in range(1, 303))))
    assert found.text.endswith("Page 300.")
