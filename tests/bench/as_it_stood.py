"""What a page of the past costs beside the present one: python -m tests.bench.as_it_stood

Builds a newsroom of its own in a throwaway database: one article with 1,000 revisions and 50
checked claims, made by the same actions as people's, and some other articles beside it. Then asks
for the article's page now and as it stood at several moments, in turns, and prints the medians and
their ratio. No page of the past may take more than 1.5 times as long as that of the present.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from statistics import median

from tests.bench.throwaway import site

REVISIONS, CLAIMS, ROUNDS, BOUND = 1_000, 50, 41, 1.5


def text(edits: int) -> str:
    """About 11,000 characters: a paragraph for each claim, and one that grows with each edit."""
    lines = [
        f"Bridge {number} cost {11 + number} million euros, as the city said in its report on the"
        " roads and rivers of the county. Nobody was hurt while it was built, and the ferry beside"
        f" it went on for {number + 2} more years."
        for number in range(CLAIMS)
    ]
    for edit in range(1, edits + 1):
        line = edit % CLAIMS
        if edit % 97 == 0:  # now and then a checked number itself is changed, which makes it stale
            lines[line] = lines[line].replace(" million euros", f"{edit % 10} million euros", 1)
        else:
            lines[line] = lines[line].rpartition(" Seen")[0] or lines[line]
            lines[line] += f" Seen anew {edit} times."
    return "\n".join(lines)


def build() -> tuple[str, dict[str, str]]:
    """The article's address, and moments of its past by name."""
    from django.db import transaction
    from django.utils import timezone

    from factcheck.actions import articles
    from factcheck.models import Article, ChangeSet
    from tests.newsroom import newsroom, version

    def now() -> str:
        return timezone.now().isoformat().replace("+00:00", "Z")

    with transaction.atomic():
        room = newsroom()
        article = room.article(text(0), headline="Bridges")
        for number in range(CLAIMS):
            claim = room.claim(article, f"Bridge {number} cost {11 + number} million euros")
            room.evidence(claim)
            room.published(claim, "true" if number % 3 else "mostly_true")
        moments = {"once all was checked": now()}
        for edit in range(1, REVISIONS):
            articles.record_revision(
                article=article,
                by=room.editor,
                reason=f"Edit {edit}.",
                version=version(article),
                html=text(edit),
            )
            if edit == REVISIONS // 2:
                moments[f"at revision {edit + 1}"] = now()
        for number in range(10):
            other = room.article(text(0), headline=f"Other bridges {number}")
            room.published(room.claim(other, "Bridge 1 cost 12 million euros"))
    moments["today"] = timezone.localdate().isoformat()
    assert Article.objects.get(pk=article.pk).newest.number == REVISIONS
    print(f"{ChangeSet.objects.count():,} acts", end="; ")
    return article.get_absolute_url(), moments


def timed(page: Callable[[], object]) -> float:
    """Milliseconds of one answer."""
    started = time.perf_counter()
    page()
    return (time.perf_counter() - started) * 1_000


def measure(url: str, moments: dict[str, str]) -> None:
    """Ask for all pages in turns, and print what they take."""
    from django.test import Client

    client = Client()

    def ask(query: str) -> None:
        answer = client.get(url + query)
        assert answer.status_code == 200, answer.status_code
        assert answer.content.count(b'id="mark-') == CLAIMS

    queries = {"now": ""} | {name: f"?at={moment}" for name, moment in moments.items()}
    taken: dict[str, list[float]] = {name: [] for name in queries}
    for number in range(ROUNDS + 2):
        for name, query in queries.items():
            each = timed(lambda query=query: ask(query))  # type: ignore[misc]
            if number >= 2:
                taken[name].append(each)
    present = median(taken.pop("now"))
    print(f"the page of now takes {present:.1f} ms")
    for name, times in taken.items():
        ratio = median(times) / present
        print(f"  {name:22s} {median(times):6.1f} ms   {ratio:.2f} x (at most {BOUND})")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        site(folder)
        print(f"as it stood: {REVISIONS:,} revisions, {CLAIMS} claims, ", end="")
        sys.stdout.flush()
        measure(*build())
        from django.db import connections

        connections.close_all()
