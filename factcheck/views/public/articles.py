"""Articles, as readers see them, now and as they stood."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from factcheck.models import Article, Revision
from factcheck.presenters.acts import by_day
from factcheck.presenters.articles import (
    ArticlePage,
    article_act_lines,
    article_acts,
    article_page,
    article_page_then,
)
from factcheck.presenters.comparison import comparison
from factcheck.presenters.freshness import article_state
from factcheck.presenters.moments import Asked, no_article_yet, no_revision_yet
from factcheck.presenters.outside import pages
from factcheck.presenters.past import beginning
from factcheck.presenters.removals import removal_of, removals_on
from factcheck.views.paging import page_of
from factcheck.views.public.asking import at_a_moment, not_yet, past_of
from factcheck.views.public.caching import fresh
from factcheck.views.public.finding import public_article
from factcheck.views.public.removed import RemovedByLaw

ACTS = 50  # a page


@require_safe
@fresh(article_state)
@public_article
@at_a_moment
def article(request: HttpRequest, article: Article, at: Asked) -> HttpResponse:
    """The article with its claims marked."""
    past = past_of(article, at)
    if past is None:
        page = article_page(article, article.newest)
        said = {} if at.written else {"json_ld": pages.of_an_article(page), "page_type": "article"}
        return _article(request, article, at, page, **said)
    if past.revision is None:
        return _no_article_yet(request, article, at)
    if past.is_removed:
        _tell_removed(past.revision)
    page = article_page_then(past, past.revision, at.query)
    return _article(request, article, at, page, uncertain=past.is_uncertain)


@require_safe
@fresh(article_state)
@public_article
@at_a_moment
def revision(request: HttpRequest, article: Article, at: Asked, number: int) -> HttpResponse:
    """One revision of the article, with the marks it had."""
    found = _revision(article, number)
    past = past_of(article, at)
    if past is None:
        return _article(request, article, at, article_page(article, found), by_number=True)
    if past.revision is None:
        return _no_article_yet(request, article, at)
    if past.revision.number < number:
        return not_yet(request, "articles", article, at, no_revision_yet(past.article, found, at))
    page = article_page_then(past, found, at.query)
    return _article(request, article, at, page, by_number=True, uncertain=past.is_uncertain)


@require_safe
@fresh(article_state)
@public_article
@at_a_moment
def article_history(request: HttpRequest, article: Article, at: Asked) -> HttpResponse:
    """The public acts on the article, by day."""
    past = past_of(article, at)
    if past and past.revision is None:
        return _no_article_yet(request, article, at)
    shown = past.article if past else article
    page = page_of(request, article_acts(article, past).newest_day_first, ACTS)
    removals = removals_on(article.pk)
    context = {
        "section": "articles",
        "article": shown,
        "at": at,
        "begin": beginning(article),
        "revisions": _revisions(shown),
        "removed": removals.revisions,
        "page_obj": page,
        "days": by_day(article_act_lines(page.rows, removals, past)),
    }
    return render(request, "public/article_history.html", context)


@require_safe
@fresh(article_state)
@public_article
def compare(request: HttpRequest, article: Article, old: int, new: int) -> HttpResponse:
    """Two revisions side by side, the older one first."""
    if old > new:
        return redirect("public:compare", slug=article.slug, old=new, new=old, permanent=True)
    if old == new:
        raise Http404
    found = comparison(_revision(article, old), _revision(article, new))
    context = {"section": "articles", "article": article, "comparison": found}
    return render(request, "public/compare.html", context)


def _article(
    request: HttpRequest, article: Article, at: Asked, page: ArticlePage, **said: Any
) -> HttpResponse:
    context = {"section": "articles", "page": page, "at": at, "begin": beginning(article)}
    return render(request, "public/article.html", context | said)


def _no_article_yet(request: HttpRequest, article: Article, at: Asked) -> HttpResponse:
    missing = no_article_yet(article, beginning(article), at)
    return not_yet(request, "articles", article, at, missing)


def _revisions(article: Article) -> list[int]:
    """The numbers to offer: the first and the newest ten."""
    newest = article.newest.number
    return sorted({1, *range(max(1, newest - 9), newest + 1)})


def _revision(article: Article, number: int) -> Revision:
    """A revision by its number. Raises Http404 and RemovedByLaw."""
    if number == article.newest.number:
        return article.newest
    revisions: Any = Revision.objects.with_removal().select_related("act")
    found = get_object_or_404(revisions, article=article, number=number)
    if found.is_removed:
        _tell_removed(found)
    revision: Revision = found
    return revision


def _tell_removed(revision: Revision) -> None:
    """Raise RemovedByLaw."""
    if removed := removal_of(revision=revision):
        raise RemovedByLaw(removed)
