"""Letters carried to people: at once, or with the others of the day."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import get_connection
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from factcheck.actions import letters as actions
from factcheck.domain.queue import next_morning
from factcheck.domain.vocabulary import Delivery
from factcheck.mail.letters import message
from factcheck.models import Letter, QueuedTask, User


@receiver(actions.written)
def carry(letters: Sequence[int], **kwargs: Any) -> None:
    """One task, however many people are written to: an act should not wait for more."""
    hand_out.enqueue(letters=list(letters))


@task()
def hand_out(letters: list[int]) -> None:
    """Have each person get these letters as they wish. Run twice, nothing is sent twice."""
    for account in actions.readers_of(letters):
        if account.delivery == Delivery.DAILY:
            _wait_for_morning(account)
        else:
            send_now.enqueue(account=account.pk)


@task()
def send_now(account: int) -> None:
    """Send what waits for a person, unless they have come to prefer it once a day."""
    found = User.objects.filter(pk=account).first()
    if found and found.delivery == Delivery.DAILY:
        _wait_for_morning(found)
    else:
        _send(account)


@task()
def send_daily(account: int) -> None:
    """Send what the day has brought a person."""
    _send(account)


def _wait_for_morning(account: User) -> None:
    if not QueuedTask.objects.waiting(send_daily.module_path, account=account.pk).exists():
        morning = next_morning(timezone.localtime())
        send_daily.using(run_after=morning).enqueue(account=account.pk)


def _send(account: int) -> None:
    """One mail with all that waits."""
    if not Letter.objects.waiting().filter(account=account).exists():
        return
    # The mail server is reached before the letters are locked: on SQLite that lock keeps everybody
    # from writing, and a server that does not answer takes its time.
    with get_connection() as connection, actions.handed_over(account) as waiting:
        if waiting:
            mail = message(waiting)
            mail.connection = connection
            mail.send()
