"""Readers' reports: new ones first, held ones apart, and the page on which one is settled."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from factcheck.actions.triage import set_aside
from factcheck.admin.base import ReadingAdmin, actor_of
from factcheck.admin.lists import LookupFilter
from factcheck.admin.report_pages import report_view
from factcheck.domain.errors import N_
from factcheck.domain.vocabulary import ReportStatus
from factcheck.models import Report
from factcheck.models.fields import choices
from factcheck.templatetags.factcheck import moment, translated_text

ALL = "all"
_SPAM = N_("Spam, set aside together with others.")


class StatusFilter(admin.SimpleListFilter):
    """The new ones, unless others are asked for."""

    title = _("status")
    parameter_name = "show"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*choices(ReportStatus), (ALL, _("All"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        chosen = self.value() or ReportStatus.NEW.value
        for key, label in self.lookup_choices:
            yield {
                "selected": chosen == key,
                "query_string": changelist.get_query_string({self.parameter_name: key}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.value() or ReportStatus.NEW
        return queryset if asked == ALL else queryset.filter(status=asked)


@admin.register(Report)
class ReportAdmin(ReadingAdmin):
    list_display = ("__str__", "about", "what", "received", "status")
    list_filter = (StatusFilter, "about", ("article", LookupFilter))
    search_fields: ClassVar[tuple[str, ...]] = ("message", "quoted")
    search_help_text = _("Words of the message.")
    actions = ("set_chosen_aside",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found: Any = super().get_queryset(request)
        return found.with_what_they_are_about()  # type: ignore[no-any-return]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Read a report, and answer it, set it aside or erase what was written."""
        return report_view(self, request, object_id)

    @admin.action(description=_("Set aside as spam"))
    def set_chosen_aside(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        chosen = queryset.select_related(None).select_related("article", "claim")
        done = set_aside(reports=chosen, by=actor_of(request), reason=_SPAM)
        said = ngettext("%(n)s report was set aside.", "%(n)s reports were set aside.", done)
        self.message_user(request, said % {"n": done}, messages.SUCCESS)

    @admin.display(description=_("about"))
    def what(self, report: Report) -> str:
        verdict = report.claim.published_verdict if report.claim else None
        if verdict:
            return translated_text(verdict.claim_row.statement)
        return report.article.newest.headline

    @admin.display(description=_("received"))
    def received(self, report: Report) -> SafeString | str:
        return moment(report.received_at)
