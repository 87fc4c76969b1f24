"""Pages that can be asked for a moment of the past: `?at=` a day or an instant."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.models import Article
from factcheck.presenters.moments import Asked, NotYet, asked_for
from factcheck.presenters.past import Past

View = Callable[..., HttpResponse]


def at_a_moment(view: View) -> View:
    """Give the view what was asked for as `at`.

    What can't be read is answered with the present page and the reason above it. Nothing but the
    present is for search engines.
    """

    @wraps(view)
    def asked(request: HttpRequest, thing: Any, **kwargs: Any) -> HttpResponse:
        at = asked_for(request.GET.get("at", ""))
        answer = view(request, thing, at=at, **kwargs)
        if at.written:
            answer["X-Robots-Tag"] = "noindex"
        if at.error:
            answer.status_code = 400
        return answer

    return asked


def past_of(article: Article, at: Asked) -> Past | None:
    """The article's record at the moment that was asked for; None for the present."""
    return Past(article, at.moment) if at.moment else None


def not_yet(
    request: HttpRequest, section: str, article: Article, at: Asked, missing: NotYet
) -> HttpResponse:
    """The page that says what was not there yet, and from when it is."""
    context = {"section": section, "article": article, "at": at, "not_yet": missing}
    return render(request, "public/not_yet.html", context)
