"""The database's own refusal to change or delete what is append-only.

Installed after every migration (`apps.py`), since SQLite drops a table's triggers silently when a
migration remakes the table. Errors come up as IntegrityError on both databases.
"""

from django.apps import apps
from django.db import connection, connections, models

from factcheck.models.changeset import ChangeSet
from factcheck.models.records import Stamped

REFUSAL = "factcheck: the record is append-only"


def append_only_models() -> list[type[models.Model]]:
    """Every model whose rows are never changed: history tables, records, and acts."""
    ours = apps.get_app_config("factcheck").get_models()
    return [model for model in ours if issubclass(model, (Stamped, ChangeSet))]


def install(using: str) -> None:
    """Make the triggers that are missing, on each append-only table that there is."""
    connection = connections[using]
    statements = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for model in append_only_models():
            table = model._meta.db_table
            if table in present:
                names = {"table": table, "twin": _twin(model), "refusal": REFUSAL}
                for statement in statements:
                    cursor.execute(statement % names)


_POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION factcheck_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
           RAISE EXCEPTION '%(refusal)s' USING ERRCODE = 'integrity_constraint_violation';
       END $$""",
    """CREATE OR REPLACE TRIGGER "%(table)s_kept" BEFORE UPDATE OR DELETE ON "%(table)s"
       FOR EACH ROW EXECUTE FUNCTION factcheck_refuse()""",
    """CREATE OR REPLACE TRIGGER "%(table)s_kept_whole" BEFORE TRUNCATE ON "%(table)s"
       FOR EACH STATEMENT EXECUTE FUNCTION factcheck_refuse()""",
]


def missing() -> list[str]:
    """The names of the triggers that should be there and are not."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    endings = _ENDINGS[connection.vendor]
    tables = [model._meta.db_table for model in append_only_models()]
    return [name for table in tables for end in endings if (name := f"{table}_{end}") not in there]


_ENDINGS = {
    "postgresql": ["kept", "kept_whole"],
    "sqlite": ["kept_update", "kept_delete", "kept_insert"],
}


def _twin(model: type[models.Model]) -> str:
    """SQL: a row that INSERT OR REPLACE would delete to make room, by any unique key.

    IS takes two nulls for the same, so the chain of the newsroom is covered by (article, seq).
    """
    keys = [[field.column] for field in model._meta.concrete_fields if field.unique]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and not constraint.condition:
            fields = [model._meta.get_field(name) for name in constraint.fields]
            keys.append([field.column for field in fields])  # type: ignore[union-attr]
    same = [" AND ".join(f'"{column}" IS NEW."{column}"' for column in key) for key in keys]
    return " OR ".join(f"({each})" for each in same)


# SQLite's INSERT OR REPLACE deletes the old row without asking a DELETE trigger, hence the third.
_SQLITE = [
    """CREATE TRIGGER IF NOT EXISTS "%(table)s_kept_update" BEFORE UPDATE ON "%(table)s"
       BEGIN SELECT RAISE(ABORT, '%(refusal)s'); END""",
    """CREATE TRIGGER IF NOT EXISTS "%(table)s_kept_delete" BEFORE DELETE ON "%(table)s"
       BEGIN SELECT RAISE(ABORT, '%(refusal)s'); END""",
    """CREATE TRIGGER IF NOT EXISTS "%(table)s_kept_insert" BEFORE INSERT ON "%(table)s"
       WHEN EXISTS (SELECT 1 FROM "%(table)s" WHERE %(twin)s)
       BEGIN SELECT RAISE(ABORT, '%(refusal)s'); END""",
]
