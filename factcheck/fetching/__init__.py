"""The outside world: one bounded client for everything that this project ever fetches.

`fetch`, `article_at`, `document_at` and `look_at` go where the settings let them; all raise
FetchRefused and nothing else, with one sentence for whoever asked. docs/decisions/fetching.md says
what is refused and why.
"""

from collections.abc import Set as AbstractSet

from factcheck.fetching.articles import FoundArticle, article_at
from factcheck.fetching.client import Fetched
from factcheck.fetching.content import ARTICLES
from factcheck.fetching.documents import Document, document_at, look_at, text_of_pdf
from factcheck.fetching.refusals import Disallowed, FetchRefused, Why
from factcheck.fetching.site import is_on, site_client
from factcheck.fetching.warcs import BadWarc, content_of

__all__ = [
    "BadWarc",
    "Disallowed",
    "Document",
    "FetchRefused",
    "Fetched",
    "FoundArticle",
    "Why",
    "article_at",
    "content_of",
    "document_at",
    "fetch",
    "is_on",
    "look_at",
    "text_of_pdf",
]


def fetch(url: str, accepts: AbstractSet[str] = ARTICLES) -> Fetched:
    """The page at an address, of one of the media types."""
    return site_client().fetch(url, accepts)
