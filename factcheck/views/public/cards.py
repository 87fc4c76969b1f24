"""Pictures for other sites to show beside a link."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from factcheck.models import Claim
from factcheck.presenters.outside.cards import Card, claim_card, site_card
from factcheck.presenters.verdicts import verdict_of
from factcheck.views.public.finding import public_claim

_A_YEAR = 365 * 24 * 3600


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """The picture of pages that are about no one claim."""
    return _drawn(request, site_card())


@require_safe
@public_claim
def claim_card_png(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The picture of a claim with the verdict that stands."""
    return _drawn(request, claim_card(claim, verdict_of(claim)))


def _drawn(request: HttpRequest, card: Card) -> HttpResponse:
    """The picture as it is now. Under the address of its version it may be kept for long."""
    answer = HttpResponse(card.png(), content_type=card.type)
    is_this = request.GET.get("v") == card.version
    answer["Cache-Control"] = (
        f"public, max-age={_A_YEAR}, immutable" if is_this else "public, max-age=300"
    )
    return answer
