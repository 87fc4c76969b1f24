"""What draws the pages: which code, templates, translations, static files and settings."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

#: The settings that stand on pages.
_SHOWN = ("VERSION", "PUBLIC_URL", "TIME_ZONE", "LANGUAGES", "NEWSROOM_NAME")


@cache
def release() -> str:
    """A short name that differs wherever the same record might be drawn otherwise.

    It is the same on every machine that runs the same, and is read once a process.
    """
    drawn = [sha256(file.read_bytes()).hexdigest() for file in _files()]
    said = [repr(getattr(settings, name)) for name in _SHOWN]
    return sha256("\n".join([*drawn, *said]).encode()).hexdigest()[:16]


def _files() -> Iterator[Path]:
    package, templates = settings.BASE_DIR / "factcheck", settings.BASE_DIR / "templates"
    yield from sorted([*package.rglob("*.py"), *package.rglob("*.mo")])
    yield from sorted(file for file in templates.rglob("*") if file.is_file())
    names = settings.STATIC_ROOT / "staticfiles.json"  # each with the hash of its content
    if names.exists():
        yield names
