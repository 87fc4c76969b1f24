"""What a word may have meant by which nothing is found."""

from collections.abc import Iterable

from django.db import DEFAULT_DB_ALIAS
from rapidfuzz.distance import OSA

from factcheck.domain.searching import Term
from factcheck.search.published.backends import backend, rows_of

SHORTEST, LONGEST = 3, 40
LONG = 8
#: Words that share stretches with the misspelt one; those that are nearest; how far one counts.
_CANDIDATES, _NEAREST, _COUNTED = 60, 10, 500


def worth_knowing(word: str) -> bool:
    """Whether a word may be offered for a misspelt one: no number, no single letters."""
    return SHORTEST <= len(word) <= LONGEST and not any(map(str.isdigit, word))


def respelt(terms: tuple[Term, ...], using: str = DEFAULT_DB_ALIAS) -> dict[str, str]:
    """For each word of the terms by which nothing at all is found: the nearest that finds
    something, of equally near ones the most common. Words that have none are left out."""
    words = dict.fromkeys(word for term in terms for word in term.words)
    begin = {term.words[-1] for term in terms if term.begins}
    asked = [Term((word,), begins=word in begin) for word in words]
    found = _counts(asked, 1, using)
    unknown = [word for word, count in zip(words, found, strict=True) if not count]
    better = {word: _nearest(word, using) for word in unknown if worth_knowing(word)}
    return {word: other for word, other in better.items() if other}


def _nearest(word: str, using: str) -> str:
    """One mistake leaves the beginning or the end of a word whole; two are looked for after that,
    in long words, by the stretches that words share."""
    back = backend(using)
    whole = max(1, (len(word) - 2) // 2)
    sql, given = back.alike(word[:whole], word[-whole:], (len(word) - 1, len(word) + 1))
    best = _best(word, 1, rows_of(sql, given, using), using)
    if not best and len(word) >= LONG:
        sql, given = back.similar(word)
        best = _best(word, 2, rows_of(sql, [*given, _CANDIDATES], using), using)
    return best


def _best(word: str, most: int, candidates: Iterable[tuple[str]], using: str) -> str:
    """Of those with at most so many mistakes between: the nearest, then the most common."""
    near: list[tuple[int, str]] = []
    for (other,) in candidates:
        distance = OSA.distance(word, other, score_cutoff=most)
        if distance <= most:
            near.append((distance, other))
    near = sorted(near)[:_NEAREST]
    if not near:
        return ""
    counts = _counts([Term((other,)) for _, other in near], _COUNTED, using)
    best = min(
        (distance, -count, other) for (distance, other), count in zip(near, counts, strict=True)
    )
    return best[2] if best[1] else ""


def _counts(terms: list[Term], most: int, using: str) -> list[int]:
    """How many hits each has, at most so many; one query."""
    back = backend(using)
    given = [part for term in terms for part in (back.expression([term], []), most)]
    return [count for (count,) in rows_of(back.counts(len(terms)), given, using)]
