"""Where lost words may stand now: places that resemble them, for a person to judge."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from rapidfuzz.distance import Indel

from factcheck.actions.anchoring import as_domain
from factcheck.domain.anchors import suggestions
from factcheck.domain.diff import segments
from factcheck.domain.following.likeness import lowered
from factcheck.domain.sentences import sentence_bounds
from factcheck.models import Claim
from factcheck.presenters.marks import SuggestedMark
from factcheck.presenters.sentences import Stretch

_AROUND = 8  # words before and after a sentence, by which equal ones are told apart
_REACH = 100  # code points in which these are looked for


@dataclass(frozen=True, slots=True)
class SuggestedPlace:
    """A span of the newest text, in its sentence: the lost words and those there, word by word.

    `letter` names it, `score` tells how alike the words are, of 100. `before` and `after` stand
    around the sentence, across paragraphs.
    """

    letter: str
    start: int
    end: int
    score: int
    stretches: list[Stretch]
    before: str
    after: str

    @property
    def key(self) -> str:
        """The span as a form sends it."""
        return f"{self.start}-{self.end}"


def suggested_places(claim: Claim) -> list[SuggestedPlace]:
    """Up to three places, best first; none while the claim's words stand in the article."""
    if claim.anchor.start is not None:
        return []
    lost = claim.anchors.filter(start__isnull=False).latest("id")
    text = claim.article.newest.text
    found = suggestions(text, as_domain(lost))
    return [
        _suggested(letter, text, lost.exact, one.anchor.start, one.anchor.end)
        for letter, one in zip(ascii_uppercase, found, strict=False)
    ]


def suggested_marks(places: Iterable[SuggestedPlace]) -> list[SuggestedMark]:
    """The same as they are marked in the text."""
    return [SuggestedMark(place.letter, place.start, place.end) for place in places]


def _suggested(letter: str, text: str, lost: str, start: int, end: int) -> SuggestedPlace:
    first, last = sentence_bounds(text, start, end)
    words = [
        Stretch(segment.kind, segment.text, quoted=True)
        for segment in segments(lost, text[start:end])
    ]
    around = [Stretch("same", part, quoted=False) for part in (text[first:start], text[end:last])]
    return SuggestedPlace(
        letter,
        start,
        end,
        _alike(lost, text[start:end]),
        [around[0], *words, around[1]],
        before=" ".join(text[max(0, first - _REACH) : first].split()[-_AROUND:]),
        after=" ".join(text[last : last + _REACH].split()[:_AROUND]),
    )


def _alike(lost: str, there: str) -> int:
    """100 only where the words are the same but for the case of letters."""
    return int(100 * Indel.normalized_similarity(lowered(lost), lowered(there)))
