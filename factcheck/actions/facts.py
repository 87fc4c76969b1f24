"""What the rules of a claim's process ask beside its own row, read in the query that reads it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray

from factcheck.domain.vocabulary import AnchorState
from factcheck.models import (
    Anchor,
    Authorship,
    Claim,
    Evidence,
    Policy,
    Rating,
    Snapshot,
    Source,
    Verdict,
)
from factcheck.models.gathered import Gathered


@dataclass(frozen=True, slots=True)
class Facts:
    """`authors` of the article are keys of people, `placed` those of the anchors by which a person
    gave the claim its words, `place` that of where they stand now; `evidence` names the newest
    history rows of each piece and of its source; `verdicts` is the last one's number, 0 for none;
    `policy` is in force, and `ratings` are ids by key.
    """

    authors: frozenset[int]
    placed: frozenset[int]
    place: int
    evidence: frozenset[tuple[int, int]]
    verdicts: int
    policy: Policy
    ratings: dict[str, int]


def with_facts(claims: "QuerySet[Claim]") -> "QuerySet[Any]":
    """The claims, each with its facts: `facts_of` asks nothing more then."""
    of_claim = {"claim": OuterRef("pk")}
    authors = Authorship.objects.filter(article=OuterRef("article"))
    placed = Anchor.objects.filter(**of_claim, state=AnchorState.PLACED)
    here = Anchor.objects.filter(**of_claim, revision=OuterRef("article__newest")).order_by("-id")
    evidence = with_rows(Evidence.objects.filter(**of_claim))
    last = Verdict.objects.filter(**of_claim).values("claim").annotate(last=Max("number"))
    return claims.annotate(
        known_authors=Gathered(authors.values("person")),
        known_placed=Gathered(placed.values("id")),
        known_place=Subquery(here.values("id")[:1]),
        known_evidence=Gathered(evidence.values(rows=JSONArray("evidence_row", "source_row"))),
        known_verdicts=Subquery(last.values("last")),
        known_ratings=Gathered(Rating.objects.order_by().values(row=JSONArray("key", "id"))),
        known_policy=Gathered(Policy.objects.values(rule=JSONArray("people_needed", "is_sealed"))),
    )


def facts_of(claim: Any) -> Facts:
    """A claim's facts: as `with_facts` read them, or in one query."""
    if not hasattr(claim, "known_authors"):
        claim = with_facts(Claim.objects.filter(pk=claim.pk)).get()
    rule = next(iter(claim.known_policy), None)
    return Facts(
        authors=frozenset(claim.known_authors),
        placed=frozenset(claim.known_placed),
        place=claim.known_place,
        evidence=frozenset(map(tuple, claim.known_evidence)),
        verdicts=claim.known_verdicts or 0,
        policy=Policy(people_needed=rule[0], is_sealed=bool(rule[1])) if rule else Policy(),
        ratings=dict(claim.known_ratings),
    )


def with_texts(evidence: "QuerySet[Evidence]") -> "QuerySet[Any]":
    """Evidence, each with `newest_text`: the key of its source's newest snapshot with a text."""
    snapshots = Snapshot.objects.filter(source=OuterRef("source")).with_text().newest_first()
    return evidence.annotate(newest_text=Subquery(snapshots.values("pk")[:1]))


def with_rows(evidence: "QuerySet[Evidence]") -> "QuerySet[Any]":
    """Evidence, each with `evidence_row` and `source_row`: the newest history rows of it and of
    its source."""

    def newest(model: Any, reference: str) -> Subquery:
        rows = model.history.filter(id=OuterRef(reference)).order_by("-act_id", "-history_id")
        return Subquery(rows.values("history_id")[:1])

    return evidence.order_by("id").annotate(
        evidence_row=newest(Evidence, "id"), source_row=newest(Source, "source_id")
    )
