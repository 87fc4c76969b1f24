"""With whom a claim is, as its reader is told."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext

from factcheck.domain.review import Status
from factcheck.models import Claim, Verdict


def newest_proposer() -> Subquery:
    """Who proposed the newest verdict of a claim, as a column that `hands` asks for."""
    verdicts = Verdict.objects.filter(claim=OuterRef("pk")).order_by("-number")
    return Subquery(verdicts.values("proposer")[:1])


def hands(claim: Claim, person: int) -> str:
    """ "in your hands", "in the hands of Ana", or "" where nobody has it.

    What is proposed waits for somebody else, so it is by its proposer rather than in their hands.
    """
    if claim.assignee is None:
        return ""
    row: Any = claim
    is_mine, name = claim.assignee_id == person, {"name": claim.assignee.name}
    if claim.status == Status.PROPOSED and claim.assignee_id == row.newest_proposer:
        return gettext("by you") if is_mine else gettext("by %(name)s") % name
    return gettext("in your hands") if is_mine else gettext("in the hands of %(name)s") % name
