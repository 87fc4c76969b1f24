"""The two forms of recording a revision: the text first, then what it does and why.

Each page carries along, in hidden boxes, what was typed on the other.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.actions.notices import NoticeText
from factcheck.admin.base import day_box
from factcheck.admin.forms import reason_field
from factcheck.admin.offered_notice import is_left_alone
from factcheck.admin.pictures import WORDS, PictureFields
from factcheck.domain.acts import Kind
from factcheck.domain.dates import check_effective
from factcheck.domain.errors import Refusal
from factcheck.domain.text import SourceForm
from factcheck.domain.vocabulary import NoticeKind
from factcheck.forms.refusals import sentence
from factcheck.forms.translated import TranslatedFormField

FILES = ".html,.htm,.txt,.md,.markdown,text/html,text/plain,text/markdown"

Group = tuple[str, list[forms.BoundField]]


class WrittenAs(forms.Form):
    """How the text in the box is written."""

    form = forms.ChoiceField(
        label=gettext_lazy("Written as"),
        required=False,
        choices=[(form.value, gettext_lazy(form.label)) for form in SourceForm],
    )

    def clean_form(self) -> SourceForm:
        return SourceForm(self.cleaned_data["form"] or SourceForm.AUTO)


class SourceFields(forms.Form):
    """Where a text comes from, before it stands in its box for somebody to look at."""

    address = forms.CharField(
        label=gettext_lazy("Its address"),
        required=False,
        max_length=2000,
        widget=forms.URLInput({"placeholder": "https://"}),
    )
    file = forms.FileField(
        label=gettext_lazy("A file"),
        required=False,
        help_text=gettext_lazy("HTML, plain text or Markdown."),
        widget=forms.FileInput({"accept": FILES}),
    )


class TextForm(SourceFields, WrittenAs, PictureFields):
    """The new state of the content. What is left as it is stays as it is."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kept_picture = forms.CharField(required=False, widget=forms.HiddenInput)
    put_in = forms.CharField(required=False, widget=forms.HiddenInput)
    headline = forms.CharField(label=gettext_lazy("Headline"), max_length=500)
    html = forms.CharField(
        label=gettext_lazy("The whole text, as it is now"),
        required=False,
        widget=forms.Textarea({"rows": 16}),
        help_text=gettext_lazy("Leave it empty where no word changed."),
    )
    effective_on = forms.DateField(
        label=gettext_lazy("In effect since"),
        required=False,
        help_text=gettext_lazy("Only where the change happened before today."),
        widget=day_box(),
    )
    remove_picture = forms.BooleanField(label=gettext_lazy("No picture any more"), required=False)

    def clean_effective_on(self) -> Any:
        return _past(self.cleaned_data["effective_on"])

    @property
    def groups(self) -> list[Group]:
        """The boxes under their headings, for the page."""
        picture = ("upload", "image_url", "remove_picture", *WORDS[1:])
        words = ("headline", "html", "form", "effective_on")
        return [
            (_("The words"), [self[name] for name in words]),
            (_("Featured image"), [self[name] for name in picture]),
        ]


class ConfirmForm(forms.Form):
    """What was previewed (`seal`), why, and perhaps a notice. `offered` is the notice put in.

    Nothing is judged before it is sent to be recorded; nor a notice that nobody wrote or ticked.
    """

    seal = forms.CharField(required=False, widget=forms.HiddenInput)
    offered = forms.CharField(required=False, widget=forms.HiddenInput)
    post_notice = forms.BooleanField(label=gettext_lazy("Post this notice"), required=False)
    notice_kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("Choose a kind"))]
        + [(kind.value, gettext_lazy(kind.label)) for kind in NoticeKind],
    )
    notice_text = TranslatedFormField(label=gettext_lazy("Text"), required=False, rows=2)
    notice_explanation = TranslatedFormField(
        label=gettext_lazy("Explanation"),
        required=False,
        rows=2,
        help_text=gettext_lazy("Ours, where the publisher's own words need one."),
    )
    notice_dated = forms.DateField(label=gettext_lazy("Dated"), required=False, widget=day_box())

    NOTICE = ("post_notice", "notice_kind", "notice_text", "notice_explanation", "notice_dated")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(Kind.ARTICLE_REVISE)

    def full_clean(self) -> None:
        if self.data.get("step") == "record":
            super().full_clean()
        else:
            self._errors, self.cleaned_data = ErrorDict(), {}

    def clean_notice_dated(self) -> Any:
        return _past(self.cleaned_data["notice_dated"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("post_notice"):
            if not data.get("notice_kind") and "notice_kind" not in self.errors:
                self.add_error("notice_kind", _("Say what kind of notice it is."))
        elif is_left_alone(self.data):
            for name in self.NOTICE:
                self.errors.pop(name, None)
        else:
            self.add_error("post_notice", _("Tick “Post this notice”, or empty its boxes."))
        return data

    def notice(self, effective_on: Any) -> NoticeText | None:
        """The notice to post, if one is to be."""
        data = self.cleaned_data
        if not data["post_notice"]:
            return None
        return NoticeText(
            kind=NoticeKind(data["notice_kind"]),
            text=data["notice_text"],
            explanation=data["notice_explanation"],
            dated=data["notice_dated"] or effective_on,
        )

    @property
    def notice_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.NOTICE]


def html_names(form: forms.Form) -> Iterator[str]:
    """The names under which a form's boxes are sent; files can't be carried along."""
    for name, field in form.fields.items():
        if isinstance(field, TranslatedFormField):
            yield from (f"{name}_{code}" for code, _language in settings.LANGUAGES)
        elif not isinstance(field, forms.FileField):
            yield name


def carried(form: forms.Form, data: Any) -> list[tuple[str, str]]:
    """What was sent for a form that this page doesn't show, to be sent along again."""
    return [(name, data[name]) for name in html_names(form) if name in data]


def _past(day: Any) -> Any:
    try:
        check_effective(day, None, timezone.localdate())
    except Refusal as refusal:
        raise forms.ValidationError(sentence(refusal)) from refusal
    return day
