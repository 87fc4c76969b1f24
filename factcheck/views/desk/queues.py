"""The lists of the desk: what waits for a person, and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain.diff import Segment
from factcheck.domain.permissions import Task
from factcheck.models import Claim, Person, Rating, User
from factcheck.models.claim import ClaimQuerySet
from factcheck.presenters.staleness import short_changes, short_labels
from factcheck.presenters.verdicts import reaffirmed_by


@dataclass(frozen=True, slots=True)
class Queue:
    """One list. `empty` says what will stand there and how to begin; `blind` keeps the proposed
    rating from whoever is to give an own one."""

    key: str
    label: str | Promise
    icon: str
    empty: str | Promise
    find: Callable[[ClaimQuerySet, Person], ClaimQuerySet]
    task: Task = Task.CHECK
    blind: bool = False

    def claims(self, person: Person) -> ClaimQuerySet:
        """Its claims for a person, those that wait longest first, with all that a row shows."""
        found = self.find(Claim.objects.all(), person).order_by("id")
        return found.select_related(
            "article__newest",
            "rating",
            "published_verdict__rating",
            "published_verdict__anchor",
            "anchor",
            "assignee",
            "act",
        ).defer("article__newest__body", "article__newest__text")

    def rows(self, claims: Sequence[Claim]) -> list["Row"]:
        """Its rows; of what waits for being stale, with the words that changed."""
        changes = short_changes(claims) if self.key == "stale" else {}
        labels = short_labels(claims)
        names = reaffirmed_by(claims) if self.blind else {}
        return [
            Row(
                claim,
                self.icon,
                self._rating(claim),
                ago(claim.act.recorded_at),
                changes.get(claim.pk, []),
                labels.get(claim.pk, ""),
                names.get(claim.pk, ""),
            )
            for claim in claims
        ]

    def _rating(self, claim: Claim) -> Rating | None:
        standing = claim.published_verdict.rating if claim.published_verdict else None
        return standing if self.blind else claim.rating or standing


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in a list: with the rating that the person may see, and the age of its last step.

    `change` has the words that a stale verdict judged and those of now, where the list tells them;
    `stale` what changed. `reaffirmed_by`: who proposed the published verdict for the new words.
    """

    claim: Claim
    icon: str
    rating: Rating | None
    age: str
    change: list[Segment]
    stale: str
    reaffirmed_by: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first rows of a list."""

    queue: Queue
    rows: Sequence[Row]
    more: bool


QUEUES = (
    Queue(
        "stale",
        _("Stale, to be checked anew"),
        "stale",
        _("When an article changes under a published verdict, its claim stands here."),
        lambda claims, person: claims.for_checking_anew().exclude(
            article__authorships__person=person
        ),
    ),
    Queue(
        "in-hand",
        _("In your hands"),
        "claim",
        _("Claims that you have taken stand here. Take one from “Open” to begin."),
        lambda claims, person: claims.in_hands_of(person),
    ),
    Queue(
        "in-review",
        _("In second review by you"),
        "review",
        _("Verdicts that you are reviewing stand here. Begin with one that waits for it."),
        lambda claims, person: claims.in_review_by(person),
        blind=True,
    ),
    Queue(
        "second-review",
        _("Waiting for a second reviewer"),
        "review",
        _("Verdicts that colleagues propose stand here. Nobody waits for you now."),
        lambda claims, person: claims.for_second_review_by(person),
        blind=True,
    ),
    Queue(
        "disputed",
        _("Disputed, to be decided"),
        "dispute",
        _("Where two people disagree, the claim stands here for a third one to decide."),
        lambda claims, person: claims.for_decision_by(person),
    ),
    Queue(
        "approved",
        _("Approved, waiting for publication"),
        "publish",
        _("Approved verdicts stand here until an editor publishes them."),
        lambda claims, person: claims.for_publication(),
        task=Task.PUBLISH,
    ),
    Queue(
        "open",
        _("Open, to be taken"),
        "claim",
        _("New claims stand here. An editor adds them to an article in the admin."),
        lambda claims, person: claims.open_to(person),
    ),
    Queue(
        "under-way",
        _("Your proposals under way"),
        "verdict",
        _("Verdicts that you have proposed stand here until they are published."),
        lambda claims, person: claims.under_way_from(person),
    ),
)


def of(user: User) -> list[Queue]:
    """The lists that a person's role gives them."""
    return [queue for queue in QUEUES if user.can(queue.task)]


def waiting(user: User, limit: int) -> list[Waiting]:
    """The first `limit` rows of each list: the queries of each don't grow with its rows."""
    lists = []
    for queue in of(user):
        claims = list(queue.claims(user.person)[: limit + 1])
        lists.append(Waiting(queue, queue.rows(claims[:limit]), more=len(claims) > limit))
    return lists


def ago(moment: datetime) -> str:
    """How long ago, in its largest unit: "3 days ago"."""
    now: Any = timezone.now()
    if now - moment < timedelta(minutes=1):
        return gettext("just now")
    return gettext("%(time)s ago") % {"time": timesince(moment, now, depth=1)}
