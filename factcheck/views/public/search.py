"""Search among what is published."""

import math
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.forms.searching import SearchForm
from factcheck.presenters.found import offered, results
from factcheck.search.published.following import catch_up
from factcheck.search.published.looking import RANKED, Place, look

RESULTS = 20  # a page
_PLACE = struct.Struct(">dq")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What has the words of `?q=`, among what the filters leave; `?after=` begins a page."""
    catch_up()  # what was published or withdrawn this moment counts
    form = SearchForm(request.GET, offered())
    context: dict[str, object] = {"section": "search", "form": form, "query": form.kept.get("q")}
    if form.is_empty:
        return render(request, "public/search.html", context)
    if not form.is_valid():
        status = 400
    else:
        status = 200
        context |= _found(form, request.GET.get("after", ""))
    answer = render(request, "public/search.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex, follow"
    return answer


def _found(form: SearchForm, after: str) -> dict[str, object]:
    sought = form.sought
    if form.cleaned_data["q"] and not sought.search.terms:  # signs alone
        return {"nothing_to_look_for": True}
    place = _place(after)
    found = look(sought, RESULTS, place)
    return {
        "found": found,
        "results": results(found.hits, found.search),
        "most": RANKED,
        "is_more": found.count >= RANKED,
        "is_ranked": bool(sought.search.terms) and not sought.newest_first,
        "is_further": place is not None,
        "next": _written(found.end) if found.end else "",
    }


def _written(place: Place) -> str:
    """A place as an address carries it."""
    return urlsafe_b64encode(_PLACE.pack(*place)).decode().rstrip("=")


def _place(written: str) -> Place | None:
    """The place again; None, the beginning, for anything else."""
    try:
        rank, key = _PLACE.unpack(urlsafe_b64decode(written[:64] + "=="))
    except (ValueError, struct.error):
        return None
    return Place(rank, key) if math.isfinite(rank) else None
