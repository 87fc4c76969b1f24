"""What a seal keeps from whom, how an editor opens it, and verdicts that need more people."""

from typing import Any

import pytest

from factcheck.actions import reviews, verdicts
from factcheck.actions.policies import set_policy
from factcheck.actions.seals import is_sealed_from, unseal
from factcheck.domain.actor import Actor, Role
from factcheck.domain.errors import Refusal
from factcheck.models import Claim, Policy, Review, SealOpening, Verdict
from tests.newsroom import Newsroom, another_person, version


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim(newsroom.article())


def policy(newsroom: Newsroom, **words: Any) -> Policy:
    given = {"people_needed": 2, "is_sealed": True, "version": Policy.now().version}
    return set_policy(by=newsroom.administrator, reason="Agreed.", **given | words)


def rate(claim: Claim, by: Actor, rating: str = "true") -> Review:
    note = {"en": "As the accounts say."}
    return reviews.review(claim=claim, by=by, version=version(claim), rating=rating, note=note)


def kept_out(newsroom: Newsroom, verdict: Verdict) -> set[str]:
    people = ("editor", "reviewer", "colleague", "administrator")
    return {name for name in people if is_sealed_from(getattr(newsroom, name).id, verdict)}


def test_a_proposal_is_sealed_until_it_is_judged(newsroom: Newsroom, claim: Claim) -> None:
    verdict = newsroom.proposed(claim)
    assert kept_out(newsroom, verdict) == {"editor", "colleague", "administrator"}
    claim.refresh_from_db()
    assert claim.rating is None
    rate(claim, newsroom.colleague)
    assert kept_out(newsroom, verdict) == set()
    claim.refresh_from_db()
    assert claim.rating == verdict.rating


def test_a_dispute_opens_it(newsroom: Newsroom, claim: Claim) -> None:
    verdict = newsroom.proposed(claim)
    rate(claim, newsroom.colleague, "false")
    assert kept_out(newsroom, verdict) == set()


def test_one_sent_back_stays_sealed_until_a_later_one_is_judged(
    newsroom: Newsroom, claim: Claim
) -> None:
    first = newsroom.proposed(claim)
    reviews.request_changes(
        claim=claim, by=newsroom.colleague, version=version(claim), reason="Name the page."
    )
    assert kept_out(newsroom, first) == {"editor", "colleague", "administrator"}
    second = newsroom.proposed(claim, "false")
    assert kept_out(newsroom, second) == {"editor", "colleague", "administrator"}
    rate(claim, newsroom.colleague, "false")
    assert kept_out(newsroom, first) == kept_out(newsroom, second) == set()


def test_a_reaffirmation_has_nothing_to_seal(newsroom: Newsroom, claim: Claim) -> None:
    from tests.actions.test_review import change_words

    newsroom.published(claim)
    change_words(newsroom, claim)
    verdict = verdicts.reaffirm(
        claim=claim, by=newsroom.reviewer, version=version(claim), reason="It still holds."
    )
    assert kept_out(newsroom, verdict) == set()


def test_an_editor_opens_it_on_record_and_reviews_it_no_more(
    newsroom: Newsroom, claim: Claim
) -> None:
    verdict = newsroom.proposed(claim)
    given: dict[str, Any] = {"claim": claim, "reason": "The lawyers ask."}
    with pytest.raises(Refusal, match="Only editors"):
        unseal(by=newsroom.colleague, version=version(claim), **given)
    unseal(by=newsroom.editor, version=version(claim), **given)
    assert kept_out(newsroom, verdict) == {"colleague", "administrator"}
    act = claim.acts.newest_first()[0]
    assert (act.kind, act.actor_name, act.reason) == ("verdict.unseal", "Editor", given["reason"])
    with pytest.raises(Refusal, match="You opened the seal"):
        rate(claim, newsroom.editor)
    with pytest.raises(Refusal, match="No proposal of this claim is sealed from you"):
        unseal(by=newsroom.editor, version=version(claim), **given)
    assert SealOpening.objects.count() == 1
    rate(claim, newsroom.colleague)


