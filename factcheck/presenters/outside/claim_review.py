"""A published verdict as ClaimReview, which search engines and collections of checks read.

After Google's rules for fact checks: one review a page, with the verdict in words and its number on
one fixed scale, of a statement that is somebody else's.
"""

from datetime import datetime
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import get_language

from factcheck.domain.languages import pick
from factcheck.models import Publication, Rating
from factcheck.presenters.outside.addresses import address
from factcheck.presenters.outside.newsroom import (
    CONTEXT,
    is_own,
    organization,
    without_nothing,
)
from factcheck.presenters.outside.works import citations, original, person
from factcheck.presenters.verdicts import ShownVerdict

WORST, BEST = 1, 5  # a rating's number means the same in every check
_EXPLANATION = 300  # characters: "one to two sentences"


def claim_review(shown: ShownVerdict) -> dict[str, Any] | None:
    """The verdict that stands on a claim; None where a review would say what is not so.

    That is where the verdict does not cover the words as they are, or was withdrawn, and where the
    statement is the newsroom's own: nobody reviews themselves.
    """
    claim, article = shown.claim, shown.claim.article
    is_superseded = shown.verdict.pk != claim.published_verdict_id
    if claim.stale or claim.is_withdrawn or is_superseded:
        return None
    if not shown.claimant and is_own(article):
        return None
    language, statement = pick(shown.statement, get_language() or "en")
    return without_nothing(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "url": address("claim", claim.slug),
            "claimReviewed": statement,
            "inLanguage": language,
            "datePublished": _time(_first_published(shown)),
            "dateModified": _time(shown.published_at),
            "author": organization(),
            "itemReviewed": _item(shown, statement, language),
            "reviewRating": rating_of(shown.rating, shown.rationale),
            "citation": citations(shown),
        }
    )


def rating_of(rating: Rating, rationale: dict[str, str]) -> dict[str, Any]:
    """A rating in words and, where it is on the scale, in its number."""
    language = get_language() or "en"
    known: dict[str, Any] = {"@type": "Rating", "alternateName": pick(rating.label, language)[1]}
    if rating.number is not None:
        known |= {"ratingValue": rating.number, "bestRating": BEST, "worstRating": WORST}
    reasons = pick(rationale, language)[1]
    return without_nothing(
        known | {"ratingExplanation": Truncator(reasons).chars(_EXPLANATION, truncate="…")}
    )


def _item(shown: ShownVerdict, statement: str, language: str) -> dict[str, Any]:
    """The claim: whose it is, when it was made, and where it stands.

    An article that speaks for itself made the claim; one that tells what somebody said is a place
    where the claim appears.
    """
    article = shown.claim.article
    work = original(article, shown.verdict.anchor.revision.headline)
    if shown.claimant:
        where = {"author": person(shown.claimant), "appearance": work}
    else:
        author = work.get("author") or work["publisher"]
        where = {"author": author, "firstAppearance": work}
    return without_nothing(
        {
            "@type": "Claim",
            "text": statement,
            "inLanguage": language,
            "datePublished": "" if shown.claimant else work.get("datePublished"),
            **where,
        }
    )


def _first_published(shown: ShownVerdict) -> datetime:
    """When a verdict on the claim was published for the first time."""
    if shown.verdict.number == 1:
        return shown.published_at
    publications = Publication.objects.filter(claim=shown.claim).order_by("id")
    found: datetime = publications.values_list("act__recorded_at", flat=True)[0]
    return found


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
