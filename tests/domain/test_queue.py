"""When a task is tried again, and what is kept of its failure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from factcheck.domain.queue import ATTEMPTS, delay, next_morning, without_addresses


def test_each_wait_is_twice_the_last_to_a_limit() -> None:
    waits = [delay(attempts) for attempts in range(1, ATTEMPTS)]
    assert waits[:4] == [timedelta(seconds=seconds) for seconds in (30, 60, 120, 240)]
    assert waits == sorted(waits)
    assert delay(10_000) == timedelta(hours=6)
    assert timedelta(hours=12) < sum(waits, timedelta()) < timedelta(hours=24)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-03-28T06:59", "2026-03-28T07:00"),
        ("2026-03-28T07:00", "2026-03-29T07:00"),  # the night when clocks go forward
        ("2026-12-31T23:00", "2027-01-01T07:00"),
    ],
)
def test_letters_of_the_day_come_at_seven_by_the_clock(now: str, morning: str) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    asked = datetime.fromisoformat(now).replace(tzinfo=berlin)
    assert next_morning(asked) == datetime.fromisoformat(morning).replace(tzinfo=berlin)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("{'ana@example.org': (550, b'No such user')}", "{'…@…': (550, b'No such user')}"),
        ("Refused: <ana.b+c@mail.example.org>.", "Refused: <…@…>."),
        ("[Errno 111] Connection refused", "[Errno 111] Connection refused"),
    ],
)
def test_no_address_is_kept_of_a_failure(said: str, kept: str) -> None:
    assert without_addresses(said) == kept
