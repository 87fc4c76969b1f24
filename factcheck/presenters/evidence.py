"""The evidence of a published verdict: as it was then, with what became of its sources since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from factcheck.domain.vocabulary import SourceType
from factcheck.models import Snapshot, Source, Verdict
from factcheck.presenters.moved import Ground, Moved


@dataclass(frozen=True, slots=True)
class Kept:
    """What readers are told of the newsroom's copy of a source: when it was taken, and the SHA-256
    of the document; never where the copy is. `is_later`: only after the verdict was proposed."""

    taken_at: datetime
    sha256: str
    is_later: bool


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """What one source says, as it was when the verdict was proposed.

    `type` is the word for its `type_key`; `archive_url` is known now where it was not then; `moved`
    are the source's confirmed changes.
    """

    anchor: str
    stance: str
    note: dict[str, str]
    quote: str
    locator: str
    title: str
    title_confirmed: bool
    url: str
    archive_url: str
    publisher: str
    author: str
    published: str
    language: str
    type: str
    type_key: str
    kept: Kept | None
    moved: Sequence[Moved]


def evidence_of(
    verdict: Verdict, ground: Ground, until: datetime | None = None
) -> list[ShownEvidence]:
    """The evidence from the rows that a verdict, read with `verdict_of`, kept.

    `ground` is what moved under it; `until` a moment of the past after which nothing is told. At
    most four queries.
    """
    rows = list(verdict.evidence.select_related("evidence_row", "source_row").order_by("id"))
    keys = {row.source_row.id for row in rows}
    kept, archived = _copies(keys, verdict.act.recorded_at, until)
    moved = ground.at(keys)
    seen: set[int] = set()
    found = []
    for number, item in enumerate(rows, start=1):
        row: Any = item.evidence_row
        source: Any = item.source_row
        found.append(
            ShownEvidence(
                # The first place of a source carries its name; time notes lead there.
                anchor=f"evidence-{number}" if source.id in seen else f"source-{source.id}",
                stance=row.stance,
                note=row.note,
                quote=row.quote,
                locator=row.locator,
                title=source.title,
                title_confirmed=source.title_confirmed,
                url=source.url,
                archive_url=source.archive_url or archived.get(source.id, ""),
                publisher=source.publisher,
                author=source.author,
                published=source.published,
                language=source.language,
                type=gettext(SourceType(source.type).label),
                type_key=source.type,
                kept=kept.get(source.id),
                moved=moved.get(source.id, ()),
            )
        )
        seen.add(source.id)
    return found


def _copies(
    sources: Collection[int], proposed_at: datetime, until: datetime | None
) -> tuple[dict[int, Kept], dict[int, str]]:
    """Of each source our copy that stood when the verdict was proposed (the newest taken before, or
    else the first one after), and the address of an archive's. At most two queries."""
    copies = Snapshot.objects.filter(source=OuterRef("pk"))
    if until:
        copies = copies.filter(taken_at__lte=until)
    before = copies.filter(taken_at__lte=proposed_at).order_by("-taken_at", "-id")
    after = copies.filter(taken_at__gt=proposed_at).order_by("taken_at", "id")
    standing = Source.objects.filter(pk__in=sources).values_list(
        "pk",
        Coalesce(Subquery(before.values("pk")[:1]), Subquery(after.values("pk")[:1])),
        "archive_url",
    )
    chosen, archived = [], {}
    for source, copy, archive_url in standing:
        chosen.append(copy)
        archived[source] = archive_url if until is None else ""
    found = Snapshot.objects.filter(pk__in=[copy for copy in chosen if copy])
    kept = {
        source: Kept(taken_at, sha256, taken_at > proposed_at)
        for source, taken_at, sha256 in found.values_list("source", "taken_at", "sha256")
    }
    return kept, archived
