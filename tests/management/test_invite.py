"""manage.py invite, and what it says where people expect createsuperuser."""

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from factcheck.models import ChangeSet, User
from tests.working import work

WHO = ["--username", "root", "--name", "Rahma", "--role", "administrator"]


@pytest.mark.django_db
def test_the_first_administrator_gets_a_link(capsys):
    call_command("invite", *WHO, "--email", "rahma@example.org")
    shown = capsys.readouterr().out
    assert re.search(r"http://127.0.0.1:8000/accounts/password/reset/key/\S+/", shown)
    assert "A worker (manage.py work) sends a letter to rahma@example.org." in shown
    work()
    assert mail.outbox[0].to == ["rahma@example.org"]
    account = User.objects.get(username="root")
    assert (account.person.role, account.has_usable_password()) == ("administrator", False)
    act = ChangeSet.objects.newest_first()[0]
    assert (act.channel, act.actor_kind, act.reason) == (
        "command",
        "system",
        "Invited from the command line.",
    )


@pytest.mark.django_db
def test_without_an_address_the_link_is_shown_alone(capsys):
    call_command("invite", *WHO)
    assert "/password/reset/key/" in capsys.readouterr().out
    work()
    assert not mail.outbox


@pytest.mark.django_db
def test_a_name_that_is_taken_is_refused():
    call_command("invite", *WHO)
    with pytest.raises(CommandError, match="This username is taken"):
        call_command("invite", *WHO)


def test_there_are_no_superusers():
    with pytest.raises(CommandError, match="There are no superusers here"):
        call_command("createsuperuser")
