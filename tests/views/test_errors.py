"""What is answered where a request can't be read, or isn't ours."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.newsroom import Newsroom


def test_a_body_in_an_unknown_coding_is_no_error_of_ours(db: None) -> None:
    answer = Client().post(
        reverse("account_login"),
        "login=x",
        content_type="application/x-www-form-urlencoded; charset=utf-16",
    )
    assert answer.status_code in {200, 400, 403}


def test_a_form_of_another_session_is_told_how_to_keep_the_text(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/id" + reverse("account_login"), {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "salin yang Anda tulis" in answer.content.decode()
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["//evil.example/x", "///evil.example/x"])
def test_our_own_page_never_links_elsewhere(db: None, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404
    assert 'href="//' not in answer.content.decode()


def test_pages_of_who_is_signed_in_stay_out_of_shared_caches(newsroom: Newsroom) -> None:
    client = Client()
    assert client.get("/")["Cache-Control"].startswith("public")
    client.force_login(newsroom.account(newsroom.reviewer))
    for path in ("/", "/claims/", reverse("account_change_password"), "/corrections/"):
        assert "no-store" in client.get(path)["Cache-Control"], path
