"""What is typed about evidence, and about a source that is not here yet."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.actions.sources import SourceDetails
from factcheck.domain.acts import Kind
from factcheck.domain.media import EXTENSIONS
from factcheck.domain.quoting import stands_in
from factcheck.domain.vocabulary import Confidence, SourceType, Stance
from factcheck.forms.steps import FOR_COLLEAGUES, VersionForm, reason_field
from factcheck.forms.translated import TranslatedFormField
from factcheck.models.fields import choices

NOT_THERE = _(
    "These words don't stand in the text that was read of the source. Compare them with it, or"
    " tick that you have seen them there."
)
SEEN = _("I saw the quoted words there myself: the text that was read of it doesn't have them.")
_ASIDE = {"seen", "file"}
_ACCEPTED = ",".join(f".{extension}" for extension in [*EXTENSIONS.values(), "jpeg"])


class EvidenceForm(forms.Form):
    """What a source says to the claim."""

    use_required_attribute = False
    stance = forms.ChoiceField(
        label=_("What the source does"),
        choices=[("", "…"), *choices(Stance)],
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"],
            _("Say what the source does: supports, refutes, mixed or context."),
        ),
    )
    note = TranslatedFormField(
        label=_("What it says"),
        help_text=_("In your own words, one or two sentences."),
        required=False,
        rows=2,
    )
    quote = forms.CharField(
        label=_("Its exact words"), required=False, widget=forms.Textarea({"rows": 2})
    )
    seen = forms.BooleanField(
        label=_(
            "I have seen these words there myself: in a picture, behind a pay wall, in a recording."
        ),
        required=False,
    )
    locator = forms.CharField(
        label=_("Where in it"),
        help_text=_("A page, a minute, a table."),
        max_length=200,
        required=False,
    )

    kind = Kind.EVIDENCE_ADD
    ask = _("How you found it, or why it belongs here.")
    vouched = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(self.kind, self.ask)

    def check_quote(self, text: str) -> bool:
        """Whether the quote may go on: it stands in the text of its source, somebody has seen it
        there, or there is no text to look in. Else the form asks."""
        typed = self.cleaned_data
        if not text or stands_in(typed["quote"], text):
            return True
        self.vouched = typed["seen"]
        if not self.vouched:
            self.add_error("quote", NOT_THERE)
        return self.vouched

    @property
    def words(self) -> dict[str, Any]:
        """What the actions take of it; the reason says so where somebody vouches for the quote."""
        words = {name: value for name, value in self.cleaned_data.items() if name not in _ASIDE}
        if self.vouched:
            words["reason"] = " ".join(filter(None, [words["reason"], str(SEEN)]))
        return words


class AddEvidenceForm(EvidenceForm):
    """The same for new evidence, with a file where there is one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = forms.FileField(
            label=_("A file of it"),
            help_text=format_lazy(
                _(
                    "A PDF, a picture (JPEG, PNG, WebP), a sound (MP3, M4A, AAC, OGG, WAV) or a"
                    " spreadsheet (XLSX, ODS, CSV), up to {limit} MB. It is kept for colleagues;"
                    " readers get its fingerprint."
                ),
                limit=settings.UPLOAD_MAX_MB,
            ),
            required=False,
            allow_empty_file=True,  # for the rules to refuse, in their own words
            widget=forms.FileInput({"accept": _ACCEPTED}),
        )
        self.order_fields(["stance", "note", "quote", "seen", "locator", "file", "reason"])


class EditEvidenceForm(EvidenceForm):
    """The same for evidence that is here; `version` is the one that the person saw, and `merge` has
    what differs where someone saved meanwhile."""

    merge: object = None
    version = VersionForm.base_fields["version"]
    kind = Kind.EVIDENCE_EDIT
    ask = _("What you changed, and why.")


class RemoveEvidenceForm(VersionForm):
    """Why evidence goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(Kind.EVIDENCE_REMOVE)


class SourceForm(forms.Form):
    """A source that is not here yet."""

    use_required_attribute = False
    url = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url"}),
        error_messages={"invalid": _("Write the whole address: https://example.org/page.")},
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=500,
        error_messages={
            "required": _("Give the source a title, or say what it is in brackets."),
        },
    )
    title_confirmed = forms.BooleanField(
        label=_("I have seen this title on the document itself"), required=False, initial=True
    )
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    author = forms.CharField(label=_("Author"), max_length=300, required=False)
    published = forms.CharField(
        label=_("Published on"),
        help_text=_("2018, 2018-02 or 2018-02-23."),
        required=False,
    )
    language = forms.CharField(
        label=_("Language"), help_text=_("As in “id” or “en-GB”."), max_length=35, required=False
    )
    type = forms.ChoiceField(
        label=_("Type"),
        choices=[("", "…"), *choices(SourceType)],
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], _("Choose a type of source from the list.")
        ),
    )
    reliability = forms.ChoiceField(
        label=_("Reliability"),
        help_text=FOR_COLLEAGUES,
        choices=[("", "…"), *choices(Confidence)],
        required=False,
    )

    def details(self) -> SourceDetails:
        """The source as the actions take it."""
        return SourceDetails(**self.cleaned_data)
