"""Watching sources: in what a text differs from the one before, and when to look again.

Whole texts are compared, never bytes, and the quoted words first: they are what evidence says. Of
the rest a page may change what every page changes by itself.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import regex  # type: ignore[import-untyped]
from rapidfuzz.distance import Indel

from factcheck.domain.quoting import stands_in
from factcheck.domain.typography import fold
from factcheck.domain.vocabulary import Difference

#: How many words may come or go before a text counts as another. A teaser, a line of an
#: advertisement or a note of the newsroom has up to some twenty; a paragraph has more.
FURNITURE = 24
#: … but of a short text no more than this share, or all of it could be another.
SHARE = 1 / 3
#: A sentence has at least so many words and ends as one. Headlines of other pages, counters and
#: labels are shorter, or end without a stop.
SENTENCE = 4
#: A sentence that keeps this share of its words was edited; one that keeps less gave way to
#: another.
KEPT = 0.5
#: Where more words than these stand in lines that differ, single sentences are not looked at: the
#: table of their words would take more memory than the answer is worth.
CLOSELY = 5_000

#: So many looks in a row must reach nothing before a source is taken for gone.
LOOKS_BEFORE_GONE = 3
WEEK, DAY = timedelta(days=7), timedelta(days=1)

# What runs by itself: times ago and counters, in English and Indonesian.
_RUNNING = regex.compile(
    r"(?<![\d.,])\d[\d.,]{0,14}\s?(?:[a-z]{1,8}\s)?(?:seconds?|minutes?|mins?|hours?|days?|weeks?)\sago\b"
    r"|(?<![\d.,])\d[\d.,]{0,14}\s?(?:detik|menit|jam|hari|minggu|pekan)(?:\syang)?\slalu\b"
    r"|(?<![\d.,])\d[\d.,]{0,14}\s?(?:k|m|rb|jt|ribu|juta)?\s?"
    r"(?:views?|reads?|likes?|shares?|comments?|komentar|pembaca|tayangan|suka)\b"
    r"|\b(?:dibaca|dilihat|read|viewed|shared|dibagikan)(?:\ssebanyak)?:?"
    r"\s\d[\d.,]{0,14}\s?(?:k|m|rb|jt|ribu|juta)?(?:\s(?:kali|times))?\b",
)
# A line that says when the page was touched, and nothing else.
_STAMP = regex.compile(
    r"(?:(?:last|terakhir) )?(?:updated|modified|diperbarui|dimutakhirkan)\b[^.!?]{0,80}$"
    r"|©|copyright|hak cipta"
)
# How lines begin that are not the document's own words.
_FURNITURE = regex.compile(
    r"(?:advertisements?|advertorial|sponsored|promoted|iklan|promo|baca juga|baca selengkapnya"
    r"|simak juga|lihat juga|artikel terkait|berita terkait|read also|also read|read more|read next"
    r"|see also|related(?: articles?| stories)?|more from|recommended|you may also like)(?!\w)"
)
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
# A number with its sign, points and commas; a word; a letter where words are not told apart.
_WORD = regex.compile(
    rf"[{_UNSPACED}]\p{{M}}*|(?<![\w])[-+]?\d[\d.,]*\d(?!\d)|(?<![\w])[-+]?\d"
    rf"|[\w--[{_UNSPACED}]]+|[%$€£¥]",
    regex.VERSION1,
)
_STOP = regex.compile(r"[.!?…。！？][\"')\]]*$")


def compare(before: str, after: str, quotes: Sequence[str]) -> Difference | None:
    """In what a source's text differs in substance from what it was; None where it does not.

    QUOTE_LOST where quoted words stood in it and do no longer, whatever else is so. CHANGED where a
    sentence was edited, or where more words came or went than pages change by themselves: FURNITURE
    of them, or SHARE of the shorter text. So an advertisement, a teaser or “updated 3 minutes ago”
    is nothing, and one figure in a sentence is something. Typography, capitals, the order of lines
    and where they break never count. From a text without a word nothing differs.
    """
    if before == after:
        return None
    if any(_stood(quote, before) and not stands_in(quote, after) for quote in quotes):
        return Difference.QUOTE_LOST
    return Difference.CHANGED if _is_another(before, after) else None


def knows_more(before: str, after: str, quotes: Sequence[str]) -> bool:
    """Whether a text is to be compared with from now on, though it does not differ in substance:
    where the one before has no words at all, or not those of a quote."""
    if not _WORD.search(before):
        return bool(_WORD.search(after))
    return any(_stood(quote, after) and not stands_in(quote, before) for quote in quotes)


def next_look(now: datetime, source: int, *, failures: int = 0) -> datetime:
    """When a source is looked at again: in a week, or the next day while it may only be away.

    Some hours sooner or later, by the source's id, so that what was begun together parts.
    """
    wait = DAY if 0 < failures < LOOKS_BEFORE_GONE else WEEK
    return now + wait + (_share(source) - 0.5) * wait / 7


def first_look(now: datetime, source: int) -> datetime:
    """When a source is looked at first, spread over a week."""
    return now + _share(source) * WEEK


def _share(source: int) -> float:
    """A number from 0 to 1; those of ids that follow one another lie far apart (Knuth)."""
    return source * 2_654_435_761 % 2**32 / 2**32


def _stood(quote: str, text: str) -> bool:
    """A quote without a word stands nowhere: nothing of it can be lost."""
    return bool(_WORD.search(fold(quote))) and stands_in(quote, text)


@dataclass(frozen=True, slots=True)
class _Line:
    words: tuple[str, ...]
    is_sentence: bool


def _is_another(before: str, after: str) -> bool:
    olds, news = _lines(before), _lines(after)
    most = min(FURNITURE, SHARE * min(_count(olds), _count(news)))
    if not olds:
        return False
    olds, news = _differing(olds, news), _differing(news, olds)
    one, other = _words(olds), _words(news)
    steps = Indel.distance(one, other, score_cutoff=2 * FURNITURE)
    if steps > 2 * FURNITURE:  # how many is not known then
        return True
    gone, come = (steps + len(one) - len(other)) // 2, (steps - len(one) + len(other)) // 2
    if max(gone, come) > most:
        return True
    if not steps or max(len(one), len(other)) > CLOSELY:
        return False
    return _is_edited(olds, news, one, other)


def _lines(text: str) -> list[_Line]:
    """The lines of a text that are its own, in one print and without what runs by itself."""
    found = []
    for raw in text.splitlines():
        line = _RUNNING.sub(" ", fold(raw).casefold())
        words = tuple(_WORD.findall(line))
        if words and not (_FURNITURE.match(line) or _STAMP.match(line)):
            is_sentence = len(words) >= SENTENCE and bool(_STOP.search(line))
            found.append(_Line(words, is_sentence))
    return found


def _differing(lines: Iterable[_Line], others: Iterable[_Line]) -> list[_Line]:
    """The lines that the others don't have, each as often as it is missing there."""
    known = Counter(line.words for line in others)
    left = []
    for line in lines:
        if known[line.words]:
            known[line.words] -= 1
        else:
            left.append(line)
    return left


def _words(lines: Iterable[_Line]) -> list[str]:
    return [word for line in lines for word in line.words]


def _count(lines: Iterable[_Line]) -> int:
    return sum(len(line.words) for line in lines)


def _is_edited(
    olds: Sequence[_Line], news: Sequence[_Line], one: Sequence[str], other: Sequence[str]
) -> bool:
    """Whether a sentence of either text stands in the other with some words changed."""
    changed_old, changed_new = set[int](), set[int]()
    for step in Indel.opcodes(one, other):
        if step.tag != "equal":
            changed_old.update(range(step.src_start, step.src_end))
            changed_new.update(range(step.dest_start, step.dest_end))
    return _has_edited(olds, changed_old) or _has_edited(news, changed_new)


def _has_edited(lines: Iterable[_Line], changed: set[int]) -> bool:
    start = 0
    for line in lines:
        size = len(line.words)
        differing = sum(place in changed for place in range(start, start + size))
        if line.is_sentence and 0 < differing <= size * (1 - KEPT):
            return True
        start += size
    return False
