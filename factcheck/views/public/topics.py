"""/topics/: what checked claims are about."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.models import Publication
from factcheck.presenters.claims import claim_cards
from factcheck.presenters.freshness import record_state
from factcheck.presenters.topics import topic_of, topics
from factcheck.views.paging import page_of
from factcheck.views.public.caching import fresh

CLAIMS = 24  # a page


@require_safe
@fresh(record_state)
def index(request: HttpRequest) -> HttpResponse:
    """Every topic, by name."""
    return render(request, "public/topics.html", {"section": "topics", "topics": topics()})


@require_safe
@fresh(record_state)
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The checked claims on a topic, newest publication first."""
    found = topic_of(slug)
    if found is None:
        raise Http404
    publications = Publication.objects.of_what_stands(found.standing).newest_first()
    page = page_of(request, publications, CLAIMS)
    context = {
        "section": "topics",
        "topic": found,
        "page_obj": page,
        "claims": claim_cards(page.rows),
    }
    return render(request, "public/topic.html", context)
