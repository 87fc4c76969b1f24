"""Where a sentence begins and ends, in Indonesian and English prose."""

import re

from factcheck.domain.words import words

# How far around a span an end is looked for, in code points.
_WINDOW = 2_000

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n")
_WORD_BEFORE = re.compile(r"[\w.]*$")
# Words before a full stop that never end a sentence, and those that end one before a capital.
_NEVER_LAST = words(
    "rp no nos mr mrs ms dr drs prof ir hj st vs jl jln tgl hlm hal pp gen col lt sgt rep sen gov"
    " e.g i.e a.l a.n u.p jan feb mar apr jun jul aug agu ags sep sept oct okt nov dec des"
    " fig ca cf al approx est"
)
_SOMETIMES_LAST = words("dll dsb dst dkk etc inc ltd co corp jr sr tbk pt a.m p.m u.s")


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or sentences around `text[start:end]`, without white space at their edges.

    A sentence ends at a line feed, or at . ! ? … (with closing quotes) before white space, but not
    before a lower-case letter (unless the span begins there), after an initial or after a common
    abbreviation; the dot of 4.2 is none. At most 2,000 code points each side are looked at.
    """
    low, high = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    span = text[start:end]
    start += len(span) - len(span.lstrip())
    end = max(start, end - (len(span) - len(span.rstrip())))
    ends = [
        place.end()
        for place in _END.finditer(text, low, high)
        if place.group() == "\n" or _is_end(text, place.start(), place.end(), start)
    ]
    first = max((place for place in ends if place <= start), default=low)
    last = min((place for place in ends if place >= end and place > first), default=high)
    sentence = text[first:last]
    first += len(sentence) - len(sentence.lstrip())
    return first, max(first, last - (len(sentence) - len(sentence.rstrip())))


def _is_end(text: str, start: int, end: int, words: int) -> bool:
    """Does the mark at `start`, closing quotes included up to `end`, end a sentence?

    `words`: where the words begin whose sentence is asked for. Right after the mark they begin one,
    in small letters too: the case of a first letter is print.
    """
    following = text[end : end + 40].lstrip()
    mark, goes_on = text[start:end], following[:1].islower()
    if goes_on and (text[end:words].strip() or mark.strip(".!?…")):
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    found = _WORD_BEFORE.search(text, max(0, start - 40), start)
    word = found.group() if found else ""
    if len(word) == 1 and word.isupper():
        return False
    if word.lower() in _SOMETIMES_LAST:
        return not (goes_on or following[:1].isdigit())
    return word.lower() not in _NEVER_LAST
