"""Tasks for tests of the queue; a worker of another process finds them by their path."""

import time
from pathlib import Path

from django_tasks import task


@task()
def note(file: str, word: str = "done") -> None:
    """Write a word down."""
    with Path(file).open("a") as notes:
        notes.write(f"{word}\n")


@task()
def fail(why: str) -> None:
    raise ValueError(why)


@task()
def stop_at_once() -> None:
    """What a second signal does to a worker in the middle of a task."""
    raise SystemExit(1)


@task()
def linger(file: str) -> None:
    """Begin and not end, the first time; the second time, write that it was done."""
    notes = Path(file)
    if notes.exists():
        note.call(file, "done")
        return
    notes.write_text("begun\n")
    time.sleep(60)


@task()
def pause(file: str, seconds: float) -> None:
    """Begin, and end a little later."""
    note.call(file, "begun")
    time.sleep(seconds)
    note.call(file, "done")
