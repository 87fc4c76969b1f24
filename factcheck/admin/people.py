"""People: invited, given a role, renamed, and parted with, by administrators."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.actions.people import change_role, invite, remove_account, rename
from factcheck.admin.base import NounAdmin, actor_of
from factcheck.admin.forms import ActForm, ReasonForm
from factcheck.domain.actor import Actor, Role
from factcheck.domain.acts import Kind
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import Task
from factcheck.forms.refusals import sentence
from factcheck.models import Person, User

_ROLES = [(role.value, gettext_lazy(role.label)) for role in Role if role is not Role.NONE]


class PersonForm(ActForm):
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=_ROLES)


class InvitationForm(PersonForm):
    username = forms.CharField(label=gettext_lazy("Username"), max_length=150)
    email = forms.EmailField(
        label=gettext_lazy("Email address"),
        required=False,
        help_text=gettext_lazy("The invitation goes here; it lets them choose a password."),
    )


@admin.register(Person)
class PersonAdmin(NounAdmin):
    task = Task.MANAGE_PEOPLE
    form = PersonForm
    kinds = (Kind.PERSON_INVITE, Kind.PERSON_ROLE)
    list_display = ("name", "role")
    list_filter = ("role",)
    search_fields = ("name",)
    change_form_template = "admin/person.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("account")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        shown = ("name", "role")
        return (*shown, "username", "email", "can_sign_in") if self._manages(request) else shown

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"fields": ("name", "role", "username", "email")})]
        about = ("username", "email") if self._manages(request) else ()
        return [(None, {"fields": ("name", "role", *about)})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return ("username", "email") if obj.role != Role.NONE else ("role", "username", "email")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            return super().get_form(
                request, obj, change, form=InvitationForm, **kwargs | {"fields": ("name", "role")}
            )
        return super().get_form(request, obj, change, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        remove = path(
            "<int:pk>/remove-account/",
            self.admin_site.admin_view(self.remove_account_view),
            name="factcheck_person_remove_account",
        )
        return [remove, *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change and not form.cleaned_data["email"]:
            messages.warning(request, _("Without an email address no invitation was sent."))

    def record_new(self, by: Actor, form: Any) -> Person:
        given = {name: form.cleaned_data[name] for name in ("name", "role", "username", "email")}
        return invite(by=by, reason=form.cleaned_data["reason"], **given).person

    def record_change(self, by: Actor, stored: Person, form: Any) -> Person:
        """A new name and a new role are two acts."""
        reason, version = form.cleaned_data["reason"], form.cleaned_data["version"]
        person = Person.objects.get(pk=stored.pk)
        if form.cleaned_data["name"] != person.name:
            name = form.cleaned_data["name"]
            person = rename(person=person, by=by, reason=reason, version=version, name=name)
            version = person.version
        role = form.cleaned_data.get("role", person.role)
        if role != person.role:
            person = change_role(person=person, by=by, reason=reason, version=version, role=role)
        return person

    def remove_account_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, and remove an account with its contact data; the person's name stays."""
        if not self._manages(request):
            raise PermissionDenied
        account = User.objects.select_related("person").filter(person=pk).first()
        if account is None:
            raise Http404
        form = ReasonForm(Kind.PERSON_REMOVE, request.POST or None)
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                remove_account(account=account, by=actor_of(request), reason=reason)
            except Refusal as refusal:
                form.add_error(None, sentence(refusal))
            else:
                said = _("The account is removed. The name stays in the record.")
                self.message_user(request, said, messages.SUCCESS)
                return HttpResponseRedirect(reverse("admin:factcheck_person_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Remove the account"),
            "subtitle": str(account.person),
            "help": _(
                "Username, email address and password are deleted. The name stays on every act "
                "that was done under it."
            ),
            "opts": self.opts,
            "original": account.person,
            "form": form,
            "button": _("Remove the account"),
        }
        return TemplateResponse(request, "admin/step.html", context)

    @admin.display(description=gettext_lazy("username"))
    def username(self, person: Person) -> str:
        account = _account(person)
        return account.username if account else ""

    @admin.display(description=gettext_lazy("email address"))
    def email(self, person: Person) -> str:
        account = _account(person)
        return account.email if account else ""

    @admin.display(description=gettext_lazy("can sign in"), boolean=True)
    def can_sign_in(self, person: Person) -> bool:
        account = _account(person)
        return bool(account and account.is_active)

    def _manages(self, request: HttpRequest) -> bool:
        return self._can(request, Task.MANAGE_PEOPLE)


def _account(person: Person) -> User | None:
    found: User | None = getattr(person, "account", None)
    return found
