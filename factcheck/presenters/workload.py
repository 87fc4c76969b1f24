"""What waits, for how long, and with whom: as it is now."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain.actor import Role
from factcheck.domain.review import Status
from factcheck.models import Claim, Person
from factcheck.presenters.charts import Cell, Chart, Row, Series, bars

#: How long ago a claim's last step was: (key, words).
_AGES = (
    Series("tone-1", "", _("Today")),
    Series("tone-2", "", _("In the last 7 days")),
    Series("tone-3", "", _("In the last 30 days")),
    Series("tone-4", "", _("Earlier")),
)
_STATES: dict[str, tuple[Any, tuple[Status, ...]]] = {
    "open": (_("Open"), (Status.OPEN,)),
    "in_hand": (_("In somebody's hands"), (Status.RESEARCHING, Status.CHANGES_REQUESTED)),
    "in_review": (
        _("In review"),
        (Status.PROPOSED, Status.IN_SECOND_REVIEW, Status.DISPUTED),
    ),
    "approved": (_("Approved, to be published"), (Status.APPROVED,)),
}
_STALE = _("Stale")

_IN_HANDS = {
    Status.RESEARCHING: Series("tone-4", "", _("In their hands")),
    Status.IN_SECOND_REVIEW: Series("tone-3", "", _("In review by them")),
    Status.CHANGES_REQUESTED: Series("tone-2", "", _("Changes asked of them")),
}


def waiting_chart(now: datetime) -> Chart:
    """Claims under way and stale ones, by when their last step was, in two queries."""
    statuses = {status: key for key, (_label, some) in _STATES.items() for status in some}
    counts: dict[str, list[int]] = {key: [0] * len(_AGES) for key in [*_STATES, "stale"]}
    claims = Claim.objects.filter(status__in=statuses)
    for status, age, number in _by_age(claims, now).values_list("status", "age", "claims"):
        counts[statuses[Status(status)]][int(age)] += number
    stale = Claim.objects.stale().under_check()
    for age, number in _by_age(stale, now, "age").values_list("age", "claims"):
        counts["stale"][int(age)] += number
    labels = {key: str(label) for key, (label, _some) in _STATES.items()} | {"stale": str(_STALE)}
    rows = [(labels[key], numbers) for key, numbers in counts.items()]
    under_way = sum(sum(numbers) for key, numbers in counts.items() if key != "stale")
    old = sum(numbers[-1] for key, numbers in counts.items() if key != "stale")
    return Chart(
        key="waiting",
        title=gettext("What waits, and for how long"),
        reading=_reading(under_way, old, sum(counts["stale"])),
        empty=""
        if under_way or sum(counts["stale"])
        else gettext("Claims that are open, in review or stale will stand here, by their age."),
        head=[gettext("Claims"), *(str(age.label) for age in _AGES), gettext("Together")],
        rows=[_table_row(label, numbers) for label, numbers in rows],
        bars=bars([Row(label, numbers, str(sum(numbers))) for label, numbers in rows], _AGES),
        legend=_AGES,
        note=gettext(
            "A claim's age is the time since its last step. A stale claim may be counted twice: "
            "once where it stands in the process, and once as stale."
        ),
    )


def _by_age(claims: QuerySet[Any], now: datetime, *by: str) -> QuerySet[Any]:
    """Claims counted by status (or by what is named) and by age: "0" is today, "3" the oldest."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    begins = (midnight, now - timedelta(days=7), now - timedelta(days=30))
    age = Case(
        *(
            When(act__recorded_at__gte=begin, then=Value(str(number)))
            for number, begin in enumerate(begins)
        ),
        default=Value(str(len(begins))),
        output_field=CharField(),
    )
    aged = claims.order_by().annotate(age=age).values(*(by or ("status", "age")))
    counted: QuerySet[Any] = aged.annotate(claims=Count("pk"))
    return counted


def _reading(under_way: int, old: int, stale: int) -> str:
    told = ngettext(
        "%(count)s claim is under way; %(old)s of them had no step in the last 30 days.",
        "%(count)s claims are under way; %(old)s of them had no step in the last 30 days.",
        under_way,
    ) % {"count": under_way, "old": old}
    verdicts = ngettext("%(count)s verdict is stale.", "%(count)s verdicts are stale.", stale)
    return f"{told} {verdicts % {'count': stale}}"


def load_chart(now: datetime) -> Chart:
    """Each person's claims, in two queries; people who check are there without any, too."""
    held = (
        Claim.objects.filter(assignee__isnull=False, status__in=_IN_HANDS)
        .order_by()
        .values_list("assignee", "status")
        .annotate(
            claims=Count("pk"), late=Count("pk", filter=Q(due_on__lt=timezone.localdate(now)))
        )
    )
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for person, status, number, late in held:
        counts[person][status] = number
        counts[person]["late"] += late
    people = list(
        Person.objects.filter(
            Q(pk__in=counts) | Q(pk__in=Person.objects.checkers().order_by().values("pk"))
        ).order_by("name", "id")
    )
    rows = [(person, [counts[person.pk][status] for status in _IN_HANDS]) for person in people]
    rows.sort(key=lambda row: -sum(row[1]))
    series = list(_IN_HANDS.values())
    desk = reverse("desk:home")
    return Chart(
        key="load",
        title=gettext("Who has what in hand"),
        reading=_load_reading(rows),
        empty=""
        if any(sum(numbers) for _person, numbers in rows)
        else gettext("Nobody has a claim in hand now. Each person's claims will stand here."),
        head=[
            gettext("Person"),
            *(str(each.label) for each in series),
            gettext("Together"),
            gettext("Past their day"),
        ],
        rows=[
            (
                Cell(_name(person), f"{desk}?show=all&person={person.pk}"),
                [
                    *(Cell(str(number)) for number in numbers),
                    Cell(str(sum(numbers))),
                    Cell(str(counts[person.pk]["late"])),
                ],
            )
            for person, numbers in rows
        ],
        bars=bars(
            [Row(_name(person), numbers, str(sum(numbers))) for person, numbers in rows], series
        ),
        legend=series,
    )


def _load_reading(rows: list[tuple[Person, list[int]]]) -> str:
    if not rows or not sum(rows[0][1]):
        return gettext("Nobody has a claim in hand.")
    person, numbers = rows[0]
    return ngettext(
        "%(name)s has the most in hand: %(count)s claim of %(all)s.",
        "%(name)s has the most in hand: %(count)s claims of %(all)s.",
        sum(numbers),
    ) % {
        "name": person.name,
        "count": sum(numbers),
        "all": sum(sum(some) for _person, some in rows),
    }


def _name(person: Person) -> str:
    if person.role == Role.NONE:
        return gettext("%(name)s (has left)") % {"name": person.name}
    return person.name


def _table_row(label: str, numbers: list[int]) -> tuple[Cell, list[Cell]]:
    return Cell(label), [*(Cell(str(number)) for number in numbers), Cell(str(sum(numbers)))]
