"""The site as it is served, with a bare view beside its pages, for tests.bench.pages."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = "tests.bench.pages_urls"
if os.environ.get("BENCH_KEEPS_NOTHING"):
    settings.CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
application = get_wsgi_application()
