"""The log of corrections: notices on articles, conclusions that changed, claims withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, Subquery, Value
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext

from factcheck.domain.acts import Kind
from factcheck.domain.errors import N_
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import ChangeSet, Claim, Notice, Publication, Rating
from factcheck.presenters.notices import ShownNotice, shown

VERDICT_CHANGED, CLAIM_WITHDRAWN = "verdict_changed", "claim_withdrawn"
#: Every kind of entry, the gravest first.
KINDS: dict[str, str] = {
    NoticeKind.RETRACTION.value: NoticeKind.RETRACTION.label,
    NoticeKind.CORRECTION.value: NoticeKind.CORRECTION.label,
    VERDICT_CHANGED: N_("Verdict changed"),
    CLAIM_WITHDRAWN: N_("Claim withdrawn"),
    NoticeKind.CLARIFICATION.value: NoticeKind.CLARIFICATION.label,
    NoticeKind.EDITORS_NOTE.value: NoticeKind.EDITORS_NOTE.label,
    NoticeKind.UPDATE.value: NoticeKind.UPDATE.label,
}


@dataclass(frozen=True, slots=True)
class AboutClaim:
    """What became of a claim: another verdict (`before` and `after`), or none any more, because
    of `reason`."""

    url: str
    statement: dict[str, str]
    day: date
    before: Rating | None = None
    after: Rating | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    entries: list[ShownNotice | AboutClaim]


def corrections(kind: str = "") -> Any:
    """Rows of (kind, key, day), newest first, of one kind or of all."""
    made = {
        **{each.value: _notices().filter(kind=each.value) for each in NoticeKind},
        VERDICT_CHANGED: _changed(),
        CLAIM_WITHDRAWN: _withdrawn(),
    }
    found = made[kind] if kind else _notices().union(_changed(), _withdrawn(), all=True)
    return found.order_by("-day", "-key")


def counted() -> list[tuple[str, str, int]]:
    """(kind, its words, how many) of each kind of which there are any. Three queries."""
    numbers = dict(
        Notice.objects.of_public_articles().order_by().values_list("kind").annotate(Count("pk"))
    )
    numbers |= {VERDICT_CHANGED: _changed().count(), CLAIM_WITHDRAWN: _withdrawn().count()}
    return [
        (kind, gettext(label), numbers[kind]) for kind, label in KINDS.items() if numbers.get(kind)
    ]


def by_month(rows: Iterable[tuple[str, int, date]]) -> list[Month]:
    """The entries of such rows, month by month, in their order. Six queries at most."""
    listed = list(rows)
    keys: dict[str, list[int]] = {"notice": [], VERDICT_CHANGED: [], CLAIM_WITHDRAWN: []}
    for kind, key, _day in listed:
        keys[kind if kind in keys else "notice"].append(key)
    entries: dict[tuple[str, int], ShownNotice | AboutClaim] = {
        **_shown_notices(keys["notice"]),
        **_shown_changes(keys[VERDICT_CHANGED]),
        **_shown_withdrawals(keys[CLAIM_WITHDRAWN]),
    }
    return [
        Month(first, [entries[kind if kind in keys else "notice", key] for kind, key, _day in some])
        for first, some in groupby(listed, key=lambda row: row[2].replace(day=1))
    ]


def _notices() -> Any:
    return _rows(Notice.objects.of_public_articles(), F("kind"), F("dated"))


def _changed() -> Any:
    """Publications of another rating than the one that was published before."""
    found = (
        Publication.objects.filter(claim__in=Claim.objects.public())
        .alias(before=_rating_before())
        .exclude(before=None)
        .exclude(before=F("verdict__rating"))
    )
    return _rows(found, Value(VERDICT_CHANGED, CharField()), TruncDate("act__recorded_at"))


def _withdrawn() -> Any:
    """Acts that withdrew a claim which readers knew; what was a duplicate was not wrong."""
    found = ChangeSet.objects.public().filter(
        kind=Kind.CLAIM_WITHDRAW, claim__in=Claim.objects.public()
    )
    return _rows(found, Value(CLAIM_WITHDRAWN, CharField()), TruncDate("recorded_at"))


def _rating_before() -> Subquery:
    """Of a publication: the key of the rating that was published on its claim before, or null."""
    before = Publication.objects.filter(claim=OuterRef("claim"), id__lt=OuterRef("id"))
    return Subquery(before.order_by("-id").values("verdict__rating")[:1])


def _rows(found: Any, entry: Any, day: Any) -> Any:
    return (
        found.order_by()
        .annotate(entry=entry, key=F("pk"), day=day)
        .values_list("entry", "key", "day")
    )


def _shown_notices(keys: list[int]) -> dict[tuple[str, int], ShownNotice]:
    found = Notice.objects.of_public_articles().filter(pk__in=keys)
    return {("notice", each.pk): shown(each, with_article=True) for each in found}


def _shown_changes(keys: list[int]) -> dict[tuple[str, int], AboutClaim]:
    publications: Any = Publication.objects.filter(pk__in=keys).select_related(
        "act", "claim", "verdict__rating", "verdict__claim_row"
    )
    ratings = {rating.pk: rating for rating in Rating.objects.all()} if keys else {}
    return {
        (VERDICT_CHANGED, each.pk): AboutClaim(
            url=each.claim.get_absolute_url(),
            statement=each.verdict.claim_row.statement,
            day=timezone.localdate(each.act.recorded_at),
            before=ratings[each.was],
            after=each.verdict.rating,
        )
        for each in publications.annotate(was=_rating_before())
    }


def _shown_withdrawals(keys: list[int]) -> dict[tuple[str, int], AboutClaim]:
    found: Any = list(ChangeSet.objects.filter(pk__in=keys))
    claims: Any = Claim.objects.with_what_readers_see().in_bulk([each.claim_id for each in found])
    return {
        (CLAIM_WITHDRAWN, each.pk): AboutClaim(
            url=claims[each.claim_id].get_absolute_url(),
            statement=claims[each.claim_id].published_verdict.claim_row.statement,
            day=timezone.localdate(each.recorded_at),
            reason=each.reason_text,
        )
        for each in found
    }
