"""robots.txt and the sitemaps: at one address each, whatever the language."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.presenters.outside import sitemaps
from factcheck.presenters.outside.addresses import absolute

_MOST_BLOCKS = 10**9  # further on, an address is a machine's guess

#: What is no page for search engines: work, forms, and the same words once more.
_CLOSED = (
    "/accounts/",
    "/admin/",
    "/desk/",
    "/expert/",
    "/reports/",
    "/search/?",
    "/articles/*/report/",
    "/claims/*/report/",
    "/articles/*/compare/",
    "/*?at=",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read, and where the sitemaps are."""
    others = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    prefixes = ["", *(f"/{code}" for code in others)]
    lines = [
        "User-agent: *",
        "Disallow: /api/",
        *(f"Disallow: {prefix}{path}" for prefix in prefixes for path in _CLOSED),
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        f"Sitemap: {absolute('/news-sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of sitemaps."""
    return _written(request, "sitemap_index.xml", {"files": sitemaps.files()})


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """Pages that are about no one claim or article."""
    return _written(request, "sitemap.xml", {"pages": sitemaps.pages()})


@require_safe
def claims(request: HttpRequest, block: int) -> HttpResponse:
    """Claims by their keys."""
    return _block(request, sitemaps.claims, block)


@require_safe
def articles(request: HttpRequest, block: int) -> HttpResponse:
    """Articles by their keys."""
    return _block(request, sitemaps.articles, block)


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """What was published in the last two days."""
    context = {"newsroom": settings.NEWSROOM_NAME, "news": sitemaps.news()}
    return _written(request, "news_sitemap.xml", context)


def _block(request: HttpRequest, listed: Any, block: int) -> HttpResponse:
    found = listed(block) if block < _MOST_BLOCKS else []
    if not found:
        raise Http404
    return _written(request, "sitemap.xml", {"pages": found})


def _written(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"crawlers/{template}", context, content_type="application/xml")
