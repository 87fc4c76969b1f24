"""/sources/: the sites that checks rest on, and one of them with what was used from there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from factcheck.domain.addresses import site_of
from factcheck.presenters.freshness import record_state
from factcheck.presenters.sites import Site, site_facts, sites, used_of, used_sources
from factcheck.views.paging import page_of
from factcheck.views.public.caching import fresh

SITES = 100  # a page
SOURCES = 20


@require_safe
@fresh(record_state)
def index(request: HttpRequest) -> HttpResponse:
    """Every site, the most used first."""
    page = page_of(request, sites(), SITES)
    listed = [Site(row["site"], row["sources"], row["claims"]) for row in page.rows]
    context = {"section": "sources", "page_obj": page, "sites": listed}
    return render(request, "public/sites.html", context)


@require_safe
@fresh(record_state)
def site(request: HttpRequest, domain: str) -> HttpResponse:
    """What was used from a site, and how it fared."""
    named = site_of(f"https://{domain}/")
    if named != domain:  # www.example.org and Example.org are example.org
        if not named or "/" in domain:
            raise Http404
        return redirect("public:site", named, permanent=True)
    page = page_of(request, used_of(domain), SOURCES)
    if not page.rows:
        raise Http404
    context = {
        "section": "sources",
        "domain": domain,
        "page_obj": page,
        "facts": site_facts(domain),
        "sources": used_sources(page.rows),
    }
    return render(request, "public/site.html", context)
