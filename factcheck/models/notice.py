"""Notice: a public note on an article."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import NoticeKind
from factcheck.models.article import Article
from factcheck.models.fields import TranslatedField, one_of, word_field
from factcheck.models.tracked import TrackedModel, TrackedQuerySet


class NoticeQuerySet(TrackedQuerySet["Notice"]):
    def of_public_articles(self) -> "NoticeQuerySet":
        """What readers may see, each with its article's headline, in one query."""
        public: NoticeQuerySet = self.filter(article__in=Article.objects.public())
        return public.select_related("article__newest").defer(
            "article__newest__body", "article__newest__text"
        )

    def newest_first(self) -> "NoticeQuerySet":
        return self.order_by("-dated", "-id")


class Notice(TrackedModel):
    """What readers are told about a change: its kind, its words, and the day it bears.

    `explanation` is ours, where the publisher's own words need one.
    """

    article = models.ForeignKey("factcheck.Article", models.PROTECT, related_name="notices")
    revision = models.ForeignKey(
        "factcheck.Revision", models.PROTECT, null=True, blank=True, related_name="notices"
    )
    kind = word_field(NoticeKind, verbose_name=_("kind"))
    text = TranslatedField(_("text"))
    explanation = TranslatedField(_("explanation"), blank=True)
    dated = models.DateField(_("dated"))

    objects = models.Manager.from_queryset(NoticeQuerySet)()  # type: ignore[misc]

    class Meta(TrackedModel.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [one_of("kind", NoticeKind, name="notice_kind_known")]
        indexes = [models.Index(fields=["-dated", "-id"], name="notice_newest_first")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.dated}"
