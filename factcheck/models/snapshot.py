"""Snapshot: a stored copy of a source, with its SHA-256."""

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import Origin
from factcheck.models.fields import not_empty, one_of, word_field
from factcheck.models.records import AppendOnlyQuerySet, Record


def inside() -> Storage:
    """Where copies are kept: never where media are served from."""
    return storages["inside"]


class SnapshotQuerySet(AppendOnlyQuerySet["Snapshot"]):
    def newest_first(self) -> "SnapshotQuerySet":
        return self.order_by("-id")

    def with_text(self) -> "SnapshotQuerySet":
        """Those of which there is a text to read."""
        return self.exclude(text="")


class Snapshot(Record):
    """A copy of a source as it was found at `taken_at`, for the newsroom alone.

    `sha256` is that of the document's own bytes, which readers may compare with; `file` is what is
    stored: the answer as WARC where it was fetched, the document itself where it was uploaded, each
    named by its own `file_sha256`. `url` and `status` are those of the answer, after redirects;
    `text` is the main text, "" where there is none to read; `name` is the uploaded file's.
    """

    source = models.ForeignKey("factcheck.Source", models.PROTECT, related_name="snapshots")
    origin = word_field(Origin, verbose_name=_("origin"))
    taken_at = models.DateTimeField(_("taken at"))
    url = models.URLField(_("address"), max_length=2000, blank=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    media_type = models.CharField(_("type"), max_length=100)
    name = models.CharField(_("name of the file"), max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    file = models.FileField(_("stored copy"), storage=inside, upload_to="snapshots", max_length=200)
    file_sha256 = models.CharField(max_length=64)
    text = models.TextField(_("main text"), blank=True)

    objects = models.Manager.from_queryset(SnapshotQuerySet)()  # type: ignore[misc]

    class Meta(Record.Meta):
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [
            one_of("origin", Origin, name="snapshot_origin_known"),
            not_empty("sha256", name="snapshot_has_a_fingerprint"),
            not_empty("file", name="snapshot_has_a_file"),
        ]
        indexes = [models.Index(fields=["source", "-id"], name="snapshot_by_source")]

    def __str__(self) -> str:
        return gettext("Snapshot of %(day)s") % {"day": self.taken_at.date().isoformat()}
