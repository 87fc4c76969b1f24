"""An outdated form comes back with both versions in it, for the person to merge.

A choice is a button of the form (`use_<box>`): it fills the box anew and saves nothing, so that it
works without JavaScript. Every text that was typed goes with the form (`mine_<box>`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language_info, gettext

from factcheck.actions.seals import sealed_from
from factcheck.actions.steps import Situation
from factcheck.domain.actor import Actor
from factcheck.domain.errors import N_
from factcheck.domain.review import Stale
from factcheck.forms.steps import VersionForm, renew
from factcheck.forms.translated import TranslatedFormField
from factcheck.models import Claim, Evidence, Rating, Verdict
from factcheck.presenters.merging import Box, Merge, merge_row

NOT_YET = N_("Nothing was saved yet. Choose what to keep in each field, then send the form.")

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sides:
    """What the fields of a form held when it was opened, and what is stored of them now."""

    base: Values
    stored: Values


def chooses(data: QueryDict) -> bool:
    """Whether a form was sent by one of the buttons of a merge, and so is not to be saved."""
    return any(name.startswith("use_") for name in data)


def still_merging() -> Stale:
    """What is told above a form in which something was chosen."""
    return Stale(NOT_YET)


def opened(data: QueryDict) -> int:
    """The version from which the person's changes began; 0 where none is told."""
    asked = data.get("opened", "") if chooses(data) else data.get("version", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0


def merge(form: Any, sides: Sides | None, version: int) -> None:
    """Show both versions in a form that was sent, fill its boxes, and let it save over `version`.

    `sides` None: what others changed is not in this form.
    """
    data = cast("QueryDict", form.data).copy()
    picked = chooses(data)
    rows = []
    for box in _boxes(form, sides) if sides else ():
        held = data.get(box.name, "")
        chosen = data.get(f"use_{box.name}", "") if picked else None
        row = merge_row(box, held, data.getlist(f"mine_{box.name}"), chosen)
        if row:
            data[box.name] = row.held
            rows.append(row)
    form.merge = Merge(opened(data), rows)
    form.data = data
    renew(form, version)


def evidence_sides(evidence: Evidence, version: int) -> Sides:
    """What evidence said in the version that was opened, and what it says now."""
    row = evidence.history.filter(version=version).first()
    return Sides(_said(row) if row else {}, _said(evidence))


def verdict_sides(claim: Claim, version: int, person: int) -> Sides | None:
    """The verdict from which a proposal was begun, and one that was proposed since.

    None where there is no newer one, or where it is kept from this person.
    """
    verdicts = list(claim.verdicts.select_related("rating").order_by("-number"))
    row = claim.history.filter(version=version).first()
    before = [verdict for verdict in verdicts if row and verdict.act_id <= row.act_id][:1]
    if not verdicts or verdicts[:1] == before:
        return None
    sealed = sealed_from(person, [*verdicts[:1], *before])
    if verdicts[0].pk in sealed:
        return None
    return Sides(
        _concluded(before[0]) if before and before[0].pk not in sealed else {},
        _concluded(verdicts[0]),
    )


def step_sides(form: VersionForm, name: str, claim: Claim, by: Actor) -> Sides | None:
    """The two sides of a step's form, for those steps that write what others may have written.

    Who may still give an own rating does not see a colleague's here either.
    """
    if name != "propose" or Situation(claim, by).is_blind:
        return None
    return verdict_sides(claim, opened(cast("QueryDict", form.data)), by.person)


def _said(evidence: Any) -> Values:
    return {name: getattr(evidence, name) for name in ("stance", "note", "quote", "locator")}


def _concluded(verdict: Verdict) -> Values:
    return {
        "rating": verdict.rating.key,
        "confidence": verdict.confidence,
        "rationale": verdict.rationale,
    }


def _boxes(form: forms.Form, sides: Sides) -> Iterator[Box]:
    """The boxes of the fields that both sides have: of a translated text one a language."""
    for name, stored in sides.stored.items():
        field, base = form.fields[name], sides.base.get(name)
        label = str(field.label)
        if not isinstance(field, TranslatedFormField):
            yield Box(form.add_prefix(name), label, base or "", stored, labels=_labels(name, field))
            continue
        for code, _name in settings.LANGUAGES:
            yield Box(
                f"{form.add_prefix(name)}_{code}",
                gettext("%(field)s (%(language)s)")
                % {"field": label, "language": get_language_info(code)["name_translated"]},
                (base or {}).get(code, ""),
                stored.get(code, ""),
                language=code,
            )


def _labels(name: str, field: forms.Field) -> Mapping[str, str] | None:
    if name == "rating":
        return {rating.key: str(rating) for rating in Rating.objects.all()}
    if isinstance(field, forms.ChoiceField):
        return {key: str(label) for key, label in cast("Any", field.choices)}
    return None
