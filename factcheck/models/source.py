"""Source: a document that evidence is taken from."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import Confidence, SourceType
from factcheck.models.fields import PartialDateField, not_empty, one_of, word_field
from factcheck.models.tracked import TrackedModel, TrackedQuerySet


class SiteOf(models.Func):
    """What `domain.addresses.site_of` says, of a column of canonical addresses, in SQL.

    Literals are part of the template, so that an index on it serves what is asked.
    """

    arity = 1
    output_field = models.CharField()
    template = "split_part(replace(%(expressions)s, '?', '/'), '/', 1)"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        slashed = "replace(%(expressions)s, '?', '/') || '/'"
        template = f"substr(%(expressions)s, 1, instr({slashed}, '/') - 1)"
        return self.as_sql(compiler, connection, template=template, **context)


class SourceQuerySet(TrackedQuerySet["Source"]):
    def standing(self) -> "SourceQuerySet":
        """Those that may be used: not merged into another."""
        return self.filter(duplicate_of=None)

    def of_site(self, site: str) -> "SourceQuerySet":
        """Those whose address is on a site, as `domain.addresses.site_of` writes it."""
        found: SourceQuerySet = self.alias(site=SiteOf("canonical")).filter(site=site)
        return found


class Source(TrackedModel):
    """A document. Its date is known to the year, the month or the day, or not at all.

    `canonical` is its address as `domain.addresses.canonical` compares addresses; a duplicate names
    the source that stands. `reliability` is an internal note and never shown to readers.
    """

    title = models.CharField(_("title"), max_length=500)
    title_confirmed = models.BooleanField(
        _("title confirmed"),
        default=True,
        help_text=_("Untick it where the title was read off the address."),
    )
    url = models.URLField(_("address"), max_length=1000, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    published = PartialDateField(_("published"), help_text=_("2018, 2018-02 or 2018-02-23."))
    language = models.CharField(_("language"), max_length=35, blank=True)
    type = word_field(SourceType, verbose_name=_("type"))
    archive_url = models.URLField(
        _("address of an archive copy"),
        max_length=1000,
        blank=True,
        help_text=_("A public copy that readers can open, as at web.archive.org."),
    )
    canonical = models.CharField(max_length=1000, blank=True, editable=False)
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="duplicates", editable=False
    )
    reliability = word_field(
        Confidence,
        verbose_name=_("reliability"),
        blank=True,
        default="",
        help_text=_("Only colleagues see this."),
    )

    objects = models.Manager.from_queryset(SourceQuerySet)()  # type: ignore[misc]

    class Meta(TrackedModel.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(
                fields=["url"], condition=~models.Q(url=""), name="source_url_once"
            ),
            one_of("type", SourceType, name="source_type_known"),
            one_of("reliability", Confidence, name="source_reliability_known", blank=True),
            not_empty("title", name="source_has_a_title"),
        ]
        indexes = [
            models.Index(fields=["type", "-id"], name="source_by_type"),
            models.Index(fields=["canonical"], name="source_by_canonical"),
            models.Index(SiteOf("canonical"), name="source_by_site"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})" if self.publisher else self.title
