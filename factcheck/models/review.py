"""Review: one reviewer's judgement of a proposed verdict."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import Judgement
from factcheck.models.fields import TranslatedField, one_of, word_field
from factcheck.models.records import Record


class Review(Record):
    """An own rating with a note, changes asked for, or an editor's decision of a dispute.

    Approval and dispute follow from comparing `rating` with the verdict's. `proposer` repeats the
    verdict's, so that the database itself can refuse whoever judges their own work.
    """

    verdict = models.ForeignKey("factcheck.Verdict", models.PROTECT, related_name="reviews")
    proposer = models.ForeignKey("factcheck.Person", models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("factcheck.Person", models.PROTECT, related_name="reviews")
    judgement = word_field(Judgement, verbose_name=_("judgement"))
    rating = models.ForeignKey("factcheck.Rating", models.PROTECT, null=True, related_name="+")
    note = TranslatedField(_("note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["verdict", "reviewer", "judgement"], name="review_once_a_person"
            ),
            one_of("judgement", Judgement, name="review_judgement_known"),
            models.CheckConstraint(
                condition=~Q(reviewer=F("proposer")), name="review_by_a_second_person"
            ),
            models.CheckConstraint(
                condition=Q(judgement=Judgement.CHANGES, rating=None)
                | (~Q(judgement=Judgement.CHANGES) & Q(rating__isnull=False)),
                name="review_rates_unless_it_asks_for_changes",
            ),
        ]

    def __str__(self) -> str:
        """Without its rating, which tells the verdict's where both agree."""
        return f"{self.reviewer}: {self.get_judgement_display()}"
