"""One request at a time per host, within one process."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from factcheck.fetching.limits import Meter
from factcheck.fetching.refusals import Busy


class Turns:
    """Who is asked at this moment. A host is forgotten when nobody asks it or waits to."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._locks: dict[str, Lock] = {}
        self._wanted: Counter[str] = Counter()

    @contextmanager
    def turn(self, host: str, meter: Meter) -> Iterator[None]:
        """Wait until nobody else asks this host, as long as there is time; then Busy."""
        with self._guard:
            lock = self._locks.setdefault(host, Lock())
            self._wanted[host] += 1
        try:
            if not lock.acquire(timeout=meter.seconds()):
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
