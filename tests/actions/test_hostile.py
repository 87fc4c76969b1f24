"""Texts that are made to do harm: recorded clean as one act, or refused with nothing written."""

import pytest

from factcheck.actions import articles
from factcheck.actions.preview import preview_revision
from factcheck.domain.errors import Refusal
from factcheck.models import Anchor, Article, ChangeSet, Claim, Revision
from tests.domain.elements import check_clean
from tests.hostile import MARKUP, of_size
from tests.newsroom import TEXT, Newsroom, version


def counts() -> list[int]:
    return [model.objects.count() for model in (Revision, Anchor, ChangeSet)] + [
        Claim.history.count(),
        Article.history.count(),
    ]


@pytest.mark.parametrize("name", MARKUP)
def test_a_revision_is_whole_or_nothing(newsroom: Newsroom, name: str) -> None:
    article = newsroom.article()
    newsroom.claim(article)
    hostile = f"{TEXT}\n{of_size(MARKUP[name], 4_000)}"
    before = counts()
    refused = _refusal(article, hostile)
    if refused:
        with pytest.raises(Refusal, match=r"\.$"):
            _record(newsroom, article, hostile)
        assert counts() == before
        return
    revision = _record(newsroom, article, hostile)
    check_clean(revision.body)
    assert Anchor.objects.filter(revision=revision).count() == 1
    assert ChangeSet.objects.filter(pk=revision.act_id).exists()


def _refusal(article: Article, html: str) -> Refusal | None:
    try:
        preview_revision(article=article, html=html)
    except Refusal as refusal:
        return refusal
    return None


def _record(newsroom: Newsroom, article: Article, html: str) -> Revision:
    revision = articles.record_revision(
        article=article,
        by=newsroom.editor,
        reason="Sent by somebody.",
        version=version(article),
        html=html,
    )
    assert revision is not None
    return revision
