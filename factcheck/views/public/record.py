"""The record itself: single acts, and corrections."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from factcheck.models import ChangeSet
from factcheck.presenters import corrections as log
from factcheck.presenters.act import act_page
from factcheck.presenters.freshness import act_state, record_state
from factcheck.views.paging import page_of
from factcheck.views.public.caching import fresh
from factcheck.views.public.removed import RemovedByLaw

ENTRIES = 40  # a page


@require_safe
@fresh(act_state)
def act(request: HttpRequest, number: int) -> HttpResponse:
    """A public act: what it changed, its fingerprint, and the act before it. Where that was removed
    by law, 410: that there was an act, and its fingerprint."""
    acts = ChangeSet.objects.public().select_related(
        "article__newest", "claim__published_verdict__claim_row"
    )
    found = act_page(get_object_or_404(acts, pk=number))
    if found.line.removed and found.line.is_struck:
        raise RemovedByLaw(found.line.removed, found)
    context = {"section": "articles", "page": found}
    return render(request, "public/act.html", context)


@require_safe
@fresh(record_state)
def corrections(request: HttpRequest) -> HttpResponse:
    """The log of corrections, newest first, perhaps of one `?kind=`."""
    kind = request.GET.get("kind", "")
    if kind and kind not in log.KINDS:
        raise Http404
    page = page_of(request, log.corrections(kind), ENTRIES)
    context = {
        "section": "corrections",
        "page_obj": page,
        "kind": kind,
        "kinds": log.counted(),
        "months": log.by_month(page.rows),
    }
    return render(request, "public/corrections.html", context)
