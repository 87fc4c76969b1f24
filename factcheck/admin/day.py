"""The first page: what waits for an editor today. A list is short, and leads to the whole one."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.admin.lists import stale_claims
from factcheck.domain.acts import Kind
from factcheck.domain.review import Status
from factcheck.domain.vocabulary import ReportStatus
from factcheck.models import ChangeSet, Claim, QueuedTask, Report, SourceChange, Token

_SHOWN = 6
_OVERDUE = timedelta(minutes=10)  # no worker that works lets anything wait so long


@dataclass(frozen=True, slots=True)
class Waiting:
    """Claims that wait for one thing. `more` tells that there are others behind those shown."""

    title: str
    empty: str
    url: str
    claims: list[Claim] = field(default_factory=list)
    more: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    waiting: list[Waiting]
    changes: list[SourceChange]  # of sources, that no editor has looked at, newest first
    more_changes: bool
    reports: list[Report]  # by readers, that no editor has settled, newest first
    new_reports: int
    held_reports: int
    acts: list[ChangeSet]  # each with `token`, the name of the token that it was on, or ""
    failed: int  # tasks of the queue that were given up
    overdue: int  # … and that wait although they are due


def day() -> Day:
    """What waits, and what happened last: a fixed number of queries, each by an index."""
    claims = Claim.objects.order_by("-id")
    # A day of copies taken by the system would push out what people did.
    acts = ChangeSet.objects.exclude(kind=Kind.SNAPSHOT_TAKE)
    acts = acts.select_related("article__newest", "claim").defer(
        "article__newest__body", "article__newest__text"
    )
    open_ones = SourceChange.objects.open().select_related("source").order_by("-id")
    changes = list(open_ones[: _SHOWN + 1])
    reports = Report.objects.waiting_counts()
    return Day(
        waiting=[
            _waiting(
                _("Stale"),
                _("No verdict is stale: each covers the words that stand there."),
                "staleness=any",
                claims.filter(pk__in=stale_claims()).exclude(status=Status.WITHDRAWN),
            ),
            _waiting(
                _("Disputed"),
                _("Reviewers agree on every claim."),
                "status__exact=disputed",
                claims.filter(status=Status.DISPUTED),
            ),
            _waiting(
                _("Waiting for publication"),
                _("Every approved verdict is published."),
                "status__exact=approved",
                claims.filter(status=Status.APPROVED),
            ),
        ],
        changes=changes[:_SHOWN],
        more_changes=len(changes) > _SHOWN,
        reports=list(Report.objects.new().order_by("-id")[:_SHOWN]),
        new_reports=reports[ReportStatus.NEW],
        held_reports=reports[ReportStatus.HELD],
        acts=_with_tokens(list(acts.order_by("-id")[:12])),
        failed=QueuedTask.objects.failed().count(),
        overdue=QueuedTask.objects.overdue(timezone.now() - _OVERDUE).count(),
    )


def _with_tokens(acts: list[Any]) -> list[ChangeSet]:
    """The acts, each with the name of the token that it was on."""
    rows = Token.history.filter(act_id__in=[act.pk for act in acts]).values_list("act_id", "name")
    names = dict(rows)
    for act in acts:
        act.token = names.get(act.pk, "")
    return acts


def _waiting(title: str, empty: str, query: str, claims: QuerySet[Any]) -> Waiting:
    found = list(claims.select_related("rating")[: _SHOWN + 1])
    url = f"{reverse('admin:factcheck_claim_changelist')}?{query}"
    return Waiting(title, empty, url, found[:_SHOWN], len(found) > _SHOWN)
