"""Second review: an own rating given blind, approval after a look, changes asked for."""

import pytest

from factcheck.actions.policies import set_policy
from factcheck.domain.review import Status
from factcheck.models import Publication, Review

SAME = {"rating": "true", "note_en": "I get the same sum."}
OTHER = {"rating": "false", "note_en": "It was 21 million."}


@pytest.fixture
def proposed(room, claim):
    room.proposed(claim, "true")
    claim.refresh_from_db()
    return claim


def test_a_review_is_begun(room, proposed, desk):
    claim = desk(room.colleague).done(proposed, "begin-review")
    assert (claim.status, claim.assignee_id) == (Status.IN_SECOND_REVIEW, room.colleague.id)


def test_the_same_rating_approves(room, proposed, desk):
    claim = desk(room.colleague).done(proposed, "review", **SAME)
    assert claim.status == Status.APPROVED
    assert claim.acts.newest_first()[0].kind == "review.approve"


def test_another_rating_is_a_dissent(room, proposed, desk):
    claim = desk(room.colleague).done(proposed, "review", **OTHER)
    assert claim.status == Status.DISPUTED
    assert Review.objects.get().note == {"en": "It was 21 million."}


def test_the_proposed_rating_is_kept_from_whoever_is_to_rate(room, proposed, desk):
    page = desk(room.colleague).see(proposed)
    assert "The city&#x27;s accounts show it." not in page
    assert "Sealed until you have rated it" in page
    assert "The city&#x27;s accounts show it." in desk(room.reviewer).see(proposed)


def test_without_a_seal_it_is_shown_on_request(room, claim, desk):
    set_policy(
        by=room.administrator, reason="So agreed.", version=0, people_needed=2, is_sealed=False
    )
    room.proposed(claim, "true")
    page = desk(room.colleague).see(claim)
    assert page.count("The city&#x27;s accounts show it.") == 1  # once, folded away
    assert "Show the proposal" in page
    assert "Show the proposal" not in desk(room.reviewer).see(claim)


def test_who_looked_may_approve_with_one_click(room, proposed, desk):
    claim = desk(room.colleague).done(proposed, "approve", rating="true")
    assert claim.status == Status.APPROVED


def test_a_look_at_another_rating_is_no_approval(room, proposed, desk):
    desk(room.colleague).refused(proposed, "approve", rating="false")


@pytest.mark.parametrize("step", ["review", "begin-review", "approve"])
def test_nobody_reviews_their_own_verdict(room, proposed, desk, step):
    page = desk(room.reviewer).refused(proposed, step, **SAME)
    assert "You proposed this verdict, so a colleague must review it." in page


def test_an_author_does_not_review(room, desk):
    claim = room.claim(room.article(authors=[room.account(room.colleague).person]))
    room.proposed(claim)
    page = desk(room.colleague).refused(claim, "review", **SAME)
    assert "You are an author of this article" in page
    assert "I get the same sum." in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"rating": "maybe"}, "There is no rating “maybe”."),
        ({"rating": ""}, "Choose a rating from the list."),
        ({"note_en": ""}, "Write it in at least one language."),
    ],
)
def test_what_is_wrong_is_said(room, proposed, desk, typed, sentence):
    page = desk(room.colleague).refused(proposed, "review", **SAME | typed)
    assert sentence in page
    assert not Review.objects.exists()


def test_evidence_that_came_later_stops_it(room, proposed, desk):
    room.evidence(proposed)
    page = desk(room.colleague).refused(proposed, "review", **SAME)
    assert "The evidence changed after this verdict was proposed." in page


def test_a_verdict_that_was_called_back_meanwhile(room, proposed, desk):
    seen = proposed.version
    desk(room.reviewer).done(proposed, "retract", reason="A source is missing.")
    page = desk(room.colleague).refused(proposed, "review", version=seen, status=409, **SAME)
    assert "Verdict called back" in page
    assert "I get the same sum." in page


def test_a_second_click_reviews_nothing_twice(room, proposed, desk):
    mine, seen = desk(room.colleague), proposed.version
    mine.done(proposed, "review", **SAME)
    mine.refused(proposed, "review", version=seen, status=409, **SAME)
    assert Review.objects.count() == 1


def test_changes_are_asked_for(room, proposed, desk):
    claim = desk(room.colleague).done(proposed, "request-changes", reason="Name the page.")
    assert (claim.status, claim.assignee_id) == (Status.CHANGES_REQUESTED, room.reviewer.id)
    assert "Name the page." in desk(room.reviewer).see(claim)


def test_changes_need_words_and_a_colleague(room, proposed, desk):
    assert "Say why" in desk(room.colleague).refused(proposed, "request-changes", reason="")
    page = desk(room.reviewer).refused(proposed, "request-changes", reason="Mine.")
    assert "You proposed this verdict" in page


def test_what_is_refused_for_one_reason_shares_it(room, claim, desk):
    room.proposed(claim)
    page = desk(room.reviewer).see(claim)
    why = "You proposed this verdict, so a colleague must review it."
    assert page.count(f'<p class="refusal" id="why-not-begin_review">{why}</p>') == 1
    assert page.count('aria-describedby="why-not-begin_review"') == 3


@pytest.mark.parametrize("tick", [{"with_dissent": "on"}, {}], ids=["ticked", "not ticked"])
def test_a_dissent_is_published_where_the_box_is_ticked(room, proposed, desk, tick):
    claim = desk(room.colleague).done(proposed, "review", **OTHER)
    claim = desk(room.administrator).done(claim, "decide", reason="The accounts settle it.")
    assert 'name="with_dissent-offered"' in desk(room.editor).see(claim)
    sent = {"reason": "Decided.", "with_dissent-offered": ""} | tick
    desk(room.editor).done(claim, "publish", **sent)
    assert Publication.objects.get().with_dissent == bool(tick)
