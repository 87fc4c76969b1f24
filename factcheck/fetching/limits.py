"""How much one fetch may take, and the meter that runs while it does."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from factcheck.fetching.refusals import BadAnswer, FetchRefused, TooLarge, TooSlow


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch, redirects included.

    `seconds` covers everything from the first look-up to the last byte; `connecting` one attempt
    at one number, while there are others to try. `size` counts bytes, both on the wire and
    unpacked; `head` the bytes of status line and headers of one answer.
    """

    seconds: float = 20
    connecting: float = 5
    size: int = 5_000_000
    head: int = 64_000
    redirects: int = 5


#: Of documents: reports are larger than pages. Of robots.txt: what nobody should have to wait for.
FOR_DOCUMENTS = Limits(seconds=30, size=20_000_000)
FOR_ROBOTS = Limits(seconds=8, connecting=3, size=512_000)


class Meter:
    """The time and the bytes that are left of one fetch."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._end = time.monotonic() + limits.seconds
        self._left = 0
        self._excess: FetchRefused = BadAnswer()

    def seconds(self) -> float:
        """What is left of the time; raises TooSlow where nothing is."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlow
        return left

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """The time of what is done meanwhile is not counted."""
        begun = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - begun

    def expect_head(self) -> None:
        self._left, self._excess = self.limits.head, BadAnswer()

    def expect_body(self) -> None:
        """From now on the bytes of a body come. Its framing counts, as if it were content."""
        self._left += self.limits.size
        self._excess = TooLarge(self.limits.size)

    def count(self, received: int) -> None:
        """Note bytes that came over the wire; raises where they are more than expected."""
        self._left -= received
        if self._left < 0:
            raise self._excess
