"""/desk/sources/: all sources, and one with everything that is known of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from factcheck import search
from factcheck.actions import watching
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import Task, may
from factcheck.domain.review import Stale
from factcheck.forms.refusals import sentence
from factcheck.forms.sources import SettleForm
from factcheck.forms.steps import renew
from factcheck.models import Source, SourceChange
from factcheck.presenters import sources as shown
from factcheck.views.desk.access import actor, at_desk, person
from factcheck.views.paging import page_of

PAGE = 25
_SHOWS = {
    "": gettext_lazy("All"),
    "changed": gettext_lazy("Changed, to be looked at"),
    "gone": gettext_lazy("Gone"),
}


@require_safe
@at_desk
def sources(request: HttpRequest) -> HttpResponse:
    """The sources that stand, newest first: `?q=` looks for words, `?show=` narrows the list."""
    query, show = request.GET.get("q", "").strip()[:200], request.GET.get("show", "")
    if show not in _SHOWS:
        raise Http404
    found = shown.narrowed(Source.objects.standing().order_by("-id"), show)
    if query:
        found = search.find(found, query)
    page = page_of(request, found, PAGE)
    context = {
        "query": query,
        "show": show,
        "shows": _SHOWS.items(),
        "sources": page.rows,
        "page_obj": page,
    }
    return render(request, "desk/sources.html", context)


@require_safe
@at_desk
def source(request: HttpRequest, source_id: int) -> HttpResponse:
    """One source: who uses it, its copies, its checks and its changes."""
    return _page(request, source_id)


@at_desk
def look(request: HttpRequest, source_id: int) -> HttpResponse:
    """Have a source looked at as soon as a worker is free; what differs is kept as a new copy."""
    if request.method != "POST":
        return redirect("desk:source", source_id)
    found = get_object_or_404(Source, pk=source_id)
    try:
        watching.look_soon(source=found, by=actor(request))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("It will be looked at as soon as the worker is free."))
    return redirect("desk:source", source_id)


@at_desk
def settle(request: HttpRequest, change_id: int) -> HttpResponse:
    """Confirm a change (`deed`), and so tell readers, or dismiss it."""
    change = get_object_or_404(SourceChange, pk=change_id)
    if request.method != "POST":
        return redirect(f"{reverse('desk:source', args=[change.source_id])}#change-{change_id}")
    form = SettleForm(request.POST, auto_id=f"change-{change_id}-%s")
    if not form.is_valid():
        return _page(request, change.source_id, tried=form, at=change_id, status=422)
    confirms = form.cleaned_data["deed"] == "confirm"
    settles = watching.confirm if confirms else watching.dismiss
    try:
        settles(change=change, by=actor(request), **form.words)
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        renew(form, change.version)
        status = 409 if isinstance(refusal, Stale) else 422
        return _page(request, change.source_id, tried=form, at=change_id, status=status)
    messages.success(request, _("Confirmed. Readers are told.") if confirms else _("Dismissed."))
    return redirect("desk:source", change.source_id)


def _page(
    request: HttpRequest,
    source_id: int,
    *,
    tried: SettleForm | None = None,
    at: int = 0,
    status: int = 200,
) -> HttpResponse:
    found = get_object_or_404(
        Source.objects.select_related("duplicate_of", "watch", "act"), pk=source_id
    )
    changes = shown.shown_changes(found)
    context: dict[str, Any] = {
        "source": found,
        "watch": getattr(found, "watch", None),
        "uses": shown.uses_of(found),
        "copies": shown.copies_of(found),
        "checks": shown.checks_of(found),
        "changes": [
            (each, tried if each.change.pk == at else SettleForm.of(each.change))
            for each in changes
        ],
        "may_settle": may(person(request).role, Task.EDIT),
    }
    return render(request, "desk/source.html", context, status=status)
