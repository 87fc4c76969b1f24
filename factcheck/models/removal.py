"""Removal: that the law ordered something removed from what readers see."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.models.fields import TranslatedField
from factcheck.models.tracked import TrackedModel, TrackedQuerySet


class RemovalQuerySet(TrackedQuerySet["Removal"]):
    def standing(self) -> "RemovalQuerySet":
        """Those in force: not lifted."""
        return self.filter(is_lifted=False)

    def revisions(self) -> Any:
        """The keys of the revisions that these remove."""
        return self.filter(revision__isnull=False).order_by().values("revision")


class Removal(TrackedModel):
    """A claim with all its verdicts, or an old revision of an article, hidden from readers.

    The record keeps what is hidden, and colleagues see it; lifted, readers see it again. `order`
    tells readers who ordered it, and under what law. While it stands, `act` is the removing one.
    """

    claim = models.ForeignKey(
        "factcheck.Claim", models.PROTECT, null=True, blank=True, related_name="removals"
    )
    revision = models.ForeignKey(
        "factcheck.Revision", models.PROTECT, null=True, blank=True, related_name="removals"
    )
    order = TranslatedField(
        _("order"),
        help_text=_(
            "Who ordered it, and under what law. Readers see this in place of the content."
        ),
    )
    is_lifted = models.BooleanField(_("lifted"), default=False, editable=False)

    objects = models.Manager.from_queryset(RemovalQuerySet)()  # type: ignore[misc]

    class Meta(TrackedModel.Meta):
        verbose_name = _("removal by law")
        verbose_name_plural = _("removals by law")
        constraints = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False, revision=None)
                | Q(claim=None, revision__isnull=False),
                name="removal_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(is_lifted=False), name="removal_of_a_claim_once"
            ),
            models.UniqueConstraint(
                fields=["revision"], condition=Q(is_lifted=False), name="removal_of_a_revision_once"
            ),
        ]

    def __str__(self) -> str:
        """What was removed, without a word of it."""
        words = gettext("Claim %(number)s") if self.claim else gettext("Revision %(number)s")
        thing: Any = self.claim or self.revision
        return words % {"number": thing.number}

    @property
    def article(self) -> Any:
        """The article on whose chain it stands."""
        thing: Any = self.claim or self.revision
        return thing.article
