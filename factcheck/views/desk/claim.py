"""/desk/claims/…: one claim in hand, and all that was done with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.views.desk import record
from factcheck.views.desk.access import at_desk
from factcheck.views.desk.frame import claim_in_hand, frame
from factcheck.views.desk.page import claim_page
from factcheck.views.paging import page_of

PAGE = 50


@require_safe
@at_desk
def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """A claim in its article, with evidence, verdicts, history and the steps that are possible."""
    return claim_page(request, claim_id)


@require_safe
@at_desk
def history(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Every act on a claim, those that readers don't see included."""
    found = claim_in_hand(request, claim_id)
    page = page_of(request, found.all_acts, PAGE)
    context = frame(request, found, tab="history")
    context |= {"days": record.days(found, page.rows), "page_obj": page}
    return render(request, "desk/history.html", context)
