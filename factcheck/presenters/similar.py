"""Checks of claims like another one."""

from collections.abc import Sequence

from factcheck.domain.vocabulary import FindableKind
from factcheck.models import Claim, Findable, Publication
from factcheck.presenters.claims import ClaimCard, claim_cards
from factcheck.presenters.duplicates import most_alike

MOST = 3
_LOOKED_AT = 60  # the newest on its topic: how many are compared
_ALIKE = 55  # of 100: of words further apart, nobody would say that they are about the same


def similar_claims(claim: Claim) -> list[ClaimCard]:
    """The claims whose verdict stands that are about the same and say it in like words, the most
    alike first. A fixed number of queries, on however many claims there are."""
    found = Findable.objects.filter(kind=FindableKind.CLAIM, topic=claim.topic)
    keys = found.exclude(object_id=claim.pk).order_by("-id").values_list("object_id", flat=True)
    others = Claim.objects.standing().filter(pk__in=list(keys[:_LOOKED_AT]))
    alike = [each.claim for each in most_alike(claim, others) if each.score >= _ALIKE][:MOST]
    return claim_cards(_publications(alike)) if alike else []


def _publications(claims: Sequence[Claim]) -> list[Publication]:
    found = Publication.objects.in_bulk(
        [claim.published_verdict_id for claim in claims], field_name="verdict_id"
    )
    return [found[claim.published_verdict_id] for claim in claims]
