"""Where a claim's exact words stand in a text, and where they stand after an edit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Postfix, Prefix

from factcheck.domain.changes import ChangeKind, changes_between
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.following.likeness import Likeness, Lookalikes, lowered
from factcheck.domain.following.stretch import Reached
from factcheck.domain.following.tracking import Tracker
from factcheck.domain.graphemes import splits, widened
from factcheck.domain.sentences import sentence_bounds
from factcheck.domain.typography import fold, folded
from factcheck.domain.vocabulary import AnchorState

# Code points of context stored on each side, as the Hypothesis client stores them.
CONTEXT = 32
# How many places are suggested for lost words, and what share of a score is their context's.
_SUGGESTED = 3
_CONTEXT_SHARE = 0.1
# So many code points are looked through for suggestions after one edit; beyond that a page asks for
# them by `suggestions`, anchor by anchor.
_LOOKED_THROUGH = 20_000_000
# Words longer than this are not quoted back.
_LONGEST_QUOTED = 300


class EmptyQuote(Refusal):
    """No words were given."""


class QuoteNotFound(Refusal):
    """The words are not in the text."""


class QuoteAmbiguous(Refusal):
    """The words stand more than once in the text."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """`text[start:end]` is `exact`; up to 32 code points stand before (`prefix`) and after it."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place that resembles lost words and what stood around them: `score` is 100 if it equals
    both. It is for a person to accept, and keeps no verdict alive."""

    anchor: Anchor
    score: int


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of an anchor.

    `anchor` is its place in the new text, None when lost. `changes` are the kinds of change of
    substance, the gravest first: in the words themselves (state changed) or in the sentence around
    words that stayed (current, moved). `suggestions` are likely places, only when lost: at most
    three that don't overlap, the best first.
    """

    state: AnchorState
    anchor: Anchor | None
    changes: tuple[ChangeKind, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def change(self) -> ChangeKind | None:
        """The gravest change, if any."""
        return self.changes[0] if self.changes else None


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of a span, in code points, end exclusive; ValueError for a span that is none."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start} to {end} is no span of a text of {len(text)} code points")
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(start, end, text[start:end], prefix, suffix)


def locate(text: str, quote: str, *, prefix: str = "", suffix: str = "") -> Anchor:
    """The one place of a quote in a text; its words may differ in print alone.

    Where the words stand more than once, what a reader saw before (`prefix`) and after them
    (`suffix`) tells which are meant, if it fits one place better than all others.

    Exact words come first: a second place that differs in print doesn't make them ambiguous. Where
    a quote would begin or end inside what a reader sees as one character (a letter and its marks,
    a flag), those are other words, and no place of it. Raises EmptyQuote, QuoteAmbiguous with the
    number of places, or QuoteNotFound with the closest words.
    """
    wanted = quote.strip()
    if not fold(wanted):
        raise EmptyQuote(N_("Give the words of the article that the claim is about."))
    spans = _whole(text, ((place, place + len(wanted)) for place in _places(text, wanted)))
    if not spans:
        printed = folded(text)
        plain = fold(wanted)
        ends = ((at, at + len(plain)) for at in _places(printed.text, plain))
        spans = _whole(text, (printed.original(*span) for span in ends))
    if len(spans) > 1:
        spans = _best_in_context(text, spans, prefix, suffix)
    if len(spans) > 1:
        raise QuoteAmbiguous(
            N_(
                "These words stand %(count)s times in the text."
                " Add the words before or after until they are found once."
            ),
            count=len(spans),
        )
    if not spans:
        raise _not_found(text, wanted)
    return anchor_at(text, *spans[0])


