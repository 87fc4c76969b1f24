"""A rule's refusal, as the person who tried reads it."""

from django.utils.translation import gettext

from factcheck.domain.errors import Refusal


def sentence(refusal: Refusal) -> str:
    """The refusal's sentence in the language of the page."""
    message = gettext(refusal.message)
    return message % refusal.values if refusal.values else message
