"""The entry point for ASGI servers. The site is synchronous, so WSGI serves it better."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

application = get_asgi_application()
