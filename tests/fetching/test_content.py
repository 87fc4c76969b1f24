"""What a header may say, and what bytes may be: never more than a refusal comes of it."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.fetching.content import DOCUMENTS, declared, media_type, text_of
from factcheck.fetching.refusals import BadAnswer, FetchRefused
from tests.fetching.servers import client_for, site

HEADER_TEXT = st.text(st.characters(max_codepoint=255))


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("", ("", "")),
        ("text/html", ("text/html", "")),
        ('Text/HTML ; Charset="UTF-8"', ("text/html", "utf-8")),
        ("text/html; charset=", ("text/html", "")),
        ("text/html; charset*=utf-8''%C3", ("text/html", "")),
        ("text/html, text/plain", ("text/html, text/plain", "")),
        (";charset=utf-8", ("", "utf-8")),
    ],
)
def test_content_types(header: str, read: tuple[str, str]) -> None:
    assert declared(header) == read


@given(HEADER_TEXT)
def test_whatever_a_header_says(header: str) -> None:
    for written in (header, f"text/html; charset={header}", f"text/html; charset*={header}"):
        kind, charset = declared(written)
        assert len(kind) <= 100
        assert len(charset) <= 40


@given(st.binary(), st.text(max_size=20), st.sampled_from(["", "text/html", "text/plain", "a/b"]))
def test_whatever_the_bytes_are(content: bytes, charset: str, kind: str) -> None:
    assert media_type(kind, content) in {"", *DOCUMENTS}
    with contextlib.suppress(BadAnswer):
        assert isinstance(text_of(content, charset), str)


def test_whatever_a_server_says() -> None:
    answers = [b""]
    heads = [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\nLocation: "]
    bodies = [b"", b"\r\nTransfer-Encoding: chunked\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n"]

    with site(lambda connection, _request: connection.sendall(answers[-1])) as made:
        client = client_for(made)

        @settings(deadline=None, max_examples=60)
        @given(st.sampled_from(heads), st.sampled_from(bodies), st.binary(max_size=200))
        def ask(head: bytes, body: bytes, rest: bytes) -> None:
            answers.append(head + body + rest)
            with contextlib.suppress(FetchRefused):
                client.fetch(made.url)

        ask()
        assert len(made.requests) > 20
