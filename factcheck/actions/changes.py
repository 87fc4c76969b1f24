"""Changes of sources: what an editor makes of them, and which verdicts rest on what changed."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from factcheck.actions.acts import editorial_act, locked
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.errors import N_
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import PENDING, Stale
from factcheck.domain.vocabulary import Settlement
from factcheck.models import Source, SourceChange, Verdict, VerdictEvidence
from factcheck.models.gathered import Gathered


def confirm(*, change: SourceChange, by: Actor, version: int, reason: str) -> SourceChange:
    """Have readers told that a source has changed. They see the reason."""
    return _settle(change, by, version, reason, Kind.CHANGE_CONFIRM, Settlement.CONFIRMED)


def dismiss(*, change: SourceChange, by: Actor, version: int, reason: str) -> SourceChange:
    """Put a change aside that means nothing for any verdict, or was none."""
    return _settle(change, by, version, reason, Kind.CHANGE_DISMISS, Settlement.DISMISSED)


def _settle(
    change: SourceChange, by: Actor, version: int, reason: str, kind: Kind, settlement: Settlement
) -> SourceChange:
    """An editor may think better of it, but not of what a colleague has settled meanwhile."""
    check_may(by, Task.EDIT)
    with editorial_act(by=by, kind=kind, reason=reason):
        change = locked(change)
        if change.version != version or change.settlement == settlement:
            raise Stale(N_("Someone has settled this change already. Look at it as it stands now."))
        change.settlement = settlement
        change.save()
    return change


def changes_of(
    verdicts: Iterable[Verdict], *, confirmed_only: bool
) -> dict[int, list[SourceChange]]:
    """For each verdict, by its key, the changes since it was proposed of sources that it rests on,
    newest first; those that were dismissed are none. One query, however many verdicts.

    Evidence of a source that was merged since is evidence of the source that stands.
    """
    found: dict[int, list[SourceChange]] = {verdict.pk: [] for verdict in verdicts}
    if not found:
        return found
    resting = VerdictEvidence.objects.filter(verdict__in=list(found))
    sources = resting.values("source_row__id")
    standing = Source.objects.filter(pk__in=sources).exclude(duplicate_of=None)
    changes = SourceChange.objects.exclude(settlement=Settlement.DISMISSED).filter(
        Q(source__in=sources) | Q(source__in=standing.values("duplicate_of"))
    )
    if confirmed_only:
        changes = changes.filter(settlement=Settlement.CONFIRMED)
    since = _of_change(resting.filter(verdict__act__recorded_at__lt=OuterRef("found_at")))
    rows: Any = (
        changes.filter(Exists(since))
        .annotate(verdicts=Gathered(since.values("verdict").distinct()))
        .select_related("source", "before", "after", "act")
        .defer("before__text", "after__text")
        .order_by("-found_at", "-id")
    )
    for change in rows:
        for verdict in change.verdicts:
            found[verdict].append(change)
    return found


def verdicts_resting_on(changes: Iterable[SourceChange]) -> dict[int, list[Verdict]]:
    """For each change, by its key, the verdicts that it concerns: published and in force, or under
    way, and proposed before it was found, on evidence from its source. One query."""
    found: dict[int, list[Verdict]] = {change.pk: [] for change in changes}
    if not found:
        return found
    evidence = VerdictEvidence.objects.filter(verdict=OuterRef(OuterRef("pk")))
    concerned = (
        SourceChange.objects.filter(pk__in=list(found), found_at__gt=OuterRef("act__recorded_at"))
        .filter(Exists(_of_change(evidence)))
        .order_by()
    )
    rows: Any = (
        _in_force(Verdict.objects.filter(Exists(concerned)))
        .annotate(changes=Gathered(concerned.values("pk")))
        .select_related("act", "claim__article__newest")
        .defer("claim__article__newest__body", "claim__article__newest__text")
        .order_by("claim", "number")
    )
    for verdict in rows:
        for change in verdict.changes:
            found[change].append(verdict)
    return found


def _of_change(evidence: "QuerySet[VerdictEvidence]") -> "QuerySet[VerdictEvidence]":
    """Of this evidence what comes from the source of a change, in a query of changes."""
    merged = Source.objects.filter(duplicate_of=OuterRef(OuterRef("source")))
    return evidence.order_by().filter(
        Q(source_row__id=OuterRef("source")) | Q(source_row__id__in=merged.values("pk"))
    )


def _in_force(verdicts: "QuerySet[Verdict]") -> "QuerySet[Verdict]":
    """A claim's verdict as readers see it, and its newest where that is under way."""
    later = Verdict.objects.filter(claim=OuterRef("claim"), number__gt=OuterRef("number"))
    under_way = Q(claim__status__in=PENDING) & ~Exists(later)
    return verdicts.filter(Q(pk=F("claim__published_verdict")) | under_way)
