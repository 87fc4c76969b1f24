"""Two revisions of an article side by side, and what became of its claims between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext

from factcheck.actions.anchoring import words_at
from factcheck.domain.diff import Segment, segments
from factcheck.domain.review import staleness
from factcheck.domain.vocabulary import AnchorState
from factcheck.models import Anchor, Rating, Revision
from factcheck.presenters.articles import RevisionDate, revision_date
from factcheck.presenters.changes import revision_changes
from factcheck.presenters.pictures import ShownPicture, picture_of
from factcheck.presenters.values import Change

PILCROW = "¶"  # a paragraph's end that came or went, which no reader would see otherwise


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph before and after; `number` counts the changed ones from 1; 0 for others."""

    segments: tuple[Segment, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an edit did to a claim. `state`: "same", "moved", "changed" or "lost"."""

    number: int
    url: str
    rating: Rating
    statement: dict[str, str]
    state: Literal["same", "moved", "changed", "lost"]
    label: str


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
    number = 0
    found = []
    for line in _lines(segments(old, new)):
        changed = any(segment.kind != "same" for segment in line)
        number += changed
        found.append(Pair(tuple(line), number if changed else 0))
    return found


def outcomes(old: Revision, new: Revision) -> list[Outcome]:
    """What became of the standing public claims that had words in the old revision."""
    before, after = _anchors(old), _anchors(new)
    moved = set(
        Anchor.objects.filter(
            claim_id__in=after,
            revision__number__gt=old.number,
            revision__number__lte=new.number,
            state=AnchorState.MOVED,
        ).values_list("claim_id", flat=True)
    )
    return [
        _outcome(before[claim_id], after[claim_id], claim_id in moved)
        for claim_id in sorted(after, key=lambda claim_id: after[claim_id].claim.number)
        if claim_id in before and before[claim_id].start is not None
    ]


def _outcome(before: Anchor, after: Anchor, moved: bool) -> Outcome:
    claim, verdict = after.claim, after.claim.published_verdict
    if verdict is None:
        raise ValueError("Readers are told of public claims only.")
    change = staleness(words_at(before), words_at(after))
    state: Literal["same", "moved", "changed", "lost"] = "moved" if moved else "same"
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


def _lines(found: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Segments cut at line ends. A line end that itself came or went is shown as a sign."""
    line: list[Segment] = []
    for segment in found:
        *whole, rest = segment.text.split("\n")
        for text in whole:
            if text:
                line.append(Segment(segment.kind, text))
            if segment.kind != "same" and any(part.kind != segment.kind for part in line):
                line.append(Segment(segment.kind, PILCROW))
            if line:
                yield line
            line = []
        if rest:
            line.append(Segment(segment.kind, rest))
    if line:
        yield line
