"""/desk/claims/<id>/presence/: who is writing about a claim, told and asked by its pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from factcheck.actions.presence import left, writing
from factcheck.models import Claim
from factcheck.views.desk.access import actor, at_desk


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def presence(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Note that this person is writing or, with `left`, has stopped; answer who else is."""
    claim = get_object_or_404(Claim, pk=claim_id)
    if request.method == "POST":
        note = left if "left" in request.POST else writing
        note(claim=claim, by=actor(request))
    return render(request, "desk/_presence_alone.html", {"claim": claim})
