"""Much of everything, to see how queries are planned. Written past the actions, so never read."""

from django.db import connection, models
from django.test.utils import CaptureQueriesContext

_SERIES = {
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {})",
    "postgresql": "WITH s(n) AS (SELECT generate_series(1, {}))",
}


def multiply(one: models.Model, times: int, **given: str) -> None:
    """Copy a row so many times. `given` has SQL for columns that differ, of `n` and `one`."""
    table = one._meta.db_table
    columns = [str(field.column) for field in one._meta.concrete_fields]
    values = {"id": "one.id + n"} | given
    names = ", ".join(f'"{name}"' for name in columns)
    chosen = ", ".join(values.get(name, f'one."{name}"') for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) {_SERIES[connection.vendor].format(times)} '
            f'SELECT {chosen} FROM "{table}" AS one, s WHERE one.id = {one.pk}'
        )
        cursor.execute("ANALYZE")


def plans(captured: CaptureQueriesContext, table: str) -> list[tuple[str, str]]:
    """Each query that read from a table first, with its plan."""
    found = []
    with connection.cursor() as cursor:
        for sql in [query["sql"] for query in captured]:
            if f'FROM "{table}"' in sql and sql.startswith("SELECT"):
                if connection.vendor == "postgresql":
                    # Were there no index for it, the whole table would be read all the same.
                    cursor.execute("SET LOCAL enable_seqscan = off")
                    cursor.execute(f"EXPLAIN {sql}")
                else:
                    cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
                found.append((sql, "\n".join(str(row[-1]) for row in cursor.fetchall())))
    assert found
    return found
