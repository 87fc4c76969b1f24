"""An editor opens the seal of a proposal, and may not review it any more."""

import pytest

from factcheck.models import SealOpening

SECRET = "The city&#x27;s accounts show it."


@pytest.fixture
def proposed(room, claim):
    room.proposed(claim)
    claim.refresh_from_db()
    return claim


def test_what_follows_is_said_first(room, proposed, desk):
    client = desk(room.editor).client
    assert f'href="/desk/claims/{proposed.pk}/unseal/"' in desk(room.editor).see(proposed)
    page = client.get(f"/desk/claims/{proposed.pk}/unseal/").content.decode()
    assert "you may not review this verdict then" in page
    assert SECRET not in page
    assert not SealOpening.objects.exists()


def test_it_is_opened_and_recorded(room, proposed, desk):
    assert SECRET not in desk(room.editor).see(proposed)
    desk(room.editor).done(proposed, "unseal", reason="The lawyers ask.")
    page = desk(room.editor).see(proposed)
    assert SECRET in page
    assert "You opened the seal of this proposal, so a colleague must review it." in page
    assert SECRET not in desk(room.administrator).see(proposed)


def test_a_reviewer_does_not(room, proposed, desk):
    assert "unseal" not in desk(room.colleague).see(proposed)
    page = desk(room.colleague).refused(proposed, "unseal", status=403, reason="Curious.")
    assert "Only editors change" in page


def test_it_takes_a_reason_and_something_sealed(room, claim, proposed, desk):
    assert "Say why" in desk(room.editor).refused(proposed, "unseal", reason="")
    room_approves(room, proposed)
    page = desk(room.editor).refused(proposed, "unseal", reason="Late.")
    assert "No proposal of this claim is sealed from you." in page
    page = desk(room.editor).client.get(f"/desk/claims/{proposed.pk}/unseal/").content.decode()
    assert 'aria-describedby="why-not-unseal"' in page


def room_approves(room, claim):
    from factcheck.actions import reviews
    from tests.newsroom import version

    reviews.review(claim=claim, by=room.colleague, version=version(claim), rating="true")


def test_a_stale_page(room, proposed, desk):
    page = desk(room.editor).refused(proposed, "unseal", status=409, reason="Why.", version=1)
    assert "Someone saved this while you were writing." in page
    assert "Why.</textarea>" in page


def test_a_proposal_sent_back_is_not_begun_from_by_others(room, proposed, desk):
    desk(room.colleague).done(proposed, "request-changes", reason="Name the page.")
    desk(room.editor).done(proposed, "take")
    page = desk(room.editor).see(proposed)
    assert SECRET not in page
    assert "Sealed until it has been judged." in page
    assert SECRET in desk(room.reviewer).see(proposed)
