"""Letters: written with the act that they tell of, and sent later by whoever carries them.

Accounts and their letters are outside the record, so choosing and sending are no editorial acts.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from factcheck.domain.actor import Actor
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task
from factcheck.domain.vocabulary import Delivery, LetterKind
from factcheck.models import Claim, Letter, User

#: Sent once letters are written, in the same transaction: what it leads to stands or falls with
#: them. `letters` are their keys.
written = Signal()


class BadChoice(Refusal):
    """A way or a language of letters that there is not."""


def tell(kind: LetterKind, accounts: Iterable[User], *, claim: Claim, by: Actor) -> None:
    """Write a letter about a claim to each account that takes any, but not to who acts."""
    tell_each(kind, {claim: accounts}, by=by)


def tell_each(kind: LetterKind, told: Mapping[Claim, Iterable[User]], *, by: Actor) -> None:
    """The same about several claims, each with its accounts, in as many queries as for one."""
    own = by.id if by.is_account else None
    now = timezone.now()
    letters = Letter.objects.bulk_create(
        Letter(account=account, kind=kind, claim=claim, by=by.name, written_at=now)
        for claim, accounts in told.items()
        for account in accounts
        if account.person_id != own and _takes_letters(account)
    )
    if letters:
        written.send(sender=Letter, letters=[letter.pk for letter in letters])


def accounts_of(people: Iterable[int]) -> list[User]:
    """The accounts of those people who have one."""
    return list(User.objects.filter(person__in=set(people)).order_by("id"))


def choose(*, account: User, delivery: str, language: str) -> None:
    """Choose when letters come, and in which language.

    What waits is sent as is chosen now; who chooses never gets none of it, then or later.
    """
    if delivery not in set(Delivery):
        raise BadChoice(N_("Choose when letters come: at once, once a day or never."))
    if language not in dict(settings.LANGUAGES):
        raise BadChoice(N_("Choose a language from the list."))
    with transaction.atomic():
        account.delivery, account.language = delivery, language
        account.save(update_fields=["delivery", "language"])
        waiting = Letter.objects.waiting().filter(account=account)
        if delivery == Delivery.NEVER:
            waiting.delete()
        elif keys := list(waiting.values_list("pk", flat=True)):
            written.send(sender=Letter, letters=keys)


def readers_of(letters: Iterable[int]) -> list[User]:
    """The accounts for which some of these letters wait."""
    waiting = Letter.objects.waiting().filter(pk__in=letters)
    return list(User.objects.filter(pk__in=waiting.order_by().values("account")).order_by("pk"))


@contextmanager
def handed_over(account: int) -> Iterator[list[Letter]]:
    """All letters that wait for an account, locked, and marked as sent once the block ends well.

    So they are sent once, but for a worker that is killed between sending and marking. Who wants
    none any more, has no address or may not come to the desk is handed none: theirs are dropped.
    """
    with transaction.atomic():
        waiting = list(
            Letter.objects.waiting()
            .filter(account=account)
            .select_for_update(of=("self",))
            .select_related("account__person", "claim__article__newest")
            .defer("claim__article__newest__body", "claim__article__newest__text")
        )
        rows = Letter.objects.filter(pk__in=[letter.pk for letter in waiting])
        if waiting and not _takes_letters(waiting[0].account):
            rows.delete()
            waiting = []
        yield waiting
        rows.update(sent_at=timezone.now())


def _takes_letters(account: User) -> bool:
    wants = account.delivery != Delivery.NEVER
    return wants and bool(account.email) and account.can(Task.SEE_DESK)
