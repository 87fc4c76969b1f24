"""Comment: what colleagues say to each other about a claim. Readers never see it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.models.fields import not_empty
from factcheck.models.tracked import TrackedModel


class Comment(TrackedModel):
    """One thing said. `thread` is the comment that it answers; None begins a thread.

    `is_resolved` is the thread's, and so of its first comment alone. Its history is the history
    of its edits.
    """

    claim = models.ForeignKey("factcheck.Claim", models.PROTECT, related_name="comments")
    thread = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    author = models.ForeignKey("factcheck.Person", models.PROTECT, related_name="comments")
    text = models.TextField(_("comment"))
    is_resolved = models.BooleanField(_("resolved"), default=False)

    class Meta(TrackedModel.Meta):
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            not_empty("text", name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(thread=None) | Q(is_resolved=False), name="comment_resolves_its_thread"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
