"""The act that is open now, if any. Tracked models and records ask for it before they write.

`actions.acts.editorial_act` opens and closes it; nothing else does.
"""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, models

from factcheck.domain.actor import Actor


class OutsideAct(Exception):
    """Something tracked was about to be written with no editorial act open."""


@dataclass(slots=True)
class OpenAct:
    """An act under way: what its rows need to know, and which tables it has touched.

    An action that creates the article or the claim sets `article_id` or `claim_id` itself.
    """

    id: int
    actor: Actor
    recorded_at: datetime
    article_id: int | None
    claim_id: int | None
    touched: set[type[models.Model]] = field(default_factory=set)


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


def draw_ids(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for rows not yet written, so that hashes and references can name them.

    On SQLite the caller must hold the write lock: every act does (immediate transactions).
    """
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(f'SELECT COALESCE(MAX("{column}"), 0) FROM "{table}"')  # noqa: S608
        newest: int = cursor.fetchone()[0]
    return list(range(newest + 1, newest + 1 + count))
