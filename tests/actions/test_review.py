"""From an open claim to a published verdict, and every refusal on the way."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from factcheck.actions import articles, claims, evidence, reviews, sources, verdicts
from factcheck.actions.acts import editorial_act
from factcheck.domain.actor import Actor, Role
from factcheck.domain.acts import Kind
from factcheck.domain.errors import Refusal
from factcheck.models import ChangeSet, Claim, Evidence, Review, Verdict
from tests.newsroom import TEXT, Newsroom, another_person, version


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    """An open claim with a piece of evidence."""
    made = newsroom.claim(newsroom.article())
    newsroom.evidence(made)
    return made


def status(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).status


def refused(said: str, act: Callable[[], Any]) -> None:
    """Whatever is tried is refused with these words, and writes nothing."""
    acts = ChangeSet.objects.count()
    with pytest.raises(Refusal, match=said):
        act()
    assert ChangeSet.objects.count() == acts


def review(claim: Claim, by: Actor, rating: str, **words: Any) -> Review:
    given = {"version": version(claim), "note": {"en": "The accounts say otherwise."}}
    return reviews.review(claim=claim, by=by, rating=rating, **given | words)  # type: ignore[arg-type]


def test_two_people_bring_a_verdict_to_publication(newsroom: Newsroom, claim: Claim) -> None:
    verdict = newsroom.published(claim)

    claim.refresh_from_db()
    assert (claim.status, claim.published_verdict, claim.assignee) == ("published", verdict, None)
    assert verdict.anchor.exact == claim.quote
    assert verdict.claim_row.statement == claim.statement
    assert [row.evidence_row.note for row in verdict.evidence.all()] == [{"en": "Says so."}]
    kinds = list(claim.acts.order_by("id").values_list("kind", flat=True))
    assert kinds == [
        "claim.add",
        "evidence.add",
        "claim.take",
        "verdict.propose",
        "review.approve",
        "verdict.publish",
    ]


def test_a_new_verdict_supersedes_and_the_old_one_stays(newsroom: Newsroom, claim: Claim) -> None:
    first = newsroom.published(claim)
    second = newsroom.published(claim, rating="false")
    claim.refresh_from_db()
    assert claim.published_verdict == second
    assert list(Verdict.objects.public().order_by("number")) == [first, second]


def test_a_verdict_stands_while_its_claim_is_checked_anew(newsroom: Newsroom, claim: Claim) -> None:
    verdict = newsroom.published(claim)
    newsroom.proposed(claim, rating="false")
    claim.refresh_from_db()
    assert (claim.status, claim.published_verdict) == ("proposed", verdict)


def test_nobody_reviews_their_own_verdict(newsroom: Newsroom, claim: Claim) -> None:
    verdict = newsroom.proposed(claim)
    refused("You proposed", lambda: review(claim, newsroom.reviewer, "true"))
    refused(
        "You proposed",
        lambda: reviews.begin_review(claim=claim, by=newsroom.reviewer, version=version(claim)),
    )
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        editorial_act(
            article=claim.article,
            by=newsroom.reviewer,
            kind=Kind.REVIEW_APPROVE,
            reason="Past the rules, into the database.",
        ),
    ):
        Review(
            verdict=verdict,
            proposer=verdict.proposer,
            reviewer=verdict.proposer,
            judgement="rating",
            rating=verdict.rating,
        ).save()


def test_nobody_checks_their_own_article(newsroom: Newsroom) -> None:
    author, by = another_person("author")
    claim = newsroom.claim(newsroom.article(authors=[author]))
    refused(
        "author of this article", lambda: claims.take(claim=claim, by=by, version=version(claim))
    )
    newsroom.proposed(claim)
    refused("author of this article", lambda: review(claim, by, "true"))
    source = newsroom.source()
    refused("author of this article", lambda: newsroom.evidence(claim, by=by, source=source))


def test_a_reviewer_does_not_publish(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.approved(claim)
    refused(
        "Only editors publish",
        lambda: verdicts.publish(
            claim=claim, by=newsroom.colleague, version=version(claim), reason="Done."
        ),
    )


def test_dissent_disputes_and_a_third_person_decides(newsroom: Newsroom, claim: Claim) -> None:
    verdict = newsroom.proposed(claim)
    refused("at least one language", lambda: review(claim, newsroom.colleague, "false", note={}))
    dissent = review(claim, newsroom.colleague, "false")
    assert status(claim) == "disputed"

    def decide(by: Actor) -> Review:
        return reviews.decide(claim=claim, by=by, version=version(claim), reason="Well founded.")

    refused("You proposed this verdict", lambda: decide(newsroom.reviewer))
    refused("You have reviewed", lambda: decide(newsroom.colleague))
    _, third = another_person("third")
    decision = decide(third)
    assert status(claim) == "approved"
    assert (decision.rating, dissent.rating.key) == (verdict.rating, "false")  # type: ignore[union-attr]


def test_who_dissented_does_not_decide(newsroom: Newsroom, claim: Claim) -> None:
    _, editor = another_person("second editor", Role.EDITOR)
    newsroom.proposed(claim)
    review(claim, editor, "false")
    refused(
        "You have reviewed",
        lambda: reviews.decide(claim=claim, by=editor, version=version(claim), reason="Mine."),
    )


def test_changes_asked_for_go_back_to_the_proposer(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.proposed(claim)
    reviews.request_changes(
        claim=claim, by=newsroom.colleague, version=version(claim), reason="Name the year."
    )
    claim.refresh_from_db()
    assert (claim.status, claim.assignee_id) == ("changes_requested", newsroom.reviewer.id)
    newsroom.published(claim)
    assert Verdict.objects.count() == 2


def test_a_proposal_is_called_back_by_its_proposer_alone(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.approved(claim)

    def retract(by: Actor) -> Claim:
        return verdicts.retract(claim=claim, by=by, version=version(claim), reason="An error.")

    refused("Only its proposer", lambda: retract(newsroom.colleague))
    assert retract(newsroom.reviewer).status == "researching"


def change_words(newsroom: Newsroom, claim: Claim) -> None:
    articles.record_revision(
        article=claim.article,
        by=newsroom.editor,
        reason="New figure.",
        version=version(claim.article),
        html=TEXT.replace("12 million", "13 million"),
    )


def change_sentence(newsroom: Newsroom, claim: Claim) -> None:
    articles.record_revision(
        article=claim.article,
        by=newsroom.editor,
        reason="Another speaker.",
        version=version(claim.article),
        html=TEXT.replace("as the city said", "as nobody said"),
    )


def change_statement(newsroom: Newsroom, claim: Claim) -> None:
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="Clearer.",
        version=version(claim),
        statement={"en": "It cost 12 million euros in all."},
    )


def add_evidence(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.evidence(claim, stance="refutes")


def change_source(newsroom: Newsroom, claim: Claim) -> None:
    source = Evidence.objects.get().source
    sources.edit_source(
        source=source,
        by=newsroom.editor,
        reason="Another edition.",
        version=1,
        details=sources.SourceDetails(title="Another report", type="news"),
    )


def remove_evidence(newsroom: Newsroom, claim: Claim) -> None:
    evidence.remove_evidence(
        evidence=Evidence.objects.get(), by=newsroom.reviewer, reason="Weak.", version=1
    )


CHANGES = {
    "the words": change_words,
    "their sentence": change_sentence,
    "the statement": change_statement,
    "more evidence": add_evidence,
    "a source": change_source,
    "less evidence": remove_evidence,
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_changed_since_the_proposal_is_neither_approved_nor_published(
    newsroom: Newsroom, claim: Claim, case: str
) -> None:
    newsroom.proposed(claim)
    with transaction.atomic():
        CHANGES[case](newsroom, claim)
        refused("changed after", lambda: review(claim, newsroom.colleague, "true"))
        transaction.set_rollback(True)
    review(claim, newsroom.colleague, "true")
    CHANGES[case](newsroom, claim)

    refused(
        "changed after",
        lambda: verdicts.publish(
            claim=claim, by=newsroom.editor, version=version(claim), reason="Ready."
        ),
    )
    assert status(claim) == "approved"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("no rating “maybe”", {"rating": "maybe"}),
        ("how sure you are", {"confidence": "very"}),
        ("at least one language", {"rationale": {"en": "  "}}),
    ],
)
def test_a_verdict_is_whole_or_not_proposed(
    newsroom: Newsroom, claim: Claim, said: str, words: dict[str, Any]
) -> None:
    claims.take(claim=claim, by=newsroom.reviewer, version=version(claim))
    given = {"rating": "true", "confidence": "high", "rationale": {"en": "So it is."}}
    refused(
        said,
        lambda: verdicts.propose(
            claim=claim, by=newsroom.reviewer, version=version(claim), **given | words
        ),
    )
    assert not Verdict.objects.exists()


def test_a_double_click_proposes_once(newsroom: Newsroom, claim: Claim) -> None:
    seen = version(claims.take(claim=claim, by=newsroom.reviewer, version=version(claim)))

    def propose() -> Verdict:
        return verdicts.propose(
            claim=claim,
            by=newsroom.reviewer,
            version=seen,
            rating="true",
            confidence="high",
            rationale={"en": "So it is."},
        )

    propose()
    refused("Someone saved this", propose)
    assert Verdict.objects.count() == 1


def test_a_withdrawn_claim_comes_back_where_it_was(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.published(claim)
    given: dict[str, Any] = {"claim": claim, "by": newsroom.editor, "reason": "Not ours."}
    claims.withdraw(**given, version=version(claim))
    assert status(claim) == "withdrawn"
    source = newsroom.source()
    refused("withdrawn", lambda: newsroom.evidence(claim, source=source))
    claims.reinstate(**given, version=version(claim))
    assert status(claim) == "published"


def test_a_claim_is_put_back(newsroom: Newsroom, claim: Claim) -> None:
    claims.take(claim=claim, by=newsroom.reviewer, version=version(claim))
    claims.release(claim=claim, by=newsroom.reviewer, version=version(claim))
    assert status(claim) == "open"
    assert Claim.objects.get().assignee is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("not in the text", {"quote": "cost 99 million euros and nine cents"}),
        ("times in the text", {"quote": "The"}),
        ("Give the words", {"quote": "  "}),
        ("what kind of claim", {"kinds": []}),
        ("what kind of claim", {"kinds": ["rumour"]}),
        ("at least one language", {"statement": {}}),
        ("Say why", {"reason": ""}),
        ("Only reviewers and editors", {"by": None}),
    ],
)
def test_a_claim_is_whole_or_not_added(
    newsroom: Newsroom, said: str, words: dict[str, Any]
) -> None:
    article = newsroom.article(html=TEXT.replace("Nobody", "The"))
    if "by" in words:
        words = {"by": another_person("gone", Role.NONE)[1]}
    refused(said, lambda: newsroom.claim(article, **words))
    assert not Claim.objects.exists()


def test_another_quote_is_placed_anew(newsroom: Newsroom, claim: Claim) -> None:
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="The other sentence.",
        version=version(claim),
        quote="The old ferry stopped in June.",
    )
    claim.refresh_from_db()
    assert claim.anchor.exact == claim.quote == "The old ferry stopped in June."


def test_a_claim_in_hand_is_put_back_by_who_took_it_or_an_editor(
    newsroom: Newsroom, claim: Claim
) -> None:
    claims.take(claim=claim, by=newsroom.reviewer, version=version(claim))
    refused(
        "or an editor, puts it back",
        lambda: claims.release(claim=claim, by=newsroom.colleague, version=version(claim)),
    )
    claims.release(claim=claim, by=newsroom.editor, version=version(claim))
    assert status(claim) == "open"


def test_under_a_published_verdict_the_quote_stays(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.published(claim)
    refused(
        "Readers have a verdict on these words",
        lambda: claims.edit_claim(
            claim=claim,
            by=newsroom.editor,
            reason="The other sentence.",
            version=version(claim),
            quote="Nobody was hurt",
        ),
    )


def test_who_became_an_author_afterwards_taints_the_verdict(
    newsroom: Newsroom, claim: Claim
) -> None:
    newsroom.approved(claim)
    proposer = newsroom.account(newsroom.reviewer).person
    articles.edit_article(
        article=claim.article,
        by=newsroom.editor,
        reason="They wrote it.",
        version=version(claim.article),
        authors=[proposer],
    )
    refused(
        "An author of this article proposed or reviewed",
        lambda: verdicts.publish(
            claim=claim, by=newsroom.editor, version=version(claim), reason="Ready."
        ),
    )


def test_an_author_neither_publishes_nor_withdraws(newsroom: Newsroom) -> None:
    author = newsroom.account(newsroom.editor).person
    claim = newsroom.claim(newsroom.article(authors=[author]))
    newsroom.approved(claim)
    given: dict[str, Any] = {"claim": claim, "by": newsroom.editor, "reason": "Mine."}
    given["version"] = version(claim)
    refused("author of this article", lambda: verdicts.publish(**given))
    refused("author of this article", lambda: claims.withdraw(**given))


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        ("Choose an outcome", {"outcome": {"status": "oops", "note": {"en": "So."}}}),
        ("Choose an outcome", {"outcome": {"status": "realised"}}),
        ("what came of it", {"outcome": {"status": "realised", "note": {}}}),
        ("needs a date", {"time_notes": [{"date": "2019"}]}),
        ("needs a date", {"time_notes": ["2019"]}),
        ("as a year", {"time_notes": [{"date": "then", "note": {"en": "So."}, "sources": []}]}),
        ("Give the date", {"time_notes": [{"date": "", "note": {"en": "So."}, "sources": []}]}),
    ],
)
def test_a_verdict_tells_nothing_that_its_page_could_not_show(
    newsroom: Newsroom, claim: Claim, said: str, finding: dict[str, Any]
) -> None:
    claims.take(claim=claim, by=newsroom.reviewer, version=version(claim))
    refused(
        said,
        lambda: verdicts.propose(
            claim=claim,
            by=newsroom.reviewer,
            version=version(claim),
            rating="true",
            confidence="high",
            rationale={"en": "So it is."},
            **finding,
        ),
    )


def test_evidence_that_someone_removed_is_no_longer_edited(
    newsroom: Newsroom, claim: Claim
) -> None:
    [row] = Evidence.objects.all()
    evidence.remove_evidence(evidence=row, by=newsroom.editor, reason="Weak.", version=1)
    stale = Evidence(id=1, claim=claim, source=newsroom.source(), stance="supports", version=1)
    stale._state.adding = False
    refused(
        "Someone removed this",
        lambda: evidence.remove_evidence(
            evidence=stale, by=newsroom.reviewer, reason="Weak.", version=1
        ),
    )
