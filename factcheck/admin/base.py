"""What the admin of every noun shares: it reads as Django's does, and saves by actions alone."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck import search
from factcheck.admin.forms import ActForm, Refused
from factcheck.admin.history import HistoryPages
from factcheck.admin.keys import OneField
from factcheck.admin.lists import BoundedChangeList, BoundedPaginator, lookup_media
from factcheck.admin.lookups import LookupSelect
from factcheck.domain.actor import Actor, Channel
from factcheck.domain.acts import Kind
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import Task
from factcheck.forms.translated import TranslatedFormField
from factcheck.models.fields import TranslatedField
from factcheck.search.indexes import INDEXES

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, through this door."""
    person: Any = request.user.person  # type: ignore[union-attr]
    actor: Actor = person.actor(Channel.ADMIN)
    return actor


def day_box() -> forms.DateInput:
    """The browser's own box for a day: it needs no script, and is made for fingers too."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class ReadingAdmin(_ModelAdmin):
    """A noun that can be looked at: lists that stay quick, and no way to write."""

    ordering = ("-id",)
    sortable_by = ()
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    search_fields: ClassVar[tuple[str, ...]] = (
        "id",
    )  # asks for the box; get_search_results does the searching
    actions: Any = None
    view_on_site: Any = False
    task: ClassVar[Task] = Task.EDIT

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[BoundedChangeList]:
        return BoundedChangeList

    @property
    def media(self) -> Any:
        """With what the filters need to look things up."""
        boxes = [entry for entry in self.list_filter if isinstance(entry, tuple)]
        return super().media + (lookup_media() if boxes else Media())

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """By a column only where there is a filter for it.

        A list filtered by a column tells what the column holds, letter by letter; the nonces of
        the record, and the digests of tokens, are not for telling.
        """
        column = lookup.split(LOOKUP_SEP, maxsplit=1)[0]
        filters = [entry[0] if isinstance(entry, tuple) else entry for entry in self.list_filter]
        try:
            self.opts.get_field(column)
        except FieldDoesNotExist:  # a filter of our own
            return super().lookup_allowed(lookup, value, request)
        return column in filters and super().lookup_allowed(lookup, value, request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if self.model not in INDEXES:
            return super().get_search_results(request, queryset, search_term)
        return (search.find(queryset, search_term) if search_term else queryset), False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._can(request, Task.EDIT)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted here; what may go, goes by an action of its own."""
        return False

    def _can(self, request: HttpRequest, task: Task) -> bool:
        return request.user.is_authenticated and request.user.can(task)


class NounAdmin(HistoryPages, ReadingAdmin):
    """A noun that editors write.

    A subclass says what adding and changing do (`record_new`, `record_change`): one action each,
    or several one after the other, in the one transaction that Django opens around the form. A
    refusal takes all of it back and is told in the form, with everything typed still there.
    """

    kinds: ClassVar[tuple[Kind, Kind]]  # of act: adding, changing
    formfield_overrides = {
        TranslatedField: {"form_class": TranslatedFormField, "show_hidden_initial": False},
        models.DateField: {"widget": day_box()},
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"widget": AdminTextareaWidget({"rows": 3})},
    }

    def record_new(self, by: Actor, form: Any) -> Any:
        """Add the noun by its action, and return it."""
        raise NotImplementedError

    def record_change(self, by: Actor, stored: Any, form: Any) -> Any:
        """Change the noun by its action, and return it as it is now."""
        raise NotImplementedError

    def record_related(self, by: Actor, stored: Any, form: Any, formsets: Any) -> None:
        """What else the form holds, each by its own action."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._can(request, self.task)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._can(request, self.task)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """What is wrong is told by our template, in one sentence for all forms."""
        context["wrong"], context["files"] = context.pop("errors", None), bool(request.FILES)
        return super().render_change_form(request, context, *args, **kwargs)

    # --- Saving: the one place where the admin writes -------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Django's view; where an action refused, once more, to show what it said."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            request.refused = refused  # type: ignore[attr-defined]
            for file in request.FILES.values():
                file.seek(0)  # type: ignore[union-attr]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        by, seen = actor_of(request), obj.version
        try:
            saved = self.record_change(by, obj, form) if change else self.record_new(by, form)
        except Refusal as refusal:
            raise Refused(refusal, form.prefix) from refusal
        obj.__dict__.update(saved.__dict__)
        request.wrote = not change or saved.version != seen  # type: ignore[attr-defined]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        self.record_related(actor_of(request), form.instance, form, formsets)
        if any(formset.has_changed() for formset in formsets):
            request.wrote = True  # type: ignore[attr-defined]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if issubclass(form, ActForm):
            form.kind = self.kinds[bool(obj)]
            form.refused = getattr(request, "refused", None)
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = LookupSelect(db_field, self.admin_site)
        kwargs["form_class"] = OneField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, _("Added: “%(what)s”.") % {"what": obj}, messages.SUCCESS)
        if "_addanother" in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return HttpResponseRedirect(self.address_of(obj))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        if request.wrote:  # type: ignore[attr-defined]
            self.message_user(request, _("Saved: “%(what)s”.") % {"what": obj}, messages.SUCCESS)
        else:
            self.message_user(
                request, _("Nothing was changed, so nothing was saved."), messages.INFO
            )
        if "_continue" in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return self.response_post_save_change(request, obj)

    def address_of(self, obj: Any) -> str:
        """Where an object's page in the admin is."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])

    # --- Acts are the log: Django's own is not kept ---------------------------------------------

    def construct_change_message(self, *args: Any, **kwargs: Any) -> Any:
        return ""

    def log_addition(self, *args: Any, **kwargs: Any) -> Any:
        return None

    def log_change(self, *args: Any, **kwargs: Any) -> Any:
        return None

    def log_deletions(self, *args: Any, **kwargs: Any) -> Any:
        return None
