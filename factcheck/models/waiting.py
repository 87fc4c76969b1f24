"""What waits for a person at the desk, and for what: one table of conditions."""

from typing import Any

from django.apps import apps
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from factcheck.domain.actor import Role
from factcheck.domain.permissions import Task, may
from factcheck.domain.review import PENDING, Status
from factcheck.domain.vocabulary import Judgement, Priority, Waiting
from factcheck.models.people import Person

_IN_HAND = [Status.RESEARCHING, Status.CHANGES_REQUESTED]
#: An assignee who has left holds nothing.
_LEFT_BEHIND = Q(assignee__role=Role.NONE)


def conditions(person: Person) -> dict[Waiting, Q]:
    """When a claim waits for a person, by what for; the first that holds is told.

    They refer to what `annotations` and `moved` add.
    """
    mine = Q(assignee=person.pk)
    free = Q(wrote=False)
    a_second = Q(wrote=False, proposed=False, rated=False)
    found = {
        Waiting.STALE: free & Q(stale__gt="", status=Status.PUBLISHED),
        Waiting.SOURCE_CHANGED: Q(moved=True, status=Status.PUBLISHED),
        Waiting.IN_REVIEW: mine & Q(status=Status.IN_SECOND_REVIEW),
        Waiting.IN_HAND: mine & Q(status__in=_IN_HAND),
        Waiting.DISPUTED: a_second & Q(status=Status.DISPUTED),
        Waiting.APPROVED: free & Q(status=Status.APPROVED),
        Waiting.SECOND_REVIEW: a_second
        & Q(opened=False)
        & (Q(status=Status.PROPOSED) | Q(status=Status.IN_SECOND_REVIEW) & _LEFT_BEHIND),
        Waiting.OPEN: free & (Q(status=Status.OPEN) | Q(status__in=_IN_HAND) & _LEFT_BEHIND),
        Waiting.UNDER_WAY: Q(status__in=PENDING, proposed=True),
    }
    return {what: q for what, q in found.items() if may(person.role, _TASKS.get(what, Task.CHECK))}


_TASKS = {Waiting.APPROVED: Task.PUBLISH, Waiting.SOURCE_CHANGED: Task.EDIT}


#: At most so many claims on moved ground stand in the list at a time; others follow as it shrinks.
MOST_MOVED = 1_000


def on_moved_ground() -> "QuerySet[Any]":
    """The claims whose published verdict rests on a source that was found changed since it was
    proposed, while no editor has looked at that.

    Few changes are open at a time: from these, by keys, to the sources, the evidence, the verdicts.
    """
    source, change, evidence, claim = (
        apps.get_model("factcheck", name)
        for name in ("Source", "SourceChange", "VerdictEvidence", "Claim")
    )
    changed = change.objects.open().values("source")
    merged = source.objects.filter(duplicate_of__in=changed).values("pk")
    since = change.objects.open().filter(found_at__gt=OuterRef("verdict__act__recorded_at"))
    of_source = Q(source=OuterRef("source_row__id"))
    of_merged = Q(source__duplicates=OuterRef("source_row__id"))
    found = evidence.objects.filter(
        source_row__id__in=changed.order_by().union(merged.order_by()),
    ).filter(Exists(since.filter(of_source)) | Exists(since.filter(of_merged)))
    moved: QuerySet[Any] = claim.objects.filter(published_verdict__in=found.values("verdict"))
    return moved


def moved() -> Any:
    """Whether a claim is `on_moved_ground`, as a column."""
    return ExpressionWrapper(Q(pk__in=on_moved_ground().values("pk")), output_field=BooleanField())


def annotations(person: Person) -> dict[str, Exists]:
    """What a person has had to do with a claim: wrote its article; proposed, rated or opened its
    newest verdict."""
    authorship, verdict, review, opening = (
        apps.get_model("factcheck", name)
        for name in ("Authorship", "Verdict", "Review", "SealOpening")
    )
    verdicts = verdict.objects.filter(claim=OuterRef("pk"))
    later = verdict.objects.filter(claim=OuterRef("claim"), number__gt=OuterRef("number"))
    newest = verdicts.filter(~Exists(later))
    reviews = review.objects.filter(
        verdict=OuterRef("pk"),
        reviewer=person.pk,
        judgement__in=[Judgement.RATING, Judgement.DECISION],
    )
    openings = opening.objects.filter(verdict=OuterRef("pk"), person=person.pk)
    return {
        "wrote": Exists(authorship.objects.filter(article=OuterRef("article"), person=person.pk)),
        "proposed": Exists(newest.filter(proposer=person.pk)),
        "rated": Exists(newest.filter(Exists(reviews))),
        "opened": Exists(newest.filter(Exists(openings))),
    }


def what_for(person: Person) -> Case:
    """The key of what a claim waits for, as a column; null where it does not wait."""
    whens = [When(q, then=Value(what.value)) for what, q in conditions(person).items()]
    return Case(*whens, default=None, output_field=CharField())


#: What matters first: stale, then moved ground, the deadline, the priority, and the age.
BY_WEIGHT = (
    Case(
        When(stale__gt="", then=0), When(moved=True, then=1), default=2, output_field=IntegerField()
    ),
    F("due_on").asc(nulls_last=True),
    Case(
        *(When(priority=word.value, then=place) for place, word in enumerate(Priority)),
        output_field=IntegerField(),
    ),
    "id",
)
