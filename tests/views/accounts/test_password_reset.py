"""A forgotten password, and an invitation: a link by mail, which works once."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from factcheck.actions import people
from factcheck.domain.actor import SYSTEM
from factcheck.models import QueuedTask, User
from tests.newsroom import Newsroom, newsroom
from tests.working import work

NEW = "eleven green bottles"


@pytest.fixture
def room(db: None) -> Newsroom:
    cache.clear()
    return newsroom()


@pytest.fixture
def invited(room) -> User:
    return invite()


def invite() -> User:
    return people.invite(
        by=SYSTEM,
        reason="Joins us.",
        name="Ayu Lestari",
        username="ayu",
        role="reviewer",
        email="Ayu@Example.org",
    )


def links():
    """Those in the last letter, once what waits is sent."""
    work()
    return re.findall(r"http\S+/password/reset/key/\S+", str(mail.outbox[-1].body))


def set_password(link, password=NEW, again=NEW):
    client = Client()
    page = client.get(link, follow=True)
    form = {"password1": password, "password2": again}
    return client.post(page.redirect_chain[-1][0], form, follow=True).content.decode()


def test_from_a_forgotten_password_to_the_desk(room):
    Client().post("/accounts/password/reset/", {"email": "reviewer@example.org"})
    [link] = links()
    letter = mail.outbox[0]
    assert letter.to == ["reviewer@example.org"]
    assert letter.subject == "A new password for factcheck"
    assert "Hello Reviewer," in letter.body
    assert "You sign in as reviewer." in letter.body
    assert "Your password is set" in set_password(link)
    answer = Client().post("/accounts/login/", {"login": "reviewer", "password": NEW})
    assert answer.status_code == 302
    assert "This link does not work any more" in Client().get(link, follow=True).content.decode()


def test_the_link_names_the_site_whatever_name_it_was_asked_by(room, settings):
    settings.PUBLIC_URL = "https://checks.example.org"
    asked = {"email": "reviewer@example.org"}
    Client().post("/accounts/password/reset/", asked, headers={"host": "localhost:8000"})
    [link] = links()
    assert link.startswith("https://checks.example.org/accounts/password/reset/key/")


def test_who_guessed_too_often_gets_in_with_the_new_password(room):
    for _ in range(6):
        Client().post("/accounts/login/", {"login": "reviewer", "password": "wrong"})
    Client().post("/accounts/password/reset/", {"email": "reviewer@example.org"})
    set_password(links()[0])
    answer = Client().post("/accounts/login/", {"login": "reviewer", "password": NEW})
    assert answer.status_code == 302


def test_an_unknown_address_gets_the_same_page_and_no_letter(room):
    known = Client().post("/accounts/password/reset/", {"email": "editor@example.org"}, follow=True)
    other = Client().post("/accounts/password/reset/", {"email": "who@example.org"}, follow=True)
    assert known.redirect_chain == other.redirect_chain
    work()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        (NEW, "other", "You must type the same password each time."),
        ("short", "short", "at least 12 characters"),
        ("", "", "Write a password."),
    ],
)
def test_a_bad_password_is_refused_and_the_link_works_on(room, password, again, sentence):
    Client().post("/accounts/password/reset/", {"email": "reviewer@example.org"})
    [link] = links()
    assert sentence in set_password(link, password, again)
    assert "Your password is set" in set_password(link)


def test_a_link_is_asked_for_in_the_language_of_the_page(room):
    Client().post("/id/accounts/password/reset/", {"email": "reviewer@example.org"})
    [link] = links()
    assert link.startswith("http://127.0.0.1:8000/id/accounts/password/reset/key/")


def test_no_key_is_kept_in_the_queue(room):
    Client().post("/accounts/password/reset/", {"email": "reviewer@example.org"})
    [task] = QueuedTask.objects.all()
    account = room.account(room.reviewer)
    assert task.args_kwargs == {"args": [], "kwargs": {"account": account.pk, "language": "en"}}


def test_who_has_left_meanwhile_gets_no_link(room):
    Client().post("/accounts/password/reset/", {"email": "reviewer@example.org"})
    people.remove_account(
        account=room.account(room.reviewer), by=room.administrator, reason="Left."
    )
    work()
    assert not mail.outbox
    assert not QueuedTask.objects.failed().exists()


def test_an_invitation_is_written_in_both_languages(room, settings):
    settings.PUBLIC_URL = "https://checks.example.org"
    invite()
    english, indonesian = links()
    letter = mail.outbox[0]
    assert letter.to == ["Ayu@Example.org"]
    assert "Ayu Lestari" in letter.body
    assert english.startswith("https://checks.example.org/accounts/password/reset/key/")
    assert indonesian.startswith("https://checks.example.org/id/accounts/password/reset/key/")


def test_an_invitation_leads_in(invited):
    assert not invited.has_usable_password()
    assert "Your password is set" in set_password(links()[0])
    answer = Client().post("/accounts/login/", {"login": "ayu", "password": NEW})
    assert answer["Location"] == "/desk/"


def test_an_invitation_that_ran_out_is_renewed_by_mail(invited):
    """However the address was written when it was kept."""
    Client().post("/accounts/password/reset/", {"email": "ayu@example.org"})
    assert "Your password is set" in set_password(links()[0])
