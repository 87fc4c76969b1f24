"""What finding costs beside the full-text query it issues: python -m tests.bench.search_claims

100,000 published documents, whose words are as common as words are (Zipf), stand in a throwaway
database: on SQLite, and on a PostgreSQL server of its own. Then searches of every sort, a rare
word to a common one, phrases, beginnings, filters, dates, deep pages, misspelt words, are asked in
turns with the bare query each issues. The 95th percentile of `look` may be 1.5 times that of the
bare queries.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import accumulate
from statistics import median, quantiles
from typing import Any

DOCUMENTS, VOCABULARY, WORDS, ROUNDS, BOUND = 100_000, 50_000, 60, 5, 1.5
SIZE = 20
BEGIN = datetime(2015, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - as settings have it


def vocabulary(chance: random.Random) -> list[str]:
    """Made-up words, the most common first and shortest, as in any language."""
    starts = [*"bcdghjklmnprstwy", "ber", "me", "peng", "di", "ter", "str", "pr", "kl"]
    vowels = [*"aeiouaei", "ai", "au"]
    ends = ["", "", "n", "ng", "r", "t", "s", "kan", "an", "h"]
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        syllables = 1 + min(4, len(words) // 40 + chance.randrange(2))
        word = "".join(chance.choice(starts) + chance.choice(vowels) for _ in range(syllables))
        words[word + chance.choice(ends)] = None
    return list(words)


def build(chance: random.Random, words: list[str]) -> list[list[str]]:
    """Fill the table, and give the words of some documents."""
    from factcheck.domain.vocabulary import FindableKind
    from factcheck.models import Findable, FindableWord
    from factcheck.search.published.documents import facet

    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    ratings = ["true", "mostly_true", "missing_context", "mostly_false", "false"]
    some: list[list[str]] = []

    def documents() -> Iterator[Any]:
        for number in range(DOCUMENTS):
            text = chance.choices(words, cum_weights=weights, k=WORDS)
            if number % 100 == 0:
                some.append(text)
            named = {
                "k": chance.choices(list(FindableKind), [8, 1, 1])[0].value,
                "r": chance.choice(ratings),
                "t": f"Topic {chance.randrange(500)}",
                "p": f"Paper {chance.randrange(40)}",
                "l": chance.choice(["en", "id"]),
            }
            yield Findable(
                id=number + 1,
                kind=named["k"],
                object_id=number + 1,
                row_id=number + 1,
                rating=named["r"],
                topic=named["t"],
                publisher=named["p"],
                language=named["l"],
                at=BEGIN + timedelta(hours=number),
                title_words=" ".join(text[:12]),
                text_words=" ".join(text[12:]),
                facets=" ".join(facet(name, value) for name, value in named.items()),
            )

    Findable.objects.bulk_create(documents(), batch_size=5_000)
    FindableWord.objects.bulk_create(
        [FindableWord(word=word, backwards=word[::-1]) for word in words if len(word) > 2]
    )
    return some


def spoilt(chance: random.Random, word: str) -> str:
    """A word with a letter too few, too many, wrong, or in its neighbour's place."""
    at = chance.randrange(len(word) - 1)
    left, right, other = word[:at], word[at:], chance.choice("aeinrst")
    return chance.choice(
        [
            left + right[1:],
            left + other + right,
            left + other + right[1:],
            left + right[1] + right[0] + right[2:],
        ]
    )


