"""How long a text may be: asked here, since SQLite doesn't mind and PostgreSQL has no sentence."""

from django.db import models

from factcheck.domain.errors import N_, Refusal


class TooLong(Refusal):
    """A text is longer than there is room for."""


def check_lengths(row: models.Model) -> None:
    """Refuse a text that is longer than its column. Deferred columns are not looked at."""
    for field in row._meta.concrete_fields:
        limit = getattr(field, "max_length", None)
        value = row.__dict__.get(field.attname)
        if limit and isinstance(value, str) and len(value) > limit:
            raise TooLong(
                N_("“%(start)s…” is too long here. Shorten it to %(limit)s characters."),
                start=value[:40],
                limit=limit,
            )
