"""Dates that are known only in part. Nothing here invents a day that nobody knows."""

import re
from datetime import date

from factcheck.domain.errors import N_, Refusal

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class BadDate(Refusal):
    """A date that does not exist, or is not written as one."""


def partial_date(written: str) -> str:
    """Check a year, a month or a day ("2018", "2018-02", "2018-02-23"), and give it back.

    "" means that nothing is known. Raises BadDate.
    """
    written = written.strip()
    if not written:
        return ""
    if not _exists(_PARTIAL.fullmatch(written)):
        raise BadDate(
            N_("Write the date as a year, a month or a day: 2018, 2018-02 or 2018-02-23.")
        )
    return written


def _exists(found: re.Match[str] | None) -> bool:
    """Whether the calendar has this day, or a first day of this month or year."""
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def check_range(earliest: date | None, latest: date | None) -> None:
    """Refuse a range that ends before it starts."""
    if earliest and latest and latest < earliest:
        raise BadDate(
            N_("The range ends (%(latest)s) before it starts (%(earliest)s). Swap or mend them."),
            earliest=earliest.isoformat(),
            latest=latest.isoformat(),
        )


def check_published(earliest: date | None, effective: date | None) -> None:
    """Refuse a state of an article that is older than the article."""
    if earliest and effective and effective < earliest:
        raise BadDate(
            N_(
                "%(effective)s is before the article was published (%(earliest)s or later)."
                " Mend one of the two dates."
            ),
            effective=effective.isoformat(),
            earliest=earliest.isoformat(),
        )


def check_effective(effective: date | None, previous: date | None, today: date) -> None:
    """Refuse an effective date in the future, or before the day from which the revision before it
    counts."""
    if effective is None:
        return
    if effective > today:
        raise BadDate(
            N_("%(date)s is in the future. Give the day on which it happened."),
            date=effective.isoformat(),
        )
    if previous and effective < previous:
        raise BadDate(
            N_("The revision before this dates from %(previous)s. Give that day or a later one."),
            previous=previous.isoformat(),
        )
