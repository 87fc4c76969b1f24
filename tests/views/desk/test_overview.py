"""/desk/overview/: who may see it, what can be asked of it, and that each chart has its table."""

import re

import pytest
from django.test import Client

from factcheck.actions import claims
from factcheck.models import Claim
from tests.newsroom import Newsroom

ADDRESS = "/desk/overview/"


@pytest.mark.parametrize("who", ["reviewer", "editor", "administrator"])
def test_colleagues_see_it(room: Newsroom, claim: Claim, desk, who: str) -> None:
    room.published(claim)
    for quote, rating in (("two euros", "false"), ("4 May 2019", "true")):
        room.approved(room.claim(claim.article, quote), rating)
    taken = room.claim(claim.article, "Nobody was hurt")
    claims.take(claim=taken, by=room.reviewer, version=taken.version)
    answer = desk(getattr(room, who)).client.get(ADDRESS)
    assert answer.status_code == 200
    page = answer.content.decode()
    charts = re.findall(r'<svg class="chart-bars" role="img" aria-label="[^"]+"', page)
    assert len(charts) == page.count("<table>") == 5
    assert "1 verdict was published. The most frequent rating: True (1)." in page
    assert "style=" not in page


def test_a_visitor_signs_in_first(db: None) -> None:
    assert Client().get(ADDRESS)["Location"] == f"/accounts/login/?next={ADDRESS}"


def test_the_desk_leads_there(room: Newsroom, desk) -> None:
    assert f'href="{ADDRESS}"' in desk(room.reviewer).client.get("/desk/").content.decode()


@pytest.mark.parametrize(
    ("query", "chosen"), [("", "12"), ("?months=3", "3"), ("?months=all", "all")]
)
def test_a_period_is_chosen_in_the_address(room: Newsroom, desk, query: str, chosen: str) -> None:
    page = desk(room.reviewer).client.get(ADDRESS + query).content.decode()
    assert f'href="?months={chosen}#period-h" aria-current="true"' in page


@pytest.mark.parametrize("query", ["?months=5", "?months=", "?months=3x"])
def test_a_period_that_is_not_offered_is_not_there(room: Newsroom, desk, query: str) -> None:
    assert desk(room.reviewer).client.get(ADDRESS + query).status_code == 404


def test_an_empty_one_says_what_will_stand_here(room: Newsroom, desk) -> None:
    page = desk(room.reviewer).client.get(ADDRESS).content.decode()
    assert "<table>" not in page
    assert "Published ratings will stand here, month by month." in page


def test_numbers_are_drawn_in_every_language(room: Newsroom, claim: Claim, desk) -> None:
    """A decimal comma in an attribute would draw nothing."""
    room.published(claim)
    page = desk(room.reviewer).client.get(f"/id{ADDRESS}").content.decode()
    assert not re.findall(r'(?:width|height|x|y)="[\d.]*,[\d.]*%?"', page)
