"""The ratings: installed once, worded by editors."""

from django.conf import settings

from factcheck.actions.acts import editorial_act, locked
from factcheck.domain import ratings
from factcheck.domain.actor import SYSTEM, Actor
from factcheck.domain.acts import Kind
from factcheck.domain.languages import required
from factcheck.domain.permissions import Task, check_may
from factcheck.models import Rating


def install() -> None:
    """Add the ratings that are missing. A second call changes nothing."""
    there = set(Rating.objects.values_list("key", flat=True))
    missing = [
        Rating(
            key=rating.key,
            number=rating.number,
            position=position,
            label=rating.label,
            definition=rating.definition,
        )
        for position, rating in enumerate(ratings.RATINGS)
        if rating.key not in there
    ]
    if missing:
        reason = "The ratings that every newsroom begins with."
        with editorial_act(by=SYSTEM, kind=Kind.RATING_SET, reason=reason):
            Rating.objects.bulk_create(missing)


def define_rating(
    *,
    rating: Rating,
    by: Actor,
    reason: str,
    version: int,
    label: dict[str, str],
    definition: dict[str, str],
) -> Rating:
    """Word a rating anew. Its key and number stay."""
    check_may(by, Task.EDIT)
    with editorial_act(by=by, kind=Kind.RATING_SET, reason=reason):
        rating = locked(rating, version)
        rating.label = required(label, dict(settings.LANGUAGES))
        rating.definition = required(definition, dict(settings.LANGUAGES))
        rating.save()
    return rating
