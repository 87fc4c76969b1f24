"""How far articles are checked: “11 of 14 claims checked”."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from factcheck.models import Claim, Rating


@dataclass(frozen=True, slots=True)
class Progress:
    """`checked` of `total` claims have a verdict that stands; `used` counts them by rating."""

    checked: int
    total: int
    used: list[tuple[Rating, int]]


def progress_of(article_ids: Collection[int], ratings: Collection[Rating]) -> dict[int, Progress]:
    """The progress of each article, in one query. `ratings` are all there are, in their order."""
    rows = (
        Claim.objects.under_check()
        .filter(article__in=article_ids)
        .order_by()
        .values_list("article_id", "published_verdict__rating_id")
        .annotate(claims=Count("pk"))
    )
    counts: dict[int, dict[int | None, int]] = defaultdict(dict)
    for article_id, rating_id, claims in rows:
        counts[article_id][rating_id] = claims
    return {article_id: _progress(counts[article_id], ratings) for article_id in article_ids}


def _progress(counts: dict[int | None, int], ratings: Collection[Rating]) -> Progress:
    total = sum(counts.values())
    return Progress(
        checked=total - counts.get(None, 0),
        total=total,
        used=[(rating, counts[rating.pk]) for rating in ratings if rating.pk in counts],
    )
