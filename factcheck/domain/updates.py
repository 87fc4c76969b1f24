"""Lines by which a publisher owns up to a change: "Diperbarui 24/12/2019: …", "Correction: …".

Indonesian and English. What is found is offered to a person, never posted by itself: an ordinary
sentence may begin with the same words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from factcheck.domain.stamps import Stamp, stamps_at
from factcheck.domain.vocabulary import NoticeKind

LONGEST = 2_000  # characters: a longer paragraph is a part of the story, whatever it begins with

# What may stand before the first word of such a line, a list's sign for one.
_ORNAMENT = re.compile(r"[\s*_•·–—-]*([\[(]?)[\s*_]*")

# Words that head such a line, by the notice that they announce. Indonesian ones give their dates
# day first, whatever the article's language.
_LABELS: list[tuple[NoticeKind, str, str]] = [
    (NoticeKind.UPDATE, "id", r"(?:terakhir )?(?:diperba(?:ha)?rui|dimutakhirkan)|pemutakhiran"),
    (NoticeKind.UPDATE, "id", r"pemba(?:ha)?ruan"),
    (NoticeKind.UPDATE, "en", r"(?:last )?updated?"),
    (NoticeKind.CORRECTION, "id", r"(?:di)?koreksi|(?:di)?ralat(?: redaksi)?"),
    (NoticeKind.CORRECTION, "en", r"correct(?:ions?|ed)"),
    (NoticeKind.CLARIFICATION, "id", r"klarifikasi"),
    (NoticeKind.CLARIFICATION, "en", r"clarifi(?:cations?|ed)"),
    (NoticeKind.EDITORS_NOTE, "id", r"catatan (?:dari )?(?:redaksi|editor)"),
    (NoticeKind.EDITORS_NOTE, "en", r"editor['’‘]?s?['’‘]? note|note from the editors?"),
    (NoticeKind.RETRACTION, "id", r"pencabutan|ditarik|dicabut"),
    (NoticeKind.RETRACTION, "en", r"retract(?:ion|ed)"),
]
# Labels that are verbs too: "Updated on 24 December to add …" goes on as a sentence.
_VERB = re.compile(r"di|.*ed$", re.IGNORECASE)
_LABEL = re.compile(
    "|".join(f"(?P<l{place}>{words})" for place, (_, _, words) in enumerate(_LABELS)).join(
        ("(?:", r")(?:\s#?\d{1,2}(?=\s*[:–—]))?(?!\w)")
    ),
    re.IGNORECASE,
)
# What parts the head of such a line from its words. A hyphen does so only between spaces.
_PARTED = re.compile(r"\s*(?::|\||[–—]|(?<=\s)-{1,2}(?=\s))\s*")
_STOP = re.compile(r"\.\s+")
_ENDED = re.compile(r"\s*[.\])]*\s*$")
_CLOSED = re.compile(r"\s*[)\]][\s*_]*(?::|[–—-])?\s*")

_TEXTS = "article|story|post|page|piece|report|column|interview|transcript|headline|video|podcast"
_TEKS = "artikel|berita|tulisan|naskah|laporan|konten|judul"
# What became of the text, by the verb that says so.
_DONE: list[tuple[NoticeKind, str]] = [
    (NoticeKind.UPDATE, r"updated|revised|diperba(?:ha)?rui|dimutakhirkan|diubah|direvisi"),
    (NoticeKind.CORRECTION, r"corrected|amended|dikoreksi|diralat|diperbaiki"),
    (NoticeKind.CLARIFICATION, r"clarified|diklarifikasi"),
    (NoticeKind.RETRACTION, r"retracted|withdrawn|ditarik|dicabut"),
]
_TOLD = re.compile(
    rf"(?:th(?:is|e) (?:{_TEXTS}) (?:has been|was|is)|(?:{_TEKS}) ini (?:telah |sudah )*)\s*"
    + "|".join(f"(?P<d{place}>{verbs})" for place, (_, verbs) in enumerate(_DONE)).join(
        ("(?:", r")(?!\w)")
    ),
    re.IGNORECASE,
)
# After the verb the sentence ends or says why: "… was updated by hand in 2018" is a story's own.
_WHY = re.compile(
    r"\s*(?:$|[.;:,)\]–—]|(?:to|with|after|because|following|since|untuk|karena|dengan|setelah"
    r"|sebab|menyusul)\b)",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"(?:(?:an?|the) (?:earlier|previous|original) versions? of (?:this|the) (?:{_TEXTS})"
    rf"|versi (?:sebelumnya|awal|terdahulu|lama)(?: dari)? (?:{_TEKS}) ini)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A line that announces a change: `text[start:end]` is the line, `words` what it tells.

    `date` is None where none is given, where the calendar lacks it, or where it reads two ways.
    """

    kind: NoticeKind
    date: date | None
    words: str
    start: int
    end: int


