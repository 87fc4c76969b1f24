"""The record itself: single acts, and corrections."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from factcheck.models import Article, ChangeSet, Notice
from factcheck.presenters.act import act_page
from factcheck.presenters.notices import shown
from factcheck.views.paging import page_of

NOTICES = 40  # a page


@require_safe
def act(request: HttpRequest, number: int) -> HttpResponse:
    """A public act: what it changed, its fingerprint, and the act before it."""
    acts = ChangeSet.objects.public().select_related(
        "article__newest", "claim__published_verdict__claim_row"
    )
    found = act_page(get_object_or_404(acts, pk=number))
    context = {"section": "articles", "page": found}
    return render(request, "public/act.html", context)


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Every notice on a public article, newest first."""
    notices = (
        Notice.objects.filter(article__in=Article.objects.public())
        .newest_first()
        .select_related("article__newest")
        .defer("article__newest__body", "article__newest__text")
    )
    page = page_of(request, notices, NOTICES)
    context = {
        "section": "corrections",
        "page_obj": page,
        "notices": [shown(notice, with_article=True) for notice in page.rows],
    }
    return render(request, "public/corrections.html", context)
