"""One field before and after, in words that people read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext

from factcheck.domain.diff import Segment, WordCounts, folded, segments, word_counts
from factcheck.domain.paragraphs import PILCROW, Paragraph, differs_in_print, paragraphs
from factcheck.models import Rating
from factcheck.models.fields import TranslatedField


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after: two short values, a text with its changed words, or two ratings.

    `moved` counts the paragraphs of a text that moved; `is_print`: its print alone differs.
    `is_kept`: the rating held for other words than before. `language` is that of the texts, where
    it is known and may not be the reader's.
    """

    label: str
    before: str = ""
    after: str = ""
    segments: tuple[Segment, ...] = ()
    words: WordCounts | None = None
    moved: int = 0
    is_print: bool = False
    rating_before: Rating | None = None
    rating_after: Rating | None = None
    is_kept: bool = False
    language: str = ""


def field_changes(
    before: models.Model | None, after: models.Model, names: tuple[str, ...]
) -> Iterator[Change]:
    """What differs in the named fields; `before` None: everything that is set."""
    for name in names:
        field: Any = after._meta.get_field(name)
        label = capfirst(str(field.verbose_name))
        old, new = (None if row is None else getattr(row, name) for row in (before, after))
        if isinstance(field, TranslatedField):
            yield from _translated(label, old or {}, new or {})
        elif name == "language":
            yield from _plain(label, language_name(old), language_name(new))
        else:
            yield from _plain(label, _words(field, old), _words(field, new))


def text_change(label: str, old: str, new: str, language: str = "") -> Change:
    """A longer text, by its words; what stayed is cut to the words around each change."""
    whole = segments(old, new)
    return Change(
        label,
        segments=tuple(folded(whole)),
        words=word_counts(whole),
        is_print=differs_in_print(old, new),
        language=language,
    )


def article_change(label: str, old: str, new: str) -> Change:
    """An article's text, by its words; a paragraph that moved counts as moved, not as words."""
    found = [paragraph for paragraph in paragraphs(old, new) if paragraph.kind != "left"]
    whole = [
        segment for paragraph in found for segment in (*paragraph.segments, Segment("same", "\n"))
    ]
    changed = any(segment.kind != "same" for segment in whole)
    moved = sum(paragraph.kind == "arrived" for paragraph in found)
    return Change(
        label,
        segments=tuple(folded(whole)) if changed else (),
        words=word_counts(whole),
        moved=moved,
        is_print=changed and not moved and all(map(_is_print, found)),
    )


def is_typography(change: Change) -> bool:
    """Whether a text differs in print alone: no sentence so that a verdict on it would be stale,
    and nothing moved."""
    return change.is_print


def _is_print(paragraph: Paragraph) -> bool:
    """Also where a paragraph's end alone came or went."""
    if paragraph.kind != "changed":
        return True
    before, after = (
        "".join(segment.text for segment in paragraph.segments if segment.kind in ("same", side))
        for side in ("removed", "added")
    )
    return differs_in_print(before.replace(PILCROW, " "), after.replace(PILCROW, " "))


def language_name(code: str | None) -> str:
    """The name of a language in the reader's, or its code where nobody gave it one."""
    if not code:
        return ""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _plain(label: str, old: str, new: str) -> Iterator[Change]:
    if old != new:
        yield Change(label, old, new)


def _translated(label: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    several = len(old.keys() | new.keys()) > 1
    for code in [*settings_order(old.keys() | new.keys())]:
        before, after = old.get(code, ""), new.get(code, "")
        if before == after:
            continue
        name = f"{label} ({language_name(code)})" if several else label
        if before and after:
            yield text_change(name, before, after, code)
        else:
            yield Change(name, before, after, language=code)


def settings_order(codes: Any) -> list[str]:
    """Language codes, those of the interface first and in its order."""
    offered = [code for code, _ in settings.LANGUAGES]
    return [*(code for code in offered if code in codes), *sorted(set(codes) - set(offered))]


def _words(field: Any, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, date):
        return date_format(value, "j M Y")
    return str(dict(field.flatchoices).get(value, value))
