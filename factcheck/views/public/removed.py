"""410: what stood at an address was removed by law. Nothing else is ever answered with it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.presenters.act import ActPage
from factcheck.presenters.removals import Removed

View = Callable[..., HttpResponse]
GONE = 410


class RemovedByLaw(Exception):
    """What was asked for was removed. `page`: it is an act that tells of what was removed."""

    def __init__(self, removed: Removed, page: ActPage | None = None) -> None:
        super().__init__(removed.thing)
        self.removed = removed
        self.page = page


class TellRemovals:
    """Middleware: readers who come to what was removed are told that it was, and by which order."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page that tells it; None where the exception is another one."""
        if not isinstance(error, RemovedByLaw):
            return None
        return _told(request, "public/removed.html", error)


def told_in_frame(view: View) -> View:
    """Tell it small, within the frame of another site's page."""

    @wraps(view)
    def told(request: HttpRequest, **parts: Any) -> HttpResponse:
        try:
            return view(request, **parts)
        except RemovedByLaw as error:
            return _told(request, "public/embed_removed.html", error)

    return told


def _told(request: HttpRequest, template: str, error: RemovedByLaw) -> HttpResponse:
    context = {"removed": error.removed, "page": error.page}
    answer = render(request, template, context, status=GONE)
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "no-cache"  # a removal may be lifted
    return answer
