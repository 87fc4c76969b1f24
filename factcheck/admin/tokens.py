"""Tokens: issued with their secret shown once, and revoked. Everyone has their own."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from factcheck.actions import tokens
from factcheck.admin.base import NounAdmin, actor_of
from factcheck.admin.forms import ActForm, ReasonForm
from factcheck.admin.keys import as_id
from factcheck.domain.actor import Actor, ActorKind
from factcheck.domain.acts import Kind, reason_for
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import Scope, Task, may
from factcheck.forms.refusals import sentence
from factcheck.models import ChangeSet, Token
from factcheck.templatetags.factcheck import moment

#: What tokens can do to the record: acts of these kinds are read when their newest is looked for.
_KINDS = (Kind.ARTICLE_REVISE,)
#: What a token's page tells, and nobody changes.
_READ = ("whose", "begins_with", "uses", "issued", "last_act", "works")
#: The rules of a new token, by the box that each is about.
_CHECKS: dict[str, Callable[[Any], Any]] = {
    "scopes": tokens.checked_scopes,
    "reason": partial(reason_for, Kind.TOKEN_ISSUE),
}


class TokenForm(ActForm):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("The program that will use it. Readers see it in histories."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("It may"),
        choices=[(scope.value, gettext_lazy(scope.label)) for scope in Scope],
        widget=forms.CheckboxSelectMultiple,
        required=False,  # the rule says it better
    )

    def clean(self) -> dict[str, Any]:
        """All that is missing is told at once, in the words of the rules."""
        data = super().clean()
        for box, check in _CHECKS.items():
            try:
                if box in data and box not in self.errors:
                    check(data[box])
            except Refusal as refusal:
                self.add_error(box, sentence(refusal))
        return data


@admin.register(Token)
class TokenAdmin(NounAdmin):
    form = TokenForm
    kinds = (Kind.TOKEN_ISSUE, Kind.TOKEN_REVOKE)
    change_form_template = "admin/token.html"
    list_display = ("name", "whose", "begins_with", "uses", "issued", "last_act", "works")
    list_filter = ("is_revoked",)
    search_fields = ("name", "person__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """One's own; administrators see all."""
        found = super().get_queryset(request).select_related("person")
        if self._can(request, Task.MANAGE_PEOPLE):
            return found
        return found.filter(person=actor_of(request).id)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """When each was issued and last wrote is asked for the rows of one page alone."""
        changelist = super().get_changelist_instance(request)
        changelist.result_list = _with_times(changelist.result_list)
        return changelist

    def get_urls(self) -> list[URLPattern]:
        revoke = path(
            "<int:pk>/revoke/",
            self.admin_site.admin_view(self.revoke_view),
            name="factcheck_token_revoke",
        )
        return [revoke, *super().get_urls()]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is issued and revoked, never changed: what it did should stay what it could do."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"fields": ("name", "scopes")})]
        return [(None, {"fields": ("name", *_READ)})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return _READ if obj else ()

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        token = super().get_object(request, object_id, from_field)
        return _with_times([token])[0] if token else None

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"title": _("Issue a token"), **(extra_context or {})}
        return super().add_view(request, form_url, context)

    def record_new(self, by: Actor, form: Any) -> Token:
        data = form.cleaned_data
        token, secret = tokens.issue(
            by=by, reason=data["reason"], name=data["name"], scopes=data["scopes"]
        )
        token.secret = secret  # type: ignore[attr-defined]  # for the answer to this request alone
        return token

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The secret, in the answer itself: it is nowhere to be read a second time."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("Copy the secret now"),
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "secret": obj.secret,
            "writes": Scope.WRITE_CONTENT in obj.scopes,
            "asks": Scope.READ_COVERAGE in obj.scopes,
            "api": f"{settings.PUBLIC_URL}/api/v1/",
        }
        return TemplateResponse(request, "admin/token_secret.html", context)

    def revoke_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, and end a token for good."""
        token = self._own(request, pk)
        form = ReasonForm(Kind.TOKEN_REVOKE, request.POST or None)
        if request.method == "POST" and form.is_valid() and not token.is_revoked:
            try:
                tokens.revoke(token=token, by=actor_of(request), reason=form.cleaned_data["reason"])
            except Refusal as refusal:
                form.add_error(None, sentence(refusal))
            else:
                said = _("The token is revoked: whoever has it is refused from now on.")
                self.message_user(request, said, messages.SUCCESS)
                return HttpResponseRedirect(self.address_of(token))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Revoke the token"),
            "subtitle": str(token),
            "help": _("The program that uses it is refused at once. A token never works again."),
            "refusal": _("This token is revoked already.") if token.is_revoked else "",
            "opts": self.opts,
            "original": token,
            "form": form,
            "button": _("Revoke the token"),
        }
        return TemplateResponse(request, "admin/step.html", context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self._own(request, as_id(object_id) or 0)
        return super().history_view(request, object_id, extra_context)

    @admin.display(description=gettext_lazy("person"))
    def whose(self, token: Token) -> str:
        return str(token.person)

    @admin.display(description=gettext_lazy("begins with"))
    def begins_with(self, token: Token) -> str:
        return f"{token.beginning}…"

    @admin.display(description=pgettext_lazy("what a token does", "may"))
    def uses(self, token: Token) -> str:
        return "; ".join(_(Scope(scope).label) for scope in token.scopes)

    @admin.display(description=gettext_lazy("issued"))
    def issued(self, token: Any) -> SafeString | str:
        return moment(token.issued_at) if token.issued_at else "–"

    @admin.display(description=gettext_lazy("last wrote"))
    def last_act(self, token: Any) -> SafeString | str:
        return moment(token.wrote_at) if token.wrote_at else "–"

    @admin.display(description=gettext_lazy("works"), boolean=True)
    def works(self, token: Token) -> bool:
        """Neither revoked nor left behind by its person."""
        return not token.is_revoked and may(token.person.role, Task.SEE_DESK)

    def _own(self, request: HttpRequest, pk: int) -> Token:
        token: Token | None = self.get_queryset(request).filter(pk=pk).first()
        if token is None:
            raise Http404
        return token


def _with_times(page: Any) -> list[Any]:
    """The tokens of one page, each with when it was issued and when it last wrote."""
    found = list(page)
    keys = [token.pk for token in found]
    issued = dict(
        Token.history.filter(id__in=keys, history_type="+").values_list("id", "act__recorded_at")
    )
    wrote = dict(
        ChangeSet.objects.filter(kind__in=_KINDS, actor_kind=ActorKind.TOKEN, actor_id__in=keys)
        .order_by()
        .values_list("actor_id")
        .annotate(Max("recorded_at"))
    )
    for token in found:
        token.issued_at, token.wrote_at = issued.get(token.pk), wrote.get(token.pk)
    return found
