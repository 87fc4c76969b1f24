"""What a verdict rested on when it was proposed, and what it would rest on now."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from factcheck.actions.anchoring import words_at
from factcheck.domain.review import Basis
from factcheck.domain.vocabulary import AnchorState
from factcheck.models import Claim, Evidence, Source, Verdict


def pending(claim: Claim) -> Verdict:
    """The claim's newest verdict: the one under review while there is one."""
    return claim.verdicts.select_related("anchor__revision", "claim_row").latest("number")


def bases(verdict: Verdict, claim: Claim, evidence: Iterable[Any]) -> tuple[Basis, Basis]:
    """What a verdict rested on, and what one proposed now would rest on.

    Read the verdict as `pending` does, the claim with its anchor's revision, and its `evidence`
    with `with_rows`: two queries then.
    """
    judged_rows = verdict.evidence.values_list("evidence_row_id", "source_row_id")
    placed = claim.anchors.filter(state=AnchorState.PLACED).values_list("id", flat=True)
    places = sorted(placed)  # by which a person gave the claim its words
    before = [place for place in places if place <= verdict.anchor_id]
    judged = Basis(
        statement=verdict.claim_row.statement,
        words=words_at(verdict.anchor),
        placed=max(before, default=0),
        evidence=frozenset(judged_rows),
    )
    now = Basis(
        statement=claim.statement,
        words=words_at(claim.anchor),
        placed=max(places, default=0),
        evidence=frozenset((item.evidence_row, item.source_row) for item in evidence),
    )
    return judged, now


def with_rows(claim: Claim) -> "QuerySet[Any]":
    """The claim's evidence, each with `evidence_row` and `source_row`: the newest history rows of
    it and of its source."""

    def newest(model: Any, reference: str) -> Subquery:
        rows = model.history.filter(id=OuterRef(reference)).order_by("-act_id", "-history_id")
        return Subquery(rows.values("history_id")[:1])

    return (
        Evidence.objects.filter(claim=claim)
        .order_by("id")
        .annotate(evidence_row=newest(Evidence, "id"), source_row=newest(Source, "source_id"))
    )


def evidence_rows(claim: Claim) -> list[tuple[int, int]]:
    """Those two rows of each piece of evidence."""
    return list(with_rows(claim).values_list("evidence_row", "source_row"))
