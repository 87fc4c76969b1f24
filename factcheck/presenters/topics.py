"""Topics: what checked claims are about, each at an address of its own."""

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count
from django.utils.text import slugify

from factcheck.models import Claim
from factcheck.models.claim import ClaimQuerySet


@dataclass(frozen=True, slots=True)
class Topic:
    """What some claims are about. `names` are the spellings that share the address, the most used
    first; `claims` counts those whose verdict stands."""

    slug: str
    name: str
    names: tuple[str, ...]
    claims: int

    @property
    def standing(self) -> ClaimQuerySet:
        """The claims on it whose verdict stands."""
        found: ClaimQuerySet = Claim.objects.standing().filter(topic__in=self.names)
        return found


def topic_slug(topic: str) -> str:
    """The last part of a topic's address. One of which Latin letters keep nothing gets a number."""
    return slugify(topic)[:100].strip("-") or f"topic-{sha256(topic.encode()).hexdigest()[:10]}"


def topics() -> list[Topic]:
    """Every topic of claims whose verdict stands, by name. One query."""
    spelled: dict[str, list[tuple[int, str]]] = defaultdict(list)
    counted = Claim.objects.standing().order_by().values_list("topic").annotate(Count("pk"))
    for name, claims in counted:
        spelled[topic_slug(name)].append((claims, name))
    return sorted(
        (_topic(slug, rows) for slug, rows in spelled.items()),
        key=lambda topic: (topic.name.casefold(), topic.slug),
    )


def topic_of(slug: str) -> Topic | None:
    """The topic at an address; None where no claim on it stands. One query."""
    return next((topic for topic in topics() if topic.slug == slug), None)


def _topic(slug: str, rows: list[tuple[int, str]]) -> Topic:
    names = tuple(name for _claims, name in sorted(rows, key=lambda row: (-row[0], row[1])))
    return Topic(slug, names[0], names, sum(claims for claims, _name in rows))
