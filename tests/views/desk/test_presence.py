"""/desk/claims/<id>/presence/: who is writing about a claim now."""

import pytest

from factcheck.actions.presence import writing
from factcheck.models import Presence
from tests.views.desk.conftest import recorded

LINE = "Reviewer is writing about this claim now."


def address(claim):
    return f"/desk/claims/{claim.pk}/presence/"


@pytest.fixture
def mine(room, desk):
    return desk(room.reviewer).client


@pytest.fixture
def theirs(room, desk):
    return desk(room.colleague).client


def test_who_opens_a_page_of_the_claim_sees_it_at_once(room, claim, mine, theirs):
    evidence = room.evidence(claim)
    before = recorded()
    assert mine.post(address(claim)).status_code == 200
    assert recorded() == before
    pages = (
        f"/desk/claims/{claim.pk}/",
        f"/desk/claims/{claim.pk}/evidence/add/",
        f"/desk/evidence/{evidence.pk}/",
    )
    for page in pages:
        assert LINE in theirs.get(page).content.decode()
        assert LINE not in mine.get(page).content.decode()


def test_the_fragment_stands_alone(claim, mine, theirs):
    mine.post(address(claim))
    fragment = theirs.get(address(claim)).content.decode().strip()
    assert fragment.startswith('<div class="presence" role="status" data-presence="/desk/claims/')
    assert LINE in fragment
    mine.post(address(claim), {"left": "1"})
    assert not Presence.objects.exists()
    assert "<p>" not in theirs.get(address(claim)).content.decode()


def test_several_are_named_together(room, claim, desk):
    for actor in (room.reviewer, room.colleague):
        writing(claim=claim, by=actor)
    answer = desk(room.editor).client.get(address(claim)).content.decode()
    assert "Colleague and Reviewer are writing about this claim now." in answer


def test_in_indonesian_it_asks_in_indonesian(claim, mine):
    answer = mine.get(f"/id{address(claim)}").content.decode()
    assert f'data-presence="/id{address(claim)}"' in answer


def test_of_no_claim_nothing_is_told(mine):
    assert mine.get("/desk/claims/999/presence/").status_code == 404
