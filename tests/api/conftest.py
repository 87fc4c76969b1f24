"""An article with two claims, one of them published, and a CMS with an editor's token."""

import pytest

from factcheck.models import Article
from tests.api.cms import CMS, secret_of
from tests.newsroom import Newsroom


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    article = newsroom.article()
    newsroom.published(newsroom.claim(article))
    newsroom.claim(article, "two euros", statement={"en": "The fare was two euros."})
    return article


@pytest.fixture
def cms(newsroom: Newsroom) -> CMS:
    return CMS(secret_of(newsroom.editor))
