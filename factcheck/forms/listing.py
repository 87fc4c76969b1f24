"""What narrows the desk's list; it stands in the address, and each page carries it on."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from factcheck.domain.errors import N_
from factcheck.domain.vocabulary import Waiting, Word
from factcheck.models import Article, Person
from factcheck.models.fields import choices


class Show(Word):
    """The lists beside those of Waiting."""

    WAITING = "waiting", N_("Waiting for you")
    ALL = "all", N_("All that is in process")


class Due(Word):
    """How near a deadline is."""

    OVERDUE = "overdue", N_("Overdue")
    TODAY = "today", N_("Due today or before")
    WEEK = "week", N_("Due within seven days")


class ListForm(forms.Form):
    """What is not understood is passed over: a list with a crooked address is still a list."""

    use_required_attribute = False
    q = forms.CharField(
        label=_("Words"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    show = forms.ChoiceField(
        label=_("Show"), choices=[*choices(Show), *choices(Waiting)], required=False
    )
    due = forms.ChoiceField(
        label=_("Deadline"), choices=[("", _("any")), *choices(Due)], required=False
    )
    article = forms.ModelChoiceField(Article.objects.none(), label=_("Article"), required=False)
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("In the hands of"), required=False, empty_label=_("anybody")
    )

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        kept = {name: str(data[name])[:200] for name in self.base_fields if data.get(name)}
        super().__init__(kept, *args, **kwargs)
        self.kept = kept
        # Looked up only where one is asked for; the choices are read when the form is drawn.
        self.fields["article"].queryset = Article.objects.at_work()  # type: ignore[attr-defined]
        self.fields["person"].queryset = Person.objects.checkers()  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """The cleaned values, without those that were not understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
