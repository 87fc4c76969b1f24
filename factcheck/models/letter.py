"""Letter: what an account is to be told by mail. Outside the record; it goes with the account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import LetterKind
from factcheck.models.fields import one_of, word_field


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> "LetterQuerySet":
        """Those not sent yet, in their order."""
        return self.filter(sent_at=None).order_by("id")


class Letter(models.Model):
    """One thing to be told about one claim, written with the act that it tells of and sent later.

    `by` is the name of who caused it. The words are made when it is sent, in the account's
    language; nothing of a proposed verdict is ever among them.
    """

    account = models.ForeignKey("factcheck.User", models.PROTECT, related_name="letters")
    kind = word_field(LetterKind, verbose_name=_("about"))
    claim = models.ForeignKey("factcheck.Claim", models.PROTECT, related_name="+")
    by = models.CharField(max_length=150)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(LetterQuerySet)()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [one_of("kind", LetterKind, name="letter_kind_known")]
        indexes = [models.Index(fields=["account", "sent_at"], name="letter_by_account")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.claim}"
