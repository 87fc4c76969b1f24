"""Lists that stay quick: bounded counts, no full scans, filters that enumerate nothing large."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Media, ModelChoiceField
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from factcheck.admin.lookups import LookupSelect
from factcheck.models import Claim

if TYPE_CHECKING:
    _Paginator = Paginator[Any]
else:
    _Paginator = Paginator

COUNTED = 10_000  # nobody pages on further; search or filter instead


class BoundedPaginator(_Paginator):
    """Counts to a limit and no further."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        if isinstance(rows, QuerySet):
            return rows.order_by().values("pk")[:COUNTED].count()
        return len(rows)


class BoundedChangeList(ChangeList):
    """A list that says "10000 or more" where it stopped counting."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = capfirst(str(self.opts.verbose_name_plural))

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except OverflowError as overflow:  # a filter by a number that no column can hold
            raise IncorrectLookupParameters from overflow
        if not self.query:
            self.full_result_count = self.result_count  # there is no "show all" of a whole list

    @property
    def counted_to_the_end(self) -> bool:
        return self.result_count < COUNTED


class LookupFilter(admin.FieldListFilter):
    """A filter by one thing of many: it is looked up by its words, never listed."""

    template = "admin/lookup_filter.html"

    def __init__(
        self,
        field: Any,
        request: HttpRequest,
        params: dict[str, Any],
        model: Any,
        model_admin: Any,
        field_path: str,
    ) -> None:
        self.parameter = f"{field_path}__id__exact"
        self.others = [
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if name not in {self.parameter, f"{field_path}__isnull", "p"}
        ]
        super().__init__(field, request, params, model, model_admin, field_path)
        self.widget = LookupSelect(field, model_admin.admin_site)
        lookup: Any = ModelChoiceField(
            field.remote_field.model._default_manager.all(), widget=self.widget, required=False
        )
        self.widget.choices = lookup.choices

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter]

    def has_output(self) -> bool:
        return True

    @property
    def value(self) -> str:
        values = self.used_parameters.get(self.parameter) or [""]
        return str(values[0] if isinstance(values, list) else values)

    @property
    def box(self) -> str:
        """The box in which to look up, with what is chosen now."""
        return str(
            self.widget.render(
                self.parameter,
                self.value,
                {"id": f"filter-{self.parameter}", "aria-label": str(self.title)},
            )
        )

    def choices(self, changelist: Any) -> Iterator[Any]:
        yield {
            "selected": not self.value,
            "query_string": changelist.get_query_string(remove=[self.parameter]),
            "display": _("All"),
        }


def lookup_media() -> Media:
    """The script and style of a box in which things are looked up."""
    field = Claim._meta.get_field("article")
    return LookupSelect(field, admin.site).media


class StalenessFilter(admin.SimpleListFilter):
    """Stale claims, all or by what changed."""

    title = _("staleness")
    parameter_name = "staleness"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        choices = model_admin.model._meta.get_field("stale").choices
        return [("any", _("Stale")), *choices, ("no", _("Not stale"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        kinds = {key for key, _label in queryset.model._meta.get_field("stale").choices}
        value = self.value()
        if value == "no":
            return queryset.filter(stale="")
        if value == "any":
            return queryset.filter(pk__in=stale_claims())
        if value in kinds:
            return queryset.filter(pk__in=stale_claims().filter(stale=value))
        return queryset


def stale_claims() -> QuerySet[Any]:
    """The keys of all stale claims, for a subquery.

    Few claims are stale. SQLite's planner doesn't know, and would rather walk through all claims
    from the newest down; the subquery is read off the index on staleness alone.
    """
    return Claim.objects.stale().values("pk")


class AssigneeFilter(LookupFilter):
    """Whose claim it is: mine, nobody's, or somebody's looked up by name."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        yield from super().choices(changelist)
        person = str(changelist.person_id)
        yield {
            "selected": self.value == person,
            "query_string": changelist.get_query_string({self.parameter: person}),
            "display": _("Mine"),
        }
