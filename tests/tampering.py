"""What someone with the database's own password could do. Only tests do it."""

from django.db import connection

from factcheck.models.triggers import append_only_models


def drop_triggers() -> None:
    """Remove every trigger that keeps the record, as a tamperer would."""
    with connection.cursor() as cursor:
        for name, table in trigger_names():
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')


def trigger_names() -> list[tuple[str, str]]:
    """(trigger, table) of all that are installed on append-only tables."""
    tables = {model._meta.db_table for model in append_only_models()}
    if connection.vendor == "postgresql":
        query = (
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid "
            "WHERE NOT tgisinternal"
        )
    else:
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [(name, table) for name, table in cursor.fetchall() if table in tables]


def execute(sql: str, *values: str | int) -> None:
    """Run one statement behind Django's back."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
