"""Keeping what readers can find in step with what is published."""

from collections.abc import Collection, Iterable, Iterator

from django.db import connection

from factcheck.domain.vocabulary import FindableKind
from factcheck.models import (
    Article,
    Claim,
    Findable,
    FindableWord,
    Publication,
    Source,
    VerdictEvidence,
)
from factcheck.search.published.documents import ALL, batches
from factcheck.search.published.spelling import worth_knowing

_LOCK = 0x0FACF1D  # among PostgreSQL's advisory locks of one number, of which acts use none
_COLUMNS = [field.attname for field in Findable._meta.concrete_fields]


def alone() -> None:
    """Wait for whoever writes here, and keep others waiting until the transaction ends. On SQLite a
    transaction is alone anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def follow(article_id: int, claim_id: int | None) -> None:
    """After an act on a claim, or on an article as such: what it changed, and no more.

    The caller is `alone`.
    """
    article = Article.objects.only("publisher", "language").get(pk=article_id)
    claims = [claim_id] if claim_id else _said_otherwise(article)
    renew(FindableKind.ARTICLE, [article_id])
    if claims:
        renew(FindableKind.CLAIM, claims)
    if claim_id:
        renew(FindableKind.SOURCE, _sources_of(claim_id))


def follow_merge(act_id: int) -> None:
    """After an act that merged sources."""
    merged = Source.objects.filter(act=act_id).values_list("pk", "duplicate_of")
    renew(FindableKind.SOURCE, {key for pair in merged for key in pair if key})


def renew(kind: FindableKind, keys: Collection[int]) -> None:
    """Make what can be found of these what it should be. Nothing is written that is there."""
    stored = _stored(kind, keys)
    meant = {document.object_id: document for document in ALL[kind][1](keys)}
    gone = [document.pk for key, document in stored.items() if _differs(document, meant.get(key))]
    new = [document for key, document in meant.items() if _differs(document, stored.get(key))]
    if gone:
        Findable.objects.filter(pk__in=gone).delete()
    if new:
        Findable.objects.bulk_create(new)
        _learn(new, [stored.get(document.object_id) for document in new])


def rebuild() -> int:
    """Make all of it anew. Gives how many things can be found. The caller is `alone`."""
    Findable.objects.all().delete()
    FindableWord.objects.all().delete()
    for kind in FindableKind:
        for keys in batches(kind):
            renew(kind, keys)
    return Findable.objects.count()


def drift() -> Iterator[tuple[FindableKind, int]]:
    """What is not as it should be; nothing, unless somebody wrote past the acts."""
    for kind in FindableKind:
        known: set[int] = set()
        for keys in batches(kind):
            known.update(keys)
            stored = _stored(kind, keys)
            meant = {document.object_id: document for document in ALL[kind][1](keys)}
            for key in sorted(stored.keys() | meant.keys()):
                there, right = stored.get(key), meant.get(key)
                if there is None or _differs(there, right):
                    yield kind, key
        of_kind = Findable.objects.filter(kind=kind).order_by("object_id")
        for key in of_kind.values_list("object_id", flat=True).iterator():
            if key not in known:
                yield kind, key


def _stored(kind: FindableKind, keys: Collection[int]) -> dict[int, Findable]:
    found = Findable.objects.filter(kind=kind, object_id__in=keys)
    return {document.object_id: document for document in found}


def _differs(one: Findable, other: Findable | None) -> bool:
    return other is None or any(getattr(one, name) != getattr(other, name) for name in _COLUMNS)


def _said_otherwise(article: Article) -> list[int]:
    """The claims of an article that are found by what the article no longer says of itself."""
    language = article.language.split("-", maxsplit=1)[0].lower()
    claims = Claim.objects.filter(article=article).order_by().values("pk")
    found = Findable.objects.filter(kind=FindableKind.CLAIM, object_id__in=claims)
    wrong = found.exclude(publisher=article.publisher, language=language)
    return list(wrong.values_list("object_id", flat=True))


def _sources_of(claim_id: int) -> set[int]:
    """The sources that a verdict of the claim, published now or once, rests on."""
    verdicts = Publication.objects.filter(claim=claim_id).order_by().values("verdict")
    rows = VerdictEvidence.objects.filter(verdict__in=verdicts).order_by()
    keys = set(rows.values_list("source_row__id", flat=True))
    merged = Source.objects.filter(pk__in=keys).exclude(duplicate_of=None)
    into = dict(merged.values_list("pk", "duplicate_of"))
    return {into.get(key) or key for key in keys}


def _learn(new: Iterable[Findable], old: Iterable[Findable | None]) -> None:
    """Keep the words that were not in the documents before, for those who misspell them."""
    known = {word for document in old if document for word in _words(document)}
    words = {word for document in new for word in _words(document)} - known
    FindableWord.objects.bulk_create(
        [FindableWord(word=word, backwards=word[::-1]) for word in sorted(words)],
        batch_size=5_000,
        ignore_conflicts=True,
    )


def _words(document: Findable) -> set[str]:
    words = f"{document.title_words} {document.text_words}".split()
    return {word for word in words if worth_knowing(word)}