def test_a_newsroom_may_do_without(newsroom: Newsroom, claim: Claim) -> None:
    policy(newsroom, is_sealed=False)
    verdict = newsroom.proposed(claim)
    assert kept_out(newsroom, verdict) == set()
    policy(newsroom, is_sealed=True)
    assert kept_out(newsroom, verdict) == set()  # it keeps the policy it began under


def test_a_policy_of_three(newsroom: Newsroom, claim: Claim) -> None:
    policy(newsroom, people_needed=3)
    verdict = newsroom.proposed(claim)
    policy(newsroom, people_needed=2)
    rate(claim, newsroom.colleague)
    claim.refresh_from_db()
    assert (claim.status, claim.assignee, claim.rating) == ("proposed", None, None)
    assert kept_out(newsroom, verdict) == {"editor", "administrator"}
    with pytest.raises(Refusal, match="You have reviewed this verdict already"):
        rate(claim, newsroom.colleague)
    rate(claim, newsroom.editor)
    claim.refresh_from_db()
    assert (claim.status, claim.rating) == ("approved", verdict.rating)
    kinds = list(claim.acts.order_by("id").values_list("kind", flat=True))
    assert kinds[-2:] == ["review.agree", "review.approve"]


def test_two_who_agree_at_the_same_moment_are_both_counted(
    newsroom: Newsroom, claim: Claim
) -> None:
    """The second counted the people before the first was one of them: told, and counted anew."""
    policy(newsroom, people_needed=4)
    newsroom.proposed(claim)
    rate(claim, newsroom.colleague)  # nobody has it in hand from here on
    seen, by, note = version(claim), newsroom.administrator, {"en": "Same."}
    rate(claim, newsroom.editor)
    given: dict[str, Any] = {"claim": claim, "by": by, "rating": "true", "note": note}
    with pytest.raises(Refusal, match="Someone saved this"):
        reviews.review(version=seen, **given)
    reviews.review(version=version(claim), **given)
    claim.refresh_from_db()
    assert claim.status == "approved"


def test_of_three_one_dissents(newsroom: Newsroom, claim: Claim) -> None:
    policy(newsroom, people_needed=3)
    newsroom.proposed(claim)
    rate(claim, newsroom.colleague)
    rate(claim, newsroom.editor, "false")
    claim.refresh_from_db()
    assert claim.status == "disputed"


@pytest.mark.parametrize("people", [0, 1, 6])
def test_a_policy_has_two_to_five(newsroom: Newsroom, people: int) -> None:
    with pytest.raises(Refusal, match="two to five"):
        policy(newsroom, people_needed=people)


def test_administrators_alone_set_it(newsroom: Newsroom) -> None:
    with pytest.raises(Refusal, match="Only administrators"):
        set_policy(by=newsroom.editor, reason="Mine.", version=0, people_needed=2, is_sealed=True)


def test_a_colleague_is_asked_by_name(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.proposed(claim)
    colleague = newsroom.account(newsroom.colleague).person
    given: dict[str, Any] = {"claim": claim, "of": colleague}
    _third, by = another_person("third")
    with pytest.raises(Refusal, match="Only the proposer or an editor"):
        reviews.ask_review(by=by, version=version(claim), **given)
    reviews.ask_review(by=newsroom.reviewer, version=version(claim), **given)
    claim.refresh_from_db()
    assert (claim.status, claim.assignee) == ("in_second_review", colleague)


@pytest.mark.parametrize("who", ["proposer", "author", "opener", "nobody"])
def test_who_may_not_review_is_not_asked(newsroom: Newsroom, who: str) -> None:
    author, _ = another_person("author")
    gone, _ = another_person("nobody", Role.NONE)
    claim = newsroom.claim(newsroom.article(authors=[author]))
    newsroom.proposed(claim)
    unseal(claim=claim, by=newsroom.administrator, version=version(claim), reason="Asked.")
    asked = {
        "proposer": newsroom.account(newsroom.reviewer).person,
        "author": author,
        "opener": newsroom.account(newsroom.administrator).person,
        "nobody": gone,
    }
    with pytest.raises(Refusal):
        reviews.ask_review(claim=claim, by=newsroom.editor, version=version(claim), of=asked[who])
