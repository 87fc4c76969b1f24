"""Evidence: a source used for a claim."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import Stance
from factcheck.models.fields import TranslatedField, one_of, word_field
from factcheck.models.tracked import TrackedModel


class Evidence(TrackedModel):
    """What one source says to one claim. `locator` finds the place: a page, a minute, a table."""

    claim = models.ForeignKey("factcheck.Claim", models.PROTECT, related_name="evidence")
    source = models.ForeignKey("factcheck.Source", models.PROTECT, related_name="evidence")
    stance = word_field(Stance, verbose_name=_("stance"))
    note = TranslatedField(_("note"), blank=True)
    quote = models.TextField(_("quote"), blank=True)
    locator = models.CharField(_("locator"), max_length=200, blank=True)

    class Meta(TrackedModel.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [one_of("stance", Stance, name="evidence_stance_known")]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.source}"
