"""Lists and pages stay quick, however much there is."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.domain.review import Status
from factcheck.models import Claim
from tests import many
from tests.admin.pages import ADMIN, Visitor
from tests.newsroom import Newsroom

CLAIMS = 20_000
#: How each database says that it reads a table from end to end.
WHOLE_TABLE = re.compile(r"(SCAN|Seq Scan on) factcheck_claim\b")


@pytest.fixture
def many_claims(newsroom: Newsroom) -> Claim:
    """A claim, and 20,000 more, written past the actions: only the plans of queries are looked at.

    One in fifty is disputed, one approved, one in five hundred stale; most are open.
    """
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim)
    many.multiply(
        claim,
        CLAIMS,
        number="one.number + n",
        slug="one.slug || '-' || n",
        topic="'Topic ' || n",
        status="CASE n % 50 WHEN 1 THEN 'disputed' WHEN 2 THEN 'approved' ELSE 'open' END",
        stale="CASE n % 500 WHEN 5 THEN 'number' ELSE '' END",
        assignee_id=f"CASE n % 50 WHEN 3 THEN {newsroom.editor.id} END",
        rating_id="CASE n % 50 WHEN 4 THEN 1 END",
    )
    return claim


def plans(path: str, visitor: Visitor) -> list[tuple[str, str]]:
    """Each query on claims that a page asks, with its plan."""
    with CaptureQueriesContext(connection) as captured:
        visitor.read(path)
    return many.plans(captured, Claim._meta.db_table)


@pytest.mark.parametrize(
    "query",
    [
        "status__exact=disputed",
        "rating__id__exact=1",
        "staleness=any",
        "staleness=number",
        "assignee__id__exact=1",
        "q=topic+1234",
        "q=bridge&status__exact=approved",
        "article__id__exact=999",
    ],
)
def test_no_filter_and_no_search_reads_all_claims(
    many_claims: Claim, editor: Visitor, query: str
) -> None:
    for sql, plan in plans(f"claim/?{query}", editor):
        assert not WHOLE_TABLE.search(plan), (sql, plan)


@pytest.mark.parametrize("query", ["", "?p=3", "?status__exact=open", "?staleness=no"])
def test_the_list_is_sorted_by_an_index(many_claims: Claim, editor: Visitor, query: str) -> None:
    """It is read off an index backwards: nothing is sorted, nothing counted to the end."""
    for sql, plan in plans(f"claim/{query}", editor):
        assert "LIMIT" in sql
        assert "TEMP B-TREE FOR ORDER BY" not in plan, (sql, plan)
        assert "Sort" not in plan, (sql, plan)
    assert "10000 claims or more" in editor.read(f"claim/{query}")


def test_the_day_reads_off_indexes(many_claims: Claim, editor: Visitor) -> None:
    for sql, plan in plans("/admin/", editor):
        assert not WHOLE_TABLE.search(plan), (sql, plan)


def test_search_finds_what_it_should(many_claims: Claim, editor: Visitor) -> None:
    assert "Topic 1234" not in editor.read("claim/?q=topic+123456")
    found = editor.client.get(f"{ADMIN}claim/?q=topic+1234").context["cl"].result_list
    assert [claim.topic for claim in found] == ["Topic 1234", *_longer("1234")][::-1] or {
        claim.topic for claim in found
    } == {"Topic 1234", *_longer("1234")}


def _longer(start: str) -> list[str]:
    return [f"Topic {n}" for n in range(CLAIMS) if str(n).startswith(start) and str(n) != start]


def queries(visitor: Visitor, path: str) -> int:
    visitor.read(path)
    with CaptureQueriesContext(connection) as captured:
        visitor.read(path)
    return len(captured)


PAGES = ["claim/", "article/", "source/", "notice/", "changeset/", "person/", "rating/"]
PAGES += ["queuedtask/", "/admin/"]


def test_pages_take_as_many_queries_for_much_as_for_little(
    newsroom: Newsroom, administrator: Visitor
) -> None:
    article = newsroom.article()
    claim = newsroom.claim(article)
    newsroom.evidence(claim)
    newsroom.published(claim)
    pages = [*PAGES, f"article/{article.pk}/change/", f"claim/{claim.pk}/change/"]
    few = {path: queries(administrator, path) for path in pages}
    for quote in ["Nobody was hurt", "The fare was two euros", "The old ferry"]:
        more = newsroom.claim(article, quote)
        newsroom.published(more)
        for _ in range(3):
            newsroom.evidence(claim)
    newsroom.claim(newsroom.article(headline="Another one"))
    assert {path: queries(administrator, path) for path in pages} == few


@pytest.mark.parametrize(
    ("model", "field", "term", "found"),
    [
        ("evidence", "source", "rep", ["Report"]),
        ("claim", "article", "bridge", ["A bridge at last"]),
        ("claim", "assignee", "edit", ["Editor"]),
    ],
)
def test_things_are_looked_up_by_their_words(
    newsroom: Newsroom, editor: Visitor, model: str, field: str, term: str, found: list[str]
) -> None:
    newsroom.evidence(newsroom.claim(newsroom.article()))
    asked = {"app_label": "factcheck", "model_name": model, "field_name": field, "term": term}
    answer: Any = editor.client.get("/admin/autocomplete/", asked).json()
    assert [row["text"].rstrip(" 0123456789") for row in answer["results"]] == found


def test_every_filter_shows_what_it_promises(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    newsroom.claim(article)
    taken = newsroom.claim(article, "Nobody was hurt")
    newsroom.proposed(taken)
    shown = {
        f"status__exact={Status.PROPOSED}": [taken],
        f"assignee__id__exact={newsroom.reviewer.id}": [taken],
        f"article__id__exact={article.pk + 1}": [],
        "staleness=any": [],
    }
    for query, claims in shown.items():
        page = editor.client.get(f"{ADMIN}claim/?{query}")
        assert list(page.context["cl"].result_list) == claims, query
