"""A published verdict: what was judged, on what evidence, by whom; all as it was then."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from factcheck.domain.sentences import sentence_bounds
from factcheck.domain.vocabulary import (
    ClaimKind,
    Confidence,
    Judgement,
    Outcome,
    Stance,
)
from factcheck.models import Anchor, Claim, Rating, Review, Verdict
from factcheck.presenters.evidence import ShownEvidence, evidence_of
from factcheck.presenters.moved import Ground, ground_for_readers
from factcheck.presenters.people import Told, told_to_readers
from factcheck.presenters.removals import empty


@dataclass(frozen=True, slots=True)
class Quote:
    """The judged words in their sentence."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    key: str
    label: str
    items: list[ShownEvidence]


@dataclass(frozen=True, slots=True)
class TimeNote:
    """How the claim looked at another date; `sources` are (anchor on the page, name)."""

    date: str
    note: dict[str, str]
    sources: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """Everything that readers may know of a verdict. Reviewers' notes are not among it, but those
    of a dissent (`dissents`: rating and note); nor what changed in a source while no editor has
    confirmed it (`ground`)."""

    claim: Claim
    verdict: Verdict
    rating: Rating
    statement: dict[str, str]
    claimant: str
    kinds: list[str]
    open_questions: dict[str, str]
    other_side: dict[str, str]
    rationale: dict[str, str]
    confidence: str
    quote: Quote | None
    published_at: datetime
    publisher: str
    proposer: str
    reviewers: list[str]
    deciders: list[str]
    people: int
    dissents: list[tuple[Rating, dict[str, str]]]
    times: list[TimeNote]
    outcome: str
    outcome_note: dict[str, str]
    groups: list[EvidenceGroup]
    ground: Ground

    @property
    def evidence(self) -> int:
        """How many pieces of evidence there are; one source may give several."""
        return sum(len(group.items) for group in self.groups)


def verdict_of(claim: Claim, **which: Any) -> Verdict:
    """One of the verdicts that were published on a claim, which is read with its article; the one
    that stands, unless `which` says otherwise. Of a revision that was removed by law it keeps the
    exact words, which are the claim's. Raises Verdict.DoesNotExist."""
    asked = which or {"pk": claim.published_verdict_id}
    found: Any = Verdict.objects.public().filter(claim=claim).for_readers().get(**asked)
    verdict: Verdict = found
    verdict.claim = claim
    if found.judged_removed:
        _keep_quote(verdict.anchor, claim.article.newest.headline)
    return verdict


def shown_verdict(
    verdict: Verdict, ratings: Mapping[int, Rating] | None = None, until: datetime | None = None
) -> ShownVerdict:
    """A published verdict, read with `verdict_of`. `ratings`, by key, as they were worded then;
    `until` is the moment of the past that is asked for, if one is."""
    worded = ratings or {}
    reviews = list(verdict.reviews.select_related("reviewer", "rating", "act").order_by("id"))
    told = told_to_readers()
    ground = ground_for_readers(verdict, told, until)
    evidence = evidence_of(verdict, ground, until)
    row: Any = verdict.claim_row
    outcome = verdict.outcome or {}
    return ShownVerdict(
        claim=verdict.claim,
        verdict=verdict,
        rating=worded.get(verdict.rating_id, verdict.rating),
        statement=row.statement,
        claimant=row.claimant,
        kinds=[gettext(ClaimKind(kind).label) for kind in row.kinds],
        open_questions=row.open_questions,
        other_side=row.other_side,
        rationale=verdict.rationale,
        confidence=gettext(Confidence(verdict.confidence).label).lower(),
        quote=_quote(verdict.anchor),
        published_at=verdict.publication.act.recorded_at,
        publisher=told.who(verdict.publication.act).name,
        proposer=told.person(verdict.proposer, verdict.act),
        reviewers=_judges(reviews, Judgement.RATING, told),
        deciders=_judges(reviews, Judgement.DECISION, told),
        people=len({verdict.proposer_id, *(review.reviewer_id for review in reviews)}),
        dissents=[
            (worded.get(review.rating.pk, review.rating), review.note)
            for review in reviews
            if verdict.publication.with_dissent
            and review.judgement == Judgement.RATING
            and review.rating
            and review.rating_id != verdict.rating_id
        ],
        times=_times(verdict.time_notes, evidence),
        outcome=gettext(Outcome(outcome["status"]).label) if outcome else "",
        outcome_note=outcome.get("note", {}),
        groups=[
            EvidenceGroup(stance.value, gettext(stance.label), items)
            for stance in Stance
            if (items := [item for item in evidence if item.stance == stance])
        ],
        ground=ground,
    )


def reaffirmed_by(claims: Collection[Claim]) -> dict[int, str]:
    """Of each claim, by its key, whose newest verdict reaffirms the one before: who proposed it."""
    stale = [claim.pk for claim in claims if claim.stale]
    found = Verdict.objects.filter(claim__in=stale).select_related("proposer", "act")
    newest = {verdict.claim_id: verdict for verdict in found.order_by("number")} if stale else {}
    return {key: verdict.proposer.name for key, verdict in newest.items() if verdict.is_reaffirmed}


def _judges(reviews: Iterable[Review], judgement: Judgement, told: Told) -> list[str]:
    return told.people(
        (review.reviewer, review.act) for review in reviews if review.judgement == judgement
    )


def _keep_quote(anchor: Anchor, headline: str) -> None:
    empty(anchor.revision, headline)
    anchor.prefix = anchor.suffix = ""


def _quote(anchor: Anchor) -> Quote | None:
    if anchor.start is None or anchor.end is None:
        return None
    text = anchor.revision.text
    if not text:  # removed by law
        return Quote("", anchor.exact, "")
    start, end = sentence_bounds(text, anchor.start, anchor.end)
    return Quote(text[start : anchor.start], anchor.exact, text[anchor.end : end])


def _times(notes: list[dict[str, Any]], evidence: list[ShownEvidence]) -> list[TimeNote]:
    names = {item.anchor: item.publisher or item.title for item in evidence}
    return [
        TimeNote(
            date=note.get("date") or "",
            note=note.get("note") or {},
            sources=[
                (anchor, names[anchor])
                for anchor in (f"source-{key}" for key in note.get("sources") or [])
                if anchor in names
            ],
        )
        for note in notes
    ]
