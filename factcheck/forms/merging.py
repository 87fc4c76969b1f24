"""An outdated form comes back with both versions in it, for the person to merge.

A choice is a button of the form (`use_<box>`): it fills the box anew and saves nothing, so that it
works without JavaScript. Every text that was typed goes with the form (`mine_<box>`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext

from factcheck.domain.errors import N_
from factcheck.domain.review import Stale
from factcheck.forms.boxes import Box, Merge, beside, merge_row
from factcheck.forms.translated import TranslatedFormField
from factcheck.models import Rating

NOT_YET = N_("Nothing was saved yet. Choose what to keep in each field, then send the form.")

Values = Mapping[str, Any]
_USE = re.compile(r"(?:^|-)use_")


@dataclass(frozen=True, slots=True)
class Sides:
    """What the fields of a form held when it was opened, and what is stored of them now."""

    base: Values
    stored: Values


def chooses(data: Mapping[str, Any]) -> bool:
    """Whether a form was sent by one of the buttons of a merge, and so is not to be saved."""
    return any(_USE.search(name) for name in data)


def still_merging() -> Stale:
    """What is told above a form in which something was chosen."""
    return Stale(NOT_YET)


def opened(form: forms.BaseForm) -> int:
    """The version from which the person's changes began; 0 where none is told."""
    name = "opened" if _is_merging(form) else "version"
    asked = str(form.data.get(form.add_prefix(name), ""))
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0


def merge(form: Any, sides: Sides | None, version: int) -> None:
    """Show both versions in a form that was sent, fill its boxes, and let it save over `version`.

    `sides` None: what others changed is not in this form.
    """
    data = cast("QueryDict", form.data).copy()
    picked = _is_merging(form)
    rows = []
    for box in _boxes(form, sides) if sides else ():
        held = data.get(box.name, "")
        chosen = data.get(beside(box.name, "use"), "") if picked else None
        row = merge_row(box, held, data.getlist(beside(box.name, "mine")), chosen)
        if row:
            data[box.name] = row.held
            rows.append(row)
    form.merge = Merge(opened(form), rows, form.add_prefix(""))
    data[form.add_prefix("version")] = str(version)
    form.data = data


def _is_merging(form: forms.BaseForm) -> bool:
    """Whether something was chosen in a form that showed both versions before."""
    return form.add_prefix("opened") in form.data and chooses(form.data)


def _boxes(form: forms.Form, sides: Sides) -> Iterator[Box]:
    """The boxes of the fields that both sides have: of a translated text one a language."""
    for name, stored in sides.stored.items():
        field, base = form.fields[name], sides.base.get(name)
        label = str(field.label)
        if not isinstance(field, TranslatedFormField):
            labels = _labels(form, name, [base, stored])
            yield Box(form.add_prefix(name), label, _key(base), _key(stored), labels=labels)
            continue
        for code, _name in settings.LANGUAGES:
            yield Box(
                f"{form.add_prefix(name)}_{code}",
                gettext("%(field)s (%(language)s)")
                % {"field": label, "language": get_language_info(code)["name_translated"]},
                (base or {}).get(code, ""),
                (stored or {}).get(code, ""),
                language=code,
            )


def _key(value: Any) -> str:
    """A value as a box holds it."""
    return "" if value is None else str(value)


def _labels(form: forms.Form, name: str, values: list[Any]) -> Mapping[str, str] | None:
    """The words for what is chosen or written as a whole; None for sentences."""
    field = form.fields[name]
    if name == "rating":
        return {rating.key: str(rating) for rating in Rating.objects.all()}
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return {str(key): str(label) for key, label in cast("Any", field.choices)}
    if isinstance(field, forms.DateField):
        days = [*values, getattr(form, "cleaned_data", {}).get(name)]
        return {str(day): date_format(day, "j M Y") for day in days if isinstance(day, date)}
    return {} if isinstance(field, forms.SlugField | forms.URLField) else None
