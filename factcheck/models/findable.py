"""Findable: what readers can find by search, and under which words.

Derived from the record and outside of it: written by `search.published`, which follows the acts,
and made anew by `manage.py rebuild_search`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import FindableKind
from factcheck.models.fields import one_of, word_field


class Findable(models.Model):
    """A public claim that stands, a public article, or a source that a standing verdict rests on.

    `id` is that of the row by which readers got it, so the newest is the greatest, and rebuilding
    gives the same. `object_id` is the claim, article or source; `row_id` the published verdict, the
    newest revision, or the evidence of a verdict, which says what readers see. `title_words` and
    `text_words` are folded (`domain.searching`); `facets` names what filters ask for, as words.
    `at` is when readers got it.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = word_field(FindableKind, verbose_name=_("kind"))
    object_id = models.BigIntegerField()
    row_id = models.BigIntegerField()
    rating = models.CharField(max_length=32, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=35, blank=True)
    at = models.DateTimeField()
    title_words = models.TextField()
    text_words = models.TextField(blank=True)
    facets = models.TextField()

    class Meta:
        verbose_name = _("what readers can find")
        verbose_name_plural = _("what readers can find")
        constraints = [
            one_of("kind", FindableKind, name="findable_kind_known"),
            models.UniqueConstraint(fields=["kind", "object_id"], name="findable_once"),
        ]
        indexes = [
            models.Index(fields=["kind", "-id"], name="findable_by_kind"),
            models.Index(fields=["rating", "-id"], name="findable_by_rating"),
            models.Index(fields=["topic", "-id"], name="findable_by_topic"),
            models.Index(fields=["publisher", "-id"], name="findable_by_publisher"),
            models.Index(fields=["language", "-id"], name="findable_by_language"),
            models.Index(fields=["at"], name="findable_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class FindableWord(models.Model):
    """A word that readers could find something by: what a misspelt one is compared with.

    `backwards` is for what ends alike. Words stay when what had them is withdrawn; none is offered
    that finds nothing.
    """

    word = models.CharField(max_length=40, unique=True)
    backwards = models.CharField(max_length=40, db_index=True)

    class Meta:
        verbose_name = _("word that was found by")
        verbose_name_plural = _("words that were found by")

    def __str__(self) -> str:
        return self.word


class Followed(models.Model):
    """An act that the search has followed; kept while an older one might still be committed."""

    act = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("act that the search followed")
        verbose_name_plural = _("acts that the search followed")
        indexes = [models.Index(fields=["at"], name="followed_by_time")]

    def __str__(self) -> str:
        return str(self.act)
