"""What each page tells machines about itself, as JSON-LD."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext

from factcheck.domain.languages import pick
from factcheck.presenters.articles import ArticlePage
from factcheck.presenters.outside.addresses import address
from factcheck.presenters.outside.claim_review import claim_review
from factcheck.presenters.outside.news_article import news_article
from factcheck.presenters.outside.newsroom import breadcrumbs, newsroom_page
from factcheck.presenters.verdicts import ShownVerdict

Data = list[dict[str, Any]]


def of_the_site() -> Data:
    """The front page: whose site this is."""
    return [newsroom_page()]


def of_a_claim(shown: ShownVerdict) -> Data:
    """The page of a claim with the verdict that stands."""
    claim = shown.claim
    statement = pick(shown.statement, get_language() or "en")[1]
    way = breadcrumbs(
        (settings.NEWSROOM_NAME, address("home")),
        (gettext("Claims"), address("claims")),
        (statement, address("claim", claim.slug)),
    )
    review = claim_review(shown)
    return [review, way] if review else [way]


def of_an_article(page: ArticlePage) -> Data:
    """The page of an article, its newest revision."""
    article = page.article
    way = breadcrumbs(
        (settings.NEWSROOM_NAME, address("home")),
        (page.revision.headline, address("article", article.slug)),
    )
    return [news_article(page), way]
