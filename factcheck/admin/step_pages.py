"""The pages that ask why before a step is taken, or a seal is opened."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.actions.seals import NothingSealed, sealed_proposal, unseal
from factcheck.actions.steps import Situation
from factcheck.admin.forms import ReasonForm, type_in
from factcheck.admin.steps import ACTIONS, NOTED
from factcheck.domain.actor import Actor, Channel
from factcheck.domain.acts import KINDS, Kind
from factcheck.domain.errors import Refusal
from factcheck.domain.review import TRANSITIONS, Step
from factcheck.forms.refusals import sentence
from factcheck.forms.translated import TranslatedFormField
from factcheck.models import Claim


class StepForm(ReasonForm):
    """Why; and, where the step takes one, a note for the record of the review."""

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        super().__init__(TRANSITIONS[step].kind, *args, **kwargs)
        if step in NOTED:
            self.fields["note"] = TranslatedFormField(label=gettext_lazy("Note"), required=False)


def step_view(admin: Any, request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """GET shows what is about to be done, or why it can't be; POST does it by the one action."""
    claim = admin.get_queryset(request).filter(pk=pk).first()
    if claim is None or step not in ACTIONS:
        raise Http404
    if not admin.has_change_permission(request, claim):
        raise PermissionDenied
    step, by = Step(step), _actor(request)
    form = StepForm(step, request.POST or None, initial={"version": claim.version})
    if request.method == "POST" and form.is_valid() and _taken(form, step, claim, by):
        done = _(KINDS[TRANSITIONS[step].kind].label)
        admin.message_user(request, f"{done}.", messages.SUCCESS)
        return HttpResponseRedirect(admin.address_of(claim))
    refusal = None if form.errors else Situation(claim, by).refusal(step)
    context = {
        **admin.admin_site.each_context(request),
        "title": _(step.label),
        "subtitle": str(claim),
        "opts": admin.opts,
        "original": claim,
        "form": form,
        "button": _(step.label),
        "refusal": sentence(refusal) if refusal else "",
    }
    return TemplateResponse(request, "admin/step.html", context)


def unseal_view(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """GET says what it costs to look at a sealed proposal; POST opens it, on record."""
    claim = admin.get_queryset(request).filter(pk=pk).first()
    if claim is None:
        raise Http404
    if not admin.has_change_permission(request, claim):
        raise PermissionDenied
    by = _actor(request)
    form = ReasonForm(Kind.VERDICT_UNSEAL, request.POST or None, initial={"version": claim.version})
    if request.method == "POST" and form.is_valid() and _unsealed(form, claim, by):
        admin.message_user(request, _("The seal is open. This is recorded."), messages.SUCCESS)
        return HttpResponseRedirect(admin.address_of(claim))
    refusal = ""
    try:
        sealed_proposal(claim, by.person)
    except NothingSealed as nothing:
        refusal = "" if form.errors else sentence(nothing)
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Open the seal"),
        "subtitle": str(claim),
        "help": _(
            "You will see the rating, the reasons and the confidence of the newest proposal. Who "
            "opens the seal may not review this proposal: a colleague must. That you opened it, "
            "and why, is recorded, and colleagues see it."
        ),
        "opts": admin.opts,
        "original": claim,
        "form": form,
        "button": _("Open the seal"),
        "refusal": refusal,
    }
    return TemplateResponse(request, "admin/step.html", context)


def _unsealed(form: ReasonForm, claim: Claim, by: Actor) -> bool:
    """Whether the seal was opened; where that was refused, the form says why."""
    data = form.cleaned_data
    try:
        unseal(claim=claim, by=by, version=data["version"] or 0, reason=data["reason"])
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        type_in(form, "version", claim.version)
        return False
    return True


def _taken(form: StepForm, step: Step, claim: Claim, by: Actor) -> bool:
    """Whether the step was taken; where it was refused, the form says why."""
    data = form.cleaned_data
    note = {"note": data["note"]} if step in NOTED else {}
    try:
        ACTIONS[step](
            claim=claim, by=by, version=data["version"] or 0, reason=data["reason"], **note
        )
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        type_in(form, "version", claim.version)
        return False
    return True


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.user.person.actor(Channel.ADMIN)  # type: ignore[union-attr]
    return actor
