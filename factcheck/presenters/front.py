"""The front page: how the work stands, in numbers."""

from dataclasses import dataclass

from django.db.models import Count, Q

from factcheck.models import Claim, Rating


@dataclass(frozen=True, slots=True)
class StateOfWork:
    """The claims whose verdict stands: `used` counts them by rating, in the order of the ratings
    and without those never given; of `stale` ones the words have changed since."""

    checked: int
    stale: int
    used: list[tuple[Rating, int]]


def state_of_work() -> StateOfWork:
    """Two queries, however many claims there are."""
    rows = (
        Claim.objects.standing()
        .order_by()
        .values_list("published_verdict__rating")
        .annotate(claims=Count("pk"), stale=Count("pk", filter=Q(stale__gt="")))
    )
    found = {rating: (claims, stale) for rating, claims, stale in rows}
    return StateOfWork(
        checked=sum(claims for claims, _stale in found.values()),
        stale=sum(stale for _claims, stale in found.values()),
        used=[
            (rating, found[rating.pk][0]) for rating in Rating.objects.all() if rating.pk in found
        ],
    )
