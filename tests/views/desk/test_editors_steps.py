"""What editors do at the desk: decide, publish, withdraw, reinstate."""

import pytest

from factcheck.actions import reviews
from factcheck.domain.review import Status
from tests.newsroom import version


@pytest.fixture
def disputed(room, claim):
    room.proposed(claim, "true")
    reviews.review(
        claim=claim, by=room.colleague, version=version(claim), rating="false", note={"en": "No."}
    )
    return claim


@pytest.fixture
def approved(room, claim):
    room.approved(claim)
    return claim


def test_a_dispute_is_decided(room, disputed, desk):
    claim = desk(room.editor).done(disputed, "decide", reason="The sum is right.")
    assert claim.status == Status.APPROVED


def test_an_approved_verdict_is_published(room, approved, desk):
    page = desk(room.editor).see(approved)
    assert "Readers will see this." in page
    claim = desk(room.editor).done(approved, "publish", reason="Two people agree.")
    assert claim.status == Status.PUBLISHED
    assert claim.published_verdict is not None


def test_a_claim_is_withdrawn_and_reinstated(room, claim, desk):
    assert desk(room.editor).done(claim, "withdraw", reason="No claim.").is_withdrawn
    assert desk(room.editor).done(claim, "reinstate", reason="It is.").status == Status.OPEN


@pytest.mark.parametrize("step", ["publish", "withdraw", "reinstate"])
def test_reviewers_do_none_of_it(room, approved, desk, step):
    page = desk(room.reviewer).refused(approved, step, reason="I would like to.")
    assert "Only editors publish, decide and withdraw." in page
    assert "I would like to." in page


def test_reviewers_do_not_decide(room, disputed, desk):
    page = desk(room.reviewer).refused(disputed, "decide", reason="Mine is right.")
    assert "Only editors publish, decide and withdraw." in page


@pytest.mark.parametrize("step", ["publish", "withdraw"])
def test_a_reason_is_needed(room, approved, desk, step):
    page = desk(room.editor).refused(approved, step, reason="  ")
    assert "Say why: a reason is kept with every change." in page


def test_nothing_is_published_without_a_second_person(room, claim, desk):
    room.proposed(claim)
    page = desk(room.editor).refused(claim, "publish", reason="Quick.")
    assert "Only an approved verdict can be published." in page


def test_nothing_is_published_after_the_evidence_changed(room, approved, desk):
    room.evidence(approved)
    page = desk(room.editor).refused(approved, "publish", reason="Two people agree.")
    assert "The evidence changed after this verdict was proposed." in page


def test_a_second_click_publishes_nothing_twice(room, approved, desk):
    approved.refresh_from_db()
    seen, editor = approved.version, desk(room.editor)
    editor.done(approved, "publish", reason="Two people agree.")
    editor.refused(approved, "publish", version=seen, status=409, reason="Two people agree.")
    assert approved.publications.count() == 1


def test_who_proposed_does_not_decide(room, claim, desk):
    room.proposed(claim, "true", by=room.editor)
    reviews.review(
        claim=claim, by=room.colleague, version=version(claim), rating="false", note={"en": "No."}
    )
    page = desk(room.editor).refused(claim, "decide", reason="Mine.")
    assert "You proposed this verdict" in page
