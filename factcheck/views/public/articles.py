"""Articles, as readers see them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from factcheck.models import Article, ChangeSet, Claim, Publication, Revision
from factcheck.presenters.acts import act_lines, by_day
from factcheck.presenters.articles import article_cards, article_page
from factcheck.presenters.claims import claim_cards
from factcheck.presenters.comparison import comparison
from factcheck.views.paging import page_of
from factcheck.views.public.finding import public_article

ARTICLES = 12  # a page
ACTS = 40
LATEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The articles under check, and the latest checks."""
    articles = Article.objects.public().newest_first().select_related("newest__act")
    page = page_of(request, articles.defer("newest__body", "newest__text"), ARTICLES)
    latest = Publication.objects.of_what_stands(Claim.objects.standing()).newest_first()
    context = {
        "section": "articles",
        "page_obj": page,
        "articles": article_cards(page.rows),
        "claims": claim_cards(latest[:LATEST]) if page.number == 1 else [],
    }
    return render(request, "public/home.html", context)


@require_safe
@public_article
def article(request: HttpRequest, article: Article) -> HttpResponse:
    """The article as it is now, with its claims marked."""
    context = {"section": "articles", "page": article_page(article, article.newest)}
    return render(request, "public/article.html", context)


@require_safe
@public_article
def revision(request: HttpRequest, article: Article, number: int) -> HttpResponse:
    """One revision of the article, with the marks it had."""
    found = _revision(article, number)
    context = {"section": "articles", "page": article_page(article, found), "by_number": True}
    return render(request, "public/article.html", context)


@require_safe
@public_article
def article_history(request: HttpRequest, article: Article) -> HttpResponse:
    """The public acts on the article, by day."""
    acts = ChangeSet.objects.public().filter(article=article).newest_day_first()
    page = page_of(request, acts.select_related("claim__published_verdict__claim_row"), ACTS)
    context = {
        "section": "articles",
        "article": article,
        "revisions": _revisions(article),
        "page_obj": page,
        "days": by_day(act_lines(page.rows)),
    }
    return render(request, "public/article_history.html", context)


@require_safe
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


def _revisions(article: Article) -> list[int]:
    """The numbers to offer: the first and the newest ten."""
    newest = article.newest.number
    return sorted({1, *range(max(1, newest - 9), newest + 1)})


def _revision(article: Article, number: int) -> Revision:
    if number == article.newest.number:
        return article.newest
    return get_object_or_404(Revision.objects.select_related("act"), article=article, number=number)
