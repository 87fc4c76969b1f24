"""/styleguide/: the staff see every component, nobody else that there is such a page."""

from django.test import Client

from tests.newsroom import Newsroom


def test_the_staff_see_every_component(newsroom: Newsroom, client: Client) -> None:
    client.force_login(newsroom.account(newsroom.editor))
    for language in ("", "/id"):
        answer = client.get(f"{language}/styleguide/")
        page = answer.content.decode()
        for part in (
            "rating-false",
            "is-stale",
            "stance-refutes",
            "notice-retraction",
            "field-error",
        ):
            assert part in page
        assert "no-store" in answer["Cache-Control"]


def test_nobody_else_does(newsroom: Newsroom, client: Client) -> None:
    assert client.get("/styleguide/").status_code == 404
    client.force_login(newsroom.account(newsroom.reviewer))
    assert client.get("/styleguide/").status_code == 404
