"""Claims: cards of a list, and the page of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext

from factcheck.domain.acts import Kind
from factcheck.domain.vocabulary import AnchorState, Staleness
from factcheck.models import Anchor, ChangeSet, Claim, Publication, Rating, Verdict, VerdictEvidence
from factcheck.models.changeset import ChangeSetQuerySet
from factcheck.presenters.acts import ActLine, Chip, act_line, chips_of
from factcheck.presenters.changes import changes_of, revisions_of
from factcheck.presenters.past import Past
from factcheck.presenters.people import told_to_readers
from factcheck.presenters.removals import removals_on


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A checked claim, as its published verdict has it. `sources` counts each of them once."""

    url: str
    rating: Rating
    statement: dict[str, str]
    stale: bool
    published_at: datetime
    publisher: str
    sources: int


def claim_cards(publications: Iterable[Publication]) -> list[ClaimCard]:
    """The claims on which these verdicts stand, in the same order."""
    keys = [publication.claim_id for publication in publications]
    found = Claim.objects.with_what_readers_see().in_bulk(keys)
    claims = [found[key] for key in keys]
    verdicts = [claim.published_verdict for claim in claims if claim.published_verdict]
    sources = dict(
        VerdictEvidence.objects.filter(verdict__in=verdicts)
        .order_by()
        .values_list("verdict")
        .annotate(Count("source_row__id", distinct=True))
    )
    return [
        ClaimCard(
            url=claim.get_absolute_url(),
            rating=verdict.rating,
            statement=verdict.claim_row.statement,
            stale=bool(claim.stale),
            published_at=verdict.publication.act.recorded_at,
            publisher=claim.article.publisher,
            sources=sources.get(verdict.pk, 0),
        )
        for claim, verdict in zip(claims, verdicts, strict=True)
    ]


def claim_acts(claim: Claim, past: Past | None = None) -> ChangeSetQuerySet:
    """What happened to a public claim: its public acts, and edits that touched its words.

    With `past`, what had happened by then.
    """
    touched = Anchor.objects.touched().filter(claim=claim)
    acts = ChangeSet.objects.public_on(claim.article_id).filter(
        Q(claim=claim) | Q(kind=Kind.ARTICLE_REVISE, claim=None, id__in=touched.values("act"))
    )
    return (acts.filter(id__lte=past.act_id) if past else acts).newest_day_first()


def claim_act_lines(claim: Claim, acts: Sequence[ChangeSet]) -> list[ActLine]:
    """Acts of a claim's history. Of an edit of the article, what it did to the claim's words."""
    told, removals = told_to_readers(), removals_on(claim.article_id)
    changes = changes_of([act for act in acts if act.claim_id], texts=False)
    revisions = revisions_of(acts)
    edits = [act.pk for act in acts if not act.claim_id]
    anchors = {
        anchor.act_id: anchor
        for anchor in Anchor.objects.filter(claim=claim, act_id__in=edits).order_by("id")
    }
    return [
        act_line(
            act,
            chips_of(changes[act.pk]) if act.claim_id else [_fate(anchors[act.pk])],
            told=told,
            with_claim=False,
            revision=revisions.get(act.pk),
            removed=removals.of(act),
        )
        for act in acts
    ]


def earlier_verdicts(verdict: Verdict) -> list[int]:
    """The numbers of those that were published before a published one. At most one query."""
    if verdict.number == 1:
        return []
    before = Publication.objects.filter(claim=verdict.claim_id, id__lt=verdict.publication.pk)
    return list(before.order_by("id").values_list("verdict__number", flat=True))


def stale_label(claim: Claim) -> str:
    """What changed since the verdict, in words; "" while it covers them."""
    return gettext(Staleness(claim.stale).label) if claim.stale else ""


def withdrawal(claim: Claim, past: Past | None = None) -> ChangeSet | None:
    """The act that withdrew a claim, whose reason readers see; None where it is not withdrawn."""
    if not claim.is_withdrawn:
        return None
    acts = claim.acts.filter(kind__in=[Kind.CLAIM_WITHDRAW, Kind.CLAIM_MERGE])
    if past:
        acts = acts.filter(id__lte=past.act_id)
    return acts.order_by("-id").first()


def _fate(anchor: Anchor) -> Chip:
    if anchor.change == Staleness.LOST:  # the words may stand there still, more than once
        return Chip(gettext("Without a place in the text"))
    if anchor.change:
        return Chip(gettext(Staleness(anchor.change).label))
    return Chip(gettext(AnchorState(anchor.state).label))