def recognised(text: str, language: str) -> list[Found]:
    """The lines of a text that announce a change, in order. `language` is the article's."""
    lines = list(_lines(text))
    found: list[Found] = []
    for place, (start, line) in enumerate(lines):
        notice = _notice(line, language)
        if notice is None:
            continue
        end, words = start + len(line), notice.words
        if not words:  # "Koreksi:" stands above what it corrects
            if place + 1 == len(lines) or _notice(lines[place + 1][1], language):
                continue
            below, words = lines[place + 1]
            end = below + len(words)
        if len(words) <= LONGEST:
            found.append(Found(notice.kind, notice.date, words.strip(), start, end))
    return found


def recognised_anew(before: str, after: str, language: str) -> list[Found]:
    """Those of `after` that did not stand in `before`."""
    known = {line.strip() for _, line in _lines(before)}
    return [
        notice
        for notice in recognised(after, language)
        if any(line.strip() not in known for _, line in _lines(after[notice.start : notice.end]))
    ]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that are not empty, each with its place."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


@dataclass(frozen=True, slots=True)
class _Notice:
    """What one line announces; its words are "" where they stand on the next line."""

    kind: NoticeKind
    date: date | None
    words: str


def _notice(line: str, language: str) -> _Notice | None:
    ornament = _ORNAMENT.match(line)
    if len(line) > LONGEST or ornament is None:
        return None
    start, bracketed = ornament.end(), bool(ornament.group(1))
    return _headed(line, start, bracketed, language) or _told(line, start, language)


def _headed(line: str, start: int, bracketed: bool, language: str) -> _Notice | None:
    """A line under a label: "Diperbarui 24/12/2019: …", "[KOREKSI] …", "Updated on … to add …"."""
    label = _LABEL.match(line, start)
    if label is None:
        return None
    kind, spoken, _ = _LABELS[int((label.lastgroup or "l0")[1:])]
    day_first = _day_first(spoken, language)
    stamps = stamps_at(line, label.end(), day_first=day_first)
    for stamp in stamps:
        rest = _after_head(line, stamp, bracketed)
        if rest is not None:
            return _with_words(kind, line, stamp, rest, day_first)
    if stamps[0].dated and (_VERB.match(label.group()) or _ENDED.match(line, stamps[0].end)):
        return _Notice(kind, stamps[0].day, _bare(line))
    return None


def _after_head(line: str, stamp: Stamp, bracketed: bool) -> int | None:
    """Where the words begin, if what stands before them is parted from them."""
    closed = _CLOSED.match(line, stamp.end) if bracketed else None
    parted = closed or _PARTED.match(line, stamp.end)
    if parted is None and stamp.dated:
        parted = _STOP.match(line, stamp.end)
    return parted.end() if parted else None


def _with_words(
    kind: NoticeKind, line: str, stamp: Stamp, rest: int, day_first: bool
) -> _Notice | None:
    """The notice whose words begin at `rest`; a date may head them: "Koreksi: 24/12/2019 – …"."""
    if stamp.dated:
        return _Notice(kind, stamp.day, _bare(line[rest:]))
    for inner in stamps_at(line, rest, day_first=day_first):
        if inner.dated and _ENDED.match(line, inner.end):
            return _Notice(kind, inner.day, _bare(line))
        parted = _PARTED.match(line, inner.end) if inner.dated else None
        if parted:
            return _Notice(kind, inner.day, _bare(line[parted.end() :]))
    return _Notice(kind, None, _bare(line[rest:]))


def _told(line: str, start: int, language: str) -> _Notice | None:
    """A sentence that tells of it: "This story was updated on …", "An earlier version …"."""
    if _EARLIER.match(line, start):
        return _Notice(NoticeKind.CORRECTION, None, _bare(line))
    told = _TOLD.match(line, start)
    if told is None:
        return None
    kind, _ = _DONE[int((told.lastgroup or "d0")[1:])]
    spoken = "id" if line[start:].lower().startswith(tuple(_TEKS.split("|"))) else "en"
    stamp, *_ = stamps_at(line, told.end(), day_first=_day_first(spoken, language))
    if not stamp.dated and not _WHY.match(line, stamp.end):
        return None
    return _Notice(kind, stamp.day, _bare(line))


def _day_first(spoken: str, language: str) -> bool:
    """Whether 05/06/2019 is the fifth of June: everywhere but, perhaps, in English."""
    return spoken == "id" or language.partition("-")[0] != "en"


def _bare(words: str) -> str:
    """Words without the bracket or the ornament around their line."""
    words = words.strip().strip("*_").strip()
    for opening, closing in ("()", "[]"):
        if words.endswith(closing) and words.count(closing) > words[1:].count(opening):
            words = words.removeprefix(opening).removesuffix(closing).strip()
    return words