def follow(
    old: str, new: str, anchors: Sequence[Anchor], *, suggest: bool = True
) -> list[Followed]:
    """What an edit did to each anchor of the old text, in the given order.

    Anchors are mapped through the word diff, never searched first: a look-alike elsewhere would be
    a wrong answer that looks right. Only words that the diff lost are looked for among what it left
    over on both sides (moved passages), and only a person may accept what resembles them at last.
    Without `suggest` nothing is searched. An anchor that splits a character comes out with all of
    it. One whose words are not at its place in `old` raises ValueError.
    """
    for anchor in anchors:
        if old[anchor.start : anchor.end] != anchor.exact:
            raise ValueError(f"the words of {anchor} do not stand there in the old text")
    tracker = Tracker(old, new)
    followed = [_named(old, new, one, tracker.follow(one.start, one.end)) for one in anchors]
    lost = [at for at, one in enumerate(followed) if one.anchor is None]
    lookalikes = Lookalikes(new)
    for at in lost[: _LOOKED_THROUGH // max(1, len(new)) if suggest else 0]:
        likely = _suggestions(lookalikes, anchors[at])
        followed[at] = Followed(AnchorState.LOST, None, suggestions=likely)
    return followed


def suggestions(text: str, wanted: Anchor) -> tuple[Suggestion, ...]:
    """At most three places in a text that resemble lost words, the best first, none overlapping.

    `wanted` is where the words stood last, in whatever text that was: their context counts for a
    tenth of the score, and of equals the one nearest to the old place comes first.
    """
    return _suggestions(Lookalikes(text), wanted)


def _named(old: str, new: str, anchor: Anchor, reached: Reached | None) -> Followed:
    """What became of an anchor that was followed, its changes named."""
    if reached is None:
        return Followed(AnchorState.LOST, None)
    there = anchor_at(new, *widened(new, reached.start, reached.end))
    here = widened(old, anchor.start, anchor.end)
    changes = changes_between(old[slice(*here)], there.exact)
    if changes:
        return Followed(AnchorState.CHANGED, there, changes)
    before = slice(*sentence_bounds(old, *here))
    after = slice(*sentence_bounds(new, there.start, there.end))
    state = AnchorState.MOVED if reached.moved else AnchorState.CURRENT
    around = () if old[before] == new[after] else changes_between(old[before], new[after])
    return Followed(state, there, around)


def _suggestions(lookalikes: Lookalikes, wanted: Anchor) -> tuple[Suggestion, ...]:
    text = lookalikes.text
    scored = [
        Suggestion(anchor_at(text, place.start, place.end), _score(text, wanted, place))
        for place in lookalikes.of(wanted.exact, near=wanted.start)
    ]
    scored.sort(key=lambda one: (-one.score, abs(one.anchor.start - wanted.start)))
    kept: list[Suggestion] = []
    for one in scored:
        apart = all(
            one.anchor.end <= other.anchor.start or other.anchor.end <= one.anchor.start
            for other in kept
        )
        if apart and len(kept) < _SUGGESTED:
            kept.append(one)
    return tuple(kept)


def _score(text: str, wanted: Anchor, place: Likeness) -> int:
    before = text[max(0, place.start - CONTEXT) : place.start]
    after = text[place.end : place.end + CONTEXT]
    around = [
        Indel.normalized_similarity(lowered(one), lowered(other))
        for one, other in ((wanted.prefix, before), (wanted.suffix, after))
    ]
    words = (1 - _CONTEXT_SHARE) * place.likeness
    return round(words + _CONTEXT_SHARE * 100 * sum(around) / 2)


def _best_in_context(
    text: str, spans: list[tuple[int, int]], prefix: str, suffix: str
) -> list[tuple[int, int]]:
    """The spans around which most of the context stands, counted outwards; white space apart,
    which a browser sees otherwise than a text has it."""
    before, after = _squeezed(prefix), _squeezed(suffix)

    def fit(span: tuple[int, int]) -> int:
        start, end = span
        there = _squeezed(text[max(0, start - 4 * CONTEXT) : start])
        beyond = _squeezed(text[end : end + 4 * CONTEXT])
        return Postfix.similarity(before, there) + Prefix.similarity(after, beyond)

    fits = [fit(span) for span in spans]
    return [span for span, one in zip(spans, fits, strict=True) if one == max(fits)]


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())


def _whole(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those spans that split no character at their edges."""
    return [span for span in spans if not any(splits(text, place) for place in span)]


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _not_found(text: str, quote: str) -> QuoteNotFound:
    closest = next(iter(Lookalikes(text).of(quote)), None)
    if closest is None or closest.end - closest.start > _LONGEST_QUOTED:
        return QuoteNotFound(
            N_("These words are not in the text. Copy them exactly from the article.")
        )
    return QuoteNotFound(
        N_(
            "These words are not in the text. The closest there are: “%(closest)s”."
            " Copy them exactly from the article."
        ),
        closest=text[closest.start : closest.end],
    )
