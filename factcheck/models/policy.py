"""Policy: how many people a verdict needs, and whether they judge it blind."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain.review import PEOPLE_LEAST, PEOPLE_MOST
from factcheck.models.tracked import TrackedModel

ONE = 1  # the key of the only row


class Policy(TrackedModel):
    """The newsroom's rule for second reviews; each verdict keeps the one it was proposed under.

    There is one row at most; `Policy.now()` gives what stands where nobody has set anything.
    """

    people_needed = models.PositiveSmallIntegerField(
        _("people needed"),
        default=PEOPLE_LEAST,
        help_text=_("How many must agree on a verdict, its proposer included: two to five."),
    )
    is_sealed = models.BooleanField(
        _("proposals are sealed"),
        default=True,
        help_text=_("Reviewers rate before they see the proposed rating, and its reasons."),
    )

    class Meta(TrackedModel.Meta):
        verbose_name = _("review policy")
        verbose_name_plural = _("review policy")
        constraints = [
            models.CheckConstraint(condition=Q(id=ONE), name="policy_is_one"),
            models.CheckConstraint(
                condition=Q(people_needed__range=(PEOPLE_LEAST, PEOPLE_MOST)),
                name="policy_two_to_five",
            ),
        ]

    def __str__(self) -> str:
        return gettext("review policy")

    @classmethod
    def now(cls) -> "Policy":
        """The policy in force; of version 0 where nobody has set any."""
        return cls.objects.filter(pk=ONE).first() or cls(pk=ONE, version=0)
