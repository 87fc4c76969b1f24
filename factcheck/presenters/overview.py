"""How we are doing: what waits, who has it, how long it takes, what was found, how far we agree.

Nothing of a sealed proposal is among it: ratings are told where they were published, agreement
where a second person has judged.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import TruncMonth
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext

from factcheck.domain.acts import Kind
from factcheck.models import ChangeSet, Publication, Rating
from factcheck.presenters.agreement import agreement_chart
from factcheck.presenters.charts import Cell, Chart, Row, Series, bars
from factcheck.presenters.link_health import health_chart
from factcheck.presenters.periods import by_period, first_of, in_period, month_of
from factcheck.presenters.workload import load_chart, waiting_chart


@dataclass(frozen=True, slots=True)
class Overview:
    """The charts in their order: of now, and of the period."""

    now: list[Chart]
    period: list[Chart]


def overview(months: int | None, now: datetime) -> Overview:
    """Everything that the page tells, in a fixed number of queries."""
    since = first_of(months, now)
    return Overview(
        now=[waiting_chart(now), load_chart(now), health_chart(now)],
        period=[_times_chart(since), _ratings_chart(since), agreement_chart(since)],
    )


# --- From open to published ----------------------------------------------------------------------


def _times_chart(since: datetime | None) -> Chart:
    """The median time from a claim's first act to its first publication, by month of the latter."""
    added = ChangeSet.objects.filter(claim=OuterRef("claim"), kind=Kind.CLAIM_ADD).order_by("id")
    first = (
        Publication.objects.order_by()
        .values("claim")
        .annotate(
            published=Min("act__recorded_at"), opened=Subquery(added.values("recorded_at")[:1])
        )
    )
    days: dict[date, list[float]] = defaultdict(list)
    found = in_period(first, "published", since)
    for opened, published in found.values_list("opened", "published").iterator():
        days[month_of(published)].append((published - opened).total_seconds())
    every = [seconds for some in days.values() for seconds in some]
    periods = [(label, _merged(days, some)) for label, some in by_period(days)]
    rows = [(label, median(some), len(some)) for label, some in periods]
    return Chart(
        key="times",
        title=gettext("How long a check takes"),
        reading=ngettext(
            "%(count)s claim was published, within %(time)s of being opened.",
            "Half of the %(count)s claims were published within %(time)s of being opened.",
            len(every),
        )
        % {"count": len(every), "time": _span(median(every), 2)}
        if every
        else "",
        empty=""
        if every
        else gettext("Once verdicts are published, the time from open to published stands here."),
        head=[gettext("Published"), gettext("Median time"), gettext("Claims")],
        rows=[
            (Cell(label), [Cell(_span(time, 2)), Cell(str(claims))]) for label, time, claims in rows
        ],
        bars=bars(
            [Row(label, [time], f"{_span(time, 1)} ({claims})") for label, time, claims in rows],
            [Series("tone-4", "", "")],
            widest=68,
        ),
        note=gettext("In brackets: the number of claims published for the first time."),
    )


def _span(seconds: float, parts: int) -> str:
    """A length of time in its largest units: "3 days, 4 hours"."""
    begin = datetime(2001, 1, 1)  # noqa: DTZ001 - any begin will do
    return timesince(begin, begin + timedelta(seconds=seconds), depth=parts)


# --- Ratings over time ---------------------------------------------------------------------------


def _ratings_chart(since: datetime | None) -> Chart:
    """The ratings published, by month."""
    ratings = list(Rating.objects.all())
    counts: dict[date, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    found = (
        in_period(Publication.objects.all(), "act__recorded_at", since)
        .order_by()
        .annotate(month=TruncMonth("act__recorded_at"))
        .values_list("month", "verdict__rating")
        .annotate(verdicts=Count("pk"))
    )
    for month, rating, verdicts in found:
        counts[month_of(month)][rating] += verdicts
    rows = [
        (label, [sum(counts[month][rating.pk] for month in months) for rating in ratings])
        for label, months in by_period(counts)
    ]
    series = [
        Series(f"rating-{key}", f"rating-{key}", str(rating))
        for rating in ratings
        for key in [rating.key.replace("_", "-")]
    ]
    return Chart(
        key="ratings",
        title=gettext("What was published"),
        reading=_ratings_reading(ratings, rows),
        empty="" if rows else gettext("Published ratings will stand here, month by month."),
        head=[gettext("Published"), *map(str, ratings), gettext("Together")],
        rows=[
            (
                Cell(label),
                [*(Cell(str(number)) for number in numbers), Cell(str(sum(numbers)))],
            )
            for label, numbers in rows
        ],
        bars=bars([Row(label, numbers, str(sum(numbers))) for label, numbers in rows], series),
        legend=series,
    )


def _ratings_reading(ratings: Sequence[Rating], rows: Sequence[tuple[str, Sequence[int]]]) -> str:
    sums = [sum(numbers[place] for _label, numbers in rows) for place in range(len(ratings))]
    if not any(sums):
        return ""
    most = max(range(len(ratings)), key=lambda place: sums[place])
    return ngettext(
        "%(all)s verdict was published. The most frequent rating: %(rating)s (%(count)s).",
        "%(all)s verdicts were published. The most frequent rating: %(rating)s (%(count)s).",
        sum(sums),
    ) % {"all": sum(sums), "rating": ratings[most], "count": sums[most]}


def _merged(days: dict[date, list[float]], months: Sequence[date]) -> list[float]:
    return [value for month in months for value in days[month]]
