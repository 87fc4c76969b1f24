"""What recording a revision asks of the database: python -m tests.bench.recording

An article with 50 published claims is revised so that none, one, ten and all of them are affected.
The bound: a constant number of queries, and at most two more for each claim that is affected.
"""

import tempfile
import time
from typing import Any

from tests.bench.throwaway import site

CLAIMS, AFFECTED = 50, (0, 1, 10, 50)
CONSTANT, EACH = 36, 2  # three of them for letters to those behind verdicts that went stale


def text(affected: int) -> str:
    lines = [f"Bridge {number} cost {11 + number} million euros." for number in range(CLAIMS)]
    changed = [line.replace("million", "thousand") for line in lines[:affected]]
    return "\n".join([*changed, *lines[affected:], f"Seen for the {affected}th time."])


def measure() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from factcheck.actions import articles
    from factcheck.models import Article, Claim
    from tests.newsroom import newsroom

    room = newsroom()
    for affected in AFFECTED:
        article = room.article(text(0) + " Not yet.", headline=f"Bridges, {affected}")
        for number in range(CLAIMS):
            words = f"Bridge {number} cost {11 + number} million euros."
            room.published(room.claim(article, words))
        article = Article.objects.get(pk=article.pk)
        given: dict[str, Any] = {"article": article, "by": room.editor, "reason": "Mended."}
        started = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            articles.record_revision(**given, version=None, html=text(affected))
        spent = (time.perf_counter() - started) * 1_000
        assert Claim.objects.filter(article=article).stale().count() == affected
        bound = CONSTANT + EACH * affected
        verdict = "met" if len(asked) <= bound else "missed"
        print(
            f"  {affected:2d} of {CLAIMS} claims affected: {len(asked):3d} queries"
            f" (at most {bound}: {verdict}), {spent:.0f} ms"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        site(folder)
        print("recording a revision:")
        measure()
        from django.db import connections

        connections.close_all()
