"""Promise 5: what is internal never leaks."""

from factcheck.actions import claims
from factcheck.models import Article, ChangeSet, Claim, Revision, Verdict
from tests.newsroom import Newsroom, version


def test_nothing_shows_of_an_article_without_a_published_verdict(newsroom: Newsroom) -> None:
    newsroom.approved(newsroom.claim(newsroom.article()))

    assert not Article.objects.public().exists()
    assert not Revision.objects.public().exists()
    assert not Claim.objects.public().exists()
    assert not Verdict.objects.public().exists()
    assert not ChangeSet.objects.public().exists()


def test_of_a_public_article_only_public_acts_and_claims_show(newsroom: Newsroom) -> None:
    article = newsroom.article()
    hidden = newsroom.claim(article, quote="Nobody was hurt")
    newsroom.published(newsroom.claim(article))
    claims.withdraw(
        claim=hidden, by=newsroom.editor, version=version(hidden), reason="Not checkable."
    )

    kinds = list(ChangeSet.objects.public().order_by("id").values_list("kind", flat=True))
    assert kinds == ["article.create", "verdict.publish"]
    assert hidden not in Claim.objects.public()


def test_a_withdrawn_claim_stays_public_but_does_not_stand(newsroom: Newsroom) -> None:
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim)
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Moot.")

    assert claim in Claim.objects.public()
    assert claim not in Claim.objects.standing()
    assert ChangeSet.objects.public().filter(kind="claim.withdraw").exists()
