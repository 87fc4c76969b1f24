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
from factcheck.forms.merging import chooses, merge, opened, still_merging
from factcheck.forms.refusals import sentence
from factcheck.forms.steps import PlanForm
from factcheck.models import Claim
from factcheck.views.desk.access import actor, at_desk
from factcheck.views.desk.frame import claim_in_hand, frame
from factcheck.views.desk.listing import address_of
from factcheck.views.desk.merging import plan_sides
from factcheck.views.desk.offers import planning
from factcheck.views.desk.page import step_form


@at_desk
def plan(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The deadline and the priority, and the steps that give the claim to a colleague."""
    claim = claim_in_hand(request, claim_id)
    if request.method != "POST":
        return _page(request, claim, PlanForm(initial=_initial(claim)))
    form = PlanForm(request.POST)
    is_valid = form.is_valid()
    if chooses(request.POST):
        return _both_versions(request, claim, form, still_merging())
    if not is_valid:
        return _page(request, claim, form, 422)
    try:
        claims.plan(claim=claim, by=actor(request), **form.cleaned_data)
    except Stale as refusal:
        return _both_versions(request, claim_in_hand(request, claim_id), form, refusal)
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return _page(request, claim, form, 422)
    messages.success(request, _("Planned."))
    return redirect(address_of(request, claim_id, "desk:plan"))


def _both_versions(
    request: HttpRequest, claim: Claim, form: PlanForm, refusal: Refusal
) -> HttpResponse:
    """The outdated form, in which what is stored stands beside what was typed."""
    merge(form, plan_sides(claim, opened(form)), claim.version)
    return _page(request, claim, form, 409, sentence(refusal))


def _page(
    request: HttpRequest, claim: Claim, form: PlanForm, status: int = 200, conflict: str = ""
) -> HttpResponse:
    by = actor(request)
    try:
        check_may(by, Task.EDIT)
        why_not = ""
    except NotPermitted as refusal:
        why_not = sentence(refusal)
    context = {
        **frame(request, claim, tab="plan"),
        "form": form,
        "conflict": conflict,
        "why_not": why_not,
        "offers": planning(Situation(claim, by), lambda name: step_form(name, claim)),
    }
    return render(request, "desk/plan.html", context, status=status)


def _initial(claim: Claim) -> dict[str, object]:
    return {"version": claim.version, "due_on": claim.due_on, "priority": claim.priority}
