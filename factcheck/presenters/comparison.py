"""Two revisions of an article side by side, and what became of its claims between them."""

from dataclasses import dataclass
from itertools import count
from typing import Literal, get_args

from django.utils.translation import gettext, ngettext

from factcheck.actions.anchoring import words_at
from factcheck.domain.basis import staleness
from factcheck.domain.diff import Segment
from factcheck.domain.paragraphs import ParagraphKind, paragraphs
from factcheck.domain.vocabulary import AnchorState
from factcheck.models import Anchor, Claim, Rating, Revision
from factcheck.presenters.articles import RevisionDate, revision_date
from factcheck.presenters.changes import changes_beside_text
from factcheck.presenters.marks import places_in
from factcheck.presenters.pictures import ShownPicture, picture_of
from factcheck.presenters.staleness import ChangedWords, changes_for_readers
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


State = Literal["lost", "changed", "found", "moved", "same", "gone"]
_GRAVEST = get_args(State)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an edit did to a claim.

    `rating` is that of the verdict in force, None where it judged a later revision than this, in
    other words (`judged`: its number). `is_stale`: it doesn't cover the words here, or those of the
    newest text.
    """

    number: int
    url: str
    rating: Rating | None
    statement: dict[str, str]
    state: State
    label: str
    is_stale: bool
    judged: int

    @property
    def is_same(self) -> bool:
        """Whether the claim has the same words, where it had them."""
        return self.state == "same"


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

    @property
    def counted(self) -> str:
        """“1 paragraph changed, 1 moved.”"""
        moved = sum(pair.kind == "arrived" for pair in self.pairs)
        changed = len(self.numbers) - moved
        told = []
        if changed:
            sentence = ngettext(
                "%(count)s paragraph changed", "%(count)s paragraphs changed", changed
            )
            told.append(sentence % {"count": changed})
        if moved and changed:
            told.append(ngettext("%(count)s moved", "%(count)s moved", moved) % {"count": moved})
        elif moved:
            sentence = ngettext("%(count)s paragraph moved", "%(count)s paragraphs moved", moved)
            told.append(sentence % {"count": moved})
        return ", ".join(told) + "."


def comparison(old: Revision, new: Revision) -> Comparison:
    """What differs between two revisions of one article."""
    return Comparison(
        old=old,
        new=new,
        dated=revision_date(new),
        fields=list(changes_beside_text(old, new)),
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
    """What became of each standing public claim that the old revision had.

    Those that lost words come first, what stayed as it was last.
    """
    before, after = places_in(old, new)
    moved = set(
        Anchor.objects.filter(
            claim_id__in=after,
            revision__number__gt=old.number,
            revision__number__lte=new.number,
            state=AnchorState.MOVED,
        ).values_list("claim_id", flat=True)
    )
    changes = changes_for_readers(after.values(), new, is_newest=False)
    found = []
    for claim_id, place in after.items():
        if claim_id in before:
            state, label = _became(before[claim_id], place, claim_id in moved)
            change = changes.get(claim_id)
            if state == "lost" and change:  # which tells words that are gone from uncertain ones
                label = change.label
            found.append(_outcome(place.claim, state, label, change))
    return sorted(found, key=lambda outcome: (_GRAVEST.index(outcome.state), outcome.number))


def _became(before: Anchor, after: Anchor, moved: bool) -> tuple[State, str]:
    """What an edit did to a claim's words, and how a page says it."""
    was_gone, is_gone = before.start is None, after.start is None
    if was_gone:
        told = gettext("the words were gone before"), gettext("the words are back")
        return ("gone", told[0]) if is_gone else ("found", told[1])
    change = staleness(words_at(before), words_at(after))
    if change:
        return "lost" if is_gone else "changed", gettext(change.label)
    if moved:
        return "moved", gettext("the same words, moved")
    return "same", gettext("the same words")


def _outcome(claim: Claim, state: State, label: str, change: ChangedWords | None) -> Outcome:
    verdict = claim.published_verdict
    if verdict is None:
        raise ValueError("Readers are told of public claims only.")
    judged_later = change is not None and change.judged.revision > change.here
    return Outcome(
        number=claim.number,
        url=claim.get_absolute_url(),
        rating=None if judged_later else verdict.rating,
        statement=verdict.claim_row.statement,
        state=state,
        label=label,
        is_stale=bool(claim.stale) or change is not None,
        judged=change.judged.revision if change else 0,
    )
