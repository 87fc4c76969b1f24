"""ExpertQuestion: an outside expert asked, by a link, to confirm or correct exact words."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.domain.actor import Actor, ActorKind, Channel, Role
from factcheck.domain.vocabulary import ExpertAnswer
from factcheck.models.fields import not_empty, one_of, word_field
from factcheck.models.tracked import TrackedModel


class ExpertQuestion(TrackedModel):
    """One question about the words at `anchor`, answered once by whoever holds the link.

    Of the link only the SHA-256 is kept (`digest`, hex). The expert's name and answer belong to
    the record; how they are reached does not (`ExpertContact`).
    """

    claim = models.ForeignKey("factcheck.Claim", models.PROTECT, related_name="expert_questions")
    anchor = models.ForeignKey("factcheck.Anchor", models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    expertise = models.CharField(_("expertise"), max_length=300, blank=True)
    question = models.TextField(_("question"))
    language = models.CharField(_("language"), max_length=35)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    is_cancelled = models.BooleanField(_("called back"), default=False, editable=False)
    answer = word_field(ExpertAnswer, verbose_name=_("answer"), blank=True, default="")
    words = models.TextField(_("the words as they should be"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(TrackedModel.Meta):
        verbose_name = _("question to an expert")
        verbose_name_plural = _("questions to experts")
        constraints = [
            not_empty("name", name="expert_has_a_name"),
            not_empty("question", name="expert_is_asked_something"),
            one_of("answer", ExpertAnswer, name="expert_answer_known", blank=True),
            models.CheckConstraint(
                condition=~Q(answer=ExpertAnswer.CORRECTS) | ~Q(words=""),
                name="expert_correction_has_words",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def actor(self) -> Actor:
        """The expert, answering by the link."""
        return Actor(ActorKind.EXPERT, self.pk, self.name, Role.NONE, Channel.LINK)


class ExpertContact(models.Model):
    """Where the link was sent. Outside the record: it can be erased at any time."""

    question = models.OneToOneField(ExpertQuestion, models.PROTECT, related_name="contact")
    email = models.EmailField(_("email address"))

    class Meta:
        verbose_name = _("contact of an expert")
        verbose_name_plural = _("contacts of experts")

    def __str__(self) -> str:
        return self.email
