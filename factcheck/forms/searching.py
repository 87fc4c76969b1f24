"""What readers look for among what is published; it stands in the address."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain.characters import clean_characters
from factcheck.domain.errors import N_
from factcheck.domain.searching import LONGEST, MOST_WORDS, TooLong, search_for
from factcheck.domain.vocabulary import FindableKind, Word
from factcheck.models.fields import choices
from factcheck.search.published.looking import Sought

#: No day before or after is looked for.
FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
Choices = Sequence[tuple[str, str]]


class Order(Word):
    """What stands first."""

    BEST = "best", N_("Best match")
    NEWEST = "newest", N_("Newest")


class Chosen(NamedTuple):
    """A filter that is set: what it is called, what was chosen, and the query without it."""

    label: str
    value: str
    without: str


class _Day(forms.DateField):
    """A day as ?since=2019-12-24 has it."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Write the day as 2019-12-24.")}

    def __init__(self, **options: Any) -> None:
        message = _("Write the day as 2019-12-24.")
        limits = [MinValueValidator(FIRST, message), MaxValueValidator(LAST, message)]
        super().__init__(input_formats=["%Y-%m-%d"], required=False, validators=limits, **options)


class SearchForm(forms.Form):
    """Words, filters, order. A value that is on no list is a filter that finds nothing; a day or a
    text that can't be read is answered with a sentence."""

    use_required_attribute = False
    q = forms.CharField(
        label=_("Words"), required=False, widget=forms.TextInput({"type": "search"})
    )
    kind = forms.ChoiceField(label=_("What"), required=False)
    rating = forms.ChoiceField(label=_("Rating"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    publisher = forms.ChoiceField(label=_("Publisher"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    since = _Day(label=_("First day"))
    until = _Day(label=_("Last day"))
    sort = forms.ChoiceField(label=_("Order"), choices=choices(Order), required=False)

    most_words = MOST_WORDS
    FILTERS = ("kind", "rating", "topic", "publisher", "language")

    def __init__(self, data: QueryDict, offered: Mapping[str, Choices]) -> None:
        kept = {
            name: clean_characters(str(data[name])).strip()[: LONGEST + 1]
            for name in self.base_fields
            if data.get(name)
        }
        kept = {name: value for name, value in kept.items() if value}
        super().__init__(kept, auto_id="search-%s")
        self.kept: dict[str, str] = kept
        listed: dict[str, Choices] = {"kind": choices(FindableKind), **offered}
        for name in self.FILTERS:
            value = kept.get(name, "")
            known = [*listed[name]]
            if value and value not in dict(known):
                known.append((value, value))
            self.fields[name].choices = [("", gettext("any")), *known]  # type: ignore[attr-defined]
        if kept.get("sort") not in set(Order):
            kept["sort"] = Order.BEST.value

    def clean_q(self) -> str:
        """Words that can be looked for; `search` is what they mean."""
        written: str = self.cleaned_data["q"]
        try:
            self.search = search_for(written)
        except TooLong as refusal:
            message = gettext(refusal.message) % refusal.values
            raise forms.ValidationError(message) from refusal
        return written

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("Choose a day that is not before the first."))
        return cleaned

    @property
    def is_empty(self) -> bool:
        """Nothing at all was asked for."""
        return not set(self.kept) - {"sort"}

    @property
    def sought(self) -> Sought:
        """What to look for, of a valid form."""
        given = self.cleaned_data
        since, until = given["since"], given["until"]
        dated = bool(since or until)
        return Sought(
            search=self.search,
            filters={name: given[name] for name in self.FILTERS if given[name]},
            since=_midnight(since or FIRST) if dated else None,
            until=_midnight((until or LAST) + timedelta(days=1)) if dated else None,
            newest_first=given["sort"] == Order.NEWEST,
        )

    @property
    def chosen(self) -> list[Chosen]:
        """The filters that are set, each with the query that takes it back."""
        found = []
        for name in (*self.FILTERS, "since", "until"):
            if value := self.kept.get(name):
                rest = {key: each for key, each in self.kept.items() if key != name}
                label, shown = str(self.fields[name].label), self._shown(name, value)
                found.append(Chosen(label, shown, self._query(rest)))
        return found

    @property
    def words_alone(self) -> str:
        """The query without any filter."""
        return self._query({name: self.kept[name] for name in ("q", "sort") if name in self.kept})

    def _shown(self, name: str, value: str) -> str:
        """A chosen value as people read it."""
        if name not in self.FILTERS:
            return _shown_day(value)
        listed: Any = self.fields[name]
        return str(dict(listed.choices)[value])

    def _query(self, given: Mapping[str, str]) -> str:
        left = {key: each for key, each in given.items() if (key, each) != ("sort", "best")}
        return f"?{urlencode(left)}" if left else "?"


def _midnight(day: date) -> datetime:
    """When a day begins in the newsroom's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _shown_day(written: str) -> str:
    try:
        return date_format(date.fromisoformat(written), "j M Y")
    except ValueError:
        return written
