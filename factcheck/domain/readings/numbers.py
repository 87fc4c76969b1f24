"""What number a wording writes, in figures or words, in Indonesian and English.

How ambiguous forms are read: a dot, a comma or a space before each group of three figures parts
thousands, so that 1.500, 1,500, 1 500 and 1500 are one number in four forms; a dot or comma before
other than three figures is the decimal sign, so that 1.5 = 1,5, and 1.500 is another number than
1.5. 0.500 and 1500.250 can only be decimals. What has two signs ends in decimals after the second:
1.234,56 = 1,234.56. Anything else (4.2.1) is taken as it is written.
"""

import re
import unicodedata
from collections.abc import Hashable
from fractions import Fraction
from typing import NamedTuple

from factcheck.domain.readings.number_words import (
    DIVISORS,
    HALVES,
    LETTERS,
    LETTERS_OF_MONEY,
    LETTERS_OF_RUPIAH,
    MANY,
    MULTIPLES,
    ONE_OF,
    ORDINAL_ENDS,
    PARTS,
    SINGLE_DIVISORS,
    SMALL,
)
from factcheck.domain.readings.wording import Wording

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([., ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,](\d+))?")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_CLOCK = re.compile(r"([0-2]?\d)[.:](\d\d)")
# More figures than any number that is meant as one; they are compared as written.
_LONGEST = 40

Number = int | Fraction


class Reading(NamedTuple):
    """A number that was read: its value, the form and figures it was written in, where it ends.

    Two readings of one value in two forms ("5 juta", "5.000.000", "five million") are one number;
    in the same form the figures must be the same too (5 and 05 and 5.0 differ).
    """

    value: Hashable
    form: Hashable
    figures: str
    end: int


def number_at(wording: Wording, place: int, currency: str = "") -> Reading | None:
    """The number that begins at `place`, if one does; `currency` is what stands before it."""
    first = wording.texts[place]
    if first[0].isdecimal():
        return _in_figures(wording, place, currency)
    lower = wording.lowers[place]
    if lower in MANY:
        return Reading(("many", MANY[lower]), "word", "", place + 1)
    if lower in ("a", "an"):
        return _after_article(wording, place)
    if len(first) == 1 and unicodedata.category(first) == "No":  # ½, ²
        value = unicodedata.numeric(first)
        half = Fraction(value).limit_denominator(100)
        is_raised = "super" in unicodedata.decomposition(first)
        return Reading(("raised", first) if is_raised else half, "sign", "", place + 1)
    return _in_words(wording, place)


def _in_figures(wording: Wording, place: int, currency: str) -> Reading:
    text = wording.texts[place]
    clock = _CLOCK.fullmatch(text)
    if clock and (":" in text or wording.lower(place - 1) in ("pukul", "jam")):
        return Reading(("clock", int(clock[1]), clock[2]), "clock", clock[1] + clock[2], place + 1)
    value, figures = literal(text)
    end = place + 1
    if wording.lower(end) in ORDINAL_ENDS and wording.glued(end):
        return Reading(value, "digits", figures, end + 1)
    if isinstance(value, str):
        return Reading(value, "digits", figures, end)
    over = _divided(wording, end)
    if over:
        below, end = over
        is_part = 0 < value < int(below)  # 24/7 is no fraction
        meaning = Fraction(value) / int(below) if is_part else ("over", value, below)
        return Reading(meaning, "over", f"{figures}/{below}", end)
    if value:
        value, end = _with_half(wording, value, end)
    value, end, multiples = _multiplied(wording, value, end, currency)
    return Reading(value, ("digits", *multiples), figures, end)


def literal(text: str) -> tuple[Number | str, str]:
    """The value of a number in figures, and its figures without signs; see the module's head."""
    figures = "".join(filter(str.isdecimal, text))
    if len(figures) > _LONGEST:
        return text, figures
    if text.isdecimal():
        return int(text), figures
    grouped = _GROUPED.fullmatch(text)
    if grouped:
        return _scaled(figures, len(grouped[2] or "")), figures
    decimal = _DECIMAL.fullmatch(text)
    return (_scaled(figures, len(decimal[2])) if decimal else text), figures


def _scaled(figures: str, decimals: int) -> Number:
    return Fraction(int(figures), 10**decimals) if decimals else int(figures)


def _divided(wording: Wording, place: int) -> tuple[str, int] | None:
    """The lower part of 3/4, all of it touching and no third part (a date) after it."""
    below = wording.lower(place + 1)
    touches = wording.glued(place) and wording.glued(place + 1)
    if wording.lower(place) != "/" or not touches or not below.isdecimal() or len(below) > 4:
        return None
    if wording.lower(place + 2) == "/" or not int(below):
        return None
    return below, place + 2


def _with_half(wording: Wording, value: Number, end: int) -> tuple[Number, int]:
    """ "2 setengah juta", "2 and a half", "2½" (where the sign touches)."""
    lower = wording.lower(end)
    if lower == "½" and wording.glued(end):
        return value + Fraction(1, 2), end + 1
    if lower == "setengah":
        return value + Fraction(1, 2), end + 1
    if lower == "and" and wording.lowers[end + 1 : end + 3] == ["a", "half"]:
        return value + Fraction(1, 2), end + 3
    return value, end


