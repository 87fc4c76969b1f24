"""The claims that are marked in the text of one revision."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import F

from factcheck.domain.diff import Segment, folded, segments
from factcheck.domain.vocabulary import AnchorState
from factcheck.models import Anchor, Claim, Rating, Revision
from factcheck.presenters.past import Past
from factcheck.presenters.staleness import ChangedWords, changes_for_readers

_AROUND = 3  # unchanged words kept around a change beside the text


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """Where a claim's words stand, and what is shown of its verdict: the statement as judged.

    `stale` tells that the verdict judged other words than those marked here, `change` which. Words
    that are gone from the text have no place (start None). `in_hand`: it is the one being worked
    on.
    """

    is_suggestion: ClassVar[bool] = False

    number: int
    start: int | None
    end: int | None
    url: str
    rating: Rating | None
    statement: dict[str, str]
    stale: bool
    in_hand: bool = False
    change: ChangedWords | None = None

    @property
    def key(self) -> str:
        return str(self.number)

    @property
    def short_change(self) -> list[Segment]:
        """The words that changed since the verdict, with a few around them."""
        if self.change is None or self.change.now is None:
            return []
        then, now = (
            "".join(stretch.text for stretch in reading.stretches)
            for reading in (self.change.judged, self.change.now)
        )
        return folded(segments(then, now), _AROUND)


@dataclass(frozen=True, slots=True)
class SuggestedMark:
    """A place where the lost words of the claim in hand may stand, marked with its letter."""

    is_suggestion: ClassVar[bool] = True
    rating: ClassVar[None] = None
    stale: ClassVar[bool] = False
    in_hand: ClassVar[bool] = False

    number: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return self.number

    @property
    def url(self) -> str:
        return f"#place-{self.number}"


Marks = tuple[list[MarkedClaim], list[MarkedClaim]]


def marks_in(revision: Revision, *, newest: bool) -> Marks:
    """The standing public claims of a revision: those with a place, and those whose words are gone.

    The first are in the order of the text, the second in that of their numbers.
    """
    [places] = places_in(revision)
    perhaps = [place for place in places.values() if place.claim.stale or not newest]
    changes = changes_for_readers(perhaps, revision, is_newest=newest)
    return _in_order(places.values(), changes)


def places_in(*revisions: Revision) -> list[dict[int, Anchor]]:
    """For each of some revisions of one article, oldest first, where readers see each standing
    public claim in it, lost ones included, by the claims' keys. Two queries."""
    found: dict[int, dict[int, Anchor]] = {revision.pk: {} for revision in revisions}
    anchors = Anchor.objects.of_standing_claims().filter(revision__in=list(found))
    for anchor in anchors.order_by("id"):  # the newest of each claim stays
        found[anchor.revision_id][anchor.claim_id] = anchor
    for claim, judged in _judged_by(revisions[-1], set.intersection(*map(set, found.values()))):
        for revision in revisions:
            if judged <= revision.number and claim.pk not in found[revision.pk]:
                lost = Anchor(claim=claim, state=AnchorState.LOST)
                found[revision.pk][claim.pk] = lost
    for revision in revisions:
        for place in found[revision.pk].values():
            place.revision = revision  # its text is read with the words
    return list(found.values())


def marks_then(past: Past, revision: Revision, query: str) -> Marks:
    """The same as it stood at a moment of the past; `query` is carried on by the links."""
    places = past.places(revision, [claim for claim in past.public if not claim.is_withdrawn])
    return _in_order(places.values(), past.changes(revision, places), query)


def _judged_by(revision: Revision, seen: Collection[int]) -> Iterator[tuple[Claim, int]]:
    """Standing claims judged by a revision, but those `seen`, each with the number of the one that
    its verdict judged.

    Where readers see no place of such a claim, a person gave it other words, which nobody has
    judged. To readers its words are gone.
    """
    claims: Any = Claim.objects.standing().filter(
        article=revision.article_id,
        published_verdict__anchor__revision__number__lte=revision.number,
    )
    read = claims.exclude(pk__in=seen).select_related(
        "published_verdict__anchor", "published_verdict__claim_row", "published_verdict__rating"
    )
    for claim in read.annotate(judged=F("published_verdict__anchor__revision__number")):
        yield claim, claim.judged


def _in_order(
    anchors: Collection[Anchor], changes: Mapping[int, ChangedWords], query: str = ""
) -> Marks:
    found = [_mark(anchor, changes.get(anchor.claim_id), query) for anchor in anchors]
    marks = [mark for mark in found if mark.start is not None]
    gone = [mark for mark in found if mark.start is None]
    return (
        sorted(marks, key=lambda mark: (mark.start or 0, mark.end or 0)),
        sorted(gone, key=lambda mark: mark.number),
    )


def _mark(anchor: Anchor, change: ChangedWords | None, query: str) -> MarkedClaim:
    claim, verdict = anchor.claim, anchor.claim.published_verdict
    if verdict is None:
        raise ValueError("Only claims with a verdict are marked.")
    return MarkedClaim(
        number=claim.number,
        start=anchor.start,
        end=anchor.end,
        url=claim.get_absolute_url() + query,
        rating=verdict.rating,
        statement=verdict.claim_row.statement,
        stale=change is not None,
        change=change,
    )
