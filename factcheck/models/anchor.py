"""Anchor: where a claim's words stand in one revision."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import AnchorState, Staleness
from factcheck.models.fields import one_of, word_field
from factcheck.models.records import AppendOnlyQuerySet, Record


class AnchorQuerySet(AppendOnlyQuerySet["Anchor"]):
    def of_standing_claims(self) -> "AnchorQuerySet":
        """The places of what readers see, with the verdicts that stand.

        Where a person placed other words after the judgement, readers don't see them: nobody has
        judged those yet.
        """
        claims = apps.get_model("factcheck", "Claim").objects.standing()
        replaced = apps.get_model("factcheck", "Anchor").objects.filter(
            claim=OuterRef("claim"),
            state=AnchorState.PLACED,
            id__gt=OuterRef("claim__published_verdict__anchor"),
            id__lte=OuterRef("id"),
        )
        return self.filter(~Exists(replaced), claim__in=claims).select_related(
            "claim__published_verdict__anchor",
            "claim__published_verdict__claim_row",
            "claim__published_verdict__rating",
        )

    def touched(self) -> "AnchorQuerySet":
        """Where a revision moved, changed or lost the words; what is lost is not lost again."""
        lost_before = apps.get_model("factcheck", "Anchor").objects.filter(
            claim=OuterRef("claim"),
            revision__article=OuterRef("revision__article"),
            revision__number=OuterRef("revision__number") - 1,
            state=AnchorState.LOST,
        )
        followed = self.exclude(state=AnchorState.PLACED)
        return followed.exclude(state=AnchorState.CURRENT, change="").exclude(
            Q(state=AnchorState.LOST) & Exists(lost_before)
        )


class Anchor(Record):
    """A place in a revision's text, in Unicode code points, 0-based, end exclusive.

    `state` tells how the words came here from the revision before; `change` what changed in them
    or their sentence ("" where nothing of substance did). A lost anchor has no place (start None).
    A claim's newest anchor in a revision is the one that counts.
    """

    claim = models.ForeignKey("factcheck.Claim", models.PROTECT, related_name="anchors")
    revision = models.ForeignKey("factcheck.Revision", models.PROTECT, related_name="anchors")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField(_("exact words"), blank=True)
    prefix = models.CharField(max_length=32, blank=True)
    suffix = models.CharField(max_length=32, blank=True)
    state = word_field(AnchorState, verbose_name=_("state"), default=AnchorState.PLACED)
    change = word_field(Staleness, verbose_name=_("change"), blank=True, default="")

    objects = models.Manager.from_queryset(AnchorQuerySet)()  # type: ignore[misc]

    class Meta(Record.Meta):
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        indexes = [models.Index(fields=["claim", "state"], name="anchor_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["claim", "revision", "act"], name="anchor_once_an_act"),
            one_of("state", AnchorState, name="anchor_state_known"),
            one_of("change", Staleness, name="anchor_change_known", blank=True),
            models.CheckConstraint(
                condition=Q(state=AnchorState.LOST, start=None, end=None, exact="")
                | Q(start__isnull=False, end__gt=F("start"))
                & ~Q(exact="")
                & ~Q(state=AnchorState.LOST),
                name="anchor_has_a_place_or_is_lost",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"
