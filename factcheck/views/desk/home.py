"""/desk/: what waits for me."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.models import User
from factcheck.views.desk import queues
from factcheck.views.desk.access import at_desk, person
from factcheck.views.paging import page_of

FIRST = 6  # rows of each list on the first page
PAGE = 25  # rows of one list by itself


@require_safe
@at_desk
def home(request: HttpRequest) -> HttpResponse:
    """The lists of the desk, each with its first rows; `?list=…` gives one of them in pages."""
    user = cast("User", request.user)
    if key := request.GET.get("list"):
        return _one_list(request, user, key)
    lists = sorted(queues.waiting(user, FIRST), key=lambda waiting: not waiting.rows)
    nothing = not any(waiting.rows for waiting in lists)
    return render(request, "desk/home.html", {"lists": lists, "nothing": nothing})


def _one_list(request: HttpRequest, user: User, key: str) -> HttpResponse:
    queue = next((queue for queue in queues.of(user) if queue.key == key), None)
    if queue is None:
        raise Http404
    page = page_of(request, queue.claims(person(request)), PAGE)
    rows = queue.rows(page.rows)
    return render(request, "desk/list.html", {"queue": queue, "rows": rows, "page_obj": page})
