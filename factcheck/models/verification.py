"""Whether the record is as it was written: hashes, chains, present rows, files, heads.

Everything is read in batches, so that memory stays flat however long the record is.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.files import FieldFile

from factcheck.domain.chain import NOTHING_BEFORE
from factcheck.models import triggers
from factcheck.models.changeset import ChangeSet
from factcheck.models.fingerprints import ACT_FORMS
from factcheck.models.records import Stamped
from factcheck.models.revision import Revision
from factcheck.models.snapshot import Snapshot
from factcheck.models.tracked import TrackedModel

BATCH = 1_000  # rows in memory at a time

Heads = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Noted:
    """Heads that were written down, with the id of the newest act there was then."""

    heads: Heads
    newest: int


@dataclass(slots=True)
class Verification:
    """One pass over the record. `findings` are sentences; `counts` tell how much was read."""

    findings: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    heads: Heads = field(default_factory=dict)
    newest: int = 0

    def run(self, noted: Noted | None = None) -> None:
        """Check everything; `noted` are heads that were written down earlier."""
        with _one_moment():
            self._check_triggers()
            for model in _models(Stamped):
                self._check_rows(model)
            self._check_acts()
            for model in _models(TrackedModel):
                self._check_present(model)
            self._check_files()
            if noted is not None:
                self._check_noted(noted)

    def _check_triggers(self) -> None:
        """Whoever means to rewrite the record removes them first."""
        for name in triggers.missing():
            self.findings.append(f"trigger {name}: it is gone; migrate puts it back.")

    def _check_rows(self, model: type[Stamped]) -> None:
        name = model._meta.model_name or ""
        known = ChangeSet.objects.filter(id=OuterRef("act_id"))
        rows = model._base_manager.annotate(has_act=Exists(known)).order_by("pk")
        for row in rows.iterator(BATCH):
            self.counts["rows"] += 1
            if not row.has_act:
                self.findings.append(f"{name} {row.pk}: it names act {row.act_id}, which is gone.")
            try:
                intact = row.is_intact()
            except KeyError:  # a form that was never written
                intact = False
            if not intact:
                self.findings.append(f"{name} {row.pk}: its content is not what was written.")

    def _check_acts(self) -> None:
        acts = ChangeSet.objects.order_by("id").iterator(BATCH)
        while batch := list(islice(acts, BATCH)):
            hashes = _row_hashes(batch[0].id, batch[-1].id)
            for act in batch:
                self.counts["acts"] += 1
                self._check_act(act, hashes[act.id])
                self.newest = act.id

    def _check_act(self, act: ChangeSet, rows: list[tuple[str, str]]) -> None:
        chain = chain_name(act.article_id)
        before = self.heads.get(chain, {"seq": 0, "hash": NOTHING_BEFORE})
        if act.seq != before["seq"] + 1:
            self.findings.append(
                f"{chain}: act {act.id} is number {act.seq}, but {before['seq'] + 1} comes next."
            )
        elif act.form not in ACT_FORMS or act.hash != act.fingerprint(rows, before["hash"]):
            self.findings.append(
                f"{chain}: act {act.id}, the rows it wrote, or the act before it were changed."
            )
        self.heads[chain] = {"seq": act.seq, "hash": act.hash}

    def _check_present(self, model: type[TrackedModel]) -> None:
        """Compare each row with its newest history row, and look for rows that are gone."""
        name = model._meta.model_name
        newest_act = ChangeSet.objects.order_by("-id").values_list("id", flat=True).first() or 0
        rows = model._base_manager.order_by("pk").iterator(BATCH)
        while batch := list(islice(rows, BATCH)):
            written = model.as_it_stood([row.pk for row in batch], newest_act)
            for row in batch:
                self.counts["present"] += 1
                if not _same(row, written.get(row.pk)):
                    self.findings.append(f"{name} {row.pk}: it differs from its newest history.")
        there = Exists(model._base_manager.filter(pk=OuterRef("id")))
        gone = model.history.filter(~there).values_list("id", flat=True).distinct().order_by("id")
        for pk in gone:
            if model.as_it_stood([pk], newest_act):
                self.findings.append(f"{name} {pk}: it is gone, but no act removed it.")

    def _check_files(self) -> None:
        pictures: QuerySet[Revision] = Revision.objects.exclude(image="").order_by("pk")
        for revision in pictures.only("image", "image_sha256").iterator(BATCH):
            what = f"revision {revision.pk}: its picture"
            self._check_file(what, revision.image, revision.image_sha256)
        copies: QuerySet[Snapshot] = Snapshot.objects.order_by("pk")
        for snapshot in copies.only("file", "file_sha256").iterator(BATCH):
            what = f"snapshot {snapshot.pk}: its copy"
            self._check_file(what, snapshot.file, snapshot.file_sha256)

    def _check_file(self, what: str, stored: FieldFile, sha256: str) -> None:
        self.counts["files"] += 1
        name = stored.name or ""
        if not stored.storage.exists(name):
            self.findings.append(f"{what} {name} is gone.")
            return
        with stored.storage.open(name) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                self.findings.append(f"{what} was changed.")

    def _check_noted(self, noted: Noted) -> None:
        for chain, head in noted.heads.items():
            self._check_head(chain, head)
        old = ChangeSet.objects.filter(id__lte=noted.newest)
        chains = old.order_by().values_list("article", flat=True).distinct()
        for chain in sorted({chain_name(article) for article in chains} - noted.heads.keys()):
            self.findings.append(f"{chain}: it began before the heads were noted, without a head.")

    def _check_head(self, chain: str, head: dict[str, Any]) -> None:
        article = None if chain == NEWSROOM else int(chain.rpartition(" ")[2])
        act = ChangeSet.objects.chain(article).filter(seq=head["seq"]).first()
        if act is None:
            self.findings.append(f"{chain}: it ends before act number {head['seq']}, noted before.")
        elif act.hash != head["hash"]:
            self.findings.append(f"{chain}: act number {head['seq']} is not the one noted before.")


NEWSROOM = "newsroom"
CHAIN = re.compile(r"newsroom|article [1-9]\d{0,17}")  # what `chain_name` gives


def chain_name(article_id: int | None) -> str:
    """What a chain is called in a file of heads: "newsroom", or "article 7"."""
    return NEWSROOM if article_id is None else f"article {article_id}"


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as it was at one moment, while the site goes on writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        sqlite: Any = connections[DEFAULT_DB_ALIAS]
        sqlite.ensure_connection()  # only then has it a mode
        mode, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            sqlite.transaction_mode = mode


def _models(base: type[Any]) -> list[type[Any]]:
    ours = apps.get_app_config("factcheck").get_models()
    return [model for model in ours if issubclass(model, base)]


def _row_hashes(first: int, last: int) -> dict[int, list[tuple[str, str]]]:
    """For each act in a range of ids, the hashes of the rows that name it."""
    hashes: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for model in _models(Stamped):
        rows = model._base_manager.filter(act_id__gte=first, act_id__lte=last)
        for act_id, row_hash in rows.values_list("act_id", "row_hash").iterator(BATCH):
            hashes[act_id].append((model._meta.model_name, row_hash))
    return hashes


def _same(row: TrackedModel, written: TrackedModel | None) -> bool:
    return written is not None and all(
        field.get_prep_value(getattr(row, field.attname))
        == field.get_prep_value(getattr(written, field.attname))
        for field in row._meta.concrete_fields
    )
