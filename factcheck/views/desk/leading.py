"""Leading on to a place on a page: a comment, or a question to an expert."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseLocation


def lead_to(request: HttpRequest, address: str) -> HttpResponse:
    """Lead to an address with a fragment.

    No script learns the fragment to which it was redirected, so htmx is told by a header.
    """
    if request.htmx:  # type: ignore[attr-defined]
        desk = "#desk"
        return HttpResponseLocation(address, target=desk, select=desk, swap="outerHTML")
    return redirect(address)
