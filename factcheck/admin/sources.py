"""Sources: shared by all articles."""

from dataclasses import fields
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from factcheck.actions.sources import SourceDetails, add_source, edit_source
from factcheck.admin.base import NounAdmin
from factcheck.admin.forms import ActForm
from factcheck.admin.source_pages import merge_view, settle_view
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.models import Source

_LATEST = 12  # changes on a source's page
_DETAILS = tuple(field.name for field in fields(SourceDetails))


@admin.register(Source)
class SourceAdmin(NounAdmin):
    form = ActForm
    kinds = (Kind.SOURCE_ADD, Kind.SOURCE_EDIT)
    restorable = _DETAILS
    change_form_template = "admin/source.html"
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

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Without duplicates, here and wherever a source is looked up."""
        return super().get_search_results(request, queryset.filter(duplicate_of=None), search_term)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One that was merged is looked at, and nothing more."""
        return super().has_change_permission(request, obj) and not (obj and obj.duplicate_of_id)

    def get_urls(self) -> list[URLPattern]:
        merge = path(
            "<int:pk>/merge/",
            self.admin_site.admin_view(self.merge_view),
            name="factcheck_source_merge",
        )
        settle = path(
            "changes/<int:change_id>/",
            self.admin_site.admin_view(self.settle_view),
            name="factcheck_source_settle",
        )
        return [merge, settle, *super().get_urls()]

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose the source that stands, and merge this one into it."""
        return merge_view(self, request, pk)

    def settle_view(self, request: HttpRequest, change_id: int) -> HttpResponse:
        """Look at a change, and confirm or dismiss it."""
        return settle_view(self, request, change_id)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if source := context.get("original"):
            context |= {
                "changes": source.changes.order_by("-found_at", "-id")[:_LATEST],
                "merged_in": source.duplicates.order_by("id"),
            }
        return super().render_change_form(request, context, *args, **kwargs)

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
