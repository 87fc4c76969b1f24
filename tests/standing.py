"""What is costly to make, and made once for a module of tests.

A fixture of the module's scope makes it within `standing`, a transaction; each test is one within
that, as always, and what it does is undone when it ends. A test reads the rows anew, since
what a row of Python remembers is not undone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def standing(blocker: Any) -> Iterator[None]:
    """A transaction around the tests of a module; `blocker` is pytest-django's."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
