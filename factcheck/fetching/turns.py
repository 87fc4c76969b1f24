"""One request at a time per host, and few in all, within one process."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from factcheck.fetching.limits import Meter
from factcheck.fetching.refusals import Busy

# Whoever waits here holds one of the server's few threads, which readers need.
PATIENCE = 1.0  # seconds
AT_ONCE = 2


class Turns:
    """Who is asked at this moment. A host is forgotten when nobody asks it or waits to."""

    def __init__(self) -> None:
        self._places = BoundedSemaphore(AT_ONCE)
        self._guard = Lock()
        self._locks: dict[str, Lock] = {}
        self._wanted: Counter[str] = Counter()

    @contextmanager
    def turn(self, host: str, meter: Meter) -> Iterator[None]:
        """Wait a moment until nobody else asks this host, and few ask any; then Busy."""
        with self._one_of_few(), self._of_host(host, meter):
            yield

    @contextmanager
    def _one_of_few(self) -> Iterator[None]:
        if not self._places.acquire(timeout=PATIENCE):
            raise Busy
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def _of_host(self, host: str, meter: Meter) -> Iterator[None]:
        with self._guard:
            lock = self._locks.setdefault(host, Lock())
            self._wanted[host] += 1
        try:
            if not lock.acquire(timeout=min(PATIENCE, meter.seconds())):
                raise Busy
            try:
                yield
            finally:
                lock.release()
        finally:
            with self._guard:
                self._wanted[host] -= 1
                if not self._wanted[host]:
                    del self._wanted[host], self._locks[host]
