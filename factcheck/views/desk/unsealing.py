"""/desk/claims/…/unseal/: an editor opens a sealed proposal, and may not review it any more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from factcheck.actions.seals import NothingSealed, sealed_proposal
from factcheck.actions.seals import unseal as open_seal
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import NotPermitted, Task, check_may
from factcheck.domain.review import Stale
from factcheck.forms.refusals import sentence
from factcheck.forms.steps import UnsealForm, renew
from factcheck.views.desk.access import actor, at_desk
from factcheck.views.desk.frame import claim_in_hand, frame
from factcheck.views.desk.listing import address_of


@at_desk
def unseal(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Ask why, and say what follows, before anything is shown."""
    claim = claim_in_hand(request, claim_id)
    form = UnsealForm(request.POST or None, initial={"version": claim.version})
    status, why_not = 200, ""
    try:
        check_may(actor(request), Task.EDIT)
        sealed_proposal(claim, actor(request).person)
        if request.method == "POST":
            status = 422
            if form.is_valid():
                open_seal(claim=claim, by=actor(request), **form.cleaned_data)
                messages.success(request, _("Opened, and recorded. A colleague reviews it."))
                return redirect(address_of(request, claim_id))
    except NotPermitted as refusal:
        status, why_not = 403, sentence(refusal)
    except NothingSealed as refusal:
        status, why_not = 422 if request.method == "POST" else 200, sentence(refusal)
    except Stale as refusal:
        status = 409
        renew(form, claim.version)
        form.add_error(None, sentence(refusal))
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
    context = {**frame(request, claim, tab="check"), "form": form, "why_not": why_not}
    return render(request, "desk/unseal.html", context, status=status)