def searches(
    chance: random.Random, words: list[str], some: list[list[str]]
) -> Iterator[tuple[str, Any, Any]]:
    """(sort, what is sought, where the page begins)."""
    from factcheck.domain.searching import search_for
    from factcheck.search.published.looking import Place, Sought

    def pick(first: int, last: int) -> str:
        return chance.choice([word for word in words[first:last] if len(word) > 2])

    for turn in range(40):
        text = chance.choice(some)
        pair = chance.randrange(len(text) - 1)
        rare, mid, common = pick(5_000, 30_000), pick(200, 2_000), pick(3, 40)
        for name, written in {
            "rare": rare,
            "mid": mid,
            "common": common,
            "two": f"{mid} {common}",
            "several": " ".join(chance.sample(text, 3)),
            "phrase": f'"{text[pair]} {text[pair + 1]}"',
            "beginning": chance.choice(text)[:4],
        }.items():
            yield name, Sought(search_for(written)), None
        search = search_for(common)
        filters = {"topic": f"Topic {chance.randrange(500)}", "kind": "claim"}
        yield "filtered", Sought(search, filters), None
        day = BEGIN + timedelta(days=chance.randrange(3_000))
        yield "dated", Sought(search, {}, day, day + timedelta(days=365)), None
        yield "newest", Sought(search, newest_first=True), None
        deep = Place(0.0, chance.randrange(1, DOCUMENTS))
        yield "newest, deep", Sought(search, newest_first=True), deep
        misspelt = spoilt(chance, pick(100, 20_000))
        if turn % 5 == 0:  # one in five is wrong twice
            misspelt = spoilt(chance, misspelt)
        yield "misspelt", Sought(search_for(misspelt)), None


def timed(call: Callable[[], Any]) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1_000


def measure(asked: list[tuple[str, Any, Any]]) -> bool:
    """Ask for each in turns, the bare query and the whole, and print what they take."""
    from django.db import connection

    from factcheck.search.published.looking import look, statement

    def bare(sought: Any, place: Any) -> Callable[[], Any]:
        """The full-text query whose hits are shown: a misspelt word's is the second."""
        found = look(sought, SIZE, place)
        shown = type(sought)(found.search, *(getattr(sought, name) for name in REST))
        sql, given = statement(shown, SIZE + 1, place, "default")

        def ask() -> None:
            with connection.cursor() as cursor:
                cursor.execute(sql, given)
                cursor.fetchall()

        return ask

    pairs: dict[str, list[tuple[float, float]]] = {}
    respelt = 0
    for name, sought, place in asked:
        ask = bare(sought, place)
        respelt += look(sought, SIZE, place).respelt
        taken = [(timed(ask), timed(lambda: look(sought, SIZE, place))) for _ in range(ROUNDS)]  # noqa: B023
        pairs.setdefault(name, []).append(
            (median(one for one, _ in taken), median(two for _, two in taken))
        )
    for name, times in pairs.items():
        one, two = (median(side) for side in zip(*times, strict=True))
        print(f"  {name:14s} bare {one:7.2f} ms   look {two:7.2f} ms   (medians)")
    every = [pair for times in pairs.values() for pair in times]
    one, two = (quantiles(side, n=20)[-1] for side in zip(*every, strict=True))
    print(f"  {respelt} of {len(pairs['misspelt'])} misspelt words were understood")
    verdict = "met" if two <= BOUND * one else "missed"
    print(
        f"  95th percentile: bare {one:.2f} ms, look {two:.2f} ms: {two / one:.2f} x"
        f" (at most {BOUND}: {verdict})"
    )
    return bool(two <= BOUND * one)


REST = ("filters", "since", "until", "newest_first")


def main() -> int:
    from django.db import connection, connections

    chance = random.Random(1)  # noqa: S311 - a drawn case
    words = vocabulary(chance)
    started = time.perf_counter()
    some = build(chance, words)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE factcheck_findable, factcheck_findableword")
    built = time.perf_counter() - started
    print(f"search on {connection.vendor}: {DOCUMENTS:,} documents, built in {built:.0f} s")
    sys.stdout.flush()
    met = measure(list(searches(chance, words, some)))
    connections.close_all()
    return int(not met)


def here() -> int:
    """On the database of DATABASE_URL, or a throwaway SQLite."""
    import os

    from tests.bench.throwaway import site

    database = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        site(folder, database)
        return main()


if __name__ == "__main__":
    if "--here" in sys.argv:
        sys.exit(here())
    each = [sys.executable, "-m", "tests.bench.search_claims", "--here"]
    on_sqlite = subprocess.call(each)
    on_postgresql = subprocess.call([sys.executable, "-m", "tests.postgres", *each])
    sys.exit(on_sqlite or on_postgresql)
