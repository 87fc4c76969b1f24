"""What all tests share: an environment of their own, and settings that only make them faster."""

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

# The tests must neither see nor touch the site of whoever runs them. This must happen before
# Django reads its settings; of the environment only the database is theirs to choose.
_var = tempfile.TemporaryDirectory(prefix="factcheck-tests-", ignore_cleanup_errors=True)
os.environ["FACTCHECK_VAR"] = _var.name
os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
SITE_VARIABLES = [
    "DEBUG",
    "EMAIL_HOST",
    "FETCHING",
    "FETCH_ALLOW_PRIVATE",
    "NEWSROOM_NAME",
    "PORT",
    "PUBLIC_URL",
    "SECRET_KEY",
    "TIME_ZONE",
    "TRUSTED_PROXIES",
]
for name in SITE_VARIABLES:
    os.environ.pop(name, None)
# Nothing goes out by itself: tests of sources that are watched switch it on.
os.environ["WATCHING"] = "off"
Path(_var.name, "static").mkdir()  # WhiteNoise warns where there is none

django.setup()
# Processes that run tests side by side inherit this environment, and pytest-django would read the
# settings there before this file is: all would write to one directory.
del os.environ["DJANGO_SETTINGS_MODULE"]

# What is loaded stays: looking for cycles among it again and again takes a tenth of the time.
gc.freeze()
gc.set_threshold(50_000, 20, 50)

from django.conf import settings  # noqa: E402 - only now are there settings to read
from django.test import override_settings  # noqa: E402
from django.utils import translation  # noqa: E402

from tests.newsroom import Newsroom  # noqa: E402
from tests.newsroom import newsroom as make_newsroom  # noqa: E402
from tests.tampering import drop_triggers  # noqa: E402


@pytest.fixture(scope="session", autouse=True)
def quick_settings() -> Iterator[None]:
    """Hash passwords cheaply, name static files as they are, since none were collected, and keep no
    pages, so that each test sees its own drawn."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=settings.STORAGES | {"staticfiles": plain},
        CACHES=settings.CACHES
        | {"pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
    ):
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page in another language leaves that language on: each test begins in English."""
    with translation.override("en"):
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: they are slow, and what they find is often found sooner."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    """An editor, two reviewers and an administrator."""
    return make_newsroom()


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A database whose transactions really commit, for tests with several threads or with raw SQL.

    Django empties it afterwards, which the append-only triggers would rightly refuse: they are
    dropped first, and come back with the migration signal that follows the emptying.
    """
    yield
    drop_triggers()
