"""Names of people, firms and places: words with a capital that no sentence's beginning explains."""

from factcheck.domain.readings.lexicon import MONTHS, OPENERS, WEEKDAYS
from factcheck.domain.readings.wording import Wording

# A first word with such an ending is rather a verb than a name.
_VERBAL = ("ing", "ed")
_NO_NAMES = OPENERS | MONTHS.keys() | WEEKDAYS.keys()


def names_differ(old: Wording, new: Wording, taken: set[int], new_taken: set[int]) -> bool:
    """Do the wordings name others, or in another order? `taken` are places that are no names."""
    known = _inner_names(old, taken) | _inner_names(new, new_taken)
    named = _named(old, known, taken), _named(new, known, new_taken)
    first_is_figure = 0 in taken or 0 in new_taken
    return named[0] != named[1] or (not first_is_figure and _first_name_differs(old, new))


def _named(wording: Wording, known: set[str], taken: set[int]) -> list[str]:
    """The known names in order, U.S. written as US."""
    return [
        word.replace(".", "")
        for place, word in enumerate(wording.texts)
        if word in known and place not in taken
    ]


def _inner_names(wording: Wording, taken: set[int]) -> set[str]:
    """Words with a capital inside a sentence, or with a capital inside the word."""
    return {
        word
        for place, word in enumerate(wording.texts)
        if word[0].isupper()
        and place not in taken
        and _is_name(word)
        and (not word[1:].islower() or not wording.opens(place))
    }


def _is_name(word: str) -> bool:
    if word.casefold() in _NO_NAMES:
        return len(word) > 1 and word.isupper()  # AS, IT, US
    return True


def _first_name_differs(old: Wording, new: Wording) -> bool:
    """One capitalised first word for another, what follows it kept: read as a name."""
    if not len(old) or not len(new) or old.lower(1) != new.lower(1):
        return False
    firsts = old.texts[0], new.texts[0]
    return firsts[0].casefold() != firsts[1].casefold() and all(
        word[0].isupper() and word.casefold() not in OPENERS and not word.endswith(_VERBAL)
        for word in firsts
    )
