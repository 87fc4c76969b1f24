"""What a verdict rested on when it was proposed, and what it would rest on now."""

from factcheck.actions.anchoring import words_at
from factcheck.actions.facts import Facts
from factcheck.domain.basis import Basis
from factcheck.models import Claim, Verdict


def pending(claim: Claim) -> Verdict:
    """The claim's newest verdict, the one under review while there is one, read `for_rules`."""
    return claim.verdicts.for_rules().latest("number")


def bases(verdict: Verdict, claim: Claim, facts: Facts) -> tuple[Basis, Basis]:
    """What a verdict, read `for_rules`, rested on, and what one proposed now would rest on.

    No query where the claim was read with its anchor's revision.
    """
    before = [place for place in facts.placed if place <= verdict.anchor_id]
    judged = Basis(
        statement=verdict.claim_row.statement,
        words=words_at(verdict.anchor),
        placed=max(before, default=0),
        evidence=verdict.rests_on,
    )
    now = Basis(
        statement=claim.statement,
        words=words_at(claim.anchor),
        placed=max(facts.placed, default=0),
        evidence=facts.evidence,
    )
    return judged, now
