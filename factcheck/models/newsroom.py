"""Newsroom: what the newsroom has chosen of how it shows itself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import PeopleShown
from factcheck.models.fields import one_of, word_field
from factcheck.models.tracked import TrackedModel

ONE = 1  # the key of the only row


class Newsroom(TrackedModel):
    """The newsroom's choices for its public pages.

    There is one row at most; `Newsroom.now()` gives what stands where nobody has chosen anything.
    The record keeps names whatever is chosen: this says what readers are told.
    """

    people_shown = word_field(
        PeopleShown,
        verbose_name=_("who checked, as readers see it"),
        default=PeopleShown.NAMES,
        help_text=_("It holds for every page that names people, old ones too."),
    )

    class Meta(TrackedModel.Meta):
        verbose_name = _("newsroom")
        verbose_name_plural = _("newsroom")
        constraints = [
            models.CheckConstraint(condition=Q(id=ONE), name="newsroom_is_one"),
            one_of("people_shown", PeopleShown, name="newsroom_people_shown_known"),
        ]

    def __str__(self) -> str:
        return gettext("newsroom")

    @classmethod
    def now(cls) -> "Newsroom":
        """What is chosen; of version 0 where nobody has chosen anything."""
        return cls.objects.filter(pk=ONE).first() or cls(pk=ONE, version=0)
