"""The claims that are marked in the text of one revision."""

from dataclasses import dataclass

from factcheck.actions.anchoring import words_at
from factcheck.domain.review import staleness
from factcheck.models import Anchor, Rating, Revision


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """Where a claim's words stand, and what is shown of its verdict: the statement as judged.

    `stale` tells that the verdict judged other words than those marked here. Words that are gone
    from the text have no place (start None). `in_hand`: it is the one being worked on.
    """

    number: int
    start: int | None
    end: int | None
    url: str
    rating: Rating | None
    statement: dict[str, str]
    stale: bool
    in_hand: bool = False

    @property
    def key(self) -> str:
        return str(self.number)


def marks_in(revision: Revision, *, newest: bool) -> tuple[list[MarkedClaim], list[MarkedClaim]]:
    """The standing public claims of a revision: those with a place, and those whose words are gone.

    The first are in the order of the text, the second in that of their numbers.
    """
    anchors = Anchor.objects.of_standing_claims().filter(revision=revision).order_by("id")
    counting = {anchor.claim_id: anchor for anchor in anchors}  # the newest of each claim
    placed = [anchor for anchor in counting.values() if anchor.start is not None]
    stale = _stale_now(placed) if newest else _stale_then(placed, revision)
    gone = [_mark(anchor, True) for anchor in counting.values() if anchor.start is None]
    marks = [_mark(anchor, anchor.claim_id in stale) for anchor in placed]
    return (
        sorted(marks, key=lambda mark: (mark.start or 0, mark.end or 0)),
        sorted(gone, key=lambda mark: mark.number),
    )


def _mark(anchor: Anchor, stale: bool) -> MarkedClaim:
    claim, verdict = anchor.claim, anchor.claim.published_verdict
    if verdict is None:
        raise ValueError("Only claims with a verdict are marked.")
    return MarkedClaim(
        number=claim.number,
        start=anchor.start,
        end=anchor.end,
        url=claim.get_absolute_url(),
        rating=verdict.rating,
        statement=verdict.claim_row.statement,
        stale=stale,
    )


def _stale_now(anchors: list[Anchor]) -> set[int]:
    return {anchor.claim_id for anchor in anchors if anchor.claim.stale}


def _stale_then(anchors: list[Anchor], revision: Revision) -> set[int]:
    """The claims whose verdict judged words that differ in substance from those of `revision`."""
    judged = {
        anchor.claim_id: anchor.claim.published_verdict.anchor
        for anchor in anchors
        if anchor.claim.published_verdict
    }
    texts = Revision.objects.only("text").in_bulk({there.revision_id for there in judged.values()})
    stale = set()
    for anchor in anchors:
        there = judged[anchor.claim_id]
        there.revision, anchor.revision = texts[there.revision_id], revision
        if staleness(words_at(there), words_at(anchor)):
            stale.add(anchor.claim_id)
    return stale
