"""What a stale verdict judged, and how the text reads now: two sentences, word by word."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Subquery
from django.db.models.functions import StrIndex
from django.utils.translation import gettext

from factcheck.actions.anchoring import place_now
from factcheck.domain.basis import Words, all_staleness
from factcheck.domain.diff import Op, Segment, diff, folded, segments
from factcheck.domain.vocabulary import AnchorState, Staleness
from factcheck.models import Anchor, Claim, Revision
from factcheck.presenters.sentences import Sentence, Stretch, sentences_at, stretches_of

_AROUND = 4  # unchanged words kept around a change where room is short
# What, changed in the article's words, a claim's statement is likely to repeat.
_REPEATED = frozenset(
    {Staleness.NUMBER, Staleness.DATE, Staleness.UNIT, Staleness.NAME, Staleness.NEGATION}
)


_NOWHERE = Words(None, "")


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim's sentence as a revision (its number) has it."""

    revision: int
    stretches: list[Stretch]


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """The words that a verdict judged, and those of another revision, `here` (its number).

    `kinds` says what changed, the gravest first. `now` is None where they have no place there;
    `unplaced` tells that they occur all the same, more than once or elsewhere. `replaced`: a person
    gave the claim other words since, on which nobody has judged yet; readers are never told those.
    """

    kinds: tuple[Staleness, ...]
    judged: Reading
    now: Reading | None
    here: int
    is_newest: bool
    unplaced: bool = False
    replaced: bool = False

    @property
    def kind(self) -> Staleness:
        return Staleness.LOST if self.replaced else self.kinds[0]

    @property
    def label(self) -> str:
        """The gravest change."""
        return _label(self.kind, unplaced=self.unplaced, replaced=self.replaced)

    @property
    def labels(self) -> str:
        """All of them."""
        if self.replaced or self.unplaced:
            return self.label
        return ". ".join(gettext(kind.label) for kind in self.kinds)

    @property
    def bears_on_statement(self) -> bool:
        """Whether the statement may say what the text says no more."""
        return self.now is not None and not _REPEATED.isdisjoint(self.kinds)

    @property
    def old(self) -> int:
        return min(self.judged.revision, self.here)

    @property
    def new(self) -> int:
        return max(self.judged.revision, self.here)


def changes_for_readers(
    places: Iterable[Anchor], revision: Revision, *, is_newest: bool
) -> dict[int, ChangedWords]:
    """Of each claim, by its key, what its verdict judged and how `revision` reads.

    `places` are their anchors there, lost ones included, read with `of_standing_claims`; claims
    whose verdict covers the words are left out.
    """
    here = {place.claim_id: place for place in places}
    judged = {claim_id: _judged(place.claim) for claim_id, place in here.items()}
    said = sentences_at([*here.values(), *judged.values()])
    lost = [judged[claim_id] for claim_id, place in here.items() if place.pk not in said]
    unplaced = _found_in(revision, lost)
    found = {}
    for claim_id, place in here.items():
        then, now = said[judged[claim_id].pk], said.get(place.pk)
        if kinds := all_staleness(then.words, now.words if now else _NOWHERE):
            uncertain = judged[claim_id].pk in unplaced
            if then.is_removed:  # by law: of its text readers see what the verdict quotes
                then, now = then.alone, now and now.alone
            found[claim_id] = _changed(
                kinds, then, now, revision.number, is_newest=is_newest, unplaced=uncertain
            )
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
    judged = _judged(claim)
    [then] = sentences_at([judged]).values()
    then = then.alone if then.is_removed else then
    uncertain = bool(_found_in(revision, [judged]))
    return _changed(
        (Staleness.LOST,), then, None, revision.number, is_newest=is_newest, unplaced=uncertain
    )


