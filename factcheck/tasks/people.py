"""Mail that lets people in. The links are made when it is sent, and are kept nowhere."""

from typing import Any

from django.dispatch import receiver
from django_tasks import task

from factcheck.actions.people import invited
from factcheck.mail import invitations, passwords
from factcheck.models import User


@receiver(invited)
def invite(account: User, **kwargs: Any) -> None:
    send_invitation.enqueue(account=account.pk)


@task()
def send_invitation(account: int) -> None:
    """Write to who was invited, if the account is still there. Run twice, both links work."""
    if found := _with_address(account):
        invitations.message(found).send()


@task()
def send_password_link(account: int, language: str) -> None:
    """Write to who asked for a new password, in the language in which they asked."""
    if found := _with_address(account):
        passwords.message(found, language).send()


def _with_address(account: int) -> User | None:
    found = User.objects.select_related("person").filter(pk=account, is_active=True)
    return found.exclude(email="").first()
