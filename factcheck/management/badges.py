"""Which workers live: each holds a locked file of its own, and the lock goes when its process goes.

However it went: the system lets the lock go after a SIGKILL and a power cut too. A process id
alone would not tell, since ids are given out again, and mean nothing in another container.
"""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


def new_id() -> str:
    """An id for this process as a worker: its machine, its number there, and when it began."""
    return f"{socket.gethostname()}-{os.getpid()}-{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"


@contextmanager
def worn(worker: str) -> Iterator[None]:
    """Be seen to live until the block ends."""
    folder().mkdir(exist_ok=True)
    draft = folder() / f".{worker}"
    with draft.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        badge = draft.rename(folder() / worker)  # only now, so that nobody sees it unlocked
        try:
            yield
        finally:
            badge.unlink(missing_ok=True)


def died(worker: str) -> bool | None:
    """Whether a worker is gone; None where it has no badge here, so was of another machine."""
    try:
        file = (folder() / worker).open()
    except OSError:
        return None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def of_the_dead() -> list[Path]:
    """The badges of workers that are gone."""
    return [path for path in folder().glob("[!.]*") if died(path.name)]


def folder() -> Path:
    """Where the badges are."""
    var: Path = settings.VAR
    return var / "workers"
