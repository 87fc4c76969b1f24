"""The boxes for a featured image."""

from typing import Any

from django import forms
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from factcheck.actions.pictures import Picture
from factcheck.forms.translated import TranslatedFormField
from factcheck.models import Revision

WORDS = ("image_url", "image_alt", "image_caption", "image_credit")


class PictureFields(forms.Form):
    """A file or an address, and what is said of the picture."""

    upload = forms.FileField(
        label=_("Picture file"),
        required=False,
        help_text=_("A JPEG, PNG or WebP of at most 10 MB."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    image_url = forms.URLField(
        label=_("Or its address elsewhere"), required=False, max_length=1000, assume_scheme="https"
    )
    image_alt = TranslatedFormField(
        label=_("What the picture shows"),
        required=False,
        rows=2,
        help_text=_("For those who can't see it."),
    )
    image_caption = TranslatedFormField(label=_("Caption"), required=False, rows=2)
    image_credit = forms.CharField(label=_("Credit"), required=False, max_length=300)


def picture_of(data: dict[str, Any], present: Revision | None = None) -> Picture | None:
    """The picture that the boxes describe; None where it is that of `present`, or there is none.

    New words on a picture that stays keep its file.
    """
    if data.get("remove_picture"):
        return Picture()
    upload, words = data["upload"], {name: data[name] for name in WORDS}
    if upload is None:
        if present is None and not any(words.values()):
            return None
        if present is not None and words == {name: getattr(present, name) for name in WORDS}:
            return None
    content: bytes | None = upload.read() if upload else None
    stored = present.image.name if present else None
    if content is None and stored:
        with default_storage.open(stored) as file:
            content = file.read()
    return Picture(
        content=content,
        url=words["image_url"],
        alt=words["image_alt"],
        caption=words["image_caption"],
        credit=words["image_credit"],
    )
