"""The periods of the overview: asked for by months, told by months or, if long, by years."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

#: The periods that can be asked for: how many months, this one included; None is all.
PERIODS: dict[str, tuple[int | None, Any]] = {
    "3": (3, _("3 months")),
    "12": (12, _("12 months")),
    "all": (None, _("All")),
}
_MONTHS = 24  # longer times are told by year


def first_of(months: int | None, now: datetime) -> datetime | None:
    """The midnight with which a period of months, the present one included, begins."""
    if months is None:
        return None
    today = timezone.localtime(now)
    count = today.year * 12 + today.month - months
    begin = datetime(count // 12, count % 12 + 1, 1)  # noqa: DTZ001 - made aware in the next line
    return timezone.make_aware(begin)


def in_period(rows: QuerySet[Any], moment: str, since: datetime | None) -> QuerySet[Any]:
    return rows.filter(**{f"{moment}__gte": since}) if since else rows


def month_of(moment: datetime) -> date:
    return timezone.localtime(moment).date().replace(day=1)


def by_period(months: Sequence[date] | dict[date, Any]) -> list[tuple[str, list[date]]]:
    """The months there are, in order, each with its name; by year where they span more than two."""
    ordered = sorted(months)
    if not ordered or (ordered[-1] - ordered[0]).days / 30 <= _MONTHS:
        return [(date_format(month, "M Y"), [month]) for month in ordered]
    years = groupby(ordered, key=lambda month: month.year)
    return [(str(year), list(some)) for year, some in years]
