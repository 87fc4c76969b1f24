"""What a reader types to report something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.actions.emails import email_of
from factcheck.actions.reports import (
    MESSAGE_LONGEST,
    checked_message,
    checked_quote,
)
from factcheck.domain.errors import Refusal
from factcheck.domain.vocabulary import ReportAbout
from factcheck.forms.refusals import sentence
from factcheck.models.fields import choices

#: Far more than is allowed is not shown again: a page of a megabyte helps nobody.
SHOWN_AGAIN = 4 * MESSAGE_LONGEST


class ReportForm(forms.Form):
    """A reader's report. `form` names this form, so that sent twice it is one report; `proof` is
    the solved challenge; `website` is a box that no person sees, and programs like to fill."""

    use_required_attribute = False
    about = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=choices(ReportAbout),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Choose what is wrong.")),
    )
    message = forms.CharField(
        label=_("Your message"),
        help_text=_("In at most 5,000 characters. If you know a source, name it."),
        error_messages={"required": _("Write what is wrong, so that we can look into it.")},
        strip=False,
        widget=forms.Textarea({"rows": 7}),
    )
    quoted = forms.CharField(
        label=_("The words in question"),
        help_text=_("Copy them from the page."),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 2}),
    )
    email = forms.CharField(
        label=_("Email address"),
        help_text=_(
            "Only so that we can send you the answer. We erase it once the answer was sent, and "
            "after 90 days at the latest."
        ),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    form = forms.CharField(required=False, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False)

    def clean_message(self) -> str:
        return self._checked("message", checked_message)

    def clean_quoted(self) -> str:
        return self._checked("quoted", checked_quote)

    def clean_email(self) -> str:
        return self._checked("email", email_of)

    def clean(self) -> dict[str, Any]:
        if any(len(str(value)) == SHOWN_AGAIN for value in self.data.values()):
            self.add_error(None, _("Of what you sent, only the beginning is still here."))
        return self.cleaned_data

    def _checked(self, name: str, check: Any) -> str:
        try:
            text: str = check(self.cleaned_data[name])
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal
        return text
