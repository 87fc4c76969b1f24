"""Checked claims, as readers see them, now and as they stood."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.models import Article, Claim, Publication, Rating, Verdict
from factcheck.presenters.acts import by_day
from factcheck.presenters.claims import (
    claim_act_lines,
    claim_acts,
    claim_cards,
    earlier_verdicts,
    stale_label,
    withdrawal,
)
from factcheck.presenters.duplicates import merged_into
from factcheck.presenters.freshness import claim_state, record_state
from factcheck.presenters.moments import Asked, no_check_yet, no_verdict_yet
from factcheck.presenters.outside import pages
from factcheck.presenters.outside.cards import claim_card
from factcheck.presenters.outside.citing import citation
from factcheck.presenters.past import Past, beginning
from factcheck.presenters.similar import similar_claims
from factcheck.presenters.staleness import ChangedWords, change_for_readers
from factcheck.presenters.timeline import MOST, published_verdicts, superseded, timeline
from factcheck.presenters.verdicts import shown_verdict, verdict_of
from factcheck.views.paging import page_of
from factcheck.views.public.asking import at_a_moment, not_yet, past_of
from factcheck.views.public.caching import fresh
from factcheck.views.public.finding import public_claim

CLAIMS = 24  # a page
ACTS = 50
LATEST = 6
CHOICES = 100  # articles to choose from; older ones are reached from their own page


@require_safe
@fresh(record_state)
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
@fresh(claim_state)
@public_claim
@at_a_moment
def claim(request: HttpRequest, claim: Claim, at: Asked) -> HttpResponse:
    """A claim with the verdict that stands."""
    past = past_of(claim.article, at)
    shown = past.claim(claim) if past else claim
    if shown is None:
        return _no_check_yet(request, claim, at, past)
    verdict = verdict_of(claim, pk=shown.published_verdict_id)
    acts = list(claim_acts(shown, past)[: MOST + 1])
    context = _context(shown, verdict, at, past)
    published = published_verdicts(shown, past)
    context |= {
        "timeline": timeline(shown, acts, published, context["shown"].ground, past),
        "superseded": superseded(published),
        "similar": similar_claims(shown) if past is None else [],
        "acts": claim_act_lines(shown, acts[:LATEST]),
        "more_acts": len(acts) > LATEST,
        "stands": True,
        "begin": beginning(claim.article),
    }
    if not at.written:
        context["json_ld"] = pages.of_a_claim(context["shown"])
        context |= {"card": claim_card(claim, verdict), "page_type": "article"}
    return render(request, "public/claim.html", context)


@require_safe
@fresh(claim_state)
@public_claim
@at_a_moment
def verdict(request: HttpRequest, claim: Claim, at: Asked, number: int) -> HttpResponse:
    """A verdict that was published; a superseded one says which one stands."""
    try:
        found = verdict_of(claim, number=number)
    except Verdict.DoesNotExist as error:
        raise Http404 from error
    past = past_of(claim.article, at)
    shown = past.claim(claim) if past else claim
    if past and (shown is None or found.publication.act_id > past.act_id):
        missing = no_verdict_yet(shown, found, at)
        return not_yet(request, "claims", claim.article, at, missing)
    shown = shown or claim
    context = _context(shown, found, at, past) | {
        "stands": found.pk == shown.published_verdict_id,
        "begin": beginning(claim.article),
    }
    return render(request, "public/verdict.html", context)


@require_safe
@fresh(claim_state)
@public_claim
@at_a_moment
def claim_history(request: HttpRequest, claim: Claim, at: Asked) -> HttpResponse:
    """What happened to a claim, by day."""
    past = past_of(claim.article, at)
    shown = past.claim(claim) if past else claim
    if shown is None:
        return _no_check_yet(request, claim, at, past)
    page = page_of(request, claim_acts(shown, past), ACTS)
    context = {
        "section": "claims",
        "claim": shown,
        "verdict": verdict_of(claim, pk=shown.published_verdict_id),
        "at": at,
        "begin": beginning(claim.article),
        "page_obj": page,
        "days": by_day(claim_act_lines(shown, page.rows)),
    }
    return render(request, "public/claim_history.html", context)


def _context(claim: Claim, verdict: Verdict, at: Asked, past: Past | None) -> dict[str, Any]:
    """What the pages of a claim and of a verdict share."""
    worded = (past.ratings, past.moment.instant) if past else ()
    shown = shown_verdict(verdict, *worded)
    return {
        "section": "claims",
        "claim": claim,
        "at": at,
        "shown": shown,
        "cite": citation(shown, stands=not past and verdict.pk == claim.published_verdict_id),
        "stale": stale_label(claim),
        "change": _change(claim, verdict, past),
        "withdrawal": withdrawal(claim, past),
        "merged_into": merged_into(claim, past),
        "earlier": earlier_verdicts(verdict),
    }


def _change(claim: Claim, verdict: Verdict, past: Past | None) -> ChangedWords | None:
    """What changed since the verdict that stands, if anything did."""
    if not claim.stale or claim.is_withdrawn or verdict.pk != claim.published_verdict_id:
        return None
    return past.change(claim) if past else change_for_readers(claim, claim.article.newest)


def _no_check_yet(request: HttpRequest, claim: Claim, at: Asked, past: Past | None) -> HttpResponse:
    article = past.article if past and past.revision else None
    return not_yet(request, "claims", claim.article, at, no_check_yet(article, claim, at))


def _choices() -> Any:
    articles = Article.objects.public().newest_first().select_related("newest")
    return articles.defer("newest__body", "newest__text")[:CHOICES]
