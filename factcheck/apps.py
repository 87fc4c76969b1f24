"""The one app."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class FactcheckConfig(AppConfig):
    name = "factcheck"
    verbose_name = "factcheck"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(complete_database, sender=self)
        import_module("factcheck.tasks")  # which listens to what actions tell


def complete_database(using: str, **kwargs: Any) -> None:
    """After every migration: the triggers, the ratings one begins with, and the search."""
    from factcheck import search  # the models can't be imported before the app is ready
    from factcheck.actions import ratings
    from factcheck.models import Rating, triggers
    from factcheck.search.published import backends, following

    triggers.install(using)
    search.install(using)
    if Rating._meta.db_table in connections[using].introspection.table_names():
        ratings.install()
    if backends.install(using):
        following.fill()
