"""Signing in and out: by username, by invitation only, and slowly for whoever guesses."""

import pytest
from django.core.cache import cache
from django.test import Client

from factcheck.models import User
from tests.newsroom import Newsroom, newsroom


@pytest.fixture
def room(db: None) -> Newsroom:
    cache.clear()  # the counters of failed attempts
    return newsroom()


def sign_in(client, username="reviewer", password=Newsroom.password, **more):
    typed = {"login": username, "password": password} | more
    return client.post("/accounts/login/", typed)


def test_it_leads_to_the_desk(room):
    answer = sign_in(Client())
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [("/desk/claims/1/", "/desk/claims/1/"), ("https://elsewhere.example/", "/desk/")],
)
def test_it_leads_to_the_page_that_was_wanted_but_never_elsewhere(room, wanted, leads_to):
    page = Client().get("/accounts/login/", {"next": wanted}).content.decode()
    assert f'name="next" value="{wanted}"' in page
    assert sign_in(Client(), next=wanted)["Location"] == leads_to


@pytest.mark.parametrize(("username", "password"), [("reviewer", "wrong"), ("nobody", "wrong")])
def test_wrong_names_and_wrong_passwords_look_alike(room, username, password):
    page = sign_in(Client(), username, password).content.decode()
    assert "The username and the password don&#x27;t belong together." in page
    assert "Sign out" not in page


def test_an_empty_form_says_what_is_missing(room):
    page = sign_in(Client(), "", "").content.decode()
    assert "Write your username as it stands in your invitation." in page
    assert "Write your password." in page


def test_guessing_becomes_slow(room):
    for _ in range(5):
        sign_in(Client(), password="wrong")
    page = sign_in(Client()).content.decode()
    assert "There were too many attempts to sign in." in page
    assert sign_in(Client(), "colleague").status_code == 302


def test_a_flood_is_stopped_with_a_page_of_its_own(room):
    client = Client()
    answers = [sign_in(client, f"nobody{number}", "wrong") for number in range(31)]
    assert answers[-1].status_code == 429
    assert "There were too many attempts." in answers[-1].content.decode()


def test_a_closed_account_is_told_so(room):
    User.objects.filter(username="reviewer").update(is_active=False)
    client = Client()
    answer = client.post(
        "/accounts/login/", {"login": "reviewer", "password": room.password}, follow=True
    )
    assert "This account is closed" in answer.content.decode()
    assert client.get("/desk/").status_code == 302


def test_signing_out_needs_a_post(room):
    client = Client()
    sign_in(client)
    assert "What you have saved stays" in client.get("/accounts/logout/").content.decode()
    assert client.get("/desk/").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.get("/desk/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/email/", "/accounts/"])
def test_nobody_makes_their_own_account(address):
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("prefix", ["", "/id"])
@pytest.mark.parametrize(
    "page", ["login/", "password/reset/", "password/reset/done/", "password/reset/key/done/"]
)
@pytest.mark.django_db
def test_pages_keep_a_strict_policy(prefix, page):
    answer = Client().get(f"{prefix}/accounts/{page}")
    assert answer.status_code == 200
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "style=" not in answer.content.decode()


def test_a_password_is_changed_by_who_knows_it(room):
    client = Client()
    sign_in(client)
    new = {"password1": "another horse battery", "password2": "another horse battery"}
    wrong = client.post("/accounts/password/change/", new | {"oldpassword": "wrong"})
    assert "This is not your present password." in wrong.content.decode()
    answer = client.post("/accounts/password/change/", new | {"oldpassword": room.password})
    assert answer["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    assert sign_in(Client(), password="another horse battery").status_code == 302


def test_there_is_one_door_for_the_admin_too(room):
    answer = Client().get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/?next=")
