"""People: invited, given roles, removed."""

from typing import Any

import pytest

from factcheck.actions import people
from factcheck.domain.actor import Role
from factcheck.domain.errors import Refusal
from factcheck.models import ChangeSet, Person, User
from tests.newsroom import Newsroom, another_person, version


def invite(newsroom: Newsroom, **details: Any) -> User:
    given: dict[str, Any] = {
        "by": newsroom.administrator,
        "reason": "Joins the desk.",
        "name": "New Person",
        "username": "new",
        "role": "reviewer",
        "email": "new@example.org",
    }
    return people.invite(**given | details)


def test_an_invited_person_has_an_account_without_a_password(newsroom: Newsroom) -> None:
    account = invite(newsroom)
    assert (account.person.name, account.person.role) == ("New Person", Role.REVIEWER)
    assert not account.has_usable_password()
    assert ChangeSet.objects.latest("id").article is None


@pytest.mark.parametrize(
    ("said", "details"),
    [
        ("name of at most", {"name": " "}),
        ("letters, digits", {"username": "a b"}),
        ("letters, digits", {"username": "d\u0435mo-editor"}),
        ("invisible signs", {"name": "Demo \u202erotide"}),
        ("taken", {"username": "Editor"}),
        ("Choose a role", {"role": "owner"}),
        ("name@example.org", {"email": "nowhere"}),
        ("here already", {"email": "EDITOR@example.org"}),
        ("Say why", {"reason": ""}),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_added(
    newsroom: Newsroom, said: str, details: dict[str, Any]
) -> None:
    with pytest.raises(Refusal, match=said):
        invite(newsroom, **details)
    assert (Person.objects.count(), User.objects.count()) == (4, 4)


def test_only_administrators_manage_people(newsroom: Newsroom) -> None:
    with pytest.raises(Refusal, match="Only administrators"):
        invite(newsroom, by=newsroom.editor)


def change_role(newsroom: Newsroom, person: Person, role: str, **given: Any) -> Person:
    asked: dict[str, Any] = {"by": newsroom.administrator, "reason": "Asked."}
    return people.change_role(person=person, version=version(person), role=role, **asked | given)


def test_a_role_is_changed_by_an_act(newsroom: Newsroom) -> None:
    person = newsroom.account(newsroom.reviewer).person
    change_role(newsroom, person, "editor")
    account = User.objects.get(pk=newsroom.account(newsroom.reviewer).pk)
    assert account.is_staff
    assert ChangeSet.objects.latest("id").kind == "person.role"


def test_nobody_changes_their_own_role_and_one_administrator_stays(newsroom: Newsroom) -> None:
    administrator = newsroom.account(newsroom.administrator).person
    with pytest.raises(Refusal, match="their own role"):
        change_role(newsroom, administrator, "editor")
    _, second = another_person("second", Role.ADMINISTRATOR)
    change_role(newsroom, administrator, "editor", by=second)
    last = Person.objects.get(name="Second")
    stray = newsroom.administrator  # signed in still, with the role that was just taken away
    with pytest.raises(Refusal, match="last administrator"):
        change_role(newsroom, last, "reviewer", by=stray)


def test_a_removed_account_takes_no_name_with_it(newsroom: Newsroom) -> None:
    claim = newsroom.claim(newsroom.article())
    verdict = newsroom.proposed(claim)
    account = newsroom.account(newsroom.reviewer)

    people.remove_account(account=account, by=newsroom.administrator, reason="Has left.")

    assert not User.objects.filter(username="reviewer").exists()
    verdict.refresh_from_db()
    assert (str(verdict.proposer), verdict.proposer.role) == ("Reviewer", Role.NONE)
    assert ChangeSet.objects.get(pk=verdict.act_id).actor_name == "Reviewer"
