"""Reading what was fetched in a process of its own, bounded in time and memory: see reader.py."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from factcheck.fetching.refusals import Busy

READER = Path(__file__).with_name("reader.py")
# Seconds of a processor: a page of a newspaper takes half of one, a report of 300 pages ten.
SECONDS = 5
PDF_SECONDS = 20
WAIT = 10  # seconds on the clock, for a page; twice that for a PDF
_READERS = BoundedSemaphore(2)
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT")  # no secrets among them


class Unread(Exception):
    """The reader broke, or didn't end in time: nothing is known of what it was given."""


def page_read(html: str, url: str) -> dict[str, str]:
    """What `reader.read` finds in a page. Raises Unread and Busy."""
    return _read(html.encode("utf-8", "replace"), "page", url, SECONDS, WAIT)


def pdf_read(content: bytes) -> dict[str, str]:
    """What `reader.read_pdf` finds in a PDF. Raises Unread and Busy."""
    return _read(content, "pdf", "", PDF_SECONDS, 2 * WAIT)


def _read(content: bytes, kind: str, url: str, seconds: int, wait: float) -> dict[str, str]:
    command = [sys.executable, "-P", str(READER), kind, url, str(seconds)]
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    if not _READERS.acquire(timeout=WAIT):
        raise Busy
    try:
        done = subprocess.run(  # noqa: S603 - our own script; the page comes by standard input
            command, input=content, capture_output=True, check=True, env=environment, timeout=wait
        )
        found = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        raise Unread from None
    finally:
        _READERS.release()
    return found if isinstance(found, dict) else {}
