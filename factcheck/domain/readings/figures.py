"""The figures of a wording (numbers with their units, and dates), and how two lists differ."""

from collections import Counter, defaultdict, deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from factcheck.domain.readings.lexicon import (
    FIRST_PERIODS,
    MONTHS,
    RELATIVE_DAYS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    WHICH,
)
from factcheck.domain.readings.number_words import CASUAL, NUMBER_WORDS, SIGNS
from factcheck.domain.readings.numbers import number_at
from factcheck.domain.readings.units import MONEY_AND_SHARES, money_before, unit_after, unit_alone
from factcheck.domain.readings.wording import Wording
from factcheck.domain.readings.written_dates import date_at, is_year

_STARTS = NUMBER_WORDS | FIRST_PERIODS | {"a", "an"}
_STARTS |= frozenset((*MONTHS, *RELATIVE_DAYS, *SHORT_WEEKDAYS, *WEEKDAYS, *WHICH))
# How many figures of one value are looked at for the one that a figure in another form became.
_CANDIDATES = 50
_TOUCHING_SIGNS = frozenset("+-<>≤≥±~≈")

Meaning = Hashable


class Figure(NamedTuple):
    """A number or a date. Two are the same when a meaning agrees, and, in the same form, the
    figures do: what is 5 in one form may be "five" in another, but never 05 in the same."""

    is_date: bool
    meanings: tuple[Meaning, ...]
    form: Hashable
    figures: Hashable
    units: tuple[str, ...] = ()
    is_casual: bool = False  # "one of them": that it came or went is a change of wording

    def same_as(self, other: "Figure") -> bool:
        if self.form == other.form and self.figures != other.figures:
            return False
        return not set(self.meanings).isdisjoint(other.meanings)


@dataclass(slots=True)
class Figures:
    """The figures in order, units that stand alone, and the places of words that they take up."""

    listed: list[Figure] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    dated: set[int] = field(default_factory=set)

    @property
    def units(self) -> list[str]:
        """All units, those with a number and those without."""
        return [*self.alone, *(unit for figure in self.listed for unit in figure.units)]


class Difference(NamedTuple):
    """Which kinds of figures differ."""

    numbers: bool
    dates: bool
    units: bool


def figures_of(wording: Wording) -> Figures:
    """All figures that the wording names, those in words too."""
    found = Figures()
    place = 0
    while place < len(wording):
        lower = wording.lowers[place]
        if lower in _STARTS or lower[0].isdecimal() or (len(lower) == 1 and lower.isnumeric()):
            place = _read(wording, place, found)
        else:
            place += 1
    for place, lower in enumerate(wording.lowers):
        if lower in MONEY_AND_SHARES and place not in found.taken:
            unit = unit_alone(wording, place)
            if unit:
                found.alone.append(unit[0])
                found.taken.update(range(place, unit[1]))
    return found


def _read(wording: Wording, place: int, found: Figures) -> int:
    """Read what begins at `place`, and say where to go on."""
    date = date_at(wording, place)
    if date:
        found.listed.append(Figure(True, date.meanings, date.form, date.figures))
        found.dated.update(range(place, date.end))
        found.taken.update(range(place, date.end))
        return date.end
    money = money_before(wording, place)
    number = number_at(wording, place, money[0] if money else "")
    if number is None or (wording.lowers[place] == "one" and wording.lower(place - 1) == "no"):
        return place + 1
    unit = unit_after(wording, number.end)
    start, end = money[1] if money else place, unit[1] if unit else number.end
    units = tuple(dict.fromkeys(name for name, _ in filter(None, (money, unit))))
    sign = _sign(wording, start, place)
    is_date = end - start == 1 and is_year(wording, place)
    meaning = (sign, number.value) if sign else number.value
    is_casual = end - start == 1 and wording.lowers[place] in CASUAL
    found.listed.append(Figure(is_date, (meaning,), number.form, number.figures, units, is_casual))
    found.taken.update(range(start, end))
    if is_date:
        found.dated.add(place)
    return end


