"""What is kept of an answer, and that it can be read again and shows when it was changed."""

import gzip
import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from factcheck.fetching.client import Fetched
from factcheck.fetching.warcs import BadWarc, content_of, warc_of
from tests.fetching.files import pdf, picture
from tests.fetching.servers import PAGE, client_for, http, says, site

MOMENT = datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=UTC)
FETCHED = Fetched(
    "http://a.example.org/", "https://a.example.org/b", 200, "text/html", "", PAGE, MOMENT,
    headers=(("Content-Type", "text/html"), ("X-Odd", "caf\xe9 \u2026"), ("Set-Cookie", "a"),
             ("Set-Cookie", "b"), ("Transfer-Encoding", "chunked")),
)  # fmt: skip


def records(warc: bytes) -> list[tuple[str, dict[str, str], bytes]]:
    return [
        (each.rec_type, dict(each.rec_headers.headers), each.content_stream().read())
        for each in ArchiveIterator(io.BytesIO(warc), check_digests="raise")
    ]


@pytest.mark.parametrize(
    "content",
    [PAGE, b"\0\r\n\r\nWARC/1.0\r\n\r\n", pdf("Words."), picture("png"), b"x" * 3_000_000],
    ids=["page", "deceptive", "PDF", "picture", "large"],
)
def test_the_content_comes_back(content: bytes) -> None:
    """Byte for byte: the fingerprint that readers may compare with is that of the content."""
    kept = content_of(warc_of(replace(FETCHED, content=content)))
    assert hashlib.sha256(kept).digest() == hashlib.sha256(content).digest()


def test_two_records() -> None:
    (kind, about, said), (other, headers, content) = records(warc_of(FETCHED))
    assert (kind, other, content) == ("warcinfo", "response", PAGE)
    assert b"software: factcheck/" in said
    assert about["WARC-Type"] == "warcinfo"
    assert headers["WARC-Target-URI"] == "https://a.example.org/b"
    assert headers["WARC-Date"] == "2026-03-04T05:06:07.890123Z"
    assert headers["WARC-Payload-Digest"].startswith("sha1:")


def test_status_and_headers_are_kept_and_fit_the_content() -> None:
    _, answer = ArchiveIterator(io.BytesIO(warc_of(FETCHED)))
    assert answer.http_headers.statusline == "200 OK"
    names = [name for name, _ in answer.http_headers.headers]
    assert names == ["Content-Type", "X-Odd", "Set-Cookie", "Set-Cookie",
                     "X-Archive-Orig-Transfer-Encoding", "Content-Length"]  # fmt: skip
    assert answer.http_headers.get_header("content-length") == str(len(PAGE))


def test_what_really_came() -> None:
    packed = http(gzip.compress(PAGE), "Content-Encoding: gzip", status="200 Fine \xe9")
    with site(says(packed)) as made:
        fetched = client_for(made).fetch(made.url)
    warc = warc_of(fetched)
    assert content_of(warc) == PAGE
    assert b"X-Archive-Orig-Content-Encoding: gzip" in gzip.decompress(warc)


@pytest.mark.parametrize(
    "warc",
    [
        b"",
        b"no WARC at all",
        gzip.compress(b"WARC/1.1\r\n"),
        warc_of(FETCHED)[:-40],
        gzip.compress(gzip.decompress(warc_of(FETCHED)).replace(b"Words.", b"Swords")),
    ],
    ids=["empty", "none", "begun", "cut off", "changed"],
)
def test_what_is_no_whole_warc(warc: bytes) -> None:
    with pytest.raises(BadWarc):
        content_of(warc)
