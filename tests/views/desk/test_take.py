"""Taking a claim."""

from factcheck.actions import claims, people, reviews
from factcheck.domain.review import Status
from tests.newsroom import version


def test_it_is_in_my_hands(room, claim, desk):
    mine = desk(room.reviewer).done(claim, "take")
    assert (mine.status, mine.assignee_id) == (Status.RESEARCHING, room.reviewer.id)
    assert mine.acts.newest_first()[0].channel == "desk"


def test_a_second_click_is_told_kindly_and_takes_nothing_twice(room, claim, desk):
    mine = desk(room.reviewer)
    seen = claim.version
    mine.done(claim, "take")
    page = mine.refused(claim, "take", version=seen, status=409)
    assert "You changed this claim yourself" in page
    assert "You have taken this claim already." in page  # the button, for what is true now


def test_someone_was_quicker(room, claim, desk):
    seen = claim.version
    desk(room.colleague).done(claim, "take")
    page = desk(room.reviewer).refused(claim, "take", version=seen, status=409)
    assert "Someone changed this claim since you loaded the page, so nothing was recorded." in page
    assert "in the hands of Colleague" in page


def test_the_author_does_not_check(room, desk):
    person = room.account(room.reviewer).person
    claim = room.claim(room.article(authors=[person]))
    page = desk(room.reviewer).refused(claim, "take")
    assert "You are an author of this article" in page


def test_a_claim_under_review_is_not_taken(room, claim, desk):
    room.proposed(claim)
    assert "waits for its second review" in desk(room.colleague).refused(claim, "take")


def test_a_page_without_its_version_is_not_believed(room, claim, desk):
    for version_sent in ("", "x", "0"):
        page = desk(room.reviewer).refused(claim, "take", version=version_sent)
        assert "The page was not sent whole." in page


def test_one_put_back_can_be_taken(room, claim, desk):
    claims.take(claim=claim, by=room.colleague, version=version(claim))
    assert desk(room.colleague).done(claim, "release").status == Status.OPEN
    assert desk(room.reviewer).done(claim, "take").assignee_id == room.reviewer.id


def test_nothing_is_put_back_that_nobody_took(room, claim, desk):
    assert "nothing to put back" in desk(room.reviewer).refused(claim, "release")


def test_a_role_taken_away_meanwhile_closes_the_desk(room, claim, desk):
    mine = desk(room.reviewer)
    person = room.account(room.reviewer).person
    people.change_role(
        person=person, by=room.administrator, reason="Left.", version=person.version, role="none"
    )
    mine.refused(claim, "take", status=403)


def test_the_page_says_with_whom_it_is(room, claim, desk):
    mine, other = desk(room.reviewer), desk(room.colleague)
    mine.done(claim, "take")
    assert "in your hands" in mine.see(claim)
    assert "in the hands of Reviewer" in other.see(claim)
    assert "in your hands" in mine.client.get("/desk/?show=in-hand").content.decode()


def test_a_proposal_is_by_its_proposer_and_in_the_hands_of_who_is_asked(room, claim, desk):
    room.proposed(claim)
    page = desk(room.colleague).client.get("/desk/").content.decode()
    assert "<span>by Reviewer</span>" in page
    assert "by you" in desk(room.reviewer).see(claim)
    reviews.ask_review(
        claim=claim,
        by=room.reviewer,
        version=version(claim),
        of=room.account(room.colleague).person,
    )
    assert "in your hands" in desk(room.colleague).see(claim)
    assert "in the hands of Colleague" in desk(room.reviewer).see(claim)


def test_only_a_free_claim_invites_to_be_taken(room, claim, desk):
    button = '<button class="button{}" type="submit" data-key="t">Take</button>'
    assert button.format(" primary") in desk(room.reviewer).see(claim)
    desk(room.reviewer).done(claim, "take")
    assert button.format("") in desk(room.colleague).see(claim)
