"""What kind of change an edit made to the words of a claim."""

import re
from enum import StrEnum

from factcheck.domain.alignment import Word, words_of
from factcheck.domain.figures import dates_and_numbers
from factcheck.domain.lexicon import MONTHS, NEGATIONS, OPENERS, WEEKDAYS
from factcheck.domain.typography import fold

# A single mark that is no apostrophe and no prime of a figure is a quotation mark.
_SINGLE_QUOTE = re.compile(r"(?<![\w'])'(?=\S)|(?<=[^\W\d])'(?!\w)|(?<=[^\w\s'])'(?!\w)")
_QUOTED = re.compile(r'"([^"]*)"')
_SENTENCE_ENDS = frozenset('.!?:"(')


class ChangeKind(StrEnum):
    """What changed in substance, the gravest first."""

    NEGATION = "negation"
    NUMBER = "number"
    DATE = "date"
    UNIT = "unit"
    NAME = "name"
    QUOTATION = "quotation"
    WORDING = "wording"


def kind_of_change(old: str, new: str) -> ChangeKind | None:
    """The gravest kind of change of substance between two wordings, or None.

    None when only the print differs: forms of quotes, dashes, spaces and ellipses, Unicode forms of
    the same letter, the case of the very first letter, a full stop at the very end. Anything else
    is a change, "wording" when nothing graver is found; the kind is a reading of Indonesian and
    English words, so a page shows it as a hint. The order is that of ChangeKind: a claim denied is
    graver than a figure changed, a figure than a date, a date than a name. 1.000 and 1,000 may be
    two numbers and count as a change; "5" and "five" are one number, differently worded.
    """
    before, after = _print_free(old), _print_free(new)
    olds, news = _words(before), _words(after)
    if _texts(olds) == _texts(news):
        return None
    if [text.casefold() for text in _texts(olds)] == [text.casefold() for text in _texts(news)]:
        return ChangeKind.WORDING
    if _negations(olds) != _negations(news):
        return ChangeKind.NEGATION
    return _change_of_figures(olds, news) or _change_of_words(olds, news, before, after)


def _print_free(text: str) -> str:
    return _SINGLE_QUOTE.sub('"', fold(text))


def _words(text: str) -> list[Word]:
    """The words, the case of the first letter and a last full stop aside."""
    words = words_of(text)
    if words and words[-1].text == "." and words[-2:-1] and words[-2].text != ".":
        words.pop()
    return words


def _texts(words: list[Word]) -> list[str]:
    texts = [word.text for word in words]
    return [texts[0][:1].lower() + texts[0][1:], *texts[1:]] if texts else []


def _negations(words: list[Word]) -> int:
    """How often the words deny; "No. 5" denies nothing, "don't" and "non-" do."""
    texts = [word.text.casefold() for word in words]
    count = 0
    for place, text in enumerate(texts):
        following = texts[place + 1 : place + 3]
        if text == "no":
            count += not (following[:1] == ["."] and following[1:] and following[1][0].isdigit())
        elif text == "t":
            count += place > 1 and texts[place - 1] == "'" and texts[place - 2].endswith("n")
        elif text == "non":
            count += following[:1] == ["-"]
        else:
            count += text in NEGATIONS
    return count


def _change_of_figures(olds: list[Word], news: list[Word]) -> ChangeKind | None:
    before, after = dates_and_numbers(olds), dates_and_numbers(news)
    if before.values == after.values:
        return None
    return ChangeKind.DATE if before.numbers == after.numbers else ChangeKind.NUMBER


def _change_of_words(olds: list[Word], news: list[Word], before: str, after: str) -> ChangeKind:
    if _names_differ(olds, news):
        return ChangeKind.NAME
    return ChangeKind.QUOTATION if _quoted(before) != _quoted(after) else ChangeKind.WORDING


def _names_differ(olds: list[Word], news: list[Word]) -> bool:
    known = {word.text for words in (olds, news) for word in _inner_names(words)}
    before = [word.text for word in olds if word.text in known]
    after = [word.text for word in news if word.text in known]
    return before != after or _first_name_differs(olds, news)


def _inner_names(words: list[Word]) -> list[Word]:
    """Words with a capital that no beginning of a sentence explains, or with one inside."""
    names = []
    for place, word in enumerate(words):
        lower = word.text.casefold()
        if not word.text[0].isupper() or lower in MONTHS or lower in WEEKDAYS or word.text == "I":
            continue
        opens = place == 0 or words[place - 1].text in _SENTENCE_ENDS
        if not opens or not word.text[1:].islower():
            names.append(word)
    return [name for name in names if len(name.text) > 1 or name.text.isupper()]


def _first_name_differs(olds: list[Word], news: list[Word]) -> bool:
    """One capitalised first word for another, what follows it kept: read as a name."""
    if not olds or not news or _texts(olds[1:2]) != _texts(news[1:2]):
        return False
    firsts = olds[0].text, news[0].text
    return firsts[0] != firsts[1] and all(
        text[0].isupper() and text.casefold() not in OPENERS and not text.endswith(("ing", "ed"))
        for text in firsts
    )


def _quoted(text: str) -> list[list[str]]:
    """The words inside each pair of quotation marks."""
    return [_texts(words_of(quoted)) for quoted in _QUOTED.findall(text)]
