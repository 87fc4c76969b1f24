"""Sitemaps: every page that search engines should know, and the news of two days.

Claims and articles are cut into blocks by their keys, so that each file is one walk along a key,
however many came before. Every page is told in each language, with the others beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone, translation

from factcheck.domain.languages import pick
from factcheck.models import Article, ChangeSet, Claim, Publication
from factcheck.presenters.outside.addresses import absolute, in_each_language
from factcheck.presenters.topics import topics

BLOCK = 5_000  # keys: twice as many addresses, far below the 50,000 that a file may have
#: Pages that are about no one thing, by their names.
PAGES = (
    "home",
    "claims",
    "topics",
    "sites",
    "corrections",
    "corrections_policy",
    "methodology",
    "about",
)
_FRESH = timedelta(days=2)  # older ones are no news, says Google
_MOST_NEWS = 500  # times the languages: a file may have 1,000


@dataclass(frozen=True, slots=True)
class Listed:
    """An address with those of the same page in each language, by language."""

    url: str
    versions: dict[str, str]
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class News:
    url: str
    language: str
    title: str
    published: datetime


def files() -> list[str]:
    """The whole addresses of all files: one of pages, and each block that has anything in it."""
    found = [absolute(reverse("sitemap_of_pages"))]
    for name, things in (("claims", _claims()), ("articles", Article.objects.public())):
        blocks = things.order_by().values_list(F("pk") / BLOCK, flat=True).distinct()
        found += [absolute(reverse(f"sitemap_of_{name}", args=[block])) for block in sorted(blocks)]
    return found


def pages() -> list[Listed]:
    """The pages that are about no one thing, and those of topics."""
    paths = [reverse(f"public:{name}") for name in PAGES]
    paths += [reverse("public:topic", args=[topic.slug]) for topic in topics()]
    return [listed for path in paths for listed in _listed(path)]


def claims(block: int) -> list[Listed]:
    """The claims of a block that stand, with when their verdict was published. One query."""
    rows = _of(block, _claims()).values_list(
        "slug", "published_verdict__publication__act__recorded_at"
    )
    return _things("claim", rows)


def articles(block: int) -> list[Listed]:
    """The public articles of a block, with when something last happened to them. One query."""
    acts = ChangeSet.objects.public().filter(article=OuterRef("pk")).order_by("-id")
    changed = Subquery(acts.values("recorded_at")[:1])
    rows = _of(block, Article.objects.public()).values_list("slug", changed)
    return _things("article", rows)


def news() -> list[News]:
    """The verdicts of two days that stand, newest first, in the languages they are told in."""
    since = timezone.now() - _FRESH
    newest = Publication.objects.of_what_stands(_claims()).newest_first()
    rows = newest.values_list("claim", "act__recorded_at")[:_MOST_NEWS]
    fresh = dict(takewhile(lambda row: row[1] >= since, rows))
    found = Claim.objects.with_what_readers_see().in_bulk(list(fresh))
    return [item for key, at in fresh.items() for item in _news(found[key], at)]


def _news(claim: Claim, at: datetime) -> Iterable[News]:
    verdict: Any = claim.published_verdict  # which a claim that stands has
    with translation.override(settings.LANGUAGE_CODE):
        urls = in_each_language(claim.get_absolute_url())
    for language, url in urls.items():
        statement = verdict.claim_row.statement.get(language)
        if statement:
            title = f"{pick(verdict.rating.label, language)[1]}: {statement}"
            yield News(url, language, title, at)


def _claims() -> Any:
    return Claim.objects.standing()


def _of(block: int, things: "QuerySet[Any]") -> Any:
    return things.filter(pk__gte=block * BLOCK, pk__lt=(block + 1) * BLOCK).order_by("pk")


def _things(name: str, rows: Iterable[tuple[str, datetime | None]]) -> list[Listed]:
    return [
        listed
        for slug, changed in rows
        for listed in _listed(reverse(f"public:{name}", args=[slug]), changed)
    ]


def _listed(path: str, changed: datetime | None = None) -> list[Listed]:
    versions = in_each_language(path)
    return [Listed(url, versions, changed) for url in versions.values()]
