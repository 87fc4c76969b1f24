"""Stored values as people read them: choices and people by name, each language apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from factcheck.domain.diff import Segment, folded, segments
from factcheck.domain.vocabulary import ClaimKind
from factcheck.models import Anchor, Article, Claim, Person, Rating, Revision, Source, Verdict
from factcheck.models.fields import PartialDateField, TranslatedField

_STAMPS = {"id", "act", "version"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after; `segments` where both are texts, word by word."""

    name: str
    label: str
    before: str
    after: str
    segments: list[Segment] | None = None


class Names:
    """What foreign keys lead to, looked up once a model for a whole page."""

    def __init__(self, rows: Iterable[tuple[type[models.Model], Any]]) -> None:
        """`rows` are pairs of a noun and an object (a history row will do) with its columns."""
        wanted: dict[type[models.Model], set[int]] = {}
        for model, row in rows:
            for field in tracked_fields(model):
                key = getattr(row, field.attname)
                if isinstance(field, models.ForeignKey) and key is not None:
                    wanted.setdefault(field.related_model, set()).add(key)
        self._names = {model: _names_of(model, keys) for model, keys in wanted.items()}

    def name(self, model: type[models.Model], key: int) -> str:
        if key not in self._names.setdefault(model, {}):
            self._names[model] |= _names_of(model, {key})
        return self._names[model].get(key, f"#{key}")


def tracked_fields(model: type[models.Model]) -> list[Any]:
    """A noun's own fields: all but its key and the stamps of its acts."""
    return [field for field in model._meta.concrete_fields if field.name not in _STAMPS]


def changes(
    model: type[models.Model], before: Any, after: Any, names: Names, only: Iterable[str] = ()
) -> list[Change]:
    """What differs between two states of a noun; either may be None, for "not there"."""
    found: list[Change] = []
    for field in tracked_fields(model):
        if not only or field.name in set(only):
            old = _column(field, before)
            new = _column(field, after)
            if old != new:
                found += compared(field, old, new, names)
    return found


def compared(field: Any, old: Any, new: Any, names: Names) -> list[Change]:
    """The changes of one field: one for each language where it is kept per language."""
    was, now = texts(field, old, names), texts(field, new, names)
    order = [code for code, _name in settings.LANGUAGES]
    codes = sorted(
        {*was, *now},
        key=lambda code: (code not in order, order.index(code) if code in order else 0, code),
    )
    label = str(field.verbose_name)
    label = label[:1].upper() + label[1:]
    return [
        change(
            field.name,
            _with_language(label, code),
            was.get(code, ""),
            now.get(code, ""),
            prose=is_prose(field),
        )
        for code in codes
        if was.get(code, "") != now.get(code, "")
    ]


def change(name: str, label: str, before: str, after: str, *, prose: bool) -> Change:
    """A change; between two texts it is shown word by word."""
    marked = marked_words(before, after) if prose and before and after else None
    return Change(name, label, before, after, marked)


def marked_words(before: str, after: str) -> list[Segment]:
    """The words of both, marked, for `_diff.html`."""
    return folded(segments(before, after))


def is_prose(field: Any) -> bool:
    """Whether a field holds words of somebody, rather than a key, a date or a list."""
    if isinstance(field, TranslatedField):
        return True
    plain = isinstance(field, models.CharField | models.TextField)
    return plain and not field.choices and not isinstance(field, PartialDateField)


def texts(field: Any, value: Any, names: Names) -> dict[str, str]:
    """What a field says, by language; a field without languages says it under ""."""
    if isinstance(field, TranslatedField):
        return {code: text for code, text in (value or {}).items() if text}
    return {"": _plain(field, value, names)}


def in_one(field: Any, value: Any, names: Names) -> str:
    """The same as one text, each language in a paragraph of its own."""
    said = texts(field, value, names)
    return "\n".join(f"{_with_language('', code)}{text}" for code, text in said.items())


def _plain(field: Any, value: Any, names: Names) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(field, models.ForeignKey):
        return names.name(field.related_model, value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, date):
        return date_format(value, "j M Y")
    return _json(value)


def _json(value: Any) -> str:
    """A list as a line, a mapping as lines; kinds of claim by their names."""
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {_json(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(_json(item) for item in value)
    kinds = {kind.value: _(kind.label) for kind in ClaimKind}
    return kinds.get(value, str(value)) if isinstance(value, str) else str(value)


def _column(field: Any, row: Any) -> Any:
    return None if row is None else getattr(row, field.attname)


def _with_language(label: str, code: str) -> str:
    if not code:
        return label
    language = dict(settings.LANGUAGES).get(code, code)
    return f"{label} ({language})" if label else f"{language}: "


def _names_of(model: type[models.Model], keys: set[int]) -> dict[int, str]:
    """Names by key. What is asked for here never holds an article's body."""
    manager: Any = model._default_manager
    if model is Article:
        rows = manager.filter(pk__in=keys).values_list("pk", "newest__headline")
        return dict(rows)
    if model is Anchor:
        places = manager.filter(pk__in=keys).values_list("pk", "revision__number", "start", "end")
        return {key: _place(*place) for key, *place in places}
    if model in {Revision, Verdict}:
        label = _("Revision %(number)s") if model is Revision else _("Verdict %(number)s")
        numbers = manager.filter(pk__in=keys).values_list("pk", "number")
        return {key: label % {"number": number} for key, number in numbers}
    if model in {Claim, Person, Rating, Source}:
        return {key: str(thing) for key, thing in manager.in_bulk(keys).items()}
    return {}


def _place(revision: int, start: int | None, end: int | None) -> str:
    if start is None:
        return _("gone in revision %(revision)s") % {"revision": revision}
    return _("revision %(revision)s, characters %(start)s to %(end)s") % {
        "revision": revision,
        "start": start,
        "end": end,
    }
