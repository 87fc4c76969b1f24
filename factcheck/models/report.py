"""Report: a reader's message about an article or a claim; ReportAnswer: what an editor made of it.

What a reader wrote stands outside the record, as does how they are reached: anyone may write
anything about anybody, and it must be possible to erase it. What the newsroom answered is in it.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import ReportAbout, ReportHeld, ReportStatus
from factcheck.models.fields import not_empty, one_of, word_field
from factcheck.models.removal import Removal
from factcheck.models.tracked import TrackedModel

#: How long a reader's address is kept where nobody answers.
CONTACT_KEPT = timedelta(days=90)


class ReportQuerySet(models.QuerySet["Report"]):
    def new(self) -> "ReportQuerySet":
        """Those that wait for an editor, but for the held ones."""
        return self.filter(status=ReportStatus.NEW)

    def held(self) -> "ReportQuerySet":
        """Those that wait apart."""
        return self.filter(status=ReportStatus.HELD)

    def waiting_counts(self) -> dict[str, int]:
        """How many are new, and how many held: read off the index on their status."""
        waiting = self.filter(status__in=[ReportStatus.NEW, ReportStatus.HELD]).order_by()
        found = dict(waiting.values_list("status").annotate(models.Count("id")))
        return {status: found.get(status, 0) for status in (ReportStatus.NEW, ReportStatus.HELD)}

    def with_what_they_are_about(self) -> "ReportQuerySet":
        """The article's headline and the claim's published words, in one query; and whether the
        claim `is_removed` by law."""
        removals = Removal.objects.standing().filter(claim=models.OuterRef("claim"))
        return (
            self.select_related(
                "article__newest", "claim__published_verdict__claim_row", "answer__act"
            )
            .defer("article__newest__body", "article__newest__text")
            .annotate(is_removed=models.Exists(removals))
        )


class Report(models.Model):
    """One message of a reader. `claim` is None where it is about the article as a whole.

    Of the receipt's secret only the SHA-256 is kept (`digest`, hex). `message` is empty once it was
    erased, at `erased_at`. `status` repeats what the answer says, for lists.
    """

    article = models.ForeignKey("factcheck.Article", models.PROTECT, related_name="reports")
    claim = models.ForeignKey(
        "factcheck.Claim", models.PROTECT, null=True, blank=True, related_name="reports"
    )
    about = word_field(ReportAbout, verbose_name=_("what is wrong"))
    message = models.TextField(_("message"))
    quoted = models.TextField(_("words in question"), blank=True)
    language = models.CharField(_("language"), max_length=35)
    status = word_field(ReportStatus, verbose_name=_("status"), default=ReportStatus.NEW)
    held = word_field(ReportHeld, verbose_name=_("why it was held"), blank=True, default="")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    received_at = models.DateTimeField(_("received"))
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)

    objects = models.Manager.from_queryset(ReportQuerySet)()

    class Meta:
        verbose_name = _("reader report")
        verbose_name_plural = _("reader reports")
        constraints = [
            one_of("about", ReportAbout, name="report_about_known"),
            one_of("status", ReportStatus, name="report_status_known"),
            one_of("held", ReportHeld, name="report_held_known", blank=True),
            models.CheckConstraint(
                condition=~Q(message="") | Q(erased_at__isnull=False), name="report_says_something"
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.HELD) | ~Q(held=""),
                name="report_held_for_a_reason",
            ),
            not_empty("digest", name="report_has_a_receipt"),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="report_by_status")]

    def __str__(self) -> str:
        first = self.message.split("\n", maxsplit=1)[0]
        return (first if len(first) <= 80 else f"{first[:79]}…") or "–"

    @property
    def is_settled(self) -> bool:
        """Whether an editor has answered it, or set it aside."""
        return self.status in {ReportStatus.ANSWERED, ReportStatus.SET_ASIDE}


class ReportContact(models.Model):
    """Where a reader wants the answer. Outside the record; erased once it was sent, and by
    `keep_until` at the latest."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="contact")
    email = models.EmailField(_("email address"))
    keep_until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("contact of a reader")
        verbose_name_plural = _("contacts of readers")

    def __str__(self) -> str:
        return self.email


class ReportAnswer(TrackedModel):
    """What an editor made of a report: words to the reader, a notice, or both; or set aside."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="answer")
    text = models.TextField(_("answer"), blank=True)
    notice = models.ForeignKey(
        "factcheck.Notice", models.PROTECT, null=True, blank=True, related_name="report_answers"
    )
    is_set_aside = models.BooleanField(_("set aside"), default=False)

    class Meta(TrackedModel.Meta):
        verbose_name = _("answer to a report")
        verbose_name_plural = _("answers to reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_set_aside=True, text="", notice__isnull=True)
                | Q(is_set_aside=False) & (~Q(text="") | Q(notice__isnull=False)),
                name="report_answered_or_set_aside",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80] or "–"
