"""A site in a folder of its own, for benches that need a database."""

import os
from pathlib import Path


def site(folder: str, database: str = "") -> None:
    """Set it up: nothing of whoever runs this is seen or touched. `database` is a URL of an empty
    one; "" is SQLite in the folder."""
    os.environ["FACTCHECK_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
    for name in ("DATABASE_URL", "DEBUG", "PUBLIC_URL", "SECRET_KEY", "TIME_ZONE"):
        os.environ.pop(name, None)
    if database:
        os.environ["DATABASE_URL"] = database
    import django

    Path(folder, "static").mkdir()
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
