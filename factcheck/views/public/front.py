"""The front page: what was checked last, what was corrected, and how the work stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.models import Article, Claim, Notice, Publication
from factcheck.presenters.articles import article_cards
from factcheck.presenters.claims import claim_cards
from factcheck.presenters.freshness import record_state
from factcheck.presenters.front import state_of_work
from factcheck.presenters.notices import shown
from factcheck.presenters.outside import pages
from factcheck.views.paging import page_of
from factcheck.views.public.caching import fresh

ARTICLES = 12  # a page
LATEST = 6
NOTICES = 3


@require_safe
@fresh(record_state)
def home(request: HttpRequest) -> HttpResponse:
    """The latest checks and corrections, then the articles under check, which have more pages."""
    articles = Article.objects.public().newest_first().select_related("newest__act")
    page = page_of(request, articles.defer("newest__body", "newest__text"), ARTICLES)
    context: dict[str, Any] = {
        "section": "articles",
        "page_obj": page,
        "articles": article_cards(page.rows),
        "json_ld": pages.of_the_site(),
    }
    return render(request, "public/home.html", context | (_latest() if page.number == 1 else {}))


def _latest() -> dict[str, Any]:
    """What only the first page has."""
    checks = Publication.objects.of_what_stands(Claim.objects.standing()).newest_first()
    notices = Notice.objects.of_public_articles().newest_first()[:NOTICES]
    return {
        "claims": claim_cards(checks[:LATEST]),
        "state": state_of_work(),
        "notices": [shown(notice, with_article=True) for notice in notices],
    }
