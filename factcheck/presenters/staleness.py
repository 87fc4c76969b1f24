"""What a stale verdict judged, and how the text reads now: two sentences, word by word."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from django.db.models import F
from django.db.models.functions import Greatest, Substr
from django.utils.translation import gettext

from factcheck.actions.anchoring import place_now
from factcheck.domain.diff import Op, Segment, SegmentKind, diff, folded, segments
from factcheck.domain.review import Words, staleness
from factcheck.domain.sentences import sentence_bounds
from factcheck.domain.vocabulary import AnchorState, Staleness
from factcheck.models import Anchor, Claim, Revision

_WINDOW = 2_100  # code points around a claim's words: all that `sentence_bounds` looks at
_AROUND = 4  # unchanged words kept around a change where room is short


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a sentence: "same", "removed" or "added"; `quoted` are those of the claim."""

    kind: SegmentKind
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim's sentence as a revision (its number) has it."""

    revision: int
    stretches: list[Stretch]


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """The words that a verdict judged, and those of another revision, `here` (its number).

    `now` is None where they are not there. `replaced`: a person gave the claim other words since,
    on which nobody has judged yet; readers are never told those.
    """

    kind: Staleness
    judged: Reading
    now: Reading | None
    here: int
    is_newest: bool
    replaced: bool = False

    @property
    def label(self) -> str:
        return gettext(self.kind.label)

    @property
    def old(self) -> int:
        return min(self.judged.revision, self.here)

    @property
    def new(self) -> int:
        return max(self.judged.revision, self.here)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A claim's words in their sentence."""

    revision: int
    text: str
    start: int
    end: int

    @property
    def words(self) -> Words:
        return Words(self.text[self.start : self.end], self.text)


def changes_for_readers(
    places: Iterable[Anchor], revision: Revision, *, is_newest: bool
) -> dict[int, ChangedWords]:
    """Of each claim, by its key, what its verdict judged and how `revision` reads.

    `places` are their anchors there, lost ones included, read with `of_standing_claims`; claims
    whose verdict covers the words are left out.
    """
    here = {place.claim_id: place for place in places}
    judged = {claim_id: _judged(place.claim) for claim_id, place in here.items()}
    said = _sentences([*here.values(), *judged.values()])
    found = {}
    for claim_id, place in here.items():
        then, now = said[judged[claim_id].pk], said.get(place.pk)
        kind = staleness(then.words, now.words if now else Words(None, ""))
        if kind:
            found[claim_id] = _changed(kind, then, now, revision.number, is_newest=is_newest)
    return found


def change_for_readers(claim: Claim, revision: Revision) -> ChangedWords | None:
    """The same of one standing claim, for its own page; None while the verdict covers the words."""
    anchors = Anchor.objects.of_standing_claims().filter(claim=claim, revision=revision)
    place = anchors.order_by("-id").first()
    return change_at(claim, place, revision, is_newest=revision.pk == claim.article.newest_id)


def change_at(
    claim: Claim, place: Anchor | None, revision: Revision, *, is_newest: bool
) -> ChangedWords | None:
    """The same where the claim's place in the revision is known; None: readers see none there."""
    if place is not None:
        found = changes_for_readers([place], revision, is_newest=is_newest)
        return found.get(claim.pk)
    [then] = _sentences([_judged(claim)]).values()
    return _changed(Staleness.LOST, then, None, revision.number, is_newest=is_newest)


def change_at_desk(claim: Claim) -> ChangedWords | None:
    """What colleagues are told of a stale claim; of an other one None."""
    if not claim.stale:
        return None
    now, judged = place_now(claim), _judged(claim)
    said = _sentences([now, judged])
    placed = claim.anchors.filter(state=AnchorState.PLACED, id__gt=judged.pk)
    return _changed(
        Staleness(claim.stale),
        said[judged.pk],
        said.get(now.pk),
        claim.article.newest.number,
        is_newest=True,
        replaced=now.start is not None and placed.exists(),
    )


def short_changes(claims: Collection[Claim]) -> dict[int, list[Segment]]:
    """Of each stale claim, by its key, the changed words and a few around them.

    Read the claims with their anchor and their published verdict's.
    """
    stale = [claim for claim in claims if claim.stale]
    said = _sentences([anchor for claim in stale for anchor in (claim.anchor, _judged(claim))])
    return {claim.pk: _short(said[_judged(claim).pk], said.get(claim.anchor_id)) for claim in stale}


def _judged(claim: Claim) -> Anchor:
    if claim.published_verdict is None:
        raise ValueError("Only a published verdict can be stale.")
    return claim.published_verdict.anchor


def _sentences(anchors: Collection[Anchor]) -> dict[int, _Sentence]:
    """The sentence around each anchor with a place, by its key; of long texts only that is read."""
    places = {anchor.pk: anchor for anchor in anchors if anchor.start is not None}
    low = Greatest(F("start") - _WINDOW, 0)
    rows = (
        Anchor.objects.filter(pk__in=places)
        .annotate(low=low)
        .annotate(window=Substr("revision__text", F("low") + 1, F("end") - F("low") + _WINDOW))
        .values_list("pk", "start", "end", "revision__number", "low", "window")
        if places
        else ()
    )
    return {
        key: _sentence(number, window, start - begin, end - begin)
        for key, start, end, number, begin, window in rows
    }


def _sentence(revision: int, text: str, start: int, end: int) -> _Sentence:
    first, last = sentence_bounds(text, start, end)
    first, last = min(first, start), max(last, end)
    return _Sentence(revision, text[first:last], start - first, end - first)


def _changed(
    kind: Staleness,
    then: _Sentence,
    now: _Sentence | None,
    here: int,
    *,
    is_newest: bool,
    replaced: bool = False,
) -> ChangedWords:
    gone = Op("delete", then.start, then.end, 0, 0)
    ops = diff(then.text, now.text) if now else [gone]
    old = [(op.old_start, op.old_end) for op in ops if op.kind != "equal"]
    new = [(op.new_start, op.new_end) for op in ops if op.kind != "equal"]
    return ChangedWords(
        kind,
        Reading(then.revision, list(_stretches(then, "removed", old))),
        Reading(here, list(_stretches(now, "added", new))) if now else None,
        here,
        is_newest,
        replaced,
    )


def _stretches(
    sentence: _Sentence, kind: SegmentKind, changed: list[tuple[int, int]]
) -> Iterator[Stretch]:
    """A sentence cut where its changes and its claim's words begin and end."""
    edges = {0, len(sentence.text), sentence.start, sentence.end, *chain.from_iterable(changed)}
    for start, end in pairwise(sorted(edges)):
        is_changed = any(first <= start < last for first, last in changed)
        quoted = sentence.start <= start < sentence.end
        yield Stretch(kind if is_changed else "same", sentence.text[start:end], quoted)


def _short(then: _Sentence, now: _Sentence | None) -> list[Segment]:
    if now is None:
        return [Segment("removed", then.text[then.start : then.end])]
    return folded(segments(then.text, now.text), _AROUND)
