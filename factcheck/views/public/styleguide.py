"""/styleguide/: every component in its states, for whoever changes what pages look like."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from factcheck.presenters.styleguide import components


@require_safe
@never_cache
def styleguide(request: HttpRequest) -> HttpResponse:
    """For the staff; for anybody else there is no such page."""
    if not (request.user.is_authenticated and request.user.is_staff):
        raise Http404
    return render(request, "public/styleguide.html", components(timezone.now()))
