"""What is typed to ask an expert, to call that back, and by the expert to answer."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from factcheck.actions.experts import DAYS_LEAST, DAYS_MOST
from factcheck.domain.acts import Kind
from factcheck.domain.vocabulary import ExpertAnswer
from factcheck.forms.steps import reason_field

_DAYS = _("Let the link work for one to thirty days.")


class AskExpertForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(
        label=_("Expert's name"),
        help_text=_("The answer enters the record under this name."),
        error_messages={"required": _("Write the expert's name, in 150 characters.")},
    )
    expertise = forms.CharField(
        label=_("Expertise"), help_text=_("What the expert knows about."), required=False
    )
    question = forms.CharField(
        label=_("Question"),
        help_text=_("The expert reads it above the exact words."),
        error_messages={"required": _("Write what you ask the expert.")},
        widget=forms.Textarea({"rows": 4}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("The expert's page and letter are written in it."),
        choices=settings.LANGUAGES,
        error_messages={
            "invalid_choice": _(
                "Choose a language of the list: the expert's page is written in it."
            )
        },
    )
    days = forms.IntegerField(
        label=_("Days"),
        help_text=_("How long the link works."),
        initial=7,
        min_value=DAYS_LEAST,
        max_value=DAYS_MOST,
        error_messages=dict.fromkeys(["required", "invalid", "min_value", "max_value"], _DAYS),
    )
    email = forms.CharField(
        label=_("Email address"),
        help_text=_("The link is mailed there. Anyone at the desk can erase the address."),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(Kind.EXPERT_ASK)


class CancelQuestionForm(forms.Form):
    """Why a question is called back."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(Kind.EXPERT_CANCEL)


class AnswerForm(forms.Form):
    use_required_attribute = False
    says = forms.ChoiceField(
        label=_("Are these words right?"),
        choices=[
            (ExpertAnswer.CONFIRMS.value, _("They are right as they stand.")),
            (ExpertAnswer.CORRECTS.value, _("They should read differently.")),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], _("Say whether you confirm the words or correct them.")
        ),
    )
    words = forms.CharField(
        label=_("The words as they should be"),
        help_text=_("Only if you correct them; in the language of the article."),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    note = forms.CharField(
        label=_("What else the newsroom should know"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
