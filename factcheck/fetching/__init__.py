"""The outside world: one bounded client for everything that this project ever fetches.

`fetch` and `article_at` go where the settings let them; both raise FetchRefused and nothing else,
with one sentence for whoever asked. docs/decisions/fetching.md says what is refused and why.
"""

from collections.abc import Set as AbstractSet

from factcheck.fetching.articles import FoundArticle, article_at
from factcheck.fetching.client import Fetched
from factcheck.fetching.content import ARTICLES
from factcheck.fetching.refusals import FetchRefused
from factcheck.fetching.site import is_on, site_client

__all__ = ["FetchRefused", "Fetched", "FoundArticle", "article_at", "fetch", "is_on"]


def fetch(url: str, accepts: AbstractSet[str] = ARTICLES) -> Fetched:
    """The page at an address, of one of the media types."""
    return site_client().fetch(url, accepts)
