"""Sources: shared by all articles."""

from dataclasses import fields
from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from factcheck.actions.sources import SourceDetails, add_source, edit_source
from factcheck.admin.base import NounAdmin
from factcheck.admin.forms import ActForm
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.models import Source

_DETAILS = tuple(field.name for field in fields(SourceDetails))


@admin.register(Source)
class SourceAdmin(NounAdmin):
    form = ActForm
    kinds = (Kind.SOURCE_ADD, Kind.SOURCE_EDIT)
    restorable = _DETAILS
    list_display = ("title", "publisher", "published", "type", "title_confirmed")
    list_filter = ("type",)
    search_help_text = _("Words of the title, the publisher, the author or the address.")
    fieldsets = (
        (None, {"fields": ("title", "title_confirmed", "url", "archive_url", "type")}),
        (
            _("Where it comes from"),
            {
                "fields": ("publisher", "author", "published", "language"),
                "description": _("Give the date as far as it is known, and no further."),
            },
        ),
        (_("For colleagues"), {"fields": ("reliability",)}),
    )

    def record_new(self, by: Actor, form: Any) -> Source:
        return add_source(by=by, reason=form.cleaned_data["reason"], details=_details(form))

    def record_change(self, by: Actor, stored: Source, form: Any) -> Source:
        return edit_source(
            source=stored,
            by=by,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            details=_details(form),
        )

    def put_back(self, by: Actor, stored: Source, row: Any, *, reason: str, version: int) -> None:
        details = SourceDetails(**{name: getattr(row, name) for name in _DETAILS})
        edit_source(source=stored, by=by, reason=reason, version=version, details=details)


def _details(form: Any) -> SourceDetails:
    return SourceDetails(**{name: form.cleaned_data[name] for name in _DETAILS})
