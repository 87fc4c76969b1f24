"""The log of acts: who did what, when and why; read-only, for good."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck.admin.act_rows import rows_of
from factcheck.admin.base import ReadingAdmin, actor_of
from factcheck.admin.keys import as_id
from factcheck.admin.lists import LookupFilter
from factcheck.models import ChangeSet
from factcheck.templatetags.factcheck import icon, moment, short_hash


@admin.register(ChangeSet)
class ActAdmin(ReadingAdmin):
    list_display = ("what", "when", "who", "reason_text", "article", "fingerprint")
    list_filter = ("kind", ("article", LookupFilter))
    search_fields: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .select_related("article__newest")
            .defer("article__newest__body", "article__newest__text")
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One act: its facts, the rows that it wrote, and its fingerprint."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        act = self.get_queryset(request).filter(pk=as_id(object_id) or 0).first()
        if act is None:
            raise Http404
        written = rows_of(act, actor_of(request).person)
        context = {
            **self.admin_site.each_context(request),
            "title": act.get_kind_display(),
            "opts": self.opts,
            "original": act,
            "act": act,
            "rows": written.rows,
            "more": written.more,
        }
        return TemplateResponse(request, "admin/act.html", context)

    @admin.display(description=_("act"))
    def what(self, act: ChangeSet) -> SafeString:
        return format_html("{} {}", icon(act.about.icon), act.get_kind_display())

    @admin.display(description=_("recorded"))
    def when(self, act: ChangeSet) -> str:
        return moment(act.recorded_at)

    @admin.display(description=_("by"))
    def who(self, act: ChangeSet) -> str:
        return act.actor_name

    @admin.display(description=_("reason"))
    def reason_text(self, act: ChangeSet) -> str:
        return act.reason_text

    @admin.display(description=_("fingerprint"))
    def fingerprint(self, act: ChangeSet) -> SafeString:
        return format_html("<code>{}</code>", short_hash(act.hash))
