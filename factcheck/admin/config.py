"""The admin as an app of Django: our site with our nouns, and nobody else's."""

from importlib import import_module

from django.contrib.admin.apps import SimpleAdminConfig

NOUNS = (
    "articles",
    "claims",
    "evidence",
    "sources",
    "ratings",
    "policies",
    "page_texts",
    "notices",
    "reports",
    "removals",
    "acts",
    "people",
    "tokens",
    "tasks",
)


class WorkplaceConfig(SimpleAdminConfig):
    """No autodiscovery: what other packages would register writes past the actions."""

    default_site = "factcheck.admin.site.Workplace"

    def ready(self) -> None:
        super().ready()
        for noun in NOUNS:
            import_module(f"factcheck.admin.{noun}")
