"""What kind of change an edit made to the words of a claim."""

import re
from enum import StrEnum

from factcheck.domain.readings.figures import difference, figures_of
from factcheck.domain.readings.modality import modality_differs
from factcheck.domain.readings.names import names_differ
from factcheck.domain.readings.wording import compared, printed, wording_of

# Words between single marks, told from apostrophes by white space or marks outside them.
_SINGLE_QUOTED = re.compile(r"(?<![\w'\"])'(?=[^\s'])([^\"]{0,400}?[^\s'\"])'(?!\w)")
_ENDS_OF_QUOTES = ".,;:!?"


class ChangeKind(StrEnum):
    """What changed in substance, the gravest first."""

    NEGATION = "negation"  # or modality
    NUMBER = "number"
    DATE = "date"
    UNIT = "unit"  # or currency
    NAME = "name"
    QUOTATION = "quotation"
    WORDING = "wording"


def kind_of_change(old: str, new: str) -> ChangeKind | None:
    """The gravest kind of change of substance between two wordings, None when only print differs.

    The order is that of ChangeKind: a claim denied is graver than a figure changed, a figure than a
    date, a date than a name.
    """
    return next(iter(changes_between(old, new)), None)


def changes_between(old: str, new: str) -> tuple[ChangeKind, ...]:
    """All kinds of change of substance between two wordings, the gravest first, each once.

    () when only the print differs: forms of quotes, dashes, spaces and ellipses, invisible
    characters, Unicode forms of the same letter, the case of the very first letter, a full stop at
    the very end. Anything else is a change: WORDING, alone, where nothing graver is found. Numbers
    and dates are compared by what they mean, so "5" and "five", 1.500 and 1,500, "US$100 miliar"
    and "US$100 billion", 24/12/2019 and 24 Desember 2019 differ in wording; an edit of a figure's
    digits in the same form is NUMBER or DATE always. Which kinds are found is a reading of
    Indonesian and English words by tables: a hint for people, never the ground on which a verdict
    stands. That anything changed at all is no reading.
    """
    if old == new:
        return ()
    before, after = printed(old), printed(new)
    if before == after:
        return ()
    olds, news = wording_of(before), wording_of(after)
    old_words, new_words = compared(olds), compared(news)
    if old_words == new_words:
        return ()
    if [word.casefold() for word in old_words] == [word.casefold() for word in new_words]:
        return (ChangeKind.WORDING,)
    old_figures, new_figures = figures_of(olds), figures_of(news)
    figures = difference(old_figures, new_figures)
    named = figures.numbers or figures.dates
    found = {
        ChangeKind.NEGATION: modality_differs(olds, news, old_figures.dated, new_figures.dated),
        ChangeKind.NUMBER: figures.numbers or (not named and _only_digits_differ(before, after)),
        ChangeKind.DATE: figures.dates,
        ChangeKind.UNIT: figures.units,
        ChangeKind.NAME: names_differ(olds, news, old_figures.taken, new_figures.taken),
        ChangeKind.QUOTATION: _quotations(before) != _quotations(after),
    }
    return tuple(kind for kind, is_so in found.items() if is_so) or (ChangeKind.WORDING,)


def _only_digits_differ(before: str, after: str) -> bool:
    """Whatever was read in the texts: is a stretch of digits all that one has and the other not?"""
    head = _common_head(before, after)
    before, after = before[head:], after[head:]
    tail = _common_head(before[::-1], after[::-1])
    changed = before[: len(before) - tail] + after[: len(after) - tail]
    return changed.isdecimal()


def _common_head(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _quotations(text: str) -> list[list[str]]:
    """The words inside quotation marks; a quotation may begin or end outside the text."""
    if '"' not in text and "'" not in text:
        return []
    text = _SINGLE_QUOTED.sub(r'"\1"', text)
    quoted: list[list[str]] = []
    opened: int | None = None
    for place, char in enumerate(text):
        if char != '"':
            continue
        if opened is None and _may_open(text, place):
            opened = place + 1
        elif opened is not None:
            quoted.append(_quoted(text[opened:place]))
            opened = None
        elif not quoted and place and not text[place - 1].isdecimal():  # 5" is a length
            quoted.append(_quoted(text[:place]))
    if opened is not None:
        quoted.append(_quoted(text[opened:]))
    return quoted


def _may_open(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return not after.isspace() and not before.isalnum() and before not in _ENDS_OF_QUOTES


def _quoted(text: str) -> list[str]:
    """The words of a quotation; a mark at its very end may stand inside or outside."""
    return compared(wording_of(text.strip().rstrip(_ENDS_OF_QUOTES)))
