"""How far articles are checked: “11 of 14 claims checked, 1 stale”."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count

from factcheck.models import Claim, Rating

_BAR = 100  # units of the bar's length


@dataclass(frozen=True, slots=True)
class Progress:
    """`checked` of `total` claims have a verdict that covers the words as they are, `stale` have
    one that judged others; `used` counts those checked by rating."""

    checked: int
    total: int
    stale: int
    used: list[tuple[Rating, int]]

    @property
    def checked_to(self) -> str:
        """Where the checked part of a bar ends, as SVG takes it, in any language."""
        return self._place(self.checked)

    @property
    def stale_to(self) -> str:
        """Where the stale part ends, which follows the checked one."""
        return self._place(self.checked + self.stale)

    def _place(self, claims: int) -> str:
        return f"{_BAR * claims / self.total if self.total else 0:.2f}%"


def progress_of(article_ids: Collection[int], ratings: Collection[Rating]) -> dict[int, Progress]:
    """The progress of each article, in one query. `ratings` are all there are, in their order."""
    rows = (
        Claim.objects.under_check()
        .filter(article__in=article_ids)
        .order_by()
        .values_list("article_id", "published_verdict__rating_id", "stale")
        .annotate(claims=Count("pk"))
    )
    counts: dict[int, list[tuple[int | None, bool, int]]] = defaultdict(list)
    for article_id, rating_id, stale, claims in rows:
        counts[article_id].append((rating_id, bool(stale), claims))
    return {article_id: _progress(counts[article_id], ratings) for article_id in article_ids}


def progress_then(claims: Iterable[Claim], ratings: Collection[Rating]) -> Progress:
    """The progress that claims tell as they stood, read with their verdicts."""
    return _progress(
        [
            (
                claim.published_verdict.rating_id if claim.published_verdict else None,
                bool(claim.stale),
                1,
            )
            for claim in claims
            if not claim.is_withdrawn
        ],
        ratings,
    )


def _progress(counts: list[tuple[int | None, bool, int]], ratings: Collection[Rating]) -> Progress:
    used: dict[int, int] = defaultdict(int)
    for rating_id, stale, claims in counts:
        if rating_id is not None and not stale:
            used[rating_id] += claims
    return Progress(
        checked=sum(used.values()),
        total=sum(claims for _rating, _stale, claims in counts),
        stale=sum(claims for _rating, stale, claims in counts if stale),
        used=[(rating, used[rating.pk]) for rating in ratings if rating.pk in used],
    )
