"""The entry point for WSGI servers: the one that `make run` uses."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

application = get_wsgi_application()

# What was loaded until here stays for ever, and a page makes thousands of objects that are gone
# with it. To look for cycles among them all as often as Python does takes a tenth of its time.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
