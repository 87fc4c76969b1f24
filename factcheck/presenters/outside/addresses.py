"""Whole addresses of this site, as the public knows it, however it was asked for here."""

from django.conf import settings
from django.urls import reverse, translate_url


def absolute(path: str) -> str:
    """The whole address of a path; what is whole already stays."""
    return path if path.startswith(("https://", "http://")) else f"{settings.PUBLIC_URL}{path}"


def address(name: str, *args: object) -> str:
    """The whole address of a public page by its name, in the language at hand."""
    return absolute(reverse(f"public:{name}", args=args))


def in_each_language(path: str) -> dict[str, str]:
    """The whole addresses of a page, by language."""
    return {code: absolute(translate_url(path, code)) for code, _name in settings.LANGUAGES}
