"""What an edit would do to an article's claims, in the order in which an editor asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from factcheck.actions.preview import Prospect
from factcheck.domain.vocabulary import AnchorState, Staleness


@dataclass(frozen=True, slots=True)
class Outlook:
    """The claims of an article by what becomes of them; each stands in one list."""

    look: list[Prospect]  # need another look: their words or sentence change, or are lost
    mended: list[Prospect]  # a stale verdict covers the words again
    moved: list[Prospect]  # the same words, elsewhere
    same: list[Prospect]
    still_lost: list[Prospect]  # their words were gone before, and are not found again

    @property
    def sentence(self) -> str:
        """ "2 of 14 claims need another look." """
        return need_a_look(len(self.look), sum(map(len, self._all())))

    def _all(self) -> tuple[list[Prospect], ...]:
        return self.look, self.mended, self.moved, self.same, self.still_lost


def outlook(prospects: Sequence[Prospect]) -> Outlook:
    """Sort claims by what an edit does to them."""
    sorted_ = Outlook([], [], [], [], [])
    for prospect in prospects:
        if prospect.mends:
            sorted_.mended.append(prospect)
        elif prospect.is_touched:
            sorted_.look.append(prospect)
        elif prospect.state == AnchorState.MOVED:
            sorted_.moved.append(prospect)
        elif prospect.state == AnchorState.LOST:
            sorted_.still_lost.append(prospect)
        else:
            sorted_.same.append(prospect)
    return sorted_


def need_a_look(touched: int, claims: int) -> str:
    """How many of an article's claims need another look after an edit."""
    if not claims:
        return gettext("No claims stand on this article yet.")
    return ngettext(
        "%(touched)s of %(all)s claims needs another look.",
        "%(touched)s of %(all)s claims need another look.",
        touched,
    ) % {"touched": touched, "all": claims}


def recorded(number: int) -> str:
    """ "Revision 3 is recorded." """
    return gettext("Revision %(number)s is recorded.") % {"number": number}


def kind_of(prospect: Prospect) -> str:
    """What changes in a claim's words or sentence, the gravest first."""
    kinds = [Staleness.LOST] if prospect.came.anchor is None else prospect.came.changes
    if kinds:
        return ". ".join(gettext(Staleness(kind).label) for kind in kinds)
    return gettext("The words are found again")


def becomes_of_verdict(prospect: Prospect) -> str:
    """What the edit does to the verdict that readers see."""
    if prospect.claim.published_verdict_id is None:
        return gettext("No verdict is published on it.")
    if prospect.mends:
        return gettext("Its verdict covers the words again.")
    if prospect.makes_stale:
        return gettext("Its verdict becomes stale.")
    if prospect.stale:
        return gettext("Its verdict is stale already.")
    return gettext("Its verdict stands.")
