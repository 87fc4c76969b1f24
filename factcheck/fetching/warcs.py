"""Answers as they are kept: in WARC (ISO 28500), which archives and their tools read."""

import io
from itertools import islice

from django.conf import settings
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from factcheck.fetching.client import Fetched

# What the body's own bytes no longer have, once they are unpacked. Archives keep such headers
# under another name.
_OF_THE_WIRE = {"content-encoding", "transfer-encoding", "content-length"}


class BadWarc(Exception):
    """No WARC, or one without an answer whose content is whole."""


def warc_of(fetched: Fetched) -> bytes:
    """A gzipped WARC of two records: who made it, and the answer, its content unpacked."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
    about = {
        "software": settings.FETCH_USER_AGENT,
        "format": "WARC file version 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/"
        "warc-1.1/",
    }
    writer.write_record(writer.create_warcinfo_record("", about))
    headers = [_kept(name, value) for name, value in fetched.headers]
    reason = fetched.reason.encode("ascii", "replace").decode()
    headers.append(("Content-Length", str(len(fetched.content))))
    moment = fetched.fetched_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    answer = writer.create_warc_record(
        fetched.url,
        "response",
        payload=io.BytesIO(fetched.content),
        length=len(fetched.content),
        warc_headers_dict={"WARC-Date": moment},
        http_headers=StatusAndHeaders(
            f"{fetched.status} {reason}".rstrip(), headers, protocol="HTTP/1.1"
        ),
    )
    writer.write_record(answer)
    return file.getvalue()


def content_of(warc: bytes) -> bytes:
    """The content of the answer that a WARC keeps. Raises BadWarc."""
    try:
        for record in islice(ArchiveIterator(io.BytesIO(warc), check_digests="raise"), 10):
            if record.rec_type == "response":
                content = bytes(record.content_stream().read())
                if record.http_headers.get_header("Content-Length") == str(len(content)):
                    return content
    except Exception as error:  # the library raises whatever its parts raise
        raise BadWarc from error
    raise BadWarc


def _kept(name: str, value: str) -> tuple[str, str]:
    return (f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_WIRE else name, value)
