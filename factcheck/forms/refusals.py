"""A rule's refusal, as the person who tried reads it."""

from django.utils.translation import gettext

from factcheck.domain.errors import Refusal


def sentence(refusal: Refusal) -> str:
    """The refusal's sentence in the language of the page, and what it advises."""
    message = gettext(refusal.message)
    said = message % refusal.values if refusal.values else message
    return f"{said} {gettext(refusal.advice)}" if refusal.advice else said
