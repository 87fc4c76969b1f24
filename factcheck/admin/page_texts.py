"""The texts that the newsroom writes itself, and how readers are told of its people."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.actions.texts import set_newsroom, set_text
from factcheck.admin.base import NounAdmin
from factcheck.admin.forms import ActForm
from factcheck.admin.keys import as_id
from factcheck.admin.one_row import OneRowAdmin
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.permissions import Task
from factcheck.domain.vocabulary import Page
from factcheck.forms.translated import TranslatedFormField
from factcheck.models import Newsroom, PageText
from factcheck.models.page_text import NUMBERS

_PAGES = {number: page for page, number in NUMBERS.items()}


class TextForm(ActForm):
    """With room to write."""

    text = TranslatedFormField(
        rows=18,
        required=False,
        label=_("Text"),
        help_text=_(
            "Markdown: “## ” begins a heading, “- ” an item, [words](https://…) make a link. "
            "Left empty, the text that comes with factcheck stands."
        ),
    )


@admin.register(PageText)
class PageTextAdmin(NounAdmin):
    """Three pages, which are there whether or not anybody has written them."""

    form = TextForm
    kinds = (Kind.TEXT_SET, Kind.TEXT_SET)
    restorable = ("text",)
    search_fields: ClassVar[tuple[str, ...]] = ()
    fieldsets = (
        (
            None,
            {
                "fields": ("text",),
                "description": _("Readers see it on the page, and every change of it with why."),
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Which pages there are is fixed."""
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The text in force, written or not."""
        page = _PAGES.get(as_id(object_id) or 0)
        return PageText.of(page) if page else None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The three, each with the way to it."""
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        written = PageText.objects.in_bulk()
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name_plural.capitalize(),  # type: ignore[union-attr]
            "opts": self.opts,
            "pages": [
                (number, gettext(page.label), number in written) for number, page in _PAGES.items()
            ],
        }
        return TemplateResponse(request, "admin/page_texts.html", context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = _PAGES.get(as_id(object_id) or 0)
        if page and not PageText.objects.filter(key=page).exists():
            said = gettext("Nobody has written this text yet. It is as factcheck comes.")
            self.message_user(request, said, messages.INFO)
            return HttpResponseRedirect(self.address_of(PageText.of(page)))
        return super().history_view(request, object_id, extra_context)

    def record_change(self, by: Actor, stored: PageText, form: Any) -> PageText:
        return set_text(
            page=Page(stored.key),
            by=by,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"] or 0,
            text=form.cleaned_data["text"],
        )

    def put_back(self, by: Actor, stored: PageText, row: Any, *, reason: str, version: int) -> None:
        set_text(page=Page(stored.key), by=by, reason=reason, version=version, text=row.text)


@admin.register(Newsroom)
class NewsroomAdmin(OneRowAdmin):
    task = Task.MANAGE_PEOPLE
    form = ActForm
    kinds = (Kind.NEWSROOM_SET, Kind.NEWSROOM_SET)
    restorable = ("people_shown",)
    unset = _("Nobody has set this yet. It is as factcheck comes.")
    fieldsets = ((None, {"fields": ("people_shown",)}),)

    def record_change(self, by: Actor, stored: Newsroom, form: Any) -> Newsroom:
        return set_newsroom(
            by=by,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"] or 0,
            people_shown=form.cleaned_data["people_shown"],
        )

    def put_back(self, by: Actor, stored: Newsroom, row: Any, *, reason: str, version: int) -> None:
        set_newsroom(by=by, reason=reason, version=version, people_shown=row.people_shown)
