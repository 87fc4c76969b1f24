"""People: invited, given a role, renamed; accounts removed while names stay."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal

from factcheck.actions.acts import editorial_act, locked
from factcheck.actions.emails import email_of
from factcheck.domain.actor import Actor, Role
from factcheck.domain.acts import Kind
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task, check_may
from factcheck.models import Person, User

#: Sent in the act's own transaction; `account` is who sets a password by the link in a letter.
invited = Signal()


class BadPerson(Refusal):
    """A name, username, address or role that can't be."""


def invite(
    *,
    by: Actor,
    reason: str,
    name: str,
    username: str,
    role: str,
    email: str = "",
    password: str | None = None,
) -> User:
    """Add a person with an account. Without a password, they set one by the link in their mail."""
    check_may(by, Task.MANAGE_PEOPLE)
    with editorial_act(by=by, kind=Kind.PERSON_INVITE, reason=reason):
        person = Person(name=_name(name), role=_role(role))
        account = User(username=_username(username), email=_email(email), person=person)
        account.set_password(password)
        person.save()
        account.person = person
        account.save()
        if account.email and password is None:
            invited.send(sender=User, account=account)
    return account


def change_role(*, person: Person, by: Actor, reason: str, version: int, role: str) -> Person:
    """Give a person another role. Nobody changes their own; one administrator always stays."""
    check_may(by, Task.MANAGE_PEOPLE)
    with editorial_act(by=by, kind=Kind.PERSON_ROLE, reason=reason):
        person = locked(person, version)
        _check_not_oneself(person, by)
        person.role = _role(role)
        _check_administrator_stays(person)
        person.save()
    return person


def rename(*, person: Person, by: Actor, reason: str, version: int, name: str) -> Person:
    """Change a person's name from now on; acts keep the name they were done under."""
    check_may(by, Task.MANAGE_PEOPLE)
    with editorial_act(by=by, kind=Kind.PERSON_RENAME, reason=reason):
        person = locked(person, version)
        person.name = _name(name)
        person.save()
    return person


def remove_account(*, account: User, by: Actor, reason: str) -> Person:
    """Delete an account with its contact data and letters. The person and their acts stay."""
    check_may(by, Task.MANAGE_PEOPLE)
    with transaction.atomic():
        with editorial_act(by=by, kind=Kind.PERSON_REMOVE, reason=reason):
            person = locked(account.person)
            _check_not_oneself(person, by)
            person.role = Role.NONE
            _check_administrator_stays(person)
            person.save()
        account.letters.all().delete()
        account.delete()
    return person


def _check_not_oneself(person: Person, by: Actor) -> None:
    if person.pk == by.id:
        raise BadPerson(N_("Nobody changes their own role. Ask another administrator."))


def _check_administrator_stays(person: Person) -> None:
    if person.role != Role.ADMINISTRATOR:
        others = Person.objects.administrators().exclude(pk=person.pk)
        if not others.exists():
            raise BadPerson(N_("This is the last administrator. Appoint another one first."))


def _name(name: str) -> str:
    name = " ".join(unicodedata.normalize("NFKC", name).split())
    if not name.isprintable():
        raise BadPerson(N_("Leave invisible signs out of the name."))
    if not name or len(name) > 150:
        raise BadPerson(N_("Give the person a name of at most 150 characters."))
    return name


def _role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise BadPerson(N_("Choose a role: reviewer, editor or administrator.")) from None


def _username(username: str) -> str:
    field = User._meta.get_field("username")
    try:
        field.clean(username.strip(), None)
    except ValidationError:
        raise BadPerson(
            N_("Choose a username of letters, digits and the signs @ . + - _ alone.")
        ) from None
    if User.objects.filter(username__iexact=username.strip()).exists():
        raise BadPerson(N_("This username is taken. Choose another."))
    return username.strip()


def _email(typed: str) -> str:
    email = email_of(typed)
    if email and User.objects.filter(email__iexact=email).exists():
        raise BadPerson(N_("An account with this email address is here already."))
    return email
