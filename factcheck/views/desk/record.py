"""The acts of a claim, as lines of a history that colleagues read: all kinds, newest first."""

from collections.abc import Iterable
from dataclasses import replace

from factcheck.models import ChangeSet, Claim
from factcheck.presenters.acts import ActLine, Day, act_line, by_day


def lines(claim: Claim, acts: Iterable[ChangeSet]) -> list[ActLine]:
    """The acts in the order given. Those that readers see lead to their public pages."""
    was_published = claim.published_verdict_id is not None
    return [
        line if was_published and act.about.public else replace(line, hash="")
        for act in acts
        for line in [act_line(act, [], with_claim=False)]
    ]


def days(claim: Claim, acts: Iterable[ChangeSet]) -> list[Day]:
    """The same, under their days."""
    return by_day(lines(claim, acts))
