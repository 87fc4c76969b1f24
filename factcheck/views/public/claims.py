"""Checked claims, as readers see them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from factcheck.models import Article, Claim, Publication, Rating, Verdict
from factcheck.presenters.acts import by_day
from factcheck.presenters.claims import (
    claim_act_lines,
    claim_acts,
    claim_cards,
    stale_label,
    withdrawal,
)
from factcheck.presenters.verdicts import shown_verdict
from factcheck.views.paging import page_of
from factcheck.views.public.finding import public_claim

CLAIMS = 24  # a page
ACTS = 40
LATEST = 6
CHOICES = 100  # articles to choose from; older ones are reached from their own page


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """Checked claims, newest publication first, perhaps of one rating or article."""
    rating, slug = request.GET.get("rating", ""), request.GET.get("article", "")
    found = Claim.objects.standing()
    if rating:
        found = found.filter(published_verdict__rating__key=rating)
    publications = Publication.objects.of_what_stands(found).newest_first()
    if slug:  # the few of one article are looked up, and sorted
        publications = publications.filter(claim__article__slug=slug)
    page = page_of(request, publications, CLAIMS)
    context = {
        "section": "claims",
        "page_obj": page,
        "claims": claim_cards(page.rows),
        "rating": rating,
        "article": slug,
        "ratings": Rating.objects.all(),
        "articles": _choices(),
    }
    return render(request, "public/claims.html", context)


@require_safe
@public_claim
def claim(request: HttpRequest, claim: Claim) -> HttpResponse:
    """A claim with the verdict that stands."""
    verdict = _verdicts(claim).get(pk=claim.published_verdict_id)
    lines = claim_act_lines(claim, list(claim_acts(claim)[: LATEST + 1]))
    context = _context(claim, verdict) | {
        "acts": lines[:LATEST],
        "more_acts": len(lines) > LATEST,
        "stands": True,
    }
    return render(request, "public/claim.html", context)


@require_safe
@public_claim
def verdict(request: HttpRequest, claim: Claim, number: int) -> HttpResponse:
    """A verdict that was published; a superseded one says which one stands."""
    found = get_object_or_404(_verdicts(claim).public(), number=number)
    context = _context(claim, found) | {"stands": found.pk == claim.published_verdict_id}
    return render(request, "public/verdict.html", context)


@require_safe
@public_claim
def claim_history(request: HttpRequest, claim: Claim) -> HttpResponse:
    """What happened to a claim, by day."""
    page = page_of(request, claim_acts(claim), ACTS)
    context = {
        "section": "claims",
        "claim": claim,
        "verdict": _verdicts(claim).get(pk=claim.published_verdict_id),
        "page_obj": page,
        "days": by_day(claim_act_lines(claim, page.rows)),
    }
    return render(request, "public/claim_history.html", context)


def _verdicts(claim: Claim) -> Any:
    return Verdict.objects.filter(claim=claim).for_readers()


def _context(claim: Claim, verdict: Verdict) -> dict[str, Any]:
    """What the pages of a claim and of a verdict share."""
    return {
        "section": "claims",
        "claim": claim,
        "shown": shown_verdict(verdict),
        "stale": stale_label(claim),
        "withdrawal": withdrawal(claim),
    }


def _choices() -> Any:
    articles = Article.objects.public().newest_first().select_related("newest")
    return articles.defer("newest__body", "newest__text")[:CHOICES]
