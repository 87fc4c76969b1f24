"""What is typed in a conversation. Whether it may be said is the rules' to tell."""

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.forms.steps import VersionForm


def _text_field() -> forms.CharField:
    return forms.CharField(
        label=_("Comment"),
        help_text=_("@ and a username tells that person by mail. Only colleagues read this."),
        required=False,  # the rule says it better
        strip=False,
        widget=forms.Textarea({"rows": 4}),
    )


class CommentForm(forms.Form):
    text = _text_field()


class EditCommentForm(VersionForm):
    text = _text_field()
