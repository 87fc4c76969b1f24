"""The one app."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FactcheckConfig(AppConfig):
    name = "factcheck"
    verbose_name = "factcheck"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(complete_database, sender=self)


def complete_database(using: str, **kwargs: Any) -> None:
    """After every migration: the triggers, the search, and the ratings one begins with."""
    from factcheck import search
    from factcheck.actions import ratings
    from factcheck.models import Rating, triggers

    triggers.install(using)
    search.install(using)
    if Rating.objects.using(using).model._meta.db_table in _tables(using):
        ratings.install()


def _tables(using: str) -> set[str]:
    from django.db import connections

    return set(connections[using].introspection.table_names())
