"""Dates as a wording writes them, in Indonesian and English."""

import re
from typing import NamedTuple

from factcheck.domain.readings.lexicon import (
    DOUBTFUL_MONTHS,
    FIRST_PERIODS,
    MONTH_CUES,
    MONTHS,
    PERIODS,
    RELATIVE_DAYS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    WHICH,
    YEAR_CUES,
)
from factcheck.domain.readings.number_words import ORDINAL_ENDS
from factcheck.domain.readings.wording import Wording

_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")
_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d\d|\d{4})|(\d{4})\.(\d{1,2})\.(\d{1,2})")

# (year, month, day), "" where the date doesn't say.
Day = tuple[str, str, str]


class WrittenDate(NamedTuple):
    """A date that was read: what it may mean, its form, its figures as written, where it ends.

    24/12/2019, 2019-12-24, 24 Desember 2019 and December 24, 2019 mean one day. 4/5/2019 may mean
    two (day first or month first): it agrees with a date in another form when one of them does.
    """

    meanings: tuple[Day, ...]
    form: str
    figures: tuple[str, ...]
    end: int


def date_at(wording: Wording, place: int) -> WrittenDate | None:
    """The date that begins at `place`, a lone year aside (see `is_year`)."""
    text, lower = wording.texts[place], wording.lowers[place]
    if text[0].isdecimal():
        return _in_figures(wording, place) or _day_first(wording, place)
    if lower in MONTHS:
        return _month_first(wording, place)
    return _day_named(wording, place)


def is_year(wording: Wording, place: int) -> bool:
    """Four figures that a cue, brackets, a decade's ending or standing alone makes a year."""
    if not _YEAR.fullmatch(wording.texts[place]):
        return False
    before, after = wording.lower(place - 1), wording.lower(place + 1)
    ends_range = before in ("-", "/") and wording.glued(place)
    if ends_range and _YEAR.fullmatch(wording.lower(place - 2)):
        before = wording.lower(place - 3)
    bracketed = before == "(" and (ends_range or after in (")", "-", ",", ";"))
    decade = after == "s" and wording.glued(place + 1)
    return before in YEAR_CUES or len(wording) == 1 or bracketed or decade


def _in_figures(wording: Wording, place: int) -> WrittenDate | None:
    """24/12/2019, 24-12-2019, 24.12.2019 or 2019-12-24."""
    dotted = _DOTTED.fullmatch(wording.texts[place])
    if dotted:
        parts, end = [part for part in dotted.groups() if part], place + 1
    else:
        marks = wording.lowers[place + 1 : place + 5 : 2]
        parts, end = wording.texts[place : place + 5 : 2], place + 5
        if len(parts) < 3 or marks not in (["/", "/"], ["-", "-"]):
            return None
        if marks[0] == "-" and not any(_YEAR.fullmatch(part) for part in parts):
            return None
    return _ordered(parts, end)


def _ordered(parts: list[str], end: int) -> WrittenDate | None:
    figures = tuple(parts)
    if _YEAR.fullmatch(parts[0]):
        if not all(map(_DAY.fullmatch, parts[1:])):
            return None
        return WrittenDate((_day(*parts),), "year first", figures, end)
    one, other, year = parts
    if not (_DAY.fullmatch(one) and _DAY.fullmatch(other)):
        return None
    if not (_YEAR.fullmatch(year) or (len(year) == 2 and year.isdecimal())):
        return None
    orders = [_day(year, other, one), _day(year, one, other)]
    possible = tuple(day for day in orders if int(day[1]) <= 12)
    return WrittenDate(possible, "year last", figures, end) if possible else None


def _day(year: str, month: str, day: str) -> Day:
    if len(year) == 2:
        year = ("20" if int(year) < 70 else "19") + year
    return year, month.lstrip("0"), day.lstrip("0")


def _day_first(wording: Wording, place: int) -> WrittenDate | None:
    """24 Desember 2019, 24th of December."""
    if not _DAY.fullmatch(wording.texts[place]):
        return None
    month_at = place + 1
    month_at += wording.lower(month_at) in ORDINAL_ENDS and wording.glued(month_at)
    month_at += wording.lower(month_at) in ("of", "-")
    month = MONTHS.get(wording.lower(month_at))
    if month is None:
        return None
    day = wording.texts[place]
    year, end = _year_after(wording, month_at + 1)
    meaning = (year, month, day.lstrip("0"))
    return WrittenDate((meaning,), "words", (day, *filter(None, [year])), end)


def _month_first(wording: Wording, place: int) -> WrittenDate | None:
    """December 24th, 2019, December 2019, and the month alone unless it means something else."""
    month = MONTHS[wording.lowers[place]]
    at = place + 1
    at += wording.lower(at) == "." and wording.lower(at + 1)[:1].isdecimal()
    day, end = "", place + 1
    if _DAY.fullmatch(wording.lower(at)) and wording.lower(at + 1) not in ("/", "%"):
        day, end = wording.texts[at], at + 1
        end += wording.lower(end) in ORDINAL_ENDS and wording.glued(end)
    year, end = _year_after(wording, end)
    if not day and not year and not _is_month(wording, place):
        return None
    figures = tuple(filter(None, (day, year)))
    return WrittenDate(((year, month, day.lstrip("0")),), "words", figures, end)


def _year_after(wording: Wording, place: int) -> tuple[str, int]:
    """The year that ends a date, after a comma or not, and where the date ends."""
    at = place + (wording.lower(place) in (",", ".", "-"))
    at += wording.lower(at) == "tahun"
    if _YEAR.fullmatch(wording.lower(at)):
        return wording.texts[at], at + 1
    return "", place


def _is_month(wording: Wording, place: int) -> bool:
    """Does the name of a month without figures mean the month?"""
    if wording.lowers[place] not in DOUBTFUL_MONTHS:
        return True
    is_capital = wording.texts[place][0].isupper()
    return is_capital and wording.lower(place - 1) in MONTH_CUES


def _day_named(wording: Wording, place: int) -> WrittenDate | None:
    """Monday, kemarin, "last week", "minggu lalu", "hari ini"."""
    lower, following = wording.lowers[place], wording.lower(place + 1)
    if lower in FIRST_PERIODS and following in WHICH:
        return _relative(WHICH[following], PERIODS[lower], place + 2)
    if lower in WHICH and following in PERIODS and following not in FIRST_PERIODS:
        return _relative(WHICH[lower], PERIODS[following], place + 2)
    if lower in RELATIVE_DAYS:
        return _relative("", RELATIVE_DAYS[lower], place + 1)
    is_short = following in (",", ".") or following in MONTHS or following[:1].isdecimal()
    weekday = WEEKDAYS.get(lower) or (SHORT_WEEKDAYS.get(lower) if is_short else None)
    if weekday and wording.texts[place][0].isupper():
        return _relative("", weekday, place + 1)
    return None


def _relative(which: str, period: str, end: int) -> WrittenDate:
    value = "today" if (which, period) == ("0", "day") else f"{period}{which}"
    return WrittenDate((("", "", value),), "name", (), end)
