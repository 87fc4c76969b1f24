"""What is typed about a claim that is marked in an article."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.domain.acts import Kind
from factcheck.domain.vocabulary import ClaimKind
from factcheck.forms.steps import reason_field
from factcheck.forms.translated import TranslatedFormField
from factcheck.models.fields import choices

LONGEST = 2_000  # code points of a quote: a claim is a sentence or two, not a chapter


class ClaimForm(forms.Form):
    """The words, and what they claim. `before` and `after` are what a browser saw around them."""

    use_required_attribute = False
    quote = forms.CharField(
        label=_("Exact words"),
        help_text=_("Copied from the article, as they stand there."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": _("Give the words of the article that the claim is about."),
            "max_length": _("Choose fewer words: a claim is a sentence or two."),
        },
    )
    before = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    statement = TranslatedFormField(
        label=_("Statement"),
        help_text=_("What they claim, in a neutral sentence of your own."),
        error_messages={"required": _("Write it in at least one language.")},
        rows=2,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kind of claim"),
        choices=choices(ClaimKind),
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"],
            _("Choose what kind of claim it is: at least one of the kinds offered."),
        ),
    )
    claimant = forms.CharField(
        label=_("Claimant"),
        help_text=_("Who said it, where it was not the article itself."),
        max_length=300,
        required=False,
    )
    topic = forms.CharField(
        label=_("Topic"),
        help_text=_("A few words, from which the address is made."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(Kind.CLAIM_ADD, _("Why it should be checked."))

    def action_arguments(self) -> dict[str, Any]:
        """The cleaned values as `actions.claims.add_claim` takes them."""
        given = dict(self.cleaned_data)
        return given | {"context": (given.pop("before"), given.pop("after"))}
