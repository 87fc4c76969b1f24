"""The act that is open now, if any. Tracked models and records ask for it before they write.

`actions.acts.editorial_act` opens and closes it; nothing else does.
"""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models

from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind


class OutsideAct(Exception):
    """Something tracked was about to be written with no editorial act open."""


_PLACE_BITS = 20  # leaves 43 for the acts; up to 2^33 acts, JavaScript knows the ids exactly
ROWS_MOST = 2**_PLACE_BITS - 1


@dataclass(slots=True)
class OpenAct:
    """An act under way: what its rows need to know, and which tables it has touched.

    An action that creates the article or the claim sets `article_id` or `claim_id` itself.
    `rows` counts those that have an id, whatever their tables.
    """

    id: int
    kind: Kind | None
    actor: Actor
    recorded_at: datetime
    article_id: int | None
    claim_id: int | None
    touched: set[type[models.Model]] = field(default_factory=set)
    rows: int = 0

    def number_row(self) -> int:
        """The id of the next row that this act writes: the act's own, and its place in it.

        So hashes and references can name a row before it is written, with no query; and rows are
        in order of their acts. Raises OverflowError past ROWS_MOST.
        """
        self.rows += 1
        if self.rows > ROWS_MOST:
            raise OverflowError(f"An act writes at most {ROWS_MOST} rows. Take several acts.")
        return (self.id << _PLACE_BITS) + self.rows


_open: ContextVar[OpenAct | None] = ContextVar("editorial_act", default=None)


def open_act() -> OpenAct | None:
    """The act open in this thread, or None."""
    return _open.get()


def current_act() -> OpenAct:
    """The act open in this thread. Raises OutsideAct where there is none."""
    act = _open.get()
    if act is None:
        raise OutsideAct("Tracked models are written inside editorial_act(…) only.")
    return act


def enter(act: OpenAct | None) -> None:
    """Make `act` the open one (None closes). For `editorial_act` alone."""
    _open.set(act)
