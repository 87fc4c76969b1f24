"""What readers can find: each thing as one document, out of the record."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from factcheck.domain.searching import folded_words
from factcheck.domain.vocabulary import FindableKind
from factcheck.models import Article, Claim, Findable, Source, VerdictEvidence

#: Characters of folded words; what stands further down a text is not found. A PostgreSQL index row
#: takes no more than a megabyte.
LONGEST = 200_000
_AT_A_TIME = 500
#: Sources of a verdict are numbered after all rows that its publication wrote (`OpenAct`).
_ACT, _AFTER = 20, 1 << 19

Documents = Callable[[Collection[int]], list[Findable]]


def facet(name: str, value: str) -> str:
    """The word that stands for a filter's value in an index: of signs that no searched word has."""
    return f"_{name}{hashlib.sha256(value.encode()).hexdigest()[:16]}"


def claims(keys: Collection[int]) -> list[Findable]:
    """Those of the claims that stand, as their published verdict has them."""
    found = Claim.objects.standing().with_what_readers_see().filter(pk__in=keys)
    return [_claim(claim) for claim in found]


def articles(keys: Collection[int]) -> list[Findable]:
    """Those of the articles that are public, with their newest revision."""
    found = Article.objects.public().filter(pk__in=keys).select_related("newest__act")
    return [
        _document(
            FindableKind.ARTICLE,
            article.pk,
            id=article.newest_id,
            row_id=article.newest_id,
            publisher=article.publisher,
            language=_base(article.language),
            at=article.newest.act.recorded_at,
            title=[article.newest.headline],
            text=[article.newest.text],
        )
        for article in found.defer("newest__body")
    ]


def sources(keys: Collection[int]) -> list[Findable]:
    """Those of the sources that a standing verdict rests on, as the newest of these has them.

    What was merged into a source counts as that source.
    """
    standing = Claim.objects.standing().values("published_verdict")
    evidence = VerdictEvidence.objects.filter(
        source_row__id=OuterRef("pk"), verdict__in=standing
    ).order_by("-verdict__publication", "-id")
    pairs = (
        Source.objects.filter(Q(pk__in=keys) | Q(duplicate_of__in=keys))
        .annotate(newest=Subquery(evidence.values("pk")[:1]))
        .exclude(newest=None)
        .values_list("newest", "pk", "duplicate_of")
    )
    owners = {newest: into or pk for newest, pk, into in pairs}
    rows = VerdictEvidence.objects.filter(pk__in=owners).select_related(
        "source_row", "verdict__publication__act"
    )
    newest: dict[int, Findable] = {}
    for row in rows:
        document = _source(owners[row.pk], row)
        if document.object_id not in newest or newest[document.object_id].id < document.id:
            newest[document.object_id] = document
    return list(newest.values())


#: Of each kind: where its keys come from, and what makes documents of them.
ALL: dict[FindableKind, tuple[Any, Documents]] = {
    FindableKind.CLAIM: (Claim, claims),
    FindableKind.ARTICLE: (Article, articles),
    FindableKind.SOURCE: (Source, sources),
}


def batches(kind: FindableKind) -> Iterator[list[int]]:
    """The keys of all that may be of a kind, some at a time."""
    model, _ = ALL[kind]
    last = 0
    while keys := list(
        model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_A_TIME]
    ):
        yield keys
        last = keys[-1]


def _claim(claim: Claim) -> Findable:
    verdict: Any = claim.published_verdict
    row = verdict.claim_row
    return _document(
        FindableKind.CLAIM,
        claim.pk,
        id=verdict.publication.pk,
        row_id=verdict.pk,
        rating=verdict.rating.key,
        topic=row.topic,
        publisher=claim.article.publisher,
        language=_base(claim.article.language),
        at=verdict.publication.act.recorded_at,
        title=_texts(row.statement),
        text=[row.quote, row.topic, row.claimant, *_texts(verdict.rationale)],
    )


def _source(key: int, row: VerdictEvidence) -> Findable:
    source: Any = row.source_row
    publication = row.verdict.publication
    return _document(
        FindableKind.SOURCE,
        key,
        id=(publication.pk >> _ACT << _ACT) + _AFTER + row.pk % _AFTER,
        row_id=row.pk,
        publisher=source.publisher,
        language=_base(source.language),
        at=publication.act.recorded_at,
        title=[source.title],
        text=[source.publisher, source.author],
    )


def _document(
    kind: FindableKind, key: int, *, title: list[str], text: list[str], **columns: Any
) -> Findable:
    document = Findable(kind=kind, object_id=key, **columns)
    document.title_words, document.text_words = _words(title), _words(text)
    named = {"k": kind.value, "r": document.rating, "t": document.topic}
    named |= {"p": document.publisher, "l": document.language}
    document.facets = " ".join(facet(name, value) for name, value in named.items() if value)
    return document


def _words(texts: list[str]) -> str:
    words = " ".join(word for text in texts for word in folded_words(text))
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0]


def _texts(translated: Mapping[str, str]) -> list[str]:
    return [text for _, text in sorted(translated.items())]


def _base(language: str) -> str:
    """A language by its base: "en-GB" is found as "en"."""
    return language.split("-", maxsplit=1)[0].lower()
