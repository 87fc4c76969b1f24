"""What readers' pages cost beside a bare Django view: python -m tests.bench.pages

Sets up the seeded site in a throwaway folder, adds an article with 500 revisions and one with 50,
and serves it with granian as `make run` does; once as it is, and once with no page kept, for the
first view. Both serve a bare view too, at /bare/, through the same middleware. A visitor asks for
each page in turn, five rounds; printed are the medians of how many answers came a second, as parts
of the bare view's.
"""

import http.client
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.browser.site import SETUP, collected_files, free_port, manage, serving

ROUNDS, SECONDS = 5, 1.5
REVISIONS, FEW = 500, 50
BARE = "/bare/"


@dataclass(frozen=True)
class Page:
    """A page, how it is asked for, and the least part of a bare view's speed that it may have."""

    name: str
    address: str
    least: float
    is_kept: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


class Visitor:
    """Somebody who asks one server, over one connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(self, address: str, headers: dict[str, str], status: int) -> http.client.HTTPResponse:
        self._connection.request("GET", address, headers={"Accept-Encoding": "br"} | headers)
        answer = self._connection.getresponse()
        answer.read()
        assert answer.status == status, (address, answer.status)
        return answer

    def rate(self, address: str, headers: dict[str, str], status: int) -> float:
        """Answers a second."""
        begun, count = time.perf_counter(), 0
        while (taken := time.perf_counter() - begun) < SECONDS:
            self.ask(address, headers, status)
            count += 1
        return count / taken


def build() -> None:
    """In the site of this process's environment: the articles whose histories are long."""
    import django

    django.setup()
    from django.db import transaction

    from factcheck.actions import articles
    from tests.newsroom import newsroom, version

    with transaction.atomic():
        room = newsroom()
        for slug, revisions in (("long", REVISIONS), ("short", FEW)):
            article = room.article(text(0), headline=slug, slug=slug)
            room.published(room.claim(article, "Bridge 1 cost 12 million euros"))
            for edit in range(1, revisions):
                articles.record_revision(
                    article=article,
                    by=room.editor,
                    reason=f"Edit {edit}.",
                    version=version(article),
                    html=text(edit),
                )


def text(edit: int) -> str:
    """Twenty paragraphs, of which each edit changes one."""
    lines = [f"Bridge {n} cost {11 + n} million euros, as the city said." for n in range(20)]
    if edit:
        lines[2 + edit % 18] += f" It was seen {edit} times."
    return "\n".join(lines)


def pages(claim: str, tag: str) -> list[Page]:
    return [
        Page("claim page, first view", claim, 0.06),
        Page("claim page, kept", claim, 0.4, is_kept=True),
        Page("claim page, 304", claim, 0.3, True, {"If-None-Match": tag}, 304),
        Page(f"history of {REVISIONS} revisions", "/articles/long/history/", 0.04),
        Page(f"history of {FEW} revisions", "/articles/short/history/", 0.0),
        Page("compare", "/articles/long/compare/498...500/", 0.05),
    ]


def measure(keeping: Visitor, drawing: Visitor) -> None:
    claim = "/claims/" + os.environ["BENCH_CLAIM"] + "/"
    tag = keeping.ask(claim, {}, 200).getheader("ETag") or ""
    rates: dict[str, list[float]] = {}
    shown = pages(claim, tag)
    for page in shown:  # templates, and the words that each revision changed
        drawing.ask(page.address, {}, 200)
    for _round in range(ROUNDS):
        for name, visitor in (("keeping", keeping), ("drawing", drawing)):
            rates.setdefault(name, []).append(visitor.rate(BARE, {}, 200))
        for page in shown:
            visitor = keeping if page.is_kept else drawing
            rates.setdefault(page.name, []).append(
                visitor.rate(page.address, page.headers, page.status)
            )
    bare = {name: median(rates[name]) for name in ("keeping", "drawing")}
    print(f"a bare view: {bare['keeping']:.0f} answers a second, {bare['drawing']:.0f} beside")
    for page in shown:
        found = median(rates[page.name])
        ratio = found / bare["keeping" if page.is_kept else "drawing"]
        verdict = "" if ratio >= page.least else "   MISSED"
        print(
            f"  {page.name:26s} {found:7.1f}/s   {ratio:.3f} of it (at least {page.least}){verdict}"
        )
    many, few = (median(rates[f"history of {n} revisions"]) for n in (REVISIONS, FEW))
    print(f"  history of {REVISIONS} beside {FEW} revisions: {many / few:.2f} x as fast")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        var = Path(folder)
        collected_files(var)
        env = os.environ | {"FACTCHECK_VAR": folder, "DATABASE_URL": "", "WATCHING": "off"}
        for arguments in SETUP:
            manage(arguments, env)
        os.environ |= {"FACTCHECK_VAR": folder, "DATABASE_URL": "", "WATCHING": "off"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
        build()
        from factcheck.models import Claim

        os.environ["BENCH_CLAIM"] = str(Claim.objects.standing().order_by("id").first().slug)  # type: ignore[union-attr]
        ports = free_port(), free_port()
        application = "tests.bench.pages_wsgi:application"
        with (
            serving(ports[0], env | {"PORT": str(ports[0])}, var / "a.log", application),
            serving(
                ports[1],
                env | {"PORT": str(ports[1]), "BENCH_KEEPS_NOTHING": "1"},
                var / "b.log",
                application,
            ),
        ):
            measure(Visitor(ports[0]), Visitor(ports[1]))


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    main()
