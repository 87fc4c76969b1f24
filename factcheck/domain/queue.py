"""Work that can wait: what each task is called, how often it is tried, and when next."""

import re
from datetime import datetime, time, timedelta

from factcheck.domain.errors import N_

#: How often a task that fails is tried, all in all: for some fourteen hours.
ATTEMPTS = 12
#: How many workers may be killed over one task before it is left alone.
KILLS = 3
#: What a worker's id ends with, among a task's, where that worker was killed.
KILLED = " †"
WORKER_KILLED = N_("The worker was killed each time that it ran this task.")

_FIRST, _LONGEST = timedelta(seconds=30), timedelta(hours=6)
_MORNING = time(7)

#: What each task does, by the path under which the queue knows it.
WORDS: dict[str, str] = {
    "factcheck.tasks.letters.hand_out": N_("Hand letters out"),
    "factcheck.tasks.letters.send_now": N_("Send letters to a person"),
    "factcheck.tasks.letters.send_daily": N_("Send a person the letters of the day"),
    "factcheck.tasks.people.send_invitation": N_("Send an invitation"),
    "factcheck.tasks.people.send_password_link": N_("Send a link to set a new password"),
    "factcheck.tasks.reports.send_answer": N_("Send the answer to a reader's report"),
    "factcheck.tasks.snapshots.take": N_("Keep a copy of a source"),
    "factcheck.tasks.watching.look": N_("Look at a source again"),
}

_ADDRESS = re.compile(r"[^\s<>'\"(),;:]+@[^\s<>'\"(),;:]+")


def delay(attempts: int) -> timedelta:
    """How long to wait after so many attempts (at least one): twice as long each time, to a limit.

    30 s, 1 min, 2 min … 6 h.
    """
    return min(_LONGEST, _FIRST * (1 << min(attempts - 1, 32)))


def next_morning(now: datetime) -> datetime:
    """The next seven o'clock by the clock of `now`, which knows its time zone."""
    day = now.date() if now.time() < _MORNING else now.date() + timedelta(days=1)
    return datetime.combine(day, _MORNING, tzinfo=now.tzinfo)


def without_addresses(text: str) -> str:
    """A text without mail addresses: what is kept of a failure must not outlive an account."""
    return _ADDRESS.sub("…@…", text)
