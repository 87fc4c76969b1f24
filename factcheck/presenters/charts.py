"""Bars that a person can read: where each part begins and ends, as SVG takes it, in any language.

Lengths are shares of the width, so that one drawing serves a phone and a desk; heights are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

ROW = 52  # pixels: a label, its bar, and the space after them
WIDEST = 86  # per cent of the width that the longest bar takes; its total stands behind it
# Per cent of the width that a part needs, on a phone, for its number (and each digit),
# for its sign, and for both.
_NUMBER, _DIGIT, _SIGN, _BOTH = 1.5, 2.5, 5, 10


@dataclass(frozen=True, slots=True)
class Series:
    """What one hue stands for: a class that sets it, a sign of the sprite, and its words."""

    css: str
    icon: str
    label: Any


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, with its sign and its number (`label`) where there is room for them."""

    series: Series
    start: str
    width: str
    middle: str
    label: str
    has_sign: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart. `y` are the pixels from the top to its label's line and to its bar."""

    label: str
    total: str
    parts: list[Part]
    end: str
    y: int
    top: int

    @property
    def line(self) -> int:
        """Where the words in and behind the bar stand."""
        return self.top + 15


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of the table; `url` leads to what was counted."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with the sentence that reads it and the table behind it.

    `empty` stands in where there is nothing to draw. `rows` are a heading and its values each.
    """

    key: str
    title: str
    reading: str
    empty: str
    head: Sequence[str]
    rows: Sequence[tuple[Cell, Sequence[Cell]]] = ()
    bars: Sequence[Bar] = ()
    legend: Sequence[Series] = field(default_factory=list)
    note: str | Promise = ""

    @property
    def height(self) -> int:
        return ROW * len(self.bars)


@dataclass(frozen=True, slots=True)
class Row:
    """What a bar is drawn from: the length of each series, and how its whole is told."""

    label: str
    lengths: Sequence[float]
    total: str


def bars(
    rows: Sequence[Row], series: Sequence[Series], *, longest: float = 0, widest: int = WIDEST
) -> list[Bar]:
    """The bars of some rows on one scale, whose end is `longest` or the longest row, at `widest`
    per cent of the width: less where the totals are told in words."""
    scale = longest or max((sum(row.lengths) for row in rows), default=0) or 1
    return [_bar(place, row, series, widest / scale) for place, row in enumerate(rows)]


def _bar(place: int, row: Row, series: Sequence[Series], unit: float) -> Bar:
    parts, start = [], 0.0
    for each, length in zip(series, row.lengths, strict=True):
        width = length * unit
        if length:
            number = f"{length:g}" if len(series) > 1 else ""
            room = _BOTH if each.icon else _NUMBER + _DIGIT * len(number)
            parts.append(
                Part(
                    series=each,
                    start=_share(start),
                    width=_share(width),
                    middle=_share(start + width / 2),
                    label=number if width >= room else "",
                    has_sign=bool(each.icon) and width >= _SIGN,
                )
            )
        start += width
    top = place * ROW
    return Bar(row.label, row.total, parts, _share(start), top + 15, top + 22)


def _share(value: float) -> str:
    return f"{value:.2f}%"
