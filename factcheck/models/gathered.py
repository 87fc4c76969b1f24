"""Gathered: what several rows say, in one column of the row that they belong to."""

from typing import Any

from django.db.models import JSONField, Subquery


class Gathered(Subquery):
    """The values of a query of one column, as a list in no order.

    Several columns are gathered as one `JSONArray(…)`. For numbers, booleans and JSON: a text would
    be taken for JSON.
    """

    output_field = JSONField()
    _sqlite = "SELECT json_group_array(json(value)) FROM gathered"
    _postgresql = "SELECT COALESCE(jsonb_agg(value), '[]') FROM gathered"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._as_list(self._sqlite, compiler, connection, context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._as_list(self._postgresql, compiler, connection, context)

    def _as_list(self, select: str, compiler: Any, connection: Any, context: Any) -> Any:
        template = f"(WITH gathered(value) AS (%(subquery)s) {select})"
        return self.as_sql(compiler, connection, template=template, **context)
