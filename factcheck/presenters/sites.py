"""Sites: where sources of published checks come from, what was used of each, and how it fared.

Counted are the verdicts that stand, by the rows of evidence that they keep; a source that was
merged since counts as the one it was.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext

from factcheck.domain.vocabulary import Difference, SourceType, Stance
from factcheck.models import Claim, Rating, Source, SourceChange, VerdictEvidence
from factcheck.models.source import SiteOf
from factcheck.presenters.moved import Moved, confirmed_changes


@dataclass(frozen=True, slots=True)
class Site:
    """A site by its domain, and how much of it the checks that stand rest on."""

    domain: str
    sources: int
    claims: int


@dataclass(frozen=True, slots=True)
class Use:
    """What a source says to one claim."""

    stance: str
    stance_label: str
    url: str
    rating: Rating
    statement: dict[str, str]
    stale: bool


@dataclass(frozen=True, slots=True)
class UsedSource:
    """A source with the claims that it was used for; `moved` are its confirmed changes."""

    source: Source
    type: str
    uses: list[Use]
    moved: list[Moved]


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """A site as a whole: `stances` are (key, label, count of uses); `changed` counts the sources of
    which an editor confirmed a change, `gone` those of them that are gone."""

    sources: int
    claims: int
    uses: int
    stances: list[tuple[str, str, int]]
    changed: int
    gone: int


def sites() -> Any:
    """A queryset of rows with `site`, `sources` and `claims` of each site, the most used first."""
    now = Source.objects.filter(pk=OuterRef("source_row__id"))
    return (
        _standing()
        .annotate(site=Subquery(now.values_list(SiteOf("canonical"))))
        .exclude(site="")
        .order_by()
        .values("site")
        .annotate(
            sources=Count("source_row__id", distinct=True),
            claims=Count("verdict__claim", distinct=True),
        )
        .order_by("-claims", "-sources", "site")
    )


def used_of(domain: str) -> "QuerySet[Source]":
    """The sources of a site that checks which stand rest on, newest first."""
    keys = Source.objects.of_site(domain).values("pk")
    used = _standing().filter(source_row__id__in=keys).values("source_row__id")
    return Source.objects.filter(pk__in=used).order_by("-id")


def site_facts(domain: str) -> SiteFacts:
    """A site in numbers. Two queries."""
    keys = Source.objects.of_site(domain).values("pk")
    uses = list(
        _standing()
        .filter(source_row__id__in=keys)
        .values_list("source_row__id", "verdict__claim", "evidence_row__stance")
    )
    used = {source for source, _claim, _stance in uses}
    changes = SourceChange.objects.confirmed().filter(source__in=used)
    found = defaultdict(set)
    for difference, source in changes.values_list("difference", "source"):
        found[difference].add(source)
    counted = Counter(stance for _source, _claim, stance in uses)
    return SiteFacts(
        sources=len(used),
        claims=len({claim for _source, claim, _stance in uses}),
        uses=len(uses),
        stances=[
            (stance.value, gettext(stance.label), counted[stance.value])
            for stance in Stance
            if counted[stance.value]
        ],
        changed=len(set().union(*found.values())),
        gone=len(found[Difference.GONE]),
    )


def used_sources(sources: Iterable[Source]) -> list[UsedSource]:
    """These sources with what they were used for. Three queries."""
    listed = list(sources)
    rows = (
        _standing()
        .filter(source_row__id__in=[source.pk for source in listed])
        .order_by("id")
        .values_list("source_row__id", "verdict__claim", "evidence_row__stance")
    )
    by_source: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for source, claim, stance in rows:
        by_source[source].append((claim, stance))
    keys = {claim for some in by_source.values() for claim, _stance in some}
    claims = Claim.objects.with_what_readers_see().in_bulk(keys)
    moved = confirmed_changes(by_source)
    return [
        UsedSource(
            source=source,
            type=gettext(SourceType(source.type).label),
            uses=[_use(claims[key], stance) for key, stance in dict.fromkeys(by_source[source.pk])],
            moved=moved.get(source.pk, []),
        )
        for source in listed
    ]


def _standing() -> "QuerySet[VerdictEvidence]":
    """What the verdicts that stand rest on."""
    return VerdictEvidence.objects.filter(
        verdict__in=Claim.objects.standing().order_by().values("published_verdict")
    )


def _use(claim: Claim, stance: str) -> Use:
    verdict = claim.published_verdict
    if verdict is None:
        raise ValueError(f"{claim} is not public")
    row: Any = verdict.claim_row
    return Use(
        stance=stance,
        stance_label=gettext(Stance(stance).label),
        url=claim.get_absolute_url(),
        rating=verdict.rating,
        statement=row.statement,
        stale=bool(claim.stale),
    )
