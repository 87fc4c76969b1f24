"""What a person chooses about letters. The cleaned values are the action's arguments."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import Delivery
from factcheck.models.fields import choices


class LettersForm(forms.Form):
    use_required_attribute = False
    delivery = forms.ChoiceField(
        label=_("When letters come"),
        help_text=_("Those of a day come together at seven in the morning."),
        choices=choices(Delivery),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"],
            _("Choose when letters come: at once, once a day or never."),
        ),
    )
    language = forms.ChoiceField(
        label=_("Language of letters"),
        choices=settings.LANGUAGES,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], _("Choose a language from the list.")
        ),
    )
