"""Where lost words may stand now: places that resemble them, for a person to judge."""

from dataclasses import dataclass

from factcheck.actions.anchoring import as_domain
from factcheck.domain.anchors import suggestions
from factcheck.domain.diff import segments
from factcheck.domain.sentences import sentence_bounds
from factcheck.models import Claim
from factcheck.presenters.staleness import Stretch


@dataclass(frozen=True, slots=True)
class SuggestedPlace:
    """A span of the newest text, in its sentence: the lost words and those there, word by word.

    `score` tells how alike they are, of 100.
    """

    start: int
    end: int
    score: int
    stretches: list[Stretch]

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
    return [
        _suggested(text, lost.exact, found.anchor.start, found.anchor.end, round(found.score))
        for found in suggestions(text, as_domain(lost))
    ]


def _suggested(text: str, lost: str, start: int, end: int, score: int) -> SuggestedPlace:
    first, last = sentence_bounds(text, start, end)
    words = [
        Stretch(segment.kind, segment.text, quoted=True)
        for segment in segments(lost, text[start:end])
    ]
    around = [Stretch("same", part, quoted=False) for part in (text[first:start], text[end:last])]
    return SuggestedPlace(start, end, score, [around[0], *words, around[1]])
