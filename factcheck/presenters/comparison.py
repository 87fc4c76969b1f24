"""Two revisions of an article side by side, and what became of its claims between them."""

from dataclasses import dataclass
from itertools import count
from typing import Literal, get_args

from django.utils.translation import gettext

from factcheck.actions.anchoring import words_at
from factcheck.domain.diff import Segment
from factcheck.domain.paragraphs import ParagraphKind, paragraphs
from factcheck.domain.review import staleness
from factcheck.domain.vocabulary import AnchorState
from factcheck.models import Anchor, Rating, Revision
from factcheck.presenters.articles import RevisionDate, revision_date
from factcheck.presenters.changes import revision_changes
from factcheck.presenters.pictures import ShownPicture, picture_of
from factcheck.presenters.values import Change


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph before and after (`domain.paragraphs`).

    `number` counts the changes from 1; 0 where nothing changed, and where a paragraph left: that
    is told by `moved_to`, the number of the change by which it arrived.
    """

    kind: ParagraphKind
    segments: tuple[Segment, ...]
    number: int = 0
    moved_to: int = 0


State = Literal["lost", "changed", "moved", "same"]
_GRAVEST = get_args(State)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an edit did to a claim. `is_stale`: its verdict doesn't cover the newest words."""

    number: int
    url: str
    rating: Rating
    statement: dict[str, str]
    state: State
    label: str
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs from one revision to a later one."""

    old: Revision
    new: Revision
    dated: RevisionDate
    fields: list[Change]
    pictures: list[tuple[Revision, ShownPicture | None]]
    pairs: list[Pair]
    outcomes: list[Outcome]

    @property
    def numbers(self) -> list[int]:
        """The numbers of the changed paragraphs."""
        return [pair.number for pair in self.pairs if pair.number]


def comparison(old: Revision, new: Revision) -> Comparison:
    """What differs between two revisions of one article."""
    fields = [change for change in revision_changes(old, new) if not _is_text(change)]
    return Comparison(
        old=old,
        new=new,
        dated=revision_date(new),
        fields=fields,
        pictures=pictures_of(old, new),
        pairs=pairs(old.text, new.text) if old.text != new.text else [],
        outcomes=outcomes(old, new),
    )


def pictures_of(old: Revision, new: Revision) -> list[tuple[Revision, ShownPicture | None]]:
    """Both pictures where they differ."""
    if (old.image.name, old.image_url) == (new.image.name, new.image_url):
        return []
    return [(revision, picture_of(revision)) for revision in (old, new)]


def pairs(old: str, new: str) -> list[Pair]:
    """The whole text by paragraphs, each with its changed words."""
    found = paragraphs(old, new)
    counted = count(1)
    numbers = [0 if paragraph.kind in ("same", "left") else next(counted) for paragraph in found]
    arrivals = {
        paragraph.move: number
        for paragraph, number in zip(found, numbers, strict=True)
        if paragraph.kind == "arrived"
    }
    return [
        Pair(
            kind=paragraph.kind,
            segments=paragraph.segments,
            number=number,
            moved_to=arrivals[paragraph.move] if paragraph.kind == "left" else 0,
        )
        for paragraph, number in zip(found, numbers, strict=True)
    ]


def outcomes(old: Revision, new: Revision) -> list[Outcome]:
    """What became of the standing public claims that had words in the old revision.

    Those that lost words come first, what stayed as it was last.
    """
    before, after = _anchors(old), _anchors(new)
    moved = set(
        Anchor.objects.filter(
            claim_id__in=after,
            revision__number__gt=old.number,
            revision__number__lte=new.number,
            state=AnchorState.MOVED,
        ).values_list("claim_id", flat=True)
    )
    found = [
        _outcome(before[claim_id], anchor, claim_id in moved)
        for claim_id, anchor in after.items()
        if claim_id in before and before[claim_id].start is not None
    ]
    return sorted(found, key=lambda outcome: (_GRAVEST.index(outcome.state), outcome.number))


def _outcome(before: Anchor, after: Anchor, moved: bool) -> Outcome:
    claim, verdict = after.claim, after.claim.published_verdict
    if verdict is None:
        raise ValueError("Readers are told of public claims only.")
    change = staleness(words_at(before), words_at(after))
    state: State = "moved" if moved else "same"
    label = gettext("the same words, moved") if moved else gettext("the same words")
    if change:
        state = "lost" if after.start is None else "changed"
        label = gettext(change.label)
    return Outcome(
        number=claim.number,
        url=claim.get_absolute_url(),
        rating=verdict.rating,
        statement=verdict.claim_row.statement,
        state=state,
        label=label,
        is_stale=bool(claim.stale),
    )


def _anchors(revision: Revision) -> dict[int, Anchor]:
    """The anchor that counts of each standing public claim in a revision."""
    anchors = Anchor.objects.of_standing_claims().filter(revision=revision).order_by("id")
    counting = {anchor.claim_id: anchor for anchor in anchors}
    for anchor in counting.values():
        anchor.revision = revision  # its text is read with the words
    return counting


def _is_text(change: Change) -> bool:
    return change.label == gettext("Text")
