"""Whose turn it is: one request a host, few in all, and nobody waits long."""

import time
from contextlib import ExitStack

import pytest

from factcheck.fetching.limits import Limits, Meter
from factcheck.fetching.refusals import Busy
from factcheck.fetching.turns import AT_ONCE, PATIENCE, Turns


def test_who_waits_in_vain_is_told_soon() -> None:
    """A thread that waited for a slow site would be missing to readers."""
    turns, meter = Turns(), Meter(Limits())
    with turns.turn("slow.example.org", meter):
        began = time.monotonic()
        with pytest.raises(Busy), turns.turn("slow.example.org", meter):
            pass
        assert time.monotonic() - began < 4 * PATIENCE
    with turns.turn("slow.example.org", meter):
        pass


def test_few_sites_are_asked_at_once() -> None:
    turns, meter = Turns(), Meter(Limits())
    with ExitStack() as asked:
        for number in range(AT_ONCE):
            asked.enter_context(turns.turn(f"{number}.example.org", meter))
        with pytest.raises(Busy), turns.turn("another.example.org", meter):
            pass
    with turns.turn("another.example.org", meter):
        pass
