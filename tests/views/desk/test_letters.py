"""/desk/letters/: each person chooses when letters come, and in which language."""

import re
from typing import Any

import pytest

ADDRESS = "/desk/letters/"


def chosen(page: str) -> tuple[list[str], list[str]]:
    """The way and the language that a page shows as chosen."""
    return (
        re.findall(r'name="delivery" value="(\w+)"[^>]*checked', page),
        re.findall(r'<option value="(\w+)" selected', page),
    )


def test_the_page_shows_what_holds(room: Any, desk: Any) -> None:
    page = desk(room.reviewer).client.get(ADDRESS).content.decode()
    assert chosen(page) == (["at_once"], ["en"])
    assert "Letters go to reviewer@example.org." in page


def test_a_choice_is_kept(room: Any, desk: Any) -> None:
    client = desk(room.reviewer).client
    answer = client.post(ADDRESS, {"delivery": "daily", "language": "id"}, follow=True)
    assert answer.redirect_chain == [(ADDRESS, 302)]
    page = answer.content.decode()
    assert "Saved. Letters come as you chose." in page
    assert chosen(page) == (["daily"], ["id"])
    account = room.account(room.reviewer)
    account.refresh_from_db()
    assert (account.delivery, account.language) == ("daily", "id")
    other = room.account(room.colleague)
    other.refresh_from_db()
    assert other.delivery == "at_once"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"delivery": "hourly", "language": "id"}, "Choose when letters come"),
        ({"delivery": "never", "language": "xx"}, "Choose a language"),
        ({}, "Choose when letters come"),
    ],
)
def test_another_choice_is_refused(room: Any, desk: Any, typed: dict[str, str], said: str) -> None:
    answer = desk(room.reviewer).client.post(ADDRESS, typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    account = room.account(room.reviewer)
    account.refresh_from_db()
    assert (account.delivery, account.language) == ("at_once", "")


def test_without_an_address_one_is_told_whom_to_ask(room: Any, desk: Any) -> None:
    account = room.account(room.reviewer)
    account.email = ""
    account.save()
    page = desk(room.reviewer).client.get(ADDRESS).content.decode()
    assert "Ask an administrator for one." in page
    assert "Letters go to" not in page


def test_the_desk_leads_there(room: Any, desk: Any) -> None:
    assert f'href="{ADDRESS}"' in desk(room.reviewer).client.get("/desk/").content.decode()
