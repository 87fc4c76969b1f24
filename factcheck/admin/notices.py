"""Notices: what readers are told about a change."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from factcheck.actions.notices import NoticeText, edit_notice, post_notice
from factcheck.actions.triage import answer_with_notice
from factcheck.admin.base import NounAdmin
from factcheck.admin.forms import ActForm
from factcheck.admin.lists import LookupFilter
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Notice, Report


class NoticeForm(ActForm):
    """`report` names the reader's report that led to the notice, if one did."""

    report = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    class Meta:
        labels: ClassVar[dict[str, Any]] = {"article": _("Article")}


@admin.register(Notice)
class NoticeAdmin(NounAdmin):
    form = NoticeForm
    kinds = (Kind.NOTICE_POST, Kind.NOTICE_EDIT)
    restorable = ("kind", "text", "explanation", "dated")
    list_display = ("kind", "dated", "of_article", "of_revision")
    list_filter = (("article", LookupFilter),)
    search_fields: ClassVar[tuple[str, ...]] = ()
    autocomplete_fields = ("article",)
    fieldsets = (
        (
            None,
            {
                "fields": ("article", "kind", "dated", "text", "explanation"),
                "description": _(
                    "The text stands on the article for good. An explanation is ours, where the "
                    "publisher's own words need one."
                ),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .select_related("article__newest", "revision")
            .defer(
                "article__newest__body", "article__newest__text", "revision__body", "revision__text"
            )
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("article",) if obj else ()

    @admin.display(description=_("article"))
    def of_article(self, notice: Notice) -> str:
        return str(notice.article)

    @admin.display(description=_("revision"))
    def of_revision(self, notice: Notice) -> str:
        return str(notice.revision)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the report that led to a new notice, where `?report=` names one."""
        found = super().get_fieldsets(request, obj)
        if obj or "report" not in request.GET:
            return found
        said = _("It is posted for a reader's report, whose receipt will show it.")
        return [*found, (None, {"fields": ("report",), "description": said})]

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Back to the report, where one led here."""
        answered = obj.report_answers.first()
        if answered is None:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, _("Posted. The reader's receipt shows it."), messages.SUCCESS)
        page = reverse("admin:factcheck_report_change", args=[answered.report_id])
        return HttpResponseRedirect(page)

    def record_new(self, by: Actor, form: Any) -> Notice:
        if key := form.cleaned_data.get("report"):
            reports = Report.objects.select_related("article", "claim")
            return answer_with_notice(
                report=get_object_or_404(reports, pk=key),
                article=form.cleaned_data["article"],
                by=by,
                reason=form.cleaned_data["reason"],
                notice=_words(form.cleaned_data),
            )
        return post_notice(
            article=form.cleaned_data["article"],
            by=by,
            reason=form.cleaned_data["reason"],
            notice=_words(form.cleaned_data),
        )

    def record_change(self, by: Actor, stored: Notice, form: Any) -> Notice:
        return edit_notice(
            notice=stored,
            by=by,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            changed=_words(form.cleaned_data),
        )

    def put_back(self, by: Actor, stored: Notice, row: Any, *, reason: str, version: int) -> None:
        words = {name: getattr(row, name) for name in self.restorable}
        edit_notice(notice=stored, by=by, reason=reason, version=version, changed=_words(words))


def _words(data: dict[str, Any]) -> NoticeText:
    return NoticeText(
        kind=NoticeKind(data["kind"]),
        text=data["text"],
        explanation=data["explanation"],
        dated=data["dated"],
    )
