"""/desk/: what waits, and all that is in process."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.views.desk.access import at_desk, person
from factcheck.views.desk.listing import Listing, query_of, rows_of
from factcheck.views.paging import page_of

PAGE = 25


@require_safe
@at_desk
def home(request: HttpRequest) -> HttpResponse:
    """The list in pages; each kind of list with its number, the filters in the address."""
    listing = Listing.of(request, person(request))
    page = page_of(request, listing.claims, PAGE)
    kept = {name: value for name, value in listing.form.kept.items() if name != "show"}
    kinds = [
        (kind, number, query_of(kept | {"show": kind.key})) for kind, number in listing.counts()
    ]
    context = {
        "listing": listing,
        "kinds": kinds,
        "rows": rows_of(page.rows, listing.person.pk, whole=True),
        "page_obj": page,
        "carry": listing.query,
    }
    return render(request, "desk/home.html", context)
