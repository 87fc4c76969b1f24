"""A claim's words in their sentence, as a revision has them; of long texts no more is read."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Greatest, Substr

from factcheck.domain.basis import Words
from factcheck.domain.diff import SegmentKind
from factcheck.domain.sentences import sentence_bounds
from factcheck.models import Anchor, Removal

_WINDOW = 2_100  # code points around a claim's words: all that `sentence_bounds` looks at


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a sentence: "same", "removed" or "added"; `quoted` are those of the claim."""

    kind: SegmentKind
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A claim's words in their sentence; `is_removed`: its revision was removed by law."""

    revision: int
    text: str
    start: int
    end: int
    is_removed: bool = False

    @property
    def words(self) -> Words:
        return Words(self.text[self.start : self.end], self.text)

    @property
    def alone(self) -> "Sentence":
        """The words without their sentence."""
        text = self.text[self.start : self.end]
        return Sentence(self.revision, text, 0, len(text))


def sentences_at(anchors: Collection[Anchor]) -> dict[int, Sentence]:
    """The sentence around each anchor with a place, by its key; of long texts only that is read."""
    places = {anchor.pk: anchor for anchor in anchors if anchor.start is not None}
    low = Greatest(F("start") - _WINDOW, 0)
    removals = Removal.objects.standing().filter(revision=OuterRef("revision"))
    rows = (
        Anchor.objects.filter(pk__in=places)
        .annotate(low=low)
        .annotate(window=Substr("revision__text", F("low") + 1, F("end") - F("low") + _WINDOW))
        .annotate(is_removed=Exists(removals))
        .values_list("pk", "start", "end", "revision__number", "low", "window", "is_removed")
        if places
        else ()
    )
    return {
        key: replace(_sentence(number, window, start - begin, end - begin), is_removed=is_removed)
        for key, start, end, number, begin, window, is_removed in rows
    }


def _sentence(revision: int, text: str, start: int, end: int) -> Sentence:
    first, last = sentence_bounds(text, start, end)
    first, last = min(first, start), max(last, end)
    return Sentence(revision, text[first:last], start - first, end - first)


def stretches_of(
    sentence: Sentence, kind: SegmentKind, changed: list[tuple[int, int]]
) -> Iterator[Stretch]:
    """A sentence cut where its changes and its claim's words begin and end."""
    edges = {0, len(sentence.text), sentence.start, sentence.end, *chain.from_iterable(changed)}
    for start, end in pairwise(sorted(edges)):
        is_changed = any(first <= start < last for first, last in changed)
        quoted = sentence.start <= start < sentence.end
        yield Stretch(kind if is_changed else "same", sentence.text[start:end], quoted)
