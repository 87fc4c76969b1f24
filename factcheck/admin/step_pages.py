"""The page that asks why before a step is taken."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin.forms import ReasonForm, type_in
from factcheck.admin.steps import DEEDS, Deed, check_step
from factcheck.domain.actor import Actor, Channel
from factcheck.domain.acts import KINDS
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Step
from factcheck.forms.refusals import sentence
from factcheck.forms.translated import TranslatedFormField
from factcheck.models import Claim


class StepForm(ReasonForm):
    """Why; and, where the step takes one, a note for the record of the review."""

    def __init__(self, deed: Deed, *args: Any, **kwargs: Any) -> None:
        super().__init__(deed.kind, *args, **kwargs)
        if deed.noted:
            self.fields["note"] = TranslatedFormField(label=gettext_lazy("Note"), required=False)


def step_view(admin: Any, request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """GET shows what is about to be done, or why it can't be; POST does it by the one action."""
    claim = admin.get_queryset(request).filter(pk=pk).first()
    if claim is None or step not in set(Step) or DEEDS[Step(step)].action is None:
        raise Http404
    if not admin.has_change_permission(request, claim):
        raise PermissionDenied
    deed, by = DEEDS[Step(step)], _actor(request)
    form = StepForm(deed, request.POST or None, initial={"version": claim.version})
    if request.method == "POST" and form.is_valid() and _taken(form, deed, claim, by):
        admin.message_user(request, _(KINDS[deed.kind].label) + ".", messages.SUCCESS)
        return HttpResponseRedirect(admin.address_of(claim))
    context = {
        **admin.admin_site.each_context(request),
        "title": _(Step(step).label),
        "subtitle": str(claim),
        "opts": admin.opts,
        "original": claim,
        "form": form,
        "button": _(Step(step).label),
        "refusal": "" if form.errors else _refusal(claim, by, Step(step)),
    }
    return TemplateResponse(request, "admin/step.html", context)


def _taken(form: StepForm, deed: Deed, claim: Claim, by: Actor) -> bool:
    """Whether the step was taken; where it was refused, the form says why."""
    data = form.cleaned_data
    note = {"note": data["note"]} if deed.noted else {}
    try:
        deed.action(  # type: ignore[misc]
            claim=claim, by=by, version=data["version"] or 0, reason=data["reason"], **note
        )
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        type_in(form, "version", claim.version)
        return False
    return True


def _refusal(claim: Claim, by: Actor, step: Step) -> str:
    try:
        check_step(claim, by, step)
    except Refusal as refusal:
        return sentence(refusal)
    return ""


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.user.person.actor(Channel.ADMIN)  # type: ignore[union-attr]
    return actor
