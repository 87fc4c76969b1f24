"""Forms whose saving is an act: they say why, know which version was seen, and lose nothing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin import describe
from factcheck.admin.keys import as_id
from factcheck.domain.acts import KINDS, REASON_LIMIT, Kind
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Stale, check_version
from factcheck.forms.boxes import Merge
from factcheck.forms.merging import Sides, chooses, merge, opened, still_merging
from factcheck.forms.refusals import sentence
from factcheck.forms.translated import TranslatedFormField

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm

#: Where a refusal is shown: beside the field that it is about, by the refusal's name.
BESIDE = {
    "ReasonMissing": "reason",
    "QuoteNotFound": "quote",
    "QuoteAmbiguous": "quote",
    "EmptyQuote": "quote",
    "AddressTaken": "slug",
    "OrderMissing": "order",
    "NoText": "",
}


class Refused(Exception):
    """An action refused: `refusal` is what it said, `prefix` names the form that it was about."""

    def __init__(self, refusal: Refusal, prefix: str | None = None) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.prefix = prefix


@dataclass(frozen=True, slots=True)
class Choice:
    """One field that two people set: what is stored now, what was chosen, and which to keep."""

    name: str
    label: str
    stored: str
    typed: str
    keep: str


def reason_field(kind: Kind) -> forms.CharField:
    """Why: its label says who will read the answer."""
    about = KINDS[kind]
    return forms.CharField(
        label=_("Reason. Readers will see this.")
        if about.public
        else _("Reason. Only colleagues see this."),
        required=False,  # the rule itself says what is missing, in its own words
        max_length=REASON_LIMIT,
        widget=forms.Textarea(
            {"rows": 2, "placeholder": about.standing_reason and gettext(about.standing_reason)}
        ),
    )


def type_in(form: Any, name: str, value: Any) -> None:
    """Put a value in a box of a form that was sent, as if it had been typed."""
    form.data = form.data.copy()
    form.data[form.add_prefix(name)] = str(value)


class VersionedForm(_ModelForm):
    """A form that remembers the version it was opened with.

    Where someone saved meanwhile, `merge` has both versions of each text that differs, and the
    boxes hold what the two make together, as at the desk. `choices` has those of every other field,
    and the next save obeys what was chosen (`keep-<field>`: "stored" or "typed").
    """

    refused: ClassVar[Refused | None] = None
    merge: Merge | None = None
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices: list[Choice] = []
        if self.instance.pk:
            self.initial["version"] = self.instance.version

    def _post_clean(self) -> None:
        """The instance stays as it is stored: only the actions write, and their sentences about
        what must be unique, or in order, are clearer than the model's."""

    def clean(self) -> dict[str, Any]:
        if self.instance.pk:
            self._keep_other_languages()
            self._obey_choices()
            self._compare_versions()
        refused = self.refused
        if refused and refused.prefix == self.prefix and not isinstance(refused.refusal, Stale):
            self._tell(refused.refusal)
        return self.cleaned_data

    def stored(self, name: str) -> Any:
        """What a field holds in the database now."""
        if name in {field.name for field in self.instance._meta.concrete_fields}:
            return getattr(self.instance, name)
        return self.initial.get(name)

    def in_words(self, name: str, value: Any) -> str:
        """A field's value as people read it."""
        try:
            field = self.instance._meta.get_field(name)
        except FieldDoesNotExist:
            return ", ".join(str(item) for item in value or ())
        key = value.pk if hasattr(value, "pk") else value
        if isinstance(field, ForeignKey) and isinstance(key, str):
            key = as_id(key)
        return describe.in_one(field, key, describe.Names([]))

    def _keep_other_languages(self) -> None:
        """Texts in languages that have no box here stay as they are."""
        boxes = dict(settings.LANGUAGES)
        for name, field in self.fields.items():
            if isinstance(field, TranslatedFormField) and name in self.cleaned_data:
                stored = self.stored(name) or {}
                others = {code: text for code, text in stored.items() if code not in boxes}
                self.cleaned_data[name] = self.cleaned_data[name] | others

    def _obey_choices(self) -> None:
        for name in list(self.fields):
            if self.data.get(self.add_prefix(f"keep-{name}")) == "stored":
                self.cleaned_data[name] = self.stored(name)
                self.errors.pop(name, None)

    def _compare_versions(self) -> None:
        seen = self.cleaned_data.get("version") or 0
        try:
            check_version(seen, self.instance.version)
        except Stale as stale:
            self._tell(stale)
            self.choices = self._both(self._row(seen))
            self._merge_texts()
        else:
            if any(self.add_prefix(f"keep-{name}") in self.data for name in self.fields):
                self.choices = self._both(None)
            if self.add_prefix("opened") in self.data and chooses(self.data):
                self._merge_texts()

    def _row(self, version: int) -> Any:
        """The noun as it was in a version."""
        rows = self.instance.__class__.history
        return rows.filter(id=self.instance.pk, version=version).first()

    def _merge_texts(self) -> None:
        """Put both versions of each text together, and let the form save over what is stored."""
        row = self._row(opened(self))
        names = [name for name in self.fields if self._is_text(name)]
        base = {name: getattr(row, name) for name in names} if row else {}
        merge(self, Sides(base, {name: self.stored(name) for name in names}), self.instance.version)

    def _is_text(self, name: str) -> bool:
        columns = {field.name: field for field in self.instance._meta.concrete_fields}
        return name in columns and describe.is_prose(columns[name])

    def _typed(self, name: str) -> Any:
        """What stands in a box, good or not."""
        field, raw = self.fields[name], self[name].value()
        return field.compress(raw) if isinstance(field, TranslatedFormField) else raw

    def _both(self, base: Any) -> list[Choice]:
        """Each field that differs. Who left it as they found it wants what the other wrote."""
        found: list[Choice] = []
        for name in self.changed_data:
            if name in {"version", "reason"} or self._is_text(name):
                continue
            typed = self.cleaned_data.get(name, self._typed(name))
            stored = self.stored(name)
            words = self.in_words(name, stored), self.in_words(name, typed)
            untouched = (
                base is not None and self.in_words(name, getattr(base, name, typed)) == words[1]
            )
            chosen = self.data.get(self.add_prefix(f"keep-{name}"))
            found.append(
                Choice(
                    name=self.add_prefix(f"keep-{name}"),
                    label=str(self.fields[name].label),
                    stored=words[0],
                    typed=words[1],
                    keep=chosen or ("stored" if untouched else "typed"),
                )
            )
        return found

    def _tell(self, refusal: Refusal) -> None:
        beside = BESIDE.get(type(refusal).__name__, "")
        self.add_error(beside if beside in self.fields else None, sentence(refusal))


class ActForm(VersionedForm):
    """A form that is an act by itself."""

    kind: ClassVar[Kind]
    reason = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(self.kind)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if chooses(self.data):
            self._tell(still_merging())
        return cleaned


class ReasonForm(forms.Form):
    """Why, and nothing else: for what is done by one button."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(kind)
