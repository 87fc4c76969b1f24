"""The health of links: what the looks at sources found, week by week."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Count, Max
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import CheckOutcome
from factcheck.models import SourceCheck
from factcheck.presenters.charts import Cell, Chart, Row, Series, bars
from factcheck.presenters.moments import DAY

WEEKS = 12  # told, the present one included

#: What a look found, in the order of the bars.
_HEALTH = {
    CheckOutcome.SAME: Series("tone-1", "check", _("Unchanged")),
    CheckOutcome.CHANGED: Series("health-changed", "compare", _("Changed")),
    CheckOutcome.MOVED: Series("health-moved", "moved", _("Moved")),
    CheckOutcome.GONE: Series("health-gone", "withdraw", _("Gone")),
    CheckOutcome.UNREACHABLE: Series("health-away", "warning", _("Out of reach")),
}

Week = tuple[str, list[int]]  # its first day, and how many sources were found how


def health_chart(now: datetime) -> Chart:
    """The sources looked at in each of the last weeks by what the last look found. One query."""
    weeks = _weeks(now)
    series = list(_HEALTH.values())
    return Chart(
        key="health",
        title=gettext("Sources, week by week"),
        reading=_reading(weeks),
        empty="" if weeks else gettext("Once sources are looked at again, what was found is here."),
        head=[gettext("Week from"), *(str(each.label) for each in series), gettext("Together")],
        rows=[
            (
                Cell(label),
                [*(Cell(_counted(number, sum(found))) for number in found), Cell(str(sum(found)))],
            )
            for label, found in weeks
        ],
        bars=bars(
            [Row(label, _shares(found), str(sum(found))) for label, found in weeks],
            series,
            longest=100,
        ),
        legend=series if weeks else [],
        note=gettext(
            "Shares of the sources looked at in a week, in per cent; behind each bar, how many "
            "they are. A source counts once a week, by its last look. Where a site asks not to be "
            "looked at, it is out of reach."
        ),
    )


def _weeks(now: datetime) -> list[Week]:
    """The weeks in which something was looked at, in order, told by the Monday they begin with."""
    monday = timezone.localtime(now).date()
    monday -= timedelta(days=monday.weekday(), weeks=WEEKS - 1)
    since = timezone.make_aware(datetime.combine(monday, datetime.min.time()))
    looks = SourceCheck.objects.filter(checked_at__gte=since).order_by()
    by_week = looks.annotate(week=TruncWeek("checked_at"))
    last = by_week.values("week", "source").annotate(last=Max("pk")).values("last")
    found = by_week.filter(pk__in=last).values_list("week", "outcome").annotate(Count("pk"))
    counts: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for week, outcome, number in found:
        key = CheckOutcome.UNREACHABLE if outcome == CheckOutcome.DISALLOWED else outcome
        counts[timezone.localtime(week).date()][key] += number
    return [
        (date_format(week, DAY), [counts[week][outcome] for outcome in _HEALTH])
        for week in sorted(counts)
    ]


def _shares(found: Sequence[int]) -> list[float]:
    """In whole per cent, though what is rare stays visible."""
    return [max(1, round(100 * number / sum(found))) if number else 0 for number in found]


def _counted(number: int, of: int) -> str:
    return f"{number} ({round(100 * number / of)} %)"


def _reading(weeks: Sequence[Week]) -> str:
    if not weeks:
        return ""
    label, found = weeks[-1]
    return ngettext(
        "In the week from %(week)s, %(count)s source was looked at; %(share)s %% unchanged.",
        "In the week from %(week)s, %(count)s sources were looked at; %(share)s %% unchanged.",
        sum(found),
    ) % {"week": label, "count": sum(found), "share": round(100 * found[0] / sum(found))}