def change_at_desk(claim: Claim) -> ChangedWords | None:
    """What colleagues are told of a stale claim; of an other one None."""
    if not claim.stale:
        return None
    place, judged = place_now(claim), _judged(claim)
    said = sentences_at([place, judged])
    then, now = said[judged.pk], said.get(place.pk)
    placed = claim.anchors.filter(state=AnchorState.PLACED, id__gt=judged.pk)
    kinds = all_staleness(then.words, now.words if now else _NOWHERE)
    return _changed(
        kinds or (Staleness(claim.stale),),
        then,
        now,
        claim.article.newest.number,
        is_newest=True,
        unplaced=now is None and bool(_found_in(claim.article.newest, [judged])),
        replaced=now is not None and placed.exists(),
    )


def short_labels(claims: Collection[Claim]) -> dict[int, str]:
    """Of each stale claim, by its key, what changed, for a list that colleagues read.

    Read the claims as for `short_changes`.
    """
    unplaced = _found_in_newest(claims)
    return {
        claim.pk: _label(
            Staleness(claim.stale),
            unplaced=claim.pk in unplaced,
            replaced=claim.stale == Staleness.LOST and claim.anchor.start is not None,
        )
        for claim in claims
        if claim.stale
    }


def short_changes(claims: Collection[Claim]) -> dict[int, list[Segment]]:
    """Of each stale claim, by its key, the changed words and a few around them.

    Read the claims with their anchor and their published verdict's.
    """
    stale = [claim for claim in claims if claim.stale]
    said = sentences_at([anchor for claim in stale for anchor in (claim.anchor, _judged(claim))])
    unplaced = _found_in_newest(stale)
    return {
        claim.pk: _short(
            said[_judged(claim).pk], said.get(claim.anchor_id), unplaced=claim.pk in unplaced
        )
        for claim in stale
    }


def _judged(claim: Claim) -> Anchor:
    if claim.published_verdict is None:
        raise ValueError("Only a published verdict can be stale.")
    return claim.published_verdict.anchor


def _label(kind: Staleness, *, unplaced: bool, replaced: bool) -> str:
    if replaced:
        return gettext("New words that nobody has judged yet")
    if unplaced:
        return gettext("The words have no certain place")
    return gettext(kind.label)


def _found_in(revision: Revision, judged: Collection[Anchor]) -> set[int]:
    """Those anchors, by key, whose words occur in a revision, wherever that may be."""
    text = Subquery(Revision.objects.filter(pk=revision.pk).values("text"))
    keys = [anchor.pk for anchor in judged]
    there = Anchor.objects.filter(pk__in=keys).annotate(at=StrIndex(text, F("exact")))
    return set(there.filter(at__gt=0).values_list("pk", flat=True)) if keys else set()


def _found_in_newest(claims: Iterable[Claim]) -> set[int]:
    """Those claims, by key, that have lost their words though these occur in the newest text."""
    lost = [_judged(claim).pk for claim in claims if claim.stale and claim.anchor.start is None]
    at = StrIndex("claim__article__newest__text", "exact")
    there = Anchor.objects.filter(pk__in=lost).annotate(at=at).filter(at__gt=0)
    return set(there.values_list("claim_id", flat=True)) if lost else set()


def _changed(
    kinds: tuple[Staleness, ...],
    then: Sentence,
    now: Sentence | None,
    here: int,
    *,
    is_newest: bool,
    unplaced: bool = False,
    replaced: bool = False,
) -> ChangedWords:
    gone = [] if unplaced else [Op("delete", then.start, then.end, 0, 0)]
    ops = diff(then.text, now.text) if now else gone
    old = [(op.old_start, op.old_end) for op in ops if op.kind != "equal"]
    new = [(op.new_start, op.new_end) for op in ops if op.kind != "equal"]
    return ChangedWords(
        kinds,
        Reading(then.revision, list(stretches_of(then, "removed", old))),
        Reading(here, list(stretches_of(now, "added", new))) if now else None,
        here,
        is_newest,
        unplaced,
        replaced,
    )


def _short(then: Sentence, now: Sentence | None, *, unplaced: bool) -> list[Segment]:
    if now is None:
        return [Segment("same" if unplaced else "removed", then.text[then.start : then.end])]
    return folded(segments(then.text, now.text), _AROUND)
