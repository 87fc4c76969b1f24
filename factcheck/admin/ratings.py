"""Ratings: their words, in every language. Keys and numbers are fixed."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from factcheck.actions.ratings import define_rating
from factcheck.admin.base import NounAdmin
from factcheck.admin.forms import ActForm
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.models import Rating


@admin.register(Rating)
class RatingAdmin(NounAdmin):
    form = ActForm
    kinds = (Kind.RATING_SET, Kind.RATING_SET)
    restorable = ("label", "definition")
    list_display = ("__str__", "number", "key")
    ordering = ("position",)
    search_fields: ClassVar[tuple[str, ...]] = ()
    readonly_fields = ("key", "number")
    fieldsets = (
        (
            None,
            {
                "fields": ("label", "definition", "key", "number"),
                "description": _("Readers see the label and the definition wherever it is given."),
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The scale is fixed."""
        return False

    def record_change(self, by: Actor, stored: Rating, form: Any) -> Rating:
        return define_rating(
            rating=stored,
            by=by,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            label=form.cleaned_data["label"],
            definition=form.cleaned_data["definition"],
        )

    def put_back(self, by: Actor, stored: Rating, row: Any, *, reason: str, version: int) -> None:
        define_rating(
            rating=stored,
            by=by,
            reason=reason,
            version=version,
            label=row.label,
            definition=row.definition,
        )
