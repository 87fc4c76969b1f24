"""Claims that say the same: which are most alike, and where readers find what stayed."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from factcheck.models import Claim
from factcheck.presenters.past import Past


@dataclass(frozen=True, slots=True)
class Alike:
    """Another claim, and how like it is, of 100."""

    claim: Claim
    score: int


def most_alike(claim: Claim, others: Iterable[Claim]) -> list[Alike]:
    """The others by how like their statements are, in any language; of equals the older first."""
    found = [Alike(other, _likeness(claim, other)) for other in others]
    return sorted(found, key=lambda alike: (-alike.score, alike.claim.number))


def merged_into(claim: Claim, past: Past | None = None) -> Claim | None:
    """The claim of which a withdrawn one is a duplicate, where readers may see that one too."""
    if claim.duplicate_of_id is None:
        return None
    found = Claim.objects.public().filter(pk=claim.duplicate_of_id).first()
    if found is None or past is None:
        return found
    return past.claim(found)


def _likeness(one: Claim, other: Claim) -> int:
    shared = set(one.statement) & set(other.statement)
    pairs = [(one.statement[code], other.statement[code]) for code in shared]
    pairs.append((one.quote, other.quote))
    return round(max(fuzz.token_sort_ratio(*pair) for pair in pairs))
