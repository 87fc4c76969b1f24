"""The desk's list: what waits for a person, what matters most first, narrowed as they asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain.diff import Segment
from factcheck.domain.vocabulary import Priority, Waiting, Word
from factcheck.forms.listing import Due, ListForm, Show
from factcheck.models import Claim, Person, Rating
from factcheck.models.claim import ClaimQuerySet
from factcheck.presenters.staleness import short_changes, short_labels
from factcheck.presenters.verdicts import reaffirmed_by
from factcheck.views.desk.hands import hands, newest_proposer

BESIDE = 100  # rows beside the claim in hand; the whole list has pages


@dataclass(frozen=True, slots=True)
class Kind:
    """A list: its name, its sign, and what will stand in it and how to begin."""

    key: str
    label: str | Promise
    icon: str
    empty: Promise


#: Each list by its key: its sign, and what will stand in it and how to begin.
_LISTS: dict[Word, tuple[str, Promise]] = {
    Show.WAITING: (
        "claim",
        _(
            "Claims to take, verdicts to review and what is in your hands will stand here."
            " Mark the words of a claim in an article to begin."
        ),
    ),
    Waiting.STALE: (
        "stale",
        _("When an article changes under a published verdict, its claim stands here."),
    ),
    Waiting.SOURCE_CHANGED: (
        "source",
        _(
            "When a source is found changed under a published verdict, its claim stands here until"
            " an editor has looked."
        ),
    ),
    Waiting.IN_HAND: (
        "claim",
        _("Claims that you have taken stand here. Take one from “Open” to begin."),
    ),
    Waiting.IN_REVIEW: (
        "review",
        _("Verdicts that you are reviewing stand here. Begin with one that waits for it."),
    ),
    Waiting.SECOND_REVIEW: (
        "review",
        _("Verdicts that colleagues propose stand here. Nobody waits for you now."),
    ),
    Waiting.DISPUTED: (
        "dispute",
        _("Where two people disagree, the claim stands here for a third one to decide."),
    ),
    Waiting.APPROVED: (
        "publish",
        _("Approved verdicts stand here until an editor publishes them."),
    ),
    Waiting.OPEN: (
        "claim",
        _("New claims stand here. Mark the words of a claim in an article to add one."),
    ),
    Waiting.UNDER_WAY: (
        "verdict",
        _("Verdicts that you have proposed stand here until they are published."),
    ),
    Show.ALL: (
        "claim",
        _("Every claim in process stands here, whoever has it. All are published now."),
    ),
}
KINDS = {what: Kind(what, _(what.label), icon, empty) for what, (icon, empty) in _LISTS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in the list. `rating` is one that a second person has judged, never a proposed one.

    `stale` says what changed; `change`, where the list tells them, has the words that a stale
    verdict judged and those of now; `reaffirmed_by` who proposed the published verdict for these.
    `hands` says with whom it is.
    """

    claim: Claim
    icon: str
    rating: Rating | None
    age: str
    hands: str
    due: str
    is_due: bool
    stale: str
    change: list[Segment] = field(default_factory=list)
    reaffirmed_by: str = ""


