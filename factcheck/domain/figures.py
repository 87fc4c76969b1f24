"""Numbers and dates in a wording, in Indonesian and English."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.domain.alignment import Word
from factcheck.domain.lexicon import (
    DOUBTFUL_MONTHS,
    FIGURES,
    MONTHS,
    RELATIVE_DAYS,
    WEEKDAYS,
    YEAR_CUES,
)

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DAY = re.compile(r"[0-3]?\d")
_WRITTEN_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d)?\d\d|\d{4}\.\d{1,2}\.\d{1,2}")
_ORDINAL = frozenset({"st", "nd", "rd", "th"})


@dataclass(frozen=True, slots=True)
class DatesAndNumbers:
    """The figures of a wording in order: those outside dates, and all of them."""

    numbers: tuple[str, ...]
    values: tuple[str, ...]


def dates_and_numbers(words: Sequence[Word]) -> DatesAndNumbers:
    """Which figures the words name, number words and months under one name in both languages.

    A number is taken as it is written: 1,000 and 1.000 are two, since each may mean the other's
    thousandth part. A sign, a unit of money, "percent" and "million" belong to the numbers.
    """
    texts = [word.text for word in words]
    dated = _dated(texts)
    numbers, values = [], []
    for place, text in enumerate(texts):
        lower = text.casefold()
        if place in dated:
            values.append(_date_value(text))
        elif text[0].isdigit() or lower in FIGURES:
            numbers.append(_sign(words, place) + FIGURES.get(lower, text))
            values.append(numbers[-1])
    return DatesAndNumbers(tuple(numbers), tuple(values))


def _date_value(text: str) -> str:
    lower = text.casefold()
    if lower in MONTHS:
        return f"month {MONTHS[lower]}"
    return WEEKDAYS.get(lower) or RELATIVE_DAYS.get(lower) or text.lstrip("0")


def _sign(words: Sequence[Word], place: int) -> str:
    """A plus or minus that belongs to the number: it touches it, and nothing before it."""
    if place == 0 or words[place - 1].text not in "+-":
        return ""
    mark = words[place - 1]
    touches_word = place > 1 and words[place - 2].end == mark.start
    follows = mark.end == words[place].start
    return mark.text if follows and not touches_word else ""


def _dated(texts: Sequence[str]) -> set[int]:
    """Places of the words that are parts of dates."""
    places: set[int] = set()
    for place, text in enumerate(texts):
        lower = text.casefold()
        if lower in MONTHS:
            beside = _beside_month(texts, place)
            if beside or lower not in DOUBTFUL_MONTHS:
                places |= {place, *beside}
        elif _is_day(text) or _is_year(texts, place):
            places.add(place)
        else:
            places |= _written_with_marks(texts, place)
    return places


def _is_day(text: str) -> bool:
    lower = text.casefold()
    is_weekday = lower in WEEKDAYS and text[0].isupper()
    return is_weekday or lower in RELATIVE_DAYS or bool(_WRITTEN_DATE.fullmatch(text))


def _beside_month(texts: Sequence[str], place: int) -> set[int]:
    """Day and year around the name of a month: 24 Desember 2019, December 24th, 2019."""
    found: set[int] = set()
    before = place - 1
    while before >= 0 and (texts[before] in ("-", "of") or texts[before] in _ORDINAL):
        before -= 1
    if before >= 0 and _DAY.fullmatch(texts[before]):
        found.add(before)
        if before > 1 and texts[before - 1] == "-" and _DAY.fullmatch(texts[before - 2]):
            found.add(before - 2)
    after = place + 1
    while after < len(texts) and after <= place + 5:
        text = texts[after]
        if _YEAR.fullmatch(text) or (_DAY.fullmatch(text) and after <= place + 2):
            found.add(after)
        elif text not in (",", "-", ".") and text not in _ORDINAL:
            break
        after += 1
    return found


def _is_year(texts: Sequence[str], place: int) -> bool:
    """Four digits that a cue, brackets or standing alone makes a year, unless a unit follows."""
    if not _YEAR.fullmatch(texts[place]):
        return False
    if texts[place + 1 : place + 2] and texts[place + 1].casefold() in FIGURES:
        return False
    before = texts[place - 1].casefold() if place else ""
    bracketed = before == "(" and texts[place + 1 : place + 2] in ([")"], ["-"], [","])
    return before in YEAR_CUES or bracketed or len(texts) == 1


def _written_with_marks(texts: Sequence[str], place: int) -> set[int]:
    """24/12/2019, 24-12-2019 or 2019-12-24: five words with two equal marks between numbers."""
    parts = texts[place : place + 5]
    if len(parts) < 5 or parts[1] != parts[3] or parts[1] not in "/-":
        return set()
    numbers = (parts[0], parts[2], parts[4])
    years = sum(bool(_YEAR.fullmatch(number)) for number in numbers)
    days = sum(bool(_DAY.fullmatch(number)) for number in numbers)
    is_date = (years, days) == (1, 2) or (days == 3 and parts[1] == "/")
    return {place, place + 2, place + 4} if is_date else set()
