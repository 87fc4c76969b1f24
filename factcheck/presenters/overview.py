"""How we are doing: what waits, who has it, how long it takes, what was found, how far we agree.

Nothing of a sealed proposal is among it: ratings are told where they were published, agreement
where a second person has judged.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from statistics import median
from typing import Any

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain.acts import Kind
from factcheck.domain.agreement import nominal_alpha, ordinal_alpha
from factcheck.domain.seal import Proposal
from factcheck.domain.vocabulary import Judgement
from factcheck.models import ChangeSet, Publication, Rating, Review
from factcheck.presenters.charts import Cell, Chart, Row, Series, bars
from factcheck.presenters.workload import load_chart, waiting_chart

#: The periods that can be asked for: how many months, this one included; None is all.
PERIODS: dict[str, tuple[int | None, Any]] = {
    "3": (3, _("3 months")),
    "12": (12, _("12 months")),
    "all": (None, _("All")),
}
_MONTHS = 24  # longer times are told by year

Unit = list[tuple[int, int | None]]  # the ratings given to one verdict: (key, number)


@dataclass(frozen=True, slots=True)
class Overview:
    """The charts in their order: of now, and of the period."""

    now: list[Chart]
    period: list[Chart]


def overview(months: int | None, now: datetime) -> Overview:
    """Everything that the page tells, in a fixed number of queries."""
    since = _first_of(months, now)
    return Overview(
        now=[waiting_chart(now), load_chart(now)],
        period=[_times_chart(since), _ratings_chart(since), _agreement_chart(since)],
    )


def _first_of(months: int | None, now: datetime) -> datetime | None:
    """The midnight with which a period of months, the present one included, begins."""
    if months is None:
        return None
    today = timezone.localtime(now)
    count = today.year * 12 + today.month - months
    begin = datetime(count // 12, count % 12 + 1, 1)  # noqa: DTZ001 - made aware in the next line
    return timezone.make_aware(begin)


def _in_period(rows: QuerySet[Any], moment: str, since: datetime | None) -> QuerySet[Any]:
    return rows.filter(**{f"{moment}__gte": since}) if since else rows


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
    found = _in_period(first, "published", since)
    for opened, published in found.values_list("opened", "published").iterator():
        days[_month(published)].append((published - opened).total_seconds())
    every = [seconds for some in days.values() for seconds in some]
    periods = [(label, _merged(days, some)) for label, some in _periods(days)]
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
        _in_period(Publication.objects.all(), "act__recorded_at", since)
        .order_by()
        .annotate(month=TruncMonth("act__recorded_at"))
        .values_list("month", "verdict__rating")
        .annotate(verdicts=Count("pk"))
    )
    for month, rating, verdicts in found:
        counts[_month(month)][rating] += verdicts
    rows = [
        (label, [sum(counts[month][rating.pk] for month in months) for rating in ratings])
        for label, months in _periods(counts)
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


# --- Agreement -----------------------------------------------------------------------------------


def _agreement_chart(since: datetime | None) -> Chart:
    """Alpha over the verdicts of the period that a second person has judged."""
    units = list(_judged(since))
    numbered = [[number for _key, number in unit if number is not None] for unit in units]
    levels = [
        (gettext("Numbered ratings"), ordinal_alpha(numbered), _comparable(numbered)),
        (
            gettext("All ratings"),
            nominal_alpha([[key for key, _number in unit] for unit in units]),
            _comparable(units),
        ),
    ]
    known = [(label, alpha, size) for label, alpha, size in levels if alpha is not None]
    return Chart(
        key="agreement",
        title=gettext("How far reviewers agree"),
        reading=_agreement_reading(levels),
        empty=""
        if units
        else gettext("Once a second person has judged verdicts, how far people agree stands here."),
        head=[gettext("Ratings"), gettext("Alpha"), gettext("Verdicts")],
        rows=[
            (Cell(label), [Cell("–" if alpha is None else f"{alpha:.2f}"), Cell(str(size))])
            for label, alpha, size in levels
        ],
        bars=bars(
            [Row(label, [max(alpha, 0)], f"{alpha:.2f}") for label, alpha, _size in known],
            [Series("tone-4", "", "")],
            longest=1,
        ),
        note=gettext(
            "Krippendorff's alpha: 1 is full agreement, 0 is what chance gives, less is worse than "
            "chance. Of numbered ratings a near miss counts less than a far one; of all ratings, "
            "those without a number included, two are the same or not. Verdicts that nobody has "
            "judged yet, and reaffirmed ones, are left out."
        ),
    )


def _judged(since: datetime | None) -> Iterator[Unit]:
    """The ratings given to each verdict that was judged: its proposer's first, then the reviewers'.

    Who reaffirms, and who reviews that, knows the published conclusion: it says nothing of how two
    people judge apart.
    """
    reviews = (
        _in_period(
            Review.objects.filter(judgement=Judgement.RATING), "verdict__act__recorded_at", since
        )
        .exclude(verdict__act__kind=Kind.VERDICT_REAFFIRM)
        .order_by("verdict", "id")
        .values_list(
            "verdict",
            "reviewer",
            "rating",
            "rating__number",
            "verdict__proposer",
            "verdict__rating",
            "verdict__rating__number",
            "verdict__people_needed",
            "verdict__publication",
        )
    )
    for _verdict, group in groupby(reviews.iterator(), key=lambda row: row[0]):
        rows = list(group)
        *_own, proposer, rating, number, needed, publication = rows[0]
        proposal = Proposal(
            is_sealed=True,
            proposer=proposer,
            rating=rating,
            ratings={row[1]: row[2] for row in rows},
            openers=frozenset(),
            people_needed=needed,
            is_over=publication is not None,
        )
        if proposal.is_settled:
            yield [(rating, number), *((row[2], row[3]) for row in rows)]


def _comparable(units: Sequence[Sequence[Any]]) -> int:
    return sum(len(unit) > 1 for unit in units)


def _agreement_reading(levels: Sequence[tuple[str, float | None, int]]) -> str:
    alpha, size = next(
        ((alpha, size) for _label, alpha, size in levels if alpha is not None), (None, 0)
    )
    if alpha is None:
        return gettext("Too little was judged, or all of it alike, to tell agreement from chance.")
    return ngettext(
        "Alpha is %(alpha)s over %(count)s verdict: %(meaning)s",
        "Alpha is %(alpha)s over %(count)s verdicts: %(meaning)s",
        size,
    ) % {"alpha": f"{alpha:.2f}", "count": size, "meaning": _meaning(alpha)}


def _meaning(alpha: float) -> str:
    """In plain words. The bounds are those that Krippendorff advises: 0.8, and 2/3 with reserve."""
    if alpha >= 0.8:
        return gettext("people who rate apart come to the same rating, nearly always.")
    if alpha >= 2 / 3:
        return gettext("people who rate apart mostly agree; look at where they don't.")
    if alpha > 0:
        return gettext("people agree more than by chance, but too little to rely on one of them.")
    return gettext("people agree no more than by chance. Talk about what the ratings mean.")


# --- Months and years ----------------------------------------------------------------------------


def _month(moment: datetime) -> date:
    return timezone.localtime(moment).date().replace(day=1)


def _periods(months: Sequence[date] | dict[date, Any]) -> list[tuple[str, list[date]]]:
    """The months there are, in order, each with its name; by year where they span more than two."""
    ordered = sorted(months)
    if not ordered or (ordered[-1] - ordered[0]).days / 30 <= _MONTHS:
        return [(date_format(month, "M Y"), [month]) for month in ordered]
    years = groupby(ordered, key=lambda month: month.year)
    return [(str(year), list(some)) for year, some in years]


def _merged(days: dict[date, list[float]], months: Sequence[date]) -> list[float]:
    return [value for month in months for value in days[month]]
