"""Dates and times as publishers print them, in Indonesian and English: "Selasa, 24/12/2019 10.30
WIB", "Dec. 24, 2019, 10:30 a.m. ET"."""

import re
from dataclasses import dataclass
from datetime import date

from factcheck.domain.readings.lexicon import MONTHS, WEEKDAYS


def _any_of(names: frozenset[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_MONTH = rf"(?:{_any_of(frozenset(MONTHS))})(?!\w)\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\w)"
_YEAR = r"\d{4}(?!\w)"
_WEEKDAYS = frozenset(WEEKDAYS) | {"jum['’]at", "mon", "tues?", "wed", "thu(?:rs?)?", "fri"}
_WEEKDAYS |= {"sat", "sun"}

# Between the parts of a stamp.
_BETWEEN = re.compile(
    r"(?:[\s,|]|[–—-](?=\s*\d))*([\[(]?)(?:t(?=\d))?"
    r"(?:(?:on(?: the)?|at|as of|pada|hari|tanggal|tgl\.?|pukul|jam|per)\s+)*",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?P<iso>\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}(?![\d/-]))"
    rf"|(?P<figures>\d{{1,2}}([./-])\d{{1,2}}\3(?:\d{{4}}|\d{{2}})(?![\d/-]|\.\d))"
    rf"|(?P<dmy>{_DAY}(?: of)?[\s-]+{_MONTH},?[\s-]+{_YEAR})"
    rf"|(?P<mdy>{_MONTH}\s+{_DAY},?\s+{_YEAR})"
    rf"|(?P<part>{_DAY}\s+{_MONTH}|{_MONTH}\s+{_DAY}|{_MONTH}\s+{_YEAR})"
    r"|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\b\.?)?(?!\w)|\d{1,2}\s?[ap]\.?m\b\.?"
    r"|(?:wib|wita|wit|gmt|utc|(?-i:[A-Z]{1,2}[SD]?T|Z))(?:[+-]\d{1,2}(?::?\d{2})?)?(?!\w)"
    r"|[+-]\d{2}:?\d{2}(?!\w)"
    rf"|(?:{_any_of(_WEEKDAYS)})(?!\w)\.?",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*[)\]]")
_NUMBERS = re.compile(r"\d+")
_NAME = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp that ends at `end`. `dated` says whether a day is written in it; `day` is that day,
    or None where the calendar lacks it, where it has no year, or where it reads two ways."""

    end: int
    dated: bool = False
    day: date | None = None


def stamps_at(text: str, start: int, *, day_first: bool) -> list[Stamp]:
    """The stamps that may be read at a place, the longest first; the last is empty.

    `day_first` False leaves 05/06/2019 open: Americans read it as the sixth of May.
    """
    found = [Stamp(start)]
    open_brackets = 0
    while between := _BETWEEN.match(text, found[-1].end):
        part = _PART.match(text, between.end())
        if part is None:
            break
        open_brackets += bool(between.group(1))
        end = part.end()
        if open_brackets and (closed := _CLOSED.match(text, end)):
            open_brackets -= 1
            end = closed.end()
        last = found[-1]
        dated = part.lastgroup in {"iso", "figures", "dmy", "mdy", "part"}
        day = _day(part, day_first=day_first) if dated and not last.dated else last.day
        found.append(Stamp(end, last.dated or dated, day))
    return found[::-1]


def _day(part: re.Match[str], *, day_first: bool) -> date | None:
    """The day that a part of a stamp names, if it names one."""
    numbers = [int(number) for number in _NUMBERS.findall(part.group())]
    named = [MONTHS[name] for name in map(str.lower, _NAME.findall(part.group())) if name in MONTHS]
    match part.lastgroup, numbers:
        case "iso", [year, month, day]:
            return _calendar(year, month, day)
        case "figures", [first, second, year]:
            year += 2000 if year < 100 else 0
            if day_first or first > 12:
                return _calendar(year, second, first)
            return _calendar(year, first, second) if second > 12 or first == second else None
        case "dmy" | "mdy", [day, year]:
            return _calendar(year, int(named[0]), day)
    return None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
