"""Where a source's page is."""

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse

from factcheck.models import Source

register = template.Library()


@register.simple_tag(takes_context=True)
def source_page(context: Context, source: Source) -> str:
    """Its page at the desk, or in the admin for who may enter there; else ""."""
    try:
        return reverse("desk:source", args=[source.pk])
    except NoReverseMatch:
        staff = context["request"].user.is_staff
        return reverse("admin:factcheck_source_change", args=[source.pk]) if staff else ""
