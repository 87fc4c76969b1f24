"""The article beside the claim: which words of its newest text are marked, and how."""

from dataclasses import replace

from django.urls import reverse

from factcheck.models import Claim
from factcheck.presenters.marks import MarkedClaim


def marks_beside(in_hand: Claim) -> list[MarkedClaim]:
    """All claims of the article that stand in its newest text, published or not."""
    claims = in_hand.article.claims.select_related("anchor", "published_verdict__rating")
    marks = [
        _mark(claim)
        for claim in claims.order_by("number")
        if claim.anchor.start is not None and claim.anchor.revision_id == in_hand.article.newest_id
    ]
    return [
        replace(mark, in_hand=True) if mark.number == in_hand.number else mark for mark in marks
    ]


def _mark(claim: Claim) -> MarkedClaim:
    return MarkedClaim(
        number=claim.number,
        start=claim.anchor.start,
        end=claim.anchor.end,
        url=reverse("desk:claim", args=[claim.pk]),
        rating=claim.published_verdict.rating if claim.published_verdict else None,
        statement=claim.statement,
        stale=bool(claim.stale),
    )
