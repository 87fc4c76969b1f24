"""Revision: one numbered state of an article's content."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from factcheck.models.article import Article
from factcheck.models.fields import TranslatedField, not_empty
from factcheck.models.records import AppendOnlyQuerySet, Record
from factcheck.models.removal import Removal


class RevisionQuerySet(AppendOnlyQuerySet["Revision"]):
    def public(self) -> "RevisionQuerySet":
        """What readers may see: every revision of a public article but what was removed by law."""
        shown = self.filter(article__in=Article.objects.public())
        return shown.exclude(pk__in=Removal.objects.standing().revisions())

    def with_removal(self) -> "RevisionQuerySet":
        """Each with `is_removed`: whether it was removed by law."""
        removals = Removal.objects.standing().filter(revision=models.OuterRef("pk"))
        return self.annotate(is_removed=models.Exists(removals))


class Revision(Record):
    """One state of an article's content, never changed.

    `body` is sanitised HTML; `text` its projection by version `projection` (`domain.text`), stored
    once. The image is a file of ours (with the SHA-256 of its bytes) or an address, or neither.
    """

    article = models.ForeignKey("factcheck.Article", models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    headline = models.CharField(_("headline"), max_length=500)
    body = models.TextField(_("body"))
    text = models.TextField(_("text"))
    projection = models.PositiveSmallIntegerField()
    image = models.ImageField(_("featured image"), upload_to="images", max_length=200, blank=True)
    image_sha256 = models.CharField(max_length=64, blank=True)
    image_url = models.URLField(_("address of the featured image"), max_length=1000, blank=True)
    image_alt = TranslatedField(_("what the image shows"), blank=True)
    image_caption = TranslatedField(_("caption"), blank=True)
    image_credit = models.CharField(_("credit"), max_length=300, blank=True)

    objects = models.Manager.from_queryset(RevisionQuerySet)()  # type: ignore[misc]

    class Meta(Record.Meta):
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            not_empty("headline", name="revision_has_a_headline"),
            not_empty("text", name="revision_has_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("public:revision", args=[self.article.slug, self.number])
