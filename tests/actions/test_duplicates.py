"""Duplicates merged: one is withdrawn, the other gets its evidence, both histories stay."""

import pytest
from django.core.management import call_command

from factcheck.actions import claims
from factcheck.actions.duplicates import NoDuplicate, merge
from factcheck.domain.acts import Kind
from factcheck.domain.permissions import NotPermitted
from factcheck.domain.review import Stale, Status, TwoPersonRule, WrongStatus
from factcheck.models import ChangeSet, Claim
from tests.newsroom import Newsroom, version

REASON = "Both say what the bridge cost."


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim(newsroom.article())


@pytest.fixture
def other(newsroom: Newsroom, claim: Claim) -> Claim:
    return newsroom.claim(claim.article, quote="12 million euros")


def merged(newsroom, claim, into, **more):
    given = {"by": newsroom.editor, "version": version(claim), "reason": REASON}
    return merge(claim=claim, into=into, **given | more)


def kinds(claim):
    return list(claim.acts.order_by("id").values_list("kind", flat=True))


def test_one_is_withdrawn_as_a_duplicate_of_the_other(newsroom, claim, other):
    claims.take(claim=claim, by=newsroom.reviewer, version=1)
    merged(newsroom, claim, other)
    claim.refresh_from_db()
    assert (claim.status, claim.duplicate_of, claim.assignee) == (Status.WITHDRAWN, other, None)
    act = claim.acts.latest("id")
    assert (act.kind, act.reason, act.about.public) == (Kind.CLAIM_MERGE, REASON, True)
    assert list(other.duplicates.all()) == [claim]
    call_command("verify_history")


def test_evidence_that_the_other_lacks_goes_over_and_stays(newsroom, claim, other):
    shared, source = newsroom.source(), newsroom.source()
    for place in (claim, other):
        newsroom.evidence(place, source=shared)
    newsroom.evidence(claim, source=shared, stance="refutes", quote="No.", locator="p. 4")
    newsroom.evidence(claim, source=source)
    merged(newsroom, claim, other)
    said = [(one.source, one.stance, one.quote, one.locator) for one in other.evidence.all()]
    assert said == [
        (shared, "supports", "", ""),
        (shared, "refutes", "No.", "p. 4"),
        (source, "supports", "", ""),
    ]
    assert claim.evidence.count() == 3
    absorbed = other.acts.latest("id")
    assert absorbed.kind == Kind.CLAIM_ABSORB
    assert absorbed.seq == claim.acts.latest("id").seq + 1
    call_command("verify_history")


def test_with_nothing_to_add_there_is_no_second_act(newsroom, claim, other):
    source = newsroom.source()
    for place in (claim, other):
        newsroom.evidence(place, source=source)
    before = kinds(other)
    merged(newsroom, claim, other)
    assert kinds(other) == before


def test_a_double_click_is_harmless(newsroom, claim, other):
    newsroom.evidence(claim)
    seen = version(claim)
    merged(newsroom, claim, other, version=seen)
    before = ChangeSet.objects.count()
    with pytest.raises(Stale):
        merged(newsroom, claim, other, version=seen)
    with pytest.raises(WrongStatus):
        merged(newsroom, claim, other)
    assert ChangeSet.objects.count() == before


def test_reinstated_it_is_a_claim_of_its_own(newsroom, claim, other):
    merged(newsroom, claim, other)
    claims.reinstate(claim=claim, by=newsroom.editor, version=version(claim), reason="They differ.")
    claim.refresh_from_db()
    assert (claim.status, claim.duplicate_of) == (Status.OPEN, None)
    merged(newsroom, other, claim)  # the other way round


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        (lambda newsroom, claim, other: (claim, claim), "into itself"),
        (lambda newsroom, claim, other: (claim, elsewhere(newsroom)), "different articles"),
        (lambda newsroom, claim, other: (claim, withdrawn(newsroom, other)), "is withdrawn"),
        (lambda newsroom, claim, other: (claim, duplicate(newsroom, other)), "is withdrawn"),
    ],
    ids=["itself", "of another article", "withdrawn", "a duplicate itself"],
)
def test_what_is_not_merged(newsroom, claim, other, pair, sentence):
    one, into = pair(newsroom, claim, other)
    before = ChangeSet.objects.count()
    with pytest.raises(NoDuplicate, match=sentence):
        merged(newsroom, one, into)
    assert ChangeSet.objects.count() == before


def elsewhere(newsroom):
    return newsroom.claim(newsroom.article(headline="Another bridge"))


def withdrawn(newsroom, claim):
    return claims.withdraw(claim=claim, by=newsroom.editor, version=1, reason="Unclear.")


def duplicate(newsroom, claim):
    merged(newsroom, claim, newsroom.claim(claim.article, quote="Nobody was hurt"))
    return claim


def test_only_editors_merge(newsroom, claim, other):
    with pytest.raises(NotPermitted):
        merged(newsroom, claim, other, by=newsroom.reviewer)


def test_the_author_does_not(newsroom):
    article = newsroom.article(authors=[newsroom.account(newsroom.editor).person])
    one, other = newsroom.claim(article), newsroom.claim(article, quote="Nobody was hurt")
    with pytest.raises(TwoPersonRule):
        merged(newsroom, one, other)
