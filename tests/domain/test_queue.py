"""When a task is tried again, and what is kept of its failure."""

from datetime import timedelta

import pytest

from factcheck.domain.queue import ATTEMPTS, delay, without_addresses


def test_each_wait_is_twice_the_last_to_a_limit() -> None:
    waits = [delay(attempts) for attempts in range(1, ATTEMPTS)]
    assert waits[:4] == [timedelta(seconds=seconds) for seconds in (30, 60, 120, 240)]
    assert waits == sorted(waits)
    assert delay(10_000) == timedelta(hours=6)
    assert timedelta(hours=12) < sum(waits, timedelta()) < timedelta(hours=24)


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
