"""What a verdict rested on when it was proposed, and what it would rest on now."""

from typing import Any

from django.db.models import Max, OuterRef, Subquery

from factcheck.actions.anchoring import words_at
from factcheck.domain.review import Basis
from factcheck.domain.vocabulary import AnchorState
from factcheck.models import Claim, Evidence, Source, Verdict


def pending(claim: Claim) -> Verdict:
    """The claim's newest verdict: the one under review while there is one."""
    return claim.verdicts.select_related("anchor__revision", "claim_row").latest("number")


def judged_basis(verdict: Verdict) -> Basis:
    """What a verdict rested on when it was proposed."""
    rows = verdict.evidence.values_list("evidence_row_id", "source_row_id")
    return Basis(
        statement=verdict.claim_row.statement,
        words=words_at(verdict.anchor),
        placed=_last_placed(verdict.claim, up_to=verdict.anchor_id),
        evidence=frozenset(rows),
    )


def present_basis(claim: Claim) -> Basis:
    """What a verdict proposed now would rest on."""
    return Basis(
        statement=claim.statement,
        words=words_at(claim.anchor),
        placed=_last_placed(claim),
        evidence=frozenset(evidence_rows(claim)),
    )


def _last_placed(claim: Claim, up_to: int | None = None) -> int:
    """The anchor by which a person last gave the claim its words, perhaps up to another."""
    placed = claim.anchors.filter(state=AnchorState.PLACED)
    if up_to is not None:
        placed = placed.filter(id__lte=up_to)
    last: int = placed.aggregate(last=Max("id", default=0))["last"]
    return last


def evidence_rows(claim: Claim) -> list[tuple[int, int]]:
    """The newest history rows of each piece of the claim's evidence, and of its source."""

    def newest(model: Any, reference: str) -> Subquery:
        rows = model.history.filter(id=OuterRef(reference)).order_by("-act_id", "-history_id")
        return Subquery(rows.values("history_id")[:1])

    return list(
        Evidence.objects.filter(claim=claim)
        .order_by("id")
        .annotate(evidence_row=newest(Evidence, "id"), source_row=newest(Source, "source_id"))
        .values_list("evidence_row", "source_row")
    )
