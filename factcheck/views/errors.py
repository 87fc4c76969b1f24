"""Answers to requests that could not be read or were not ours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. Django's own reads the request's body once more, which may be what was wrong with it."""
    return HttpResponse(get_template("400.html").render(), status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is not this session's, with what to do so that nothing is lost."""
    sentence = _(
        "You signed in or out since this form was opened. Go back, copy what you wrote, load the "
        "page again and paste it."
    )
    return render(request, "403.html", {"exception": sentence}, status=403)
