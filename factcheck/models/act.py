"""The act that is open now, if any. Tracked models and records ask for it before they write.

`actions.acts.editorial_act` opens and closes it, and `series_of_acts` the series that it belongs
to; nothing else does.
"""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind

if TYPE_CHECKING:  # which imports this module
    from factcheck.models.changeset import ChangeSet


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


@dataclass(slots=True)
class Series:
    """Acts that follow one another in one transaction, and are recorded at its end.

    `begun` are those that are still to come and whose chains are locked: what names the chain, the
    act's id, and the key of the chain's article. `ended` are those that are over, not yet hashed,
    and `touched` the tables that these wrote to. `newest` is the last id that was drawn.
    """

    begun: list[tuple[models.Model | None, int, int | None]] = field(default_factory=list)
    ended: "list[ChangeSet]" = field(default_factory=list)
    touched: set[type[models.Model]] = field(default_factory=set)
    newest: int = 0


_open: ContextVar[OpenAct | None] = ContextVar("editorial_act", default=None)
_series: ContextVar[Series | None] = ContextVar("series_of_acts", default=None)


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


def open_series() -> Series | None:
    """The series of acts open in this thread, or None."""
    return _series.get()


def enter_series(series: Series | None) -> None:
    """Make `series` the open one (None closes). For `series_of_acts` alone."""
    _series.set(series)
