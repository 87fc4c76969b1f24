"""The review policy: how many people a verdict needs, and whether they judge it blind."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from factcheck.actions.policies import set_policy
from factcheck.admin.forms import ActForm
from factcheck.admin.one_row import OneRowAdmin
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.permissions import Task
from factcheck.models import Policy

_RULES = ("people_needed", "is_sealed")


@admin.register(Policy)
class PolicyAdmin(OneRowAdmin):
    unset = _("Nobody has set the policy yet. It is as factcheck comes.")
    task = Task.MANAGE_PEOPLE
    form = ActForm
    kinds = (Kind.POLICY_SET, Kind.POLICY_SET)
    restorable = _RULES
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
