"""Letters: written with the act that they tell of, and sent later by whoever carries them."""

from collections.abc import Iterable

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from factcheck.domain.actor import Actor
from factcheck.domain.vocabulary import Delivery, LetterKind
from factcheck.models import Claim, Letter, User

#: Sent once letters stand in the database for good; `letters` are their keys.
written = Signal()


def tell(kind: LetterKind, people: Iterable[int], *, claim: Claim, by: Actor) -> None:
    """Write a letter about a claim to each of these people who wants any, but not to who acts."""
    accounts = User.objects.filter(person__in=set(people), is_active=True).exclude(email="")
    if by.id is not None and by.is_account:
        accounts = accounts.exclude(person=by.id)
    now = timezone.now()
    letters = Letter.objects.bulk_create(
        Letter(account=account, kind=kind, claim=claim, by=by.name, written_at=now)
        for account in accounts.exclude(delivery=Delivery.NEVER).order_by("id")
    )
    if letters:
        keys = [letter.pk for letter in letters]
        transaction.on_commit(lambda: written.send(sender=Letter, letters=keys))
