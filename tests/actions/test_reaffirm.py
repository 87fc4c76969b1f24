"""A stale verdict, and the three ways out: reaffirmed, replaced by a new one, withdrawn."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from factcheck.actions import articles, claims, reviews, verdicts
from factcheck.actions.anchoring import place_now
from factcheck.domain.actor import Actor, Role
from factcheck.domain.errors import Refusal
from factcheck.models import ChangeSet, Claim, Review, Verdict
from tests.newsroom import TEXT, Newsroom, another_person, version

CHANGED = TEXT.replace("12 million", "13 million")
GONE = TEXT.replace("It cost 12 million euros, as the city said. ", "")


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    """A claim with a published verdict that covers its words."""
    made = newsroom.claim(newsroom.article())
    newsroom.evidence(made)
    newsroom.published(made)
    return made


@pytest.fixture
def stale(newsroom: Newsroom, claim: Claim) -> Claim:
    """The same after a number changed in its words."""
    revise(newsroom, claim, CHANGED)
    claim.refresh_from_db()
    assert claim.stale == "number"
    return claim


def revise(newsroom: Newsroom, claim: Claim, html: str) -> None:
    articles.record_revision(
        article=claim.article,
        by=newsroom.editor,
        reason="New figures.",
        version=version(claim.article),
        html=html,
    )


def reaffirm(claim: Claim, by: Actor, **given: Any) -> Verdict:
    words: dict[str, Any] = {
        "version": version(claim),
        "reason": "The sum is the same but for the tax.",
    }
    return verdicts.reaffirm(claim=claim, by=by, **words | given)


def review(claim: Claim, by: Actor, rating: str = "true", **words: Any) -> Review:
    given = {"version": version(claim), "note": {"en": "The accounts say otherwise."}}
    return reviews.review(claim=claim, by=by, rating=rating, **given | words)  # type: ignore[arg-type]


def publish(newsroom: Newsroom, claim: Claim) -> Claim:
    verdicts.publish(claim=claim, by=newsroom.editor, version=version(claim), reason="Agreed.")
    return Claim.objects.get(pk=claim.pk)


def refused(said: str, act: Callable[[], Any]) -> None:
    """Whatever is tried is refused with these words, and writes nothing."""
    acts, made = ChangeSet.objects.count(), Verdict.objects.count()
    with pytest.raises(Refusal, match=said):
        act()
    assert (ChangeSet.objects.count(), Verdict.objects.count()) == (acts, made)


def test_reaffirmed_reviewed_and_published_it_is_stale_no_more(
    newsroom: Newsroom, stale: Claim
) -> None:
    first = Verdict.objects.get()
    made = reaffirm(stale, newsroom.colleague)
    stale.refresh_from_db()
    assert (stale.status, stale.stale, stale.published_verdict) == ("proposed", "number", first)
    review(stale, newsroom.reviewer)
    assert Claim.objects.get().stale == "number"  # until readers see the new one

    claim = publish(newsroom, stale)

    assert (claim.status, claim.stale, claim.published_verdict) == ("published", "", made)
    assert made.is_reaffirmed
    assert not first.is_reaffirmed
    assert (first.anchor.exact, made.anchor.exact) == (
        "cost 12 million euros",
        "cost 13 million euros",
    )
    assert (first.revision.number, made.revision.number) == (1, 2)
    same = ("rating", "confidence", "rationale", "time_notes", "outcome")
    assert [getattr(made, name) for name in same] == [getattr(first, name) for name in same]


def test_it_takes_over_what_the_verdict_told_of_other_times(newsroom: Newsroom) -> None:
    claim = newsroom.claim(newsroom.article())
    claims.take(claim=claim, by=newsroom.reviewer, version=version(claim))
    told: dict[str, Any] = {
        "time_notes": [{"date": "2019", "note": {"en": "So it was."}, "sources": []}],
        "outcome": {"status": "realised", "note": {"en": "It was built."}},
    }
    given = {"rating": "true", "confidence": "low", "rationale": {"en": "So it is."}} | told
    by = newsroom.reviewer
    verdicts.propose(claim=claim, by=by, version=version(claim), **given)
    review(claim, newsroom.colleague)
    publish(newsroom, claim)
    revise(newsroom, claim, CHANGED)

    made = reaffirm(claim, newsroom.reviewer)

    assert {name: getattr(made, name) for name in given if name != "rating"} == {
        name: value for name, value in given.items() if name != "rating"
    }


def test_it_rests_on_the_evidence_of_now(newsroom: Newsroom, stale: Claim) -> None:
    newsroom.evidence(stale, stance="refutes")
    made = reaffirm(stale, newsroom.reviewer)
    assert [Verdict.objects.get(number=1).evidence.count(), made.evidence.count()] == [1, 2]


def taken_and_asked_for_changes(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.proposed(claim, "false")
    reviews.request_changes(
        claim=claim, by=newsroom.colleague, version=version(claim), reason="It still holds."
    )


WAYS: dict[str, Callable[[Newsroom, Claim], Any]] = {
    "published": lambda room, claim: None,
    "researching": lambda room, claim: claims.take(
        claim=claim, by=room.reviewer, version=version(claim)
    ),
    "changes_requested": taken_and_asked_for_changes,
}


@pytest.mark.parametrize("status", WAYS)
def test_from_where_it_is_reaffirmed(newsroom: Newsroom, stale: Claim, status: str) -> None:
    WAYS[status](newsroom, stale)
    assert Claim.objects.get().status == status
    made = reaffirm(stale, newsroom.reviewer)
    claim = Claim.objects.get()
    assert (claim.status, claim.rating.key) == ("proposed", "true")  # type: ignore[union-attr]
    assert (claim.assignee_id, made.proposer_id) == (newsroom.reviewer.id, newsroom.reviewer.id)


WAITING: dict[str, Callable[[Newsroom, Claim], Any]] = {
    "proposed": lambda room, claim: room.proposed(claim),
    "in_second_review": lambda room, claim: (
        room.proposed(claim),
        reviews.begin_review(claim=claim, by=room.colleague, version=version(claim)),
    ),
    "disputed": lambda room, claim: (
        room.proposed(claim),
        review(claim, room.colleague, "false"),
    ),
    "approved": lambda room, claim: room.approved(claim),
    "withdrawn": lambda room, claim: claims.withdraw(
        claim=claim, by=room.editor, version=version(claim), reason="Not ours."
    ),
}


@pytest.mark.parametrize("status", WAITING)
def test_not_while_another_verdict_is_under_review(
    newsroom: Newsroom, stale: Claim, status: str
) -> None:
    WAITING[status](newsroom, stale)
    assert Claim.objects.get().status == status
    refused("while no other is under review", lambda: reaffirm(stale, newsroom.colleague))


def test_what_is_not_stale_is_not_reaffirmed(newsroom: Newsroom, claim: Claim) -> None:
    refused("covers the words as they are", lambda: reaffirm(claim, newsroom.reviewer))
    revise(newsroom, claim, TEXT.replace("Nobody was hurt", "No one was hurt"))
    refused("covers the words as they are", lambda: reaffirm(claim, newsroom.reviewer))


def test_nor_what_was_never_published(newsroom: Newsroom) -> None:
    claim = newsroom.claim(newsroom.article())
    refused("Only a published verdict", lambda: reaffirm(claim, newsroom.reviewer))
    claims.take(claim=claim, by=newsroom.reviewer, version=version(claim))
    refused("No verdict of this claim is published", lambda: reaffirm(claim, newsroom.reviewer))


def test_nor_words_that_are_gone(newsroom: Newsroom, claim: Claim) -> None:
    revise(newsroom, claim, GONE)
    assert Claim.objects.get().stale == "lost"
    refused("Give it a new quote", lambda: reaffirm(claim, newsroom.reviewer))


def test_words_that_a_person_placed_since_are_reaffirmed(newsroom: Newsroom, claim: Claim) -> None:
    revise(newsroom, claim, GONE)
    where = GONE.index("The fare was two euros")
    claims.accept_place(
        claim=claim,
        by=newsroom.editor,
        version=version(claim),
        reason="The same sum.",
        revision=2,
        start=where,
        end=where + 12,
    )
    assert Claim.objects.get().stale == "lost"
    made = reaffirm(claim, newsroom.reviewer)
    assert made.anchor == place_now(Claim.objects.get())
    review(claim, newsroom.colleague)
    assert publish(newsroom, claim).stale == ""


def test_an_author_does_not_reaffirm(newsroom: Newsroom, stale: Claim) -> None:
    author, by = another_person("author")
    articles.edit_article(
        article=stale.article,
        by=newsroom.editor,
        reason="They wrote it.",
        version=version(stale.article),
        authors=[author],
    )
    refused("author of this article", lambda: reaffirm(stale, by))


def test_who_has_no_role_does_not_reaffirm(newsroom: Newsroom, stale: Claim) -> None:
    _, by = another_person("visitor", Role.NONE)
    refused("Only reviewers and editors check", lambda: reaffirm(stale, by))


def test_it_asks_for_a_reason(newsroom: Newsroom, stale: Claim) -> None:
    refused("Say why", lambda: reaffirm(stale, newsroom.reviewer, reason="  "))


def test_a_second_click_reaffirms_once(newsroom: Newsroom, stale: Claim) -> None:
    seen = version(stale)
    reaffirm(stale, newsroom.reviewer, version=seen)
    refused("Someone saved this", lambda: reaffirm(stale, newsroom.reviewer, version=seen))


def test_an_edit_meanwhile_is_a_version_that_was_not_seen(newsroom: Newsroom, stale: Claim) -> None:
    seen = version(stale)
    revise(newsroom, stale, TEXT.replace("12 million", "14 million"))
    refused("Someone saved this", lambda: reaffirm(stale, newsroom.reviewer, version=seen))


def test_who_reaffirms_does_not_review_it(newsroom: Newsroom, stale: Claim) -> None:
    reaffirm(stale, newsroom.colleague)
    refused("You proposed", lambda: review(stale, newsroom.colleague))
    review(stale, newsroom.reviewer)  # who proposed the one before is a second person here


def test_a_reaffirmation_is_disputed_and_decided(newsroom: Newsroom, stale: Claim) -> None:
    made = reaffirm(stale, newsroom.reviewer)
    review(stale, newsroom.colleague, "false")
    assert Claim.objects.get().status == "disputed"
    reviews.decide(
        claim=stale, by=newsroom.editor, version=version(stale), reason="The tax is no cost."
    )
    claim = publish(newsroom, stale)
    assert (claim.published_verdict, claim.stale) == (made, "")


def test_it_is_called_back_as_any_other(newsroom: Newsroom, stale: Claim) -> None:
    reaffirm(stale, newsroom.reviewer)
    verdicts.retract(claim=stale, by=newsroom.reviewer, version=version(stale), reason="Too quick.")
    claim = Claim.objects.get()
    assert (claim.status, claim.stale) == ("researching", "number")


@pytest.mark.parametrize("html", [TEXT.replace("12 million", "14 million"), GONE])
def test_an_edit_while_it_waits_makes_it_outdated(
    newsroom: Newsroom, stale: Claim, html: str
) -> None:
    reaffirm(stale, newsroom.reviewer)
    with transaction.atomic():
        revise(newsroom, stale, html)
        refused("article", lambda: review(stale, newsroom.colleague))
        transaction.set_rollback(True)
    review(stale, newsroom.colleague)
    revise(newsroom, stale, html)
    refused("Ask for changes", lambda: publish(newsroom, stale))
    assert Claim.objects.get().stale


def test_an_edit_elsewhere_leaves_it_waiting(newsroom: Newsroom, stale: Claim) -> None:
    made = reaffirm(stale, newsroom.reviewer)
    revise(newsroom, stale, CHANGED.replace("two euros", "three euros"))
    review(stale, newsroom.colleague)
    claim = publish(newsroom, stale)
    assert (claim.published_verdict, claim.stale) == (made, "")


def test_a_new_verdict_is_another_way_out(newsroom: Newsroom, stale: Claim) -> None:
    made = newsroom.published(stale, "false")
    stale.refresh_from_db()
    assert (stale.published_verdict, stale.stale) == (made, "")
    assert (made.is_reaffirmed, made.revision.number) == (False, 2)


def test_withdrawn_and_reinstated_it_is_stale_still(newsroom: Newsroom, stale: Claim) -> None:
    given: dict[str, Any] = {"claim": stale, "by": newsroom.editor, "reason": "Not ours."}
    claims.withdraw(**given, version=version(stale))
    claims.reinstate(**given, version=version(stale))
    claim = Claim.objects.get()
    assert (claim.status, claim.stale) == ("published", "number")
    assert list(Claim.objects.stale().at_work()) == [claim]


def test_when_the_old_words_come_back_the_old_verdict_covers_them(
    newsroom: Newsroom, stale: Claim
) -> None:
    revise(newsroom, stale, TEXT)
    assert Claim.objects.get().stale == ""
    refused("nothing to reaffirm", lambda: reaffirm(stale, newsroom.reviewer))
