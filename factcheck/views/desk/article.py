"""The article beside the claim: which words of its newest text are marked, and how."""

from django.urls import reverse

from factcheck.models import Anchor, Claim
from factcheck.presenters.marks import MarkedClaim


def marks_beside(in_hand: Claim) -> list[MarkedClaim]:
    """All claims of the article that stand in its newest text, published or not."""
    there = Anchor.objects.filter(revision=in_hand.article.newest_id).order_by("id")
    counting = {
        anchor.claim_id: anchor
        for anchor in there.select_related("claim__published_verdict__rating")
    }
    marks = [
        _mark(anchor, in_hand=anchor.claim_id == in_hand.pk)
        for anchor in counting.values()
        if anchor.start is not None
    ]
    return sorted(marks, key=lambda mark: mark.number)


def _mark(anchor: Anchor, *, in_hand: bool) -> MarkedClaim:
    claim = anchor.claim
    return MarkedClaim(
        number=claim.number,
        start=anchor.start,
        end=anchor.end,
        url=reverse("desk:claim", args=[claim.pk]),
        rating=claim.published_verdict.rating if claim.published_verdict else None,
        statement=claim.statement,
        stale=bool(claim.stale),
        in_hand=in_hand,
    )
