"""Documents of every kind: what they are, where they have moved to, and what is read of them."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest

from factcheck.fetching import content_of, document_at
from factcheck.fetching.apart import Unread
from factcheck.fetching.client import Fetched
from factcheck.fetching.content import CSV, DOCUMENTS, ODS, PDF, PLAIN, XLS, XLSX
from factcheck.fetching.documents import LONGEST, document_in
from factcheck.fetching.limits import FOR_DOCUMENTS, FOR_ROBOTS
from factcheck.fetching.refusals import WrongType
from tests.fetching import files
from tests.fetching.answers import by_path
from tests.fetching.servers import PAGE, client_for, http, redirect, says, site

TABLE = "Year;Tons\n2022;14\n2023;9 €\n"
OCTETS = "application/octet-stream"


def fetched(content: bytes, media_type: str = "text/html", **values: Any) -> Fetched:
    url = "https://www.example.org/files/x"
    return Fetched(url, url, 200, media_type, "", content, datetime.now(UTC), **values)


@pytest.mark.parametrize(
    ("header", "body", "media_type", "text"),
    [
        ("text/html", PAGE, "text/html", "Words."),
        ("text/plain; charset=utf-8", "Één\r\ntwee\x00".replace("\x00", "").encode(), PLAIN,
         "Één\ntwee"),
        ("text/csv", TABLE.encode(), CSV, TABLE.strip()),
        ("application/csv", TABLE.encode(), CSV, TABLE.strip()),
        ("application/pdf", files.pdf("Words."), PDF, "Words."),
        ("application/x-pdf", files.pdf("Words."), PDF, "Words."),
        (OCTETS, files.pdf("Words."), PDF, "Words."),
        ("", files.pdf("Words."), PDF, "Words."),
        ("image/jpeg", files.picture("jpeg"), "image/jpeg", ""),
        ("image/jpg", files.picture("jpeg"), "image/jpeg", ""),
        ("image/png", files.picture("png"), "image/png", ""),
        ("image/webp", files.picture("webp"), "image/webp", ""),
        (OCTETS, files.picture("webp"), "image/webp", ""),
        (XLSX, files.xlsx(), XLSX, ""),
        (OCTETS, files.xlsx(), XLSX, ""),
        (ODS, files.ods(), ODS, ""),
        (XLS, files.XLS, XLS, ""),
    ],
)  # fmt: skip
def test_kinds(header: str, body: bytes, media_type: str, text: str, settings: Any) -> None:
    settings.FETCH_ALLOW_PRIVATE = True
    with site(says(http(body, kind=header))) as made:
        found = document_at(made.url)
    assert (found.media_type, found.text) == (media_type, text)
    assert found.fetched.content == body
    assert hashlib.sha256(content_of(found.warc)).digest() == hashlib.sha256(body).digest()


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("application/pdf", PAGE),
        ("application/pdf", files.picture("png")),
        ("image/png", files.picture("jpeg")),
        ("text/html", files.pdf("Words.")),
        ("text/csv", files.pdf("Words.")),
        ("text/csv", b"MZ\x90\x00"),
        (XLSX, files.ods()),
        (XLSX, files.zipped(**{"evil.exe": "MZ"})),
        (ODS, files.xlsx()),
        (XLS, files.XLS[:100]),
        (OCTETS, b"MZ\x90\x00"),
        (OCTETS, PAGE),
        ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("image/gif", b"GIF89a"),
        ("application/zip", files.zipped(a="b")),
        ("application/json", b"{}"),
    ],
)
def test_other_kinds(header: str, body: bytes) -> None:
    with site(says(http(body, kind=header))) as made, pytest.raises(WrongType):
        client_for(made).fetch(made.url, DOCUMENTS)


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ((), False),
        (("301 M",), True),
        (("308 P", "301 M"), True),
        (("302 F",), False),
        (("301 M", "302 F"), False),
        (("307 T", "308 P"), False),
        (("303 S",), False),
    ],
)
def test_moved_for_good(statuses: tuple[str, ...], moved: bool, settings: Any) -> None:
    settings.FETCH_ALLOW_PRIVATE = True
    pages = {f"/{n}": redirect(f"/{n + 1}", status) for n, status in enumerate(statuses)}
    end = f"/{len(statuses)}"
    with site(by_path(pages | {end: says(http())})) as made:
        found = document_at(f"{made.url}0")
        assert found.fetched.url == made.url[:-1] + end
        assert found.moved_to == (found.fetched.url if moved else "")


def test_a_page_without_a_text_still_has_its_details() -> None:
    head = "<meta property='og:title' content='Film'><meta property='og:site_name' content='Tube'>"
    html = f"<html lang='en'><head><title>x</title>{head}</head><body><video></video></body></html>"
    found = document_in(fetched(html.encode()))
    assert (found.title, found.publisher, found.language) == ("Film", "Tube", "en")
    assert found.is_read


def test_what_a_page_says_is_not_believed() -> None:
    said = {
        "headline": "\u202eA\u200b title " + "long " * 400,
        "byline": "By  Ann Lee; Posted by Tom O’Neil",
        "publisher": "x" * 999,
        "published": "2999-01-01",
        "language": "en; DROP",
        "canonical": "https://evil.example.net/",
        "html": "<p onclick='x()'>Words <script>x()</script>here.</p>",
    }
    found = document_in(fetched(b"<p>"), read_page=lambda _html, _url: dict(said))
    assert found.title.startswith("A title long")
    assert len(found.title) <= 500
    assert found.author == "Ann Lee, Tom O’Neil"
    assert len(found.publisher) <= 200
    assert (found.published, found.language) == ("", "")
    assert found.url == found.fetched.url
    assert found.text == "Words here."


def test_its_own_address() -> None:
    said = {"canonical": "https://example.org/files/"}
    found = document_in(fetched(b"<p>"), read_page=lambda _html, _url: dict(said))
    assert found.url == "https://example.org/files/"


def test_texts_are_bounded() -> None:
    found = document_in(fetched(b"word " * 400_000, "text/plain"))
    assert 0 < len(found.text) <= LONGEST


@pytest.mark.parametrize("text", ["e" + "\u0301" * 50, "\x00\x01\u202e"])
def test_texts_that_may_not_be(text: str) -> None:
    assert document_in(fetched(b"%PDF-", PDF), read_pdf=lambda _: {"text": text}).text == ""


def test_a_reader_that_breaks() -> None:
    def breaks(_html: str, _url: str) -> dict[str, str]:
        raise Unread

    found = document_in(fetched(PAGE), read_page=breaks)
    assert (found.text, found.is_read) == ("", False)
    assert content_of(found.warc) == PAGE


def test_limits_of_documents() -> None:
    assert (FOR_DOCUMENTS.seconds, FOR_DOCUMENTS.size) == (30, 20_000_000)
    assert (FOR_ROBOTS.seconds, FOR_ROBOTS.size) == (8, 512_000)
