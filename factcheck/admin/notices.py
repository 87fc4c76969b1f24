"""Notices: what readers are told about a change."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from factcheck.actions.notices import NoticeText, edit_notice, post_notice
from factcheck.admin.base import NounAdmin
from factcheck.admin.forms import ActForm
from factcheck.admin.lists import LookupFilter
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Notice


class NoticeForm(ActForm):
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

    def record_new(self, by: Actor, form: Any) -> Notice:
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
