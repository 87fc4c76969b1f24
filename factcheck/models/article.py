"""Article: one piece under check; Authorship: whose work it is."""

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from factcheck.models.fields import not_empty
from factcheck.models.tracked import TrackedModel, TrackedQuerySet


class ArticleQuerySet(TrackedQuerySet["Article"]):
    def public(self) -> "ArticleQuerySet":
        """What readers may see: articles with a claim of which a verdict was ever published. They
        stay, with their history, where the claim itself was removed by law."""
        claims = apps.get_model("factcheck", "Claim").objects.published()
        return self.filter(models.Exists(claims.filter(article=models.OuterRef("pk"))))

    def at_work(self) -> "ArticleQuerySet":
        """Those with a claim that the desk is about, the newest first, with their headlines."""
        claims = apps.get_model("factcheck", "Claim").objects.at_work()
        found = self.filter(models.Exists(claims.filter(article=models.OuterRef("pk"))))
        return found.select_related("newest").defer("newest__body", "newest__text").newest_first()

    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by("-id")


class Article(TrackedModel):
    """One piece under check. Its words and headline stand in its revisions.

    `published_earliest` and `published_latest` are equal where the day is known; None is unknown.
    """

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    newest = models.ForeignKey(
        "factcheck.Revision", models.PROTECT, related_name="+", editable=False
    )
    publisher = models.CharField(_("publisher"), max_length=200)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    url = models.URLField(_("canonical address"), max_length=1000, blank=True)
    language = models.CharField(_("language"), max_length=35, help_text=_("As in “id” or “en-GB”."))
    published_earliest = models.DateField(_("published on or after"), null=True, blank=True)
    published_latest = models.DateField(_("published on or before"), null=True, blank=True)
    headline_is_working_title = models.BooleanField(_("headline is a working title"), default=False)
    ready_only_when_covered = models.BooleanField(
        _("ready only when covered"),
        default=False,
        help_text=_("The newsroom's own system is told what still waits for a check."),
    )
    is_demonstration = models.BooleanField(_("demonstration data"), default=False)

    objects = models.Manager.from_queryset(ArticleQuerySet)()  # type: ignore[misc]

    class Meta(TrackedModel.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            not_empty("slug", name="article_has_an_address"),
            not_empty("publisher", name="article_has_a_publisher"),
            models.CheckConstraint(
                condition=Q(published_earliest=None)
                | Q(published_latest=None)
                | Q(published_latest__gte=F("published_earliest")),
                name="article_published_range_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.newest.headline

    def get_absolute_url(self) -> str:
        return reverse("public:article", args=[self.slug])


class Authorship(TrackedModel):
    """That a person of the newsroom wrote an article, and so may not check it."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="authorships")
    person = models.ForeignKey("factcheck.Person", models.PROTECT, related_name="authorships")

    class Meta(TrackedModel.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="authorship_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
