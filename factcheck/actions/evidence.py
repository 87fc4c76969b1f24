"""Evidence: what sources say to a claim."""

from django.conf import settings

from factcheck.actions.acts import editorial_act, locked, series_of_acts
from factcheck.actions.chains import Chain
from factcheck.actions.facts import facts_of, with_facts
from factcheck.actions.snapshots import Copy, keep
from factcheck.actions.sources import SourceDetails, add_source, usable
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind, reason_for
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.languages import cleaned
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import check_not_author
from factcheck.domain.vocabulary import Stance
from factcheck.models import Claim, Evidence, Source


class BadEvidence(Refusal):
    """Evidence without a stance, or for a claim that no longer takes any."""


def add_evidence(
    *,
    claim: Claim,
    by: Actor,
    source: Source | SourceDetails,
    stance: str,
    note: dict[str, str] | None = None,
    quote: str = "",
    locator: str = "",
    reason: str = "",
    copy: Copy | None = None,
) -> Evidence:
    """Add evidence. A source that is not there yet is added by an act of its own before, and so is
    a copy of it, where a file was brought along."""
    check_may(by, Task.CHECK)
    reason = reason_for(Kind.EVIDENCE_ADD, reason)  # the source's as well
    is_new = isinstance(source, SourceDetails)
    shared: list[Chain] = [None for brought in (is_new, copy) if brought]
    with series_of_acts(*shared, claim):  # the newsroom's first, so that nobody waits in a ring
        if isinstance(source, SourceDetails):
            source = add_source(by=by, reason=reason, details=source)
        if copy:
            keep(source=source, by=by, copy=copy, reason=reason)
        with editorial_act(claim=claim, by=by, kind=Kind.EVIDENCE_ADD, reason=reason):
            claim = _checked(claim, by, stance)
            evidence = Evidence(
                claim=claim,
                source=source if is_new else usable(source),
                stance=stance,
                note=cleaned(note or {}, dict(settings.LANGUAGES)),
                quote=quote.strip(),
                locator=locator.strip(),
            )
            if not is_new:
                _check_not_twice(evidence)
            evidence.save()
    return evidence


def edit_evidence(
    *,
    evidence: Evidence,
    by: Actor,
    reason: str,
    version: int,
    source: Source,
    stance: str,
    note: dict[str, str],
    quote: str = "",
    locator: str = "",
) -> Evidence:
    """Change evidence. Verdicts keep it as it was when they were proposed."""
    check_may(by, Task.CHECK)
    claim = evidence.claim
    with editorial_act(claim=claim, by=by, kind=Kind.EVIDENCE_EDIT, reason=reason):
        evidence = locked(evidence, version)
        _checked(claim, by, stance)
        if source.pk != evidence.source_id:
            evidence.source = usable(source)
        evidence.stance = stance
        evidence.note = cleaned(note, dict(settings.LANGUAGES))
        evidence.quote, evidence.locator = quote.strip(), locator.strip()
        evidence.save()
    return evidence


def remove_evidence(*, evidence: Evidence, by: Actor, reason: str, version: int) -> None:
    """Remove evidence; its history stays, and so does what verdicts kept of it."""
    check_may(by, Task.CHECK)
    claim = evidence.claim
    with editorial_act(claim=claim, by=by, kind=Kind.EVIDENCE_REMOVE, reason=reason):
        evidence = locked(evidence, version)
        _checked(claim, by, evidence.stance)
        evidence.delete()


def _check_not_twice(evidence: Evidence) -> None:
    """Refuse what is here word for word: the second click of a hasty hand."""
    twins = evidence.claim.evidence.filter(
        source=evidence.source,
        stance=evidence.stance,
        quote=evidence.quote,
        locator=evidence.locator,
    )
    if any(twin.note == evidence.note for twin in twins):
        raise BadEvidence(N_("This evidence is here already, word for word."))


def _checked(claim: Claim, by: Actor, stance: str) -> Claim:
    """The claim, locked, where this person may give it evidence of this stance."""
    claim = locked(claim, rows=with_facts(Claim.objects.all()))
    check_not_author(by.person, facts_of(claim).authors)
    if stance not in set(Stance):
        raise BadEvidence(N_("Say what the source does: supports, refutes, mixed or context."))
    if claim.is_withdrawn:
        raise BadEvidence(N_("This claim is withdrawn. Reinstate it before you add to it."))
    return claim
