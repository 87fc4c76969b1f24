"""Who may come to the desk, and as whom they act there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect

from factcheck.domain.actor import Actor, Channel
from factcheck.domain.permissions import NotPermitted, Task, check_may
from factcheck.forms.refusals import sentence
from factcheck.models import Person, User
from factcheck.views.desk.drafts import tell_accepted

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def person(request: HttpRequest) -> Person:
    """Who is signed in, once `at_desk` has let them in."""
    return cast("User", request.user).person


def actor(request: HttpRequest) -> Actor:
    """The same person, acting at the desk."""
    return person(request).actor(Channel.DESK)


def at_desk(view: View[P]) -> View[P]:
    """Ask visitors to sign in, and tell who may not use the desk why not (403)."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _signed_out(request)
        try:
            check_may(actor(request), Task.SEE_DESK)
        except NotPermitted as refusal:
            raise PermissionDenied(sentence(refusal)) from refusal
        return tell_accepted(request, view(request, *args, **kwargs))

    return guarded


def typed_sentences(request: HttpRequest) -> list[str]:
    """What was typed in a form, whatever its fields: sentences, not the keys of choices."""
    return [
        text
        for name, texts in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "version"}
        for text in texts
        if " " in text.strip()
    ]


def _signed_out(request: HttpRequest) -> HttpResponse:
    """Lead to the log-in page; whoever typed something first gets it back, to copy it.

    A page that htmx asked for can't show either in its place: the browser goes to the log-in page,
    and what was typed waits in its drafts.
    """
    if request.htmx:  # type: ignore[attr-defined]
        here = request.htmx.current_url_abs_path or reverse("desk:home")  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(redirect_to_login(here).url)
    typed = typed_sentences(request)
    if not typed:
        return redirect_to_login(request.get_full_path())
    context = {"typed": typed, "next": request.get_full_path()}
    return render(request, "desk/signed_out.html", context, status=403)
