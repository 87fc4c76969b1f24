"""What readers found: each thing as they see it, read anew from the record.

The index gives keys alone. What is not public any more is left out here, whatever the index says.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, gettext

from factcheck.domain.languages import pick
from factcheck.domain.passages import Piece, Wanted, count_of, marked, passage
from factcheck.domain.searching import Search
from factcheck.domain.vocabulary import FindableKind
from factcheck.models import Article, Claim, Rating, VerdictEvidence
from factcheck.presenters.articles import RevisionDate, revision_date
from factcheck.presenters.values import language_name
from factcheck.search.published.choices import choices
from factcheck.search.published.looking import Hit

#: What each kind is called where one of it stands.
_ONE = {
    FindableKind.CLAIM: lambda: gettext("Claim"),
    FindableKind.ARTICLE: lambda: gettext("Article"),
    FindableKind.SOURCE: lambda: gettext("Source"),
}


@dataclass(frozen=True, slots=True)
class Used:
    """The check that a source was used in."""

    url: str
    rating: Rating
    statement: dict[str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found. Words that were looked for are marked in `title` and `passage`,
    which have a language each. Of a source, `address` is its own, and `used` a check that rests on
    it."""

    kind: str
    kind_label: str
    url: str
    title: list[Piece]
    title_language: str
    passage: list[Piece]
    passage_language: str
    publisher: str
    at: datetime | None = None
    dated: RevisionDate | None = None
    rating: Rating | None = None
    is_stale: bool = False
    address: str = ""
    author: str = ""
    published: str = ""
    used: Used | None = None


def results(hits: Sequence[Hit], search: Search) -> list[Result]:
    """The hits in their order; three queries at most."""
    wanted = Wanted.by(search)
    shown: dict[tuple[str, int], Result] = {}
    for kind, read in _READERS.items():
        if rows := [hit.row_id for hit in hits if hit.kind == kind]:
            shown |= {(kind, row): result for row, result in read(rows, wanted)}
    keys = [(hit.kind, hit.row_id) for hit in hits]
    return [shown[key] for key in keys if key in shown]


def offered() -> dict[str, list[tuple[str, str]]]:
    """What each filter may be, as (value, words)."""
    languages = [(code, language_name(code)) for code in choices("language")]
    return {
        "rating": [(rating.key, str(rating)) for rating in Rating.objects.all()],
        "topic": [(topic, topic) for topic in choices("topic")],
        "publisher": [(name, name) for name in choices("publisher")],
        "language": sorted(languages, key=lambda pair: pair[1].casefold()),
    }


def _claims(rows: list[int], wanted: Wanted) -> Iterable[tuple[int, Result]]:
    found = Claim.objects.standing().with_what_readers_see()
    for claim in found.filter(published_verdict__in=rows):
        verdict: Any = claim.published_verdict
        row = verdict.claim_row
        language, statement = pick(row.statement, _reader())
        texts = [
            pick(verdict.rationale, _reader()),
            (claim.article.language, row.quote),
            *sorted(verdict.rationale.items()),
            *sorted(row.statement.items()),
            (claim.article.language, f"{row.topic}. {row.claimant}".strip()),
        ]
        told, text = max(texts, key=lambda pair: count_of(pair[1], wanted))  # the first of these
        yield (
            verdict.pk,
            Result(
                kind=FindableKind.CLAIM,
                kind_label=_ONE[FindableKind.CLAIM](),
                url=claim.get_absolute_url(),
                title=marked(statement, wanted),
                title_language=language,
                passage=passage(text, wanted),
                passage_language=told,
                publisher=claim.article.publisher,
                at=verdict.publication.act.recorded_at,
                rating=verdict.rating,
                is_stale=bool(claim.stale),
            ),
        )


def _articles(rows: list[int], wanted: Wanted) -> Iterable[tuple[int, Result]]:
    found = Article.objects.public().filter(newest__in=rows).select_related("newest__act")
    for article in found.defer("newest__body"):
        yield (
            article.newest_id,
            Result(
                kind=FindableKind.ARTICLE,
                kind_label=_ONE[FindableKind.ARTICLE](),
                url=article.get_absolute_url(),
                title=marked(article.newest.headline, wanted),
                title_language=article.language,
                passage=passage(article.newest.text, wanted),
                passage_language=article.language,
                publisher=article.publisher,
                dated=revision_date(article.newest),
            ),
        )


def _sources(rows: list[int], wanted: Wanted) -> Iterable[tuple[int, Result]]:
    standing = Claim.objects.standing().values("published_verdict")
    found = VerdictEvidence.objects.filter(pk__in=rows, verdict__in=standing)
    for row in found.select_related("source_row", *_OF_VERDICT):
        source: Any = row.source_row
        claim_row: Any = row.verdict.claim_row
        claim_url = row.verdict.claim.get_absolute_url()
        yield (
            row.pk,
            Result(
                kind=FindableKind.SOURCE,
                kind_label=_ONE[FindableKind.SOURCE](),
                # Where its first evidence stands on the claim's page (`presenters.evidence`).
                url=f"{claim_url}#source-{source.id}",
                title=marked(source.title, wanted),
                title_language=source.language,
                passage=[],
                passage_language="",
                publisher=source.publisher,
                address=source.url,
                author=source.author,
                published=source.published,
                used=Used(claim_url, row.verdict.rating, claim_row.statement),
            ),
        )


_OF_VERDICT = ("verdict__claim_row", "verdict__claim", "verdict__rating")

_Reader = Callable[[list[int], Wanted], Iterable[tuple[int, Result]]]
_READERS: dict[FindableKind, _Reader] = {
    FindableKind.CLAIM: _claims,
    FindableKind.ARTICLE: _articles,
    FindableKind.SOURCE: _sources,
}


def _reader() -> str:
    return get_language() or "en"