def _sign(wording: Wording, start: int, place: int) -> str:
    """What belongs to the number as its sign: it touches it and nothing before, or says minus.

    `start` is where the number begins with its currency: both -$5 and $-5 are read.
    """
    for at in {start, place}:
        mark = wording.lower(at - 1)
        if mark in SIGNS:
            return SIGNS[mark]
        if mark in _TOUCHING_SIGNS and wording.glued(at) and not wording.glued(at - 1):
            return mark
    return ""


def difference(old: Figures, new: Figures) -> Difference:
    """Which kinds of figures differ in value, in number, or in order among their like."""
    if old.listed == new.listed and old.alone == new.alone:
        return Difference(numbers=False, dates=False, units=False)
    pairs = _paired(old.listed, new.listed)
    left = [figure for place, figure in enumerate(old.listed) if place not in pairs]
    matched = set(pairs.values())
    came = [figure for place, figure in enumerate(new.listed) if place not in matched]
    swapped = _swapped(old.listed, pairs)
    return Difference(
        numbers=False in swapped or _numbers_differ(left, came),
        dates=True in swapped or any(figure.is_date for figure in (*left, *came)),
        units=_units_differ(old, new, pairs) or _exchanged(old, new, left, came),
    )


def _numbers_differ(left: list[Figure], came: list[Figure]) -> bool:
    """Did a number come, go or change? A casual one counts only where it changed for another."""
    went = [figure for figure in left if not figure.is_date]
    new = [figure for figure in came if not figure.is_date]
    return bool(went and new) or not all(figure.is_casual for figure in (*went, *new))


def _paired(olds: list[Figure], news: list[Figure]) -> dict[int, int]:
    """Places of the same figures in both lists: those alike in all first, from left to right."""
    pairs: dict[int, int] = {}
    matched: set[int] = set()
    places: defaultdict[Figure, deque[int]] = defaultdict(deque)
    for at, figure in enumerate(news):
        places[figure].append(at)
    for at, figure in enumerate(olds):
        if places.get(figure):
            pairs[at] = places[figure].popleft()
            matched.add(pairs[at])
    if len(pairs) == len(olds) or len(pairs) == len(news):
        return pairs
    meant: defaultdict[Meaning, list[int]] = defaultdict(list)
    for at, figure in enumerate(news):
        if at not in matched:
            for meaning in figure.meanings:
                meant[meaning].append(at)
    for at, figure in enumerate(olds):
        if at not in pairs:
            likely = (place for meaning in figure.meanings for place in meant.get(meaning, ()))
            same = (
                at
                for at in islice(likely, _CANDIDATES)
                if at not in matched and figure.same_as(news[at])
            )
            there = next(same, None)
            if there is not None:
                pairs[at] = there
                matched.add(there)
    return pairs


def _swapped(olds: list[Figure], pairs: dict[int, int]) -> set[bool]:
    """Whether dates (True) or numbers of one unit (False) stand in another order than before."""
    last: dict[tuple[bool, tuple[str, ...]], int] = {}
    swapped = set()
    for at in sorted(pairs):
        like = olds[at].is_date, olds[at].units
        if pairs[at] < last.get(like, -1):
            swapped.add(olds[at].is_date)
        last[like] = pairs[at]
    return swapped


def _units_differ(old: Figures, new: Figures, pairs: dict[int, int]) -> bool:
    """Does a number that stayed count something else? A unit that one side says once for several
    numbers ("5 to 6%") is not missed."""
    olds, news = set(old.units), set(new.units)
    for at, there in pairs.items():
        before, after = set(old.listed[at].units), set(new.listed[there].units)
        exchanged = before and after and before != after
        if exchanged or not (before <= news and after <= olds):
            return True
    return False


def _exchanged(old: Figures, new: Figures, left: list[Figure], came: list[Figure]) -> bool:
    """Did the units of figures that differ, or units alone, give way to others?"""
    before = Counter([*old.alone, *(unit for figure in left for unit in figure.units)])
    after = Counter([*new.alone, *(unit for figure in came for unit in figure.units)])
    return bool(before - after) and bool(after - before)
