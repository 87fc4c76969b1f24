"""Rating: a conclusion that a verdict can come to."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from factcheck.domain.languages import pick
from factcheck.models.fields import TranslatedField
from factcheck.models.tracked import TrackedModel


class Rating(TrackedModel):
    """A conclusion. `key` and `number` are fixed; label and definition are editable data.

    `number` runs from 1 (false) to 5 (true), and is None for what is on no scale.
    """

    key = models.SlugField(_("key"), max_length=32, unique=True, editable=False)
    number = models.PositiveSmallIntegerField(_("number"), null=True, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("place in lists"), editable=False)
    label = TranslatedField(_("label"))
    definition = TranslatedField(_("definition"))

    class Meta(TrackedModel.Meta):
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number=None) | models.Q(number__range=(1, 5)),
                name="rating_number_on_scale",
            )
        ]

    def __str__(self) -> str:
        return pick(self.label, get_language() or "en")[1]
