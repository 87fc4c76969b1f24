"""Removals by law: ordered from the page of a claim or an article, lifted from their own."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.actions import removals
from factcheck.admin.base import NounAdmin, actor_of
from factcheck.admin.describe import Names, in_one
from factcheck.admin.forms import ActForm, ReasonForm, type_in
from factcheck.admin.keys import as_id
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import Task
from factcheck.forms.refusals import sentence
from factcheck.models import Claim, Removal, Revision
from factcheck.templatetags.factcheck import moment, translated

_WORDS = tuple(
    f"{way}{column}"
    for way in ("claim__article__newest__", "revision__article__newest__", "revision__")
    for column in ("body", "text")
)


class RemovalForm(ActForm):
    """What is removed comes with the address, from the page that leads here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "order" in self.fields:
            self.fields["order"].required = False  # the rule says it better


@admin.register(Removal)
class RemovalAdmin(NounAdmin):
    task = Task.REMOVE
    form = RemovalForm
    kinds = (Kind.REMOVAL_ORDER, Kind.REMOVAL_LIFT)
    change_form_template = "admin/removal.html"
    list_display = ("thing", "of_article", "told_order", "since", "stands")
    list_filter = ("is_lifted",)
    search_fields: ClassVar[tuple[str, ...]] = ()
    _told = ("of_article", "whole_order", "since", "stands")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found = super().get_queryset(request)
        things = ("act", "claim__article__newest", "revision__article__newest")
        return found.select_related(*things).defer(*_WORDS)

    def get_urls(self) -> list[URLPattern]:
        lift = path(
            "<int:pk>/lift/",
            self.admin_site.admin_view(self.lift_view),
            name="factcheck_removal_lift",
        )
        return [lift, *super().get_urls()]

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Removing begins at what is removed, not in the menu."""
        return super().get_model_perms(request) | {"add": False}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What readers were told of an order stays: it is lifted, and ordered anew."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": self._told if obj else ("claim", "revision", "order")})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self._told if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.widget = forms.HiddenInput()
        return field

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Of a claim or a revision, which the address names; others lead back to where they are."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        claim, revision = _wanted(request)
        if claim is None and revision is None:
            said = _("Open the claim, or the article of the revision, and remove it from there.")
            self.message_user(request, said, messages.INFO)
            return HttpResponseRedirect(reverse("admin:factcheck_removal_changelist"))
        context = {
            "title": _("Remove by law"),
            "claim": claim,
            "revision": revision,
            "refusal": _refusal(claim, revision),
        }
        return super().add_view(request, form_url, context | (extra_context or {}))

    def record_new(self, by: Actor, form: Any) -> Removal:
        data = form.cleaned_data
        given = {"by": by, "reason": data["reason"], "order": data["order"]}
        if data["claim"]:
            return removals.remove_claim(claim=data["claim"], **given)
        return removals.remove_revision(revision=data["revision"], **given)

    def lift_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, and show readers again what was removed."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        removal = self.get_queryset(request).filter(pk=pk).first()
        if removal is None:
            raise Http404
        seen = {"version": removal.version}
        form = ReasonForm(Kind.REMOVAL_LIFT, request.POST or None, initial=seen)
        if request.method == "POST" and form.is_valid() and _lifted(request, form, removal):
            self.message_user(request, _("Readers see it again."), messages.SUCCESS)
            return HttpResponseRedirect(self.address_of(removal))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Lift the removal"),
            "subtitle": str(removal),
            "help": _("Everything that was hidden is there again at once, at its old address."),
            "refusal": "" if form.errors else _refusal_to_lift(removal),
            "opts": self.opts,
            "original": removal,
            "form": form,
            "button": _("Lift the removal"),
        }
        return TemplateResponse(request, "admin/step.html", context)

    @admin.display(description=gettext_lazy("what"))
    def thing(self, removal: Removal) -> str:
        return str(removal)

    @admin.display(description=gettext_lazy("article"))
    def of_article(self, removal: Removal) -> str:
        return str(removal.article)

    @admin.display(description=gettext_lazy("order"))
    def told_order(self, removal: Removal) -> SafeString | str:
        return translated(removal.order)

    @admin.display(description=gettext_lazy("order"))
    def whole_order(self, removal: Removal) -> str:
        """In every language that it is told in."""
        return in_one(Removal._meta.get_field("order"), removal.order, Names([]))

    @admin.display(description=gettext_lazy("last changed"))
    def since(self, removal: Removal) -> SafeString | str:
        return moment(removal.act.recorded_at)

    @admin.display(description=gettext_lazy("hidden from readers"), boolean=True)
    def stands(self, removal: Removal) -> bool:
        return not removal.is_lifted


def _lifted(request: HttpRequest, form: ReasonForm, removal: Removal) -> bool:
    """Whether it was lifted; where that was refused, the form says why."""
    data = form.cleaned_data
    try:
        removals.lift(
            removal=removal,
            by=actor_of(request),
            reason=data["reason"],
            version=data["version"] or 0,
        )
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        type_in(form, "version", removal.version)
        return False
    return True


def _refusal_to_lift(removal: Removal) -> str:
    return _("This removal is lifted already.") if removal.is_lifted else ""


def _wanted(request: HttpRequest) -> tuple[Claim | None, Revision | None]:
    """The claim or the revision that is to be removed, where there is one."""
    given = request.POST if request.method == "POST" else request.GET
    claims = Claim.objects.select_related("article__newest", "published_verdict__claim_row")
    revisions = Revision.objects.select_related("article__newest")
    claim = claims.filter(pk=as_id(given.get("claim", "")) or 0).first()
    return claim, revisions.filter(pk=as_id(given.get("revision", "")) or 0).first()


def _refusal(claim: Claim | None, revision: Revision | None) -> str:
    """Why it can't be removed, as the action would say it."""
    try:
        if claim:
            removals.check_claim(claim)
        elif revision:
            removals.check_revision(revision)
    except Refusal as refusal:
        return sentence(refusal)
    return ""
