"""Moments of the past that readers ask for: a day, which means its end, or an instant."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from factcheck.domain.errors import N_, Refusal

#: "2019-12-23", or as much of it as is known. ASCII digits, since an address is copied by hand.
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
#: "2019-12-23T14:03:05.25+07:00"; in an address an unescaped "+" arrives as a space.
_INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)"
    r"(?:(Z)|([+ -])(\d{2}):?(\d{2}))?",
    re.ASCII | re.IGNORECASE,
)
_LONGEST = 40  # characters
_SECOND, _TICK = timedelta(seconds=1), timedelta(microseconds=1)  # the record tells ticks apart


class BadMoment(Refusal):
    """A moment that can't be read, does not exist, or is still to come."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the record is asked for: everything up to `instant` (UTC), and that instant itself.

    `day` is its day in the newsroom's time zone. `whole_day`: the day was asked for, not an
    instant of it, and `instant` is its last.
    """

    instant: datetime
    day: date
    whole_day: bool

    @property
    def written(self) -> str:
        """The moment as an address has it: it leads to this very moment again."""
        if self.whole_day:
            return self.day.isoformat()
        return self.instant.isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_of(written: str, zone: tzinfo, now: datetime) -> Moment:
    """The moment that was written: a year, a month, a day, or an instant.

    An instant without an offset is the newsroom's, whose time zone is `zone`. A year or a month
    means its last day, and a period that has begun but not ended means today. A second without a
    fraction means its end too, since pages tell an act's time by the second. Raises BadMoment.
    """
    written = written.strip()
    if len(written) > _LONGEST:
        raise _unreadable()
    try:
        if found := _DAY.fullmatch(written):
            return _end_of(_last_day(found, now.astimezone(zone).date()), zone)
        if found := _INSTANT.fullmatch(written):
            return _instant(found, zone, now)
    except (ValueError, OverflowError) as error:
        raise _unreadable() from error
    raise _unreadable()


def begins(day: date, zone: tzinfo) -> datetime:
    """The first instant of a day in a time zone, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _end_of(day: date, zone: tzinfo) -> Moment:
    return Moment(begins(day + timedelta(days=1), zone) - _TICK, day, whole_day=True)


def _last_day(found: re.Match[str], today: date) -> date:
    year, month, day = (int(part or 0) for part in found.groups())
    if 0 in (month if found[2] else 1, day if found[3] else 1):
        raise _unreadable()
    if date(year, month or 1, day or 1) > today:
        raise _to_come()
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return min(last, today)


def _instant(found: re.Match[str], zone: tzinfo, now: datetime) -> Moment:
    day, clock, utc, sign, hours, minutes = found.groups()
    local = datetime.combine(date.fromisoformat(day), _clock(clock))
    if utc:
        instant = local.replace(tzinfo=UTC)
    elif sign:
        offset = f"{'-' if sign == '-' else '+'}{hours}:{minutes}"
        instant = datetime.fromisoformat(f"{local.isoformat()}{offset}").astimezone(UTC)
    else:
        instant = _latest_reading(local, zone)
    if instant > now:
        raise _to_come()
    if "." not in clock:
        instant = min(instant + _SECOND - _TICK, now)
    return Moment(instant, instant.astimezone(zone).date(), whole_day=False)


def _clock(written: str) -> time:
    """A time of day; of a fraction of a second all six digits are meant."""
    whole, _, fraction = written.partition(".")
    return time.fromisoformat(whole).replace(microsecond=int(fraction.ljust(6, "0")))


def _latest_reading(local: datetime, zone: tzinfo) -> datetime:
    """A clock's time in UTC. Where clocks showed it twice or jumped over it: the later reading."""
    readings = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return max(reading.astimezone(UTC) for reading in readings)


def _unreadable() -> BadMoment:
    return BadMoment(N_("Write the date as 2019-12-23."))


def _to_come() -> BadMoment:
    return BadMoment(N_("That day is still to come. Choose today or an earlier one."))
