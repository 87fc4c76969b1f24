"""What a claim's evidence stands on: how many independent sources, and which copy one another.

It warns and forbids nothing. Texts are compared as the newest snapshots have them, once for each
set of snapshots; they are read only where that has not been done yet.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import caches
from django.db.models.functions import Substr

from factcheck.domain.independence import ENOUGH, Copying, Publication, copies, independent
from factcheck.domain.vocabulary import Stance
from factcheck.models import Evidence, Snapshot, Source

_READ = 150_000  # characters of each text: some 20,000 words


@dataclass(frozen=True, slots=True)
class Copy:
    """Two sources of which one copies the other, and the per cent of each that stands in the other.

    `one` and `other` are pieces of evidence, the first on the page of each source.
    """

    one: Evidence
    other: Evidence
    one_in_other: int
    other_in_one: int


@dataclass(frozen=True, slots=True)
class Footing:
    """`sources` are those that say more than context, `independent` how many of them are left where
    those that belong together count once."""

    sources: int
    independent: int
    copying: list[Copy]

    @property
    def is_thin(self) -> bool:
        return self.independent < ENOUGH

    @property
    def warns(self) -> bool:
        return self.is_thin or bool(self.copying)


def footing(evidence: Iterable[Any]) -> Footing:
    """The footing of evidence read with its sources and `newest_text` (`actions.facts.with_texts`).

    No query where its snapshots were compared before, else one.
    """
    first: dict[int, Any] = {}
    grounds: dict[int, Source] = {}
    for each in evidence:
        first.setdefault(each.source_id, each)
        if each.stance != Stance.CONTEXT:
            grounds[each.source_id] = each.source
    texts = {key: each.newest_text for key, each in first.items() if each.newest_text}
    copying = _copying(texts)
    groups = independent(
        [Publication(key, source.publisher, source.url) for key, source in grounds.items()],
        copying,
    )
    return Footing(
        sources=len(grounds),
        independent=len(groups),
        copying=[
            Copy(
                first[pair.one],
                first[pair.other],
                round(100 * pair.one_in_other),
                round(100 * pair.other_in_one),
            )
            for pair in copying
        ],
    )


def _copying(snapshots: Mapping[int, int]) -> list[Copying]:
    """Which sources copy one another, by their keys; of each, the key of its newest snapshot."""
    if len(snapshots) < 2:
        return []
    source_of = {snapshot: source for source, snapshot in snapshots.items()}
    return [
        Copying(source_of[pair.one], source_of[pair.other], pair.one_in_other, pair.other_in_one)
        for pair in _compared(source_of)
    ]


def _compared(snapshots: Collection[int]) -> list[Copying]:
    """The copies among snapshots, by their keys. They never change, so neither does the answer."""
    named = ",".join(map(str, sorted(snapshots)))
    key = f"copies.{sha256(named.encode()).hexdigest()}"
    found: list[Copying] | None = caches["counts"].get(key)
    if found is None:
        texts = Snapshot.objects.filter(pk__in=snapshots).annotate(read=Substr("text", 1, _READ))
        found = copies(dict(texts.values_list("pk", "read")))
        caches["counts"].set(key, found)
    return found
