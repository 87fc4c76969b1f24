"""The review policy: how many people a verdict needs, and whether they judge it blind."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.actions.policies import set_policy
from factcheck.admin.base import NounAdmin
from factcheck.admin.forms import ActForm
from factcheck.admin.keys import as_id
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.permissions import Task
from factcheck.models import Policy
from factcheck.models.policy import ONE

_RULES = ("people_needed", "is_sealed")


@admin.register(Policy)
class PolicyAdmin(NounAdmin):
    """One page and no list: there is one policy, which stands before anybody has set it."""

    task = Task.MANAGE_PEOPLE
    form = ActForm
    kinds = (Kind.POLICY_SET, Kind.POLICY_SET)
    restorable = _RULES
    search_fields: ClassVar[tuple[str, ...]] = ()
    fieldsets = (
        (
            None,
            {
                "fields": _RULES,
                "description": _(
                    "It holds for verdicts proposed from now on. One under way keeps the policy "
                    "that it was proposed under."
                ),
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """It is set, never added to."""
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The policy in force, set or not."""
        return Policy.now() if as_id(object_id) == ONE else None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:factcheck_policy_change", args=[ONE]))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if as_id(object_id) == ONE and not Policy.objects.exists():
            said = gettext("Nobody has set the policy yet. It is as factcheck comes.")
            self.message_user(request, said, messages.INFO)
            return self.changelist_view(request)
        return super().history_view(request, object_id, extra_context)

    def record_change(self, by: Actor, stored: Policy, form: Any) -> Policy:
        return set_policy(
            by=by,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"] or 0,
            **{name: form.cleaned_data[name] for name in _RULES},
        )

    def put_back(self, by: Actor, stored: Policy, row: Any, *, reason: str, version: int) -> None:
        rules = {name: getattr(row, name) for name in _RULES}
        set_policy(by=by, reason=reason, version=version, **rules)
