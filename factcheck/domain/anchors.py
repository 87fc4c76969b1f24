"""Where a claim's exact words stand in a text, and where they stand after an edit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from factcheck.domain.changes import ChangeKind, kind_of_change
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.sentences import sentence_bounds
from factcheck.domain.tracking import Reached, Tracker
from factcheck.domain.typography import fold, folded
from factcheck.domain.vocabulary import AnchorState

# Code points of context stored on each side, as the Hypothesis client stores them.
CONTEXT = 32
# The share of a claim's words that the diff must keep for it to be the same claim, changed; and the
# share that must be found in a passage that moved, where a wrong place is likelier.
KEPT = 0.4
KEPT_WHEN_MOVED = 0.6
# How like the lost words (of 100) a place must be to be suggested, and to be quoted back.
LIKE_ENOUGH = 75
LONGEST_SUGGESTION = 300


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
class Followed:
    """What became of an anchor.

    `anchor` is its place in the new text, None when lost. `change` is the kind of change of
    substance in the words themselves (state changed) or in the sentence around words that stayed
    (current, moved). `suggestion` is a likely place for a person to judge, only when lost.
    """

    state: AnchorState
    anchor: Anchor | None
    change: ChangeKind | None = None
    suggestion: Anchor | None = None


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of a span, in code points, end exclusive; ValueError for a span that is none."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start} to {end} is no span of a text of {len(text)} code points")
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(start, end, text[start:end], prefix, suffix)


def locate(text: str, quote: str) -> Anchor:
    """The one place of a quote in a text; its words may differ in print alone.

    Exact words come first: a second place that differs in print doesn't make them ambiguous. Raises
    EmptyQuote, QuoteAmbiguous with the number of places, or QuoteNotFound with the closest words.
    """
    wanted = quote.strip()
    if not fold(wanted):
        raise EmptyQuote(N_("Give the words of the article that the claim is about."))
    spans = [(place, place + len(wanted)) for place in _places(text, wanted)]
    if not spans:
        printed = folded(text)
        plain = fold(wanted)
        spans = [printed.original(at, at + len(plain)) for at in _places(printed.text, plain)]
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


def follow(old: str, new: str, anchors: Sequence[Anchor]) -> list[Followed]:
    """What an edit did to each anchor of the old text, in the given order.

    Anchors are mapped through the word diff, never searched first: a look-alike elsewhere would be
    a wrong answer that looks right. Only words that the diff lost are looked for among what it left
    over on both sides (moved passages), and only a person may accept what resembles them at last.
    An anchor whose words are not at its place in `old` raises ValueError.
    """
    for anchor in anchors:
        if old[anchor.start : anchor.end] != anchor.exact:
            raise ValueError(f"the words of {anchor} do not stand there in the old text")
    tracker = Tracker(old, new)
    return [_followed(old, new, tracker, anchor) for anchor in anchors]


def _followed(old: str, new: str, tracker: Tracker, anchor: Anchor) -> Followed:
    reached = tracker.through(anchor.start, anchor.end)
    if reached and reached.kept >= KEPT:
        return _arrived(old, new, anchor, reached.start, reached.end, AnchorState.CURRENT)
    replaced = tracker.in_place(anchor.start, anchor.end)
    if replaced:
        return _arrived(old, new, anchor, *replaced, AnchorState.CURRENT)
    moved = tracker.elsewhere(anchor.start, anchor.end)
    if moved and moved.kept >= KEPT_WHEN_MOVED:
        return _arrived(old, new, anchor, moved.start, moved.end, AnchorState.MOVED)
    return Followed(AnchorState.LOST, None, suggestion=_suggestion(new, anchor, moved))


def _arrived(
    old: str, new: str, anchor: Anchor, start: int, end: int, unchanged: AnchorState
) -> Followed:
    """An anchor with a place in the new text: the same words, or changed ones."""
    there = anchor_at(new, start, end)
    change = kind_of_change(anchor.exact, there.exact)
    if change is not None:
        return Followed(AnchorState.CHANGED, there, change)
    before = slice(*sentence_bounds(old, anchor.start, anchor.end))
    after = slice(*sentence_bounds(new, start, end))
    return Followed(unchanged, there, kind_of_change(old[before], new[after]))


def _suggestion(new: str, anchor: Anchor, moved: Reached | None) -> Anchor | None:
    if moved and moved.kept >= KEPT:
        return anchor_at(new, moved.start, moved.end)
    span = _closest(new, anchor.exact)
    return anchor_at(new, *span) if span else None


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _not_found(text: str, quote: str) -> QuoteNotFound:
    span = _closest(text, quote)
    if span is None or span[1] - span[0] > LONGEST_SUGGESTION:
        return QuoteNotFound(
            N_("These words are not in the text. Copy them exactly from the article.")
        )
    return QuoteNotFound(
        N_(
            "These words are not in the text. The closest there are: “%(closest)s”."
            " Copy them exactly from the article."
        ),
        closest=text[slice(*span)],
    )


def _closest(text: str, words: str) -> tuple[int, int] | None:
    """The stretch of whole words that resembles these words most, if any does enough."""
    if len(words) > len(text):
        return None
    found = fuzz.partial_ratio_alignment(
        words.casefold() if len(words.casefold()) == len(words) else words,
        text.lower() if len(text.lower()) == len(text) else text,
        score_cutoff=LIKE_ENOUGH,
    )
    if found is None or found.dest_start >= found.dest_end:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