@dataclass
class Listing:
    """The list as one person narrowed it."""

    person: Person
    form: ListForm

    @classmethod
    def of(cls, request: HttpRequest, person: Person) -> "Listing":
        return cls(person, ListForm(request.GET))

    @property
    def kind(self) -> Kind:
        return KINDS[self.form.chosen.get("show", Show.WAITING)]

    @property
    def query(self) -> str:
        """What an address carries to keep the list narrowed: "?show=open", or ""."""
        return query_of(self.form.kept)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.form.kept.keys() - {"show"})

    @cached_property
    def claims(self) -> ClaimQuerySet:
        """Its claims, in order, with all that a row shows."""
        found = self._narrowed().by_weight()
        key = self.kind.key
        if key == Show.WAITING:
            found = found.waiting()
        elif key != Show.ALL:
            found = found.waiting_as(key)
        return (
            found.select_related(
                "article__newest",
                "rating",
                "published_verdict__rating",
                "published_verdict__anchor",
                "anchor",
                "assignee",
                "act",
            )
            .annotate(newest_proposer=newest_proposer())
            .defer("article__newest__body", "article__newest__text")
        )

    @cached_property
    def beside(self) -> list[Claim]:
        """The first claims, as they stand beside the one in hand; one more tells of others."""
        return list(self.claims[: BESIDE + 1])

    def counts(self) -> list[tuple[Kind, int]]:
        """How many claims each list has, narrowed alike: one query."""
        numbers = self._narrowed().counted()
        others = {None, Waiting.UNDER_WAY}
        waiting = sum(number for key, number in numbers.items() if key not in others)
        known: dict[str, int] = {Show.WAITING: waiting, Show.ALL: sum(numbers.values())}
        return [(kind, known.get(key, numbers.get(key, 0))) for key, kind in KINDS.items()]

    def neighbours(self, claim: Claim) -> tuple[Claim | None, Claim | None]:
        """The claims before and after one, by its weight where it is not in the list itself."""
        rows, weight = self.beside, _weight(claim)
        before = [row for row in rows if _weight(row) < weight]
        after = [row for row in rows if _weight(row) > weight]
        return (before[-1] if before else None), (after[0] if after else None)

    def _narrowed(self) -> ClaimQuerySet:
        chosen = self.form.chosen
        found = Claim.objects.at_work().for_person(self.person)
        if words := chosen.get("q"):
            found = found.with_words(words)
        if article := chosen.get("article"):
            found = found.filter(article=article)
        if person := chosen.get("person"):
            found = found.filter(assignee=person)
        if due := chosen.get("due"):
            found = found.filter(due_on__lte=_last_day(due))
        return found


def rows_of(claims: Sequence[Claim], person: int, *, whole: bool = False) -> list[Row]:
    """Rows of claims, for a person; `whole` ones tell of each stale claim which words changed."""
    labels = short_labels(claims)
    changes = short_changes(claims) if whole else {}
    names = reaffirmed_by(claims) if whole else {}
    today = timezone.localdate()
    return [
        Row(
            claim=claim,
            icon=_icon(claim),
            rating=claim.rating or _published(claim),
            age=ago(claim.act.recorded_at),
            hands=hands(claim, person),
            due=_due(claim.due_on, today),
            is_due=claim.due_on is not None and claim.due_on <= today,
            stale=labels.get(claim.pk, ""),
            change=changes.get(claim.pk, []),
            reaffirmed_by=names.get(claim.pk, ""),
        )
        for claim in claims
    ]


def address_of(request: HttpRequest, claim_id: int, page: str = "desk:claim") -> str:
    """A page of a claim, with the list as narrowed as it is."""
    return reverse(page, args=[claim_id]) + query_of(ListForm(request.GET).kept)


def query_of(kept: dict[str, str]) -> str:
    return f"?{urlencode(kept)}" if kept else ""


def ago(moment: datetime) -> str:
    """How long ago, in its largest unit: "3 days ago"."""
    now: Any = timezone.now()
    if now - moment < timedelta(minutes=1):
        return gettext("just now")
    return gettext("%(time)s ago") % {"time": timesince(moment, now, depth=1)}


def _icon(claim: Any) -> str:
    return KINDS[claim.waits].icon if claim.waits else "claim"


def _published(claim: Claim) -> Rating | None:
    return claim.published_verdict.rating if claim.published_verdict else None


def _due(day: date | None, today: date) -> str:
    if day is None:
        return ""
    if day < today:
        return gettext("overdue")
    return gettext("due today") if day == today else gettext("due")


def _last_day(due: str) -> date:
    days = {Due.OVERDUE: -1, Due.TODAY: 0, Due.WEEK: 7}
    return timezone.localdate() + timedelta(days=days[Due(due)])


def _weight(claim: Any) -> tuple[int, date, int, int]:
    """What `ClaimQuerySet.by_weight` sorts by."""
    priority = list(Priority).index(Priority(claim.priority))
    ground = 0 if claim.stale else 1 if claim.moved else 2
    return (ground, claim.due_on or date.max, priority, claim.pk)
