"""The article beside the claim: which words of its newest text are marked, and how."""

from django.urls import reverse

from factcheck.models import Anchor, Article, Claim
from factcheck.presenters.marks import MarkedClaim


def marks_beside(
    article: Article, in_hand: Claim | None = None, query: str = ""
) -> list[MarkedClaim]:
    """All claims of the article that stand in its newest text, published or not.

    `query` is carried on by the links.
    """
    there = Anchor.objects.filter(revision=article.newest_id).order_by("id")
    counting = {
        anchor.claim_id: anchor
        for anchor in there.select_related("claim__published_verdict__rating")
    }
    marks = [
        _mark(anchor, in_hand is not None and anchor.claim_id == in_hand.pk, query)
        for anchor in counting.values()
        if anchor.start is not None and not _is_elsewhere(anchor.claim, in_hand)
    ]
    return sorted(marks, key=lambda mark: mark.number)


def _is_elsewhere(claim: Claim, in_hand: Claim | None) -> bool:
    """A duplicate that was merged leaves its mark to the other."""
    return claim.duplicate_of_id is not None and claim != in_hand


def _mark(anchor: Anchor, in_hand: bool, query: str) -> MarkedClaim:
    claim = anchor.claim
    return MarkedClaim(
        number=claim.number,
        start=anchor.start,
        end=anchor.end,
        url=reverse("desk:claim", args=[claim.pk]) + query,
        rating=claim.published_verdict.rating if claim.published_verdict else None,
        statement=claim.statement,
        stale=bool(claim.stale),
        in_hand=in_hand,
    )
