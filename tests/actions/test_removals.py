"""Removing by law: who may, what may go, and that the record stays whole."""

from typing import Any

import pytest

from factcheck.actions import articles, claims, removals
from factcheck.domain.acts import Kind
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import NotPermitted
from factcheck.models import Article, ChangeSet, Claim, Removal, Revision
from factcheck.models.verification import Verification
from tests.newsroom import Newsroom, version

ORDER = {"en": "District Court, case 12/2026.", "id": "Pengadilan Negeri, perkara 12/2026."}
GIVEN: dict[str, Any] = {"reason": "The court ordered it.", "order": ORDER}


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    """A published claim."""
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim)
    return claim


@pytest.fixture
def old(newsroom: Newsroom, claim: Claim) -> Revision:
    """The first of two revisions of a public article."""
    article = claim.article
    articles.record_revision(
        article=article,
        by=newsroom.editor,
        reason="Mended.",
        version=version(article),
        html="The mayor opened it. It cost 12 million euros, as the city said.",
    )
    return Revision.objects.get(article=article, number=1)


def test_a_claim_is_removed_and_is_back(newsroom: Newsroom, claim: Claim) -> None:
    by = newsroom.administrator
    removal = removals.remove_claim(claim=claim, by=by, **GIVEN)
    act = ChangeSet.objects.latest("id")
    assert (act.kind, act.claim, act.article) == (Kind.REMOVAL_ORDER, claim, claim.article)
    assert (removal.order, removal.act_id) == (ORDER, act.pk)
    assert claim not in Claim.objects.public()
    assert claim not in Claim.objects.standing()
    assert claim not in Claim.objects.under_check()
    assert claim in Claim.objects.published()
    assert claim.article in Article.objects.public()  # which has a history to tell it in
    removals.lift(removal=removal, by=by, reason="The order fell.", version=version(removal))
    assert claim in Claim.objects.standing()
    assert ChangeSet.objects.latest("id").kind == Kind.REMOVAL_LIFT


def test_a_revision_is_removed_and_is_back(newsroom: Newsroom, old: Revision) -> None:
    by = newsroom.administrator
    removal = removals.remove_revision(revision=old, by=by, **GIVEN)
    act = ChangeSet.objects.latest("id")
    assert (act.kind, act.claim, act.article) == (Kind.REMOVAL_ORDER, None, old.article)
    assert list(Revision.objects.public().values_list("number", flat=True)) == [2]
    removals.lift(removal=removal, by=by, reason="The order fell.", version=version(removal))
    assert Revision.objects.public().count() == 2


def test_what_was_lifted_may_be_removed_again(newsroom: Newsroom, claim: Claim) -> None:
    by = newsroom.administrator
    first = removals.remove_claim(claim=claim, by=by, **GIVEN)
    removals.lift(removal=first, by=by, reason="It fell.", version=version(first))
    removals.remove_claim(claim=claim, by=by, **GIVEN)
    assert claim not in Claim.objects.public()
    assert Removal.objects.count() == 2


@pytest.mark.parametrize("who", ["editor", "reviewer"])
def test_only_administrators(newsroom: Newsroom, claim: Claim, old: Revision, who: str) -> None:
    by = getattr(newsroom, who)
    with pytest.raises(NotPermitted, match="Only administrators remove what the law orders"):
        removals.remove_claim(claim=claim, by=by, **GIVEN)
    with pytest.raises(NotPermitted):
        removals.remove_revision(revision=old, by=by, **GIVEN)
    removal = removals.remove_claim(claim=claim, by=newsroom.administrator, **GIVEN)
    with pytest.raises(NotPermitted):
        removals.lift(removal=removal, by=by, reason="No.", version=version(removal))
    assert Removal.objects.standing().count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"order": {}}, "Say who ordered it, and under what law"),
        ({"order": {"en": " \u200b"}}, "Say who ordered it, and under what law"),
        ({"reason": ""}, "Say why"),
    ],
)
def test_an_order_and_a_reason_are_asked_for(
    newsroom: Newsroom, claim: Claim, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        removals.remove_claim(claim=claim, by=newsroom.administrator, **GIVEN | given)
    assert not Removal.objects.exists()


def test_nothing_is_removed_twice(newsroom: Newsroom, claim: Claim, old: Revision) -> None:
    by = newsroom.administrator
    for remove in [
        lambda: removals.remove_claim(claim=claim, by=by, **GIVEN),
        lambda: removals.remove_revision(revision=old, by=by, **GIVEN),
    ]:
        removal = remove()
        with pytest.raises(removals.NotRemovable, match="removed already"):
            remove()
        lifted = removals.lift(removal=removal, by=by, reason="So.", version=version(removal))
        with pytest.raises(removals.NotRemovable, match="lifted already"):
            removals.lift(removal=lifted, by=by, reason="So.", version=version(lifted))


def test_what_readers_never_saw_is_not_removed(newsroom: Newsroom) -> None:
    article = newsroom.article()
    claim, by = newsroom.claim(article), newsroom.administrator
    with pytest.raises(removals.NotRemovable, match="never seen this claim"):
        removals.remove_claim(claim=claim, by=by, **GIVEN)
    with pytest.raises(removals.NotRemovable, match="never seen this article"):
        removals.remove_revision(revision=article.newest, by=by, **GIVEN)


def test_the_newest_revision_stays(newsroom: Newsroom, old: Revision) -> None:
    newest = Revision.objects.get(article=old.article, number=2)
    with pytest.raises(removals.NotRemovable, match="Record a new one without what must go"):
        removals.remove_revision(revision=newest, by=newsroom.administrator, **GIVEN)


def test_a_removed_claim_is_worked_on_all_the_same(newsroom: Newsroom, claim: Claim) -> None:
    removals.remove_claim(claim=claim, by=newsroom.administrator, **GIVEN)
    newsroom.published(claim, "false")
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Moot.")
    assert not Claim.objects.public().exists()


def test_the_record_is_whole(newsroom: Newsroom, claim: Claim, old: Revision) -> None:
    by = newsroom.administrator
    removals.remove_revision(revision=old, by=by, **GIVEN)
    removal = removals.remove_claim(claim=claim, by=by, **GIVEN)
    removals.lift(removal=removal, by=by, reason="It fell.", version=version(removal))
    found = Verification()
    found.run()
    assert found.findings == []
