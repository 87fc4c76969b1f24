"""The site as it is served, with a bare view beside its pages, for tests.bench.pages."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

from django.conf import settings

settings.ROOT_URLCONF = "tests.bench.pages_urls"
if os.environ.get("BENCH_KEEPS_NOTHING"):
    settings.CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

from factcheck.wsgi import application  # noqa: E402, F401 - made by these settings