def _multiplied(
    wording: Wording, value: Number, end: int, currency: str
) -> tuple[Number, int, tuple[int, ...]]:
    """The number times the thousands and millions after it, and which they were."""
    multiples: list[int] = []
    letter = _letter(wording, end, currency)
    if letter:
        return value * letter, end + 1, (letter,)
    while True:
        at = end + (wording.lower(end) == "-" and wording.glued(end) and wording.glued(end + 1))
        multiple = MULTIPLES.get(wording.lower(at))
        if multiple is None:
            return value, end, tuple(multiples)
        value, end = value * multiple, at + 1
        multiples.append(multiple)


def _letter(wording: Wording, place: int, currency: str) -> int | None:
    """What the letter of 5K, $5M or Rp5 M stands for; it touches, but may stand off after Rp."""
    if place >= len(wording):
        return None
    text = wording.texts[place]
    if currency == "Rp":
        return LETTERS_OF_RUPIAH.get(text)
    letters = LETTERS_OF_MONEY if currency else LETTERS
    return letters.get(text) if wording.glued(place) else None


def _after_article(wording: Wording, place: int) -> Reading | None:
    """ "a hundred", "a million", "half a million" and "a third of"; other "a" are no numbers."""
    following = wording.lower(place + 1)
    if following in SINGLE_DIVISORS and wording.lower(place + 2) == "of":
        return Reading(Fraction(1, SINGLE_DIVISORS[following]), "words", "", place + 2)
    if following in MULTIPLES:
        return _counted(wording, place + 1, 1)
    return None


def _in_words(wording: Wording, place: int) -> Reading | None:
    lower = wording.lowers[place]
    if lower in PARTS:
        return Reading(PARTS[lower], "words", "", place + 1)
    if lower in HALVES:
        end = place + 1 + (wording.lower(place + 1) in ("a", "an"))
        if wording.lower(end) in MULTIPLES:
            value, end, _ = _multiplied(wording, Fraction(1, 2), end, "")
            return Reading(value, "words", "", end)
        return Reading(Fraction(1, 2), "words", "", place + 1)
    if lower in MULTIPLES:
        return Reading(("many", str(MULTIPLES[lower])), "word", "", place + 1)
    if lower in SMALL or lower in ONE_OF:
        return _counted(wording, place, None)
    return None


def _counted(wording: Wording, place: int, start: int | None) -> Reading:
    """A number in words from `place` on: millions, then thousands, then what is below.

    `start` is a number that is read already and waits to be multiplied ("a" before "hundred").
    """
    total: Number = 0
    group: Number = 0  # hundreds
    last: Number | None = start  # below a hundred
    while True:
        lower = wording.lower(place)
        joined = place + _joint(wording, place, last, group + total)
        if joined > place:
            lower = wording.lower(joined)
        added = _added(lower, last)
        if added is not None:
            last, place = added, joined + 1
        elif lower in ONE_OF and last is None and (not group or ONE_OF[lower] > 100):
            one = ONE_OF[lower]
            group, total = (one, total) if one <= 100 else (group, total + one)
            place = joined + 1
        elif last and lower in ("ratus", "hundred"):
            group, last, place = group + last * 100, None, joined + 1
        elif lower in MULTIPLES and (last is not None or group or total):
            total, place = _raised(total, group, last, MULTIPLES[lower]), joined + 1
            group, last = 0, None
        else:
            break
    value = total + group + (last or 0)
    return _finished(wording, value, last, place)


def _raised(total: Number, group: Number, last: Number | None, multiple: int) -> Number:
    """ "dua juta lima ratus ribu" adds; "seribu triliun" multiplies all that came before."""
    below = group + (last or 0)
    return total + below * multiple if below else total * multiple


def _joint(wording: Wording, place: int, last: Number | None, before: Number) -> int:
    """How many words only join: the hyphen of twenty-five, the "and" of a hundred and five."""
    lower, following = wording.lower(place), wording.lower(place + 1)
    if lower == "-" and last is not None and wording.glued(place) and wording.glued(place + 1):
        fits = following in MULTIPLES or (following in SMALL and last >= 20)
        return int(fits)
    return int(lower == "and" and last is None and before >= 100 and following in SMALL)


def _added(lower: str, last: Number | None) -> Number | None:
    """The part below a hundred with one word more, None where the word doesn't go on with it."""
    if lower in SMALL:
        small = SMALL[lower]
        if last is None:
            return small
        return last + small if last in range(20, 91, 10) and 0 < small < 10 else None
    if last is not None and 1 <= last <= 9:
        if lower == "belas":
            return last + 10
        if lower == "puluh":
            return last * 10
    return None


def _finished(wording: Wording, value: Number, last: Number | None, end: int) -> Reading:
    """The number with a fraction after it: "dua pertiga", "one and a half million"."""
    at = end + (wording.lower(end) == "-")
    divisor = DIVISORS.get(wording.lower(at))
    if divisor is None and value == 1:
        divisor = SINGLE_DIVISORS.get(wording.lower(at))
    if divisor and last is not None:
        return Reading(Fraction(value) / divisor, "words", "", at + 1)
    value, after = _with_half(wording, value, end)
    if after > end:
        value, after, _ = _multiplied(wording, value, after, "")
    return Reading(value, "words", "", after)
