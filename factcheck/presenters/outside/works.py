"""What others published, as schema.org describes works: articles, and the sources of evidence."""

from typing import Any

from factcheck.domain.vocabulary import SourceType
from factcheck.models import Article
from factcheck.presenters.evidence import ShownEvidence
from factcheck.presenters.outside.newsroom import without_nothing
from factcheck.presenters.verdicts import ShownVerdict

_TYPES = {
    SourceType.OFFICIAL_DATA: "Dataset",
    SourceType.NEWS: "NewsArticle",
    SourceType.SOCIAL: "SocialMediaPosting",
    SourceType.MEDIA: "MediaObject",
    SourceType.ARCHIVE: "WebPage",
}


def original(article: Article, headline: str) -> dict[str, Any]:
    """An article where it was published. Its day is told only where it is known."""
    return without_nothing(
        {
            "@type": "NewsArticle",
            "headline": headline,
            "url": article.url,
            "inLanguage": article.language,
            "datePublished": published_on(article),
            "author": person(article.byline),
            "publisher": {"@type": "Organization", "name": article.publisher},
        }
    )


def published_on(article: Article) -> str:
    """The day on which an article was published, "" where only a range is known, or nothing."""
    day = article.published_earliest
    return day.isoformat() if day and day == article.published_latest else ""


def person(name: str) -> dict[str, str] | None:
    """Somebody who is known by name alone."""
    return {"@type": "Person", "name": name} if name else None


def citations(shown: ShownVerdict) -> list[dict[str, Any]]:
    """The sources of a verdict's evidence, each once, in the order of the page."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for group in shown.groups:
        for item in group.items:
            found.setdefault((item.url, item.title), _citation(item))
    return list(found.values())


def _citation(item: ShownEvidence) -> dict[str, Any]:
    return without_nothing(
        {
            "@type": _TYPES.get(SourceType(item.type_key), "CreativeWork"),
            "name": item.title,
            "url": item.url,
            "author": person(item.author),
            "publisher": {"@type": "Organization", "name": item.publisher}
            if item.publisher
            else None,
            "datePublished": item.published,
            "inLanguage": item.language,
            "archivedAt": item.archive_url,
        }
    )
