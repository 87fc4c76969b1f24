"""/desk/claims/…/plan/: by when, how soon, and who."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from factcheck.actions import claims
from factcheck.actions.steps import Situation
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import NotPermitted, Task, check_may
from factcheck.domain.review import Stale
from factcheck.forms.refusals import sentence
from factcheck.forms.steps import PlanForm, renew
from factcheck.models import Claim
from factcheck.views.desk.access import actor, at_desk
from factcheck.views.desk.frame import claim_in_hand, frame
from factcheck.views.desk.listing import address_of
from factcheck.views.desk.offers import planning
from factcheck.views.desk.page import step_form


@at_desk
def plan(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The deadline and the priority, and the steps that give the claim to a colleague."""
    claim = claim_in_hand(request, claim_id)
    if request.method != "POST":
        return _page(request, claim, PlanForm(initial=_initial(claim)))
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, claim, form, 422)
    try:
        claims.plan(claim=claim, by=actor(request), **form.cleaned_data)
    except Stale as refusal:
        renew(form, claim.version)
        form.add_error(None, sentence(refusal))
        return _page(request, claim, form, 409)
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return _page(request, claim, form, 422)
    messages.success(request, _("Planned."))
    return redirect(address_of(request, claim_id, "desk:plan"))


def _page(request: HttpRequest, claim: Claim, form: PlanForm, status: int = 200) -> HttpResponse:
    by = actor(request)
    try:
        check_may(by, Task.EDIT)
        why_not = ""
    except NotPermitted as refusal:
        why_not = sentence(refusal)
    context = {
        **frame(request, claim, tab="plan"),
        "form": form,
        "why_not": why_not,
        "offers": planning(Situation(claim, by), lambda name: step_form(name, claim)),
    }
    return render(request, "desk/plan.html", context, status=status)


def _initial(claim: Claim) -> dict[str, object]:
    return {"version": claim.version, "due_on": claim.due_on, "priority": claim.priority}
