"""/desk/overview/: how we are doing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from factcheck.presenters.overview import overview as overview_of
from factcheck.presenters.periods import PERIODS
from factcheck.views.desk.access import at_desk


@require_safe
@at_desk
def overview(request: HttpRequest) -> HttpResponse:
    """What waits and with whom, and for `?months=` 3, 12 or all how it went."""
    key = request.GET.get("months", "12")
    if key not in PERIODS:
        raise Http404
    months, _label = PERIODS[key]
    context = {
        "overview": overview_of(months, timezone.now()),
        "periods": [(name, label, name == key) for name, (_months, label) in PERIODS.items()],
    }
    return render(request, "desk/overview.html", context)
