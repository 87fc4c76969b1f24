"""The page of a search: it works, then what it leaves out, refuses and bears."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from factcheck.actions import claims
from factcheck.models import Article, Claim, Findable
from factcheck.search.published.following import catch_up
from tests.many import multiply, plans
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(client: Client) -> Callable[..., Any]:
    """The page of a search: search("bridge", rating="true")."""

    def search(q: str = "", **given: str) -> Any:
        query = {"q": q} | given if q else given
        return client.get(f"{reverse('public:search')}?{urlencode(query)}")

    return search


Search = Callable[..., Any]


def shown(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [result.url for result in answer.context["results"]]


def text(answer: Any) -> str:
    """The page as it reads."""
    page = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_page_alone_explains_itself(search: Search, claim: Claim) -> None:
    answer = search()
    assert "How to search" in text(answer)
    assert "noindex" not in answer.content.decode()
    assert "X-Robots-Tag" not in answer


def test_claims_articles_and_sources(search: Search, claim: Claim, article: Article) -> None:
    source = claim.evidence.get().source
    assert set(shown(search("bridge"))) == {article.get_absolute_url()}
    assert set(shown(search("cost euros"))) == {
        claim.get_absolute_url(),
        article.get_absolute_url(),
    }
    assert shown(search(source.title)) == [f"{claim.get_absolute_url()}#source-{source.pk}"]


def test_words_are_marked_and_all_else_is_escaped(
    search: Search, newsroom: Newsroom, article: Article
) -> None:
    claim = newsroom.claim(article, statement={"en": "The <b>fare</b> & the Fàre rose."})
    newsroom.published(claim)
    page = search("fare", kind="claim").content.decode()
    assert "The &lt;b&gt;<mark>fare</mark>&lt;/b&gt; &amp; the <mark>Fàre</mark> rose." in page


def test_of_a_result_what_readers_know_it_by(search: Search, claim: Claim) -> None:
    said = text(search("euros", kind="claim"))
    assert "1 result " in said
    for part in ["Mostly true", "The article says: cost 12 million euros.", "The Daily"]:
        assert part in said
    source = text(search("report", kind="source"))
    assert "Used in The article says: cost 12 million euros. Mostly true" in source


def test_nothing_internal(search: Search, claim: Claim, hidden: Claim) -> None:
    for words in ["nobody may read", "secret fare", "hidden", "secrte"]:
        answer = search(words)
        assert shown(answer) == []
        assert not answer.context["found"].respelt
    page = search("fare").content.decode() + search(kind="claim").content.decode()
    assert "Secret fare" not in page


def test_a_withdrawn_claim_is_not_found(search: Search, newsroom: Newsroom, claim: Claim) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    assert shown(search("euros", kind="claim")) == []
    assert shown(search(kind="claim")) == shown(search(kind="source")) == []


def test_what_the_index_wrongly_has_is_not_shown(
    search: Search, newsroom: Newsroom, claim: Claim
) -> None:
    stale = list(Findable.objects.all())
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    Findable.objects.all().delete()
    Findable.objects.bulk_create(stale)
    assert shown(search("euros", kind="claim")) == shown(search("report")) == []


def test_a_misspelt_word_says_what_is_shown_instead(search: Search, claim: Claim) -> None:
    answer = search("milliom euros")
    assert claim.get_absolute_url() in shown(answer)
    assert "Nothing was found for “milliom euros”. Showing results for million euros ." in text(
        answer
    )


def test_filters_stand_in_the_address_and_can_be_taken_back(search: Search, claim: Claim) -> None:
    answer = search("euros", rating="mostly_true", publisher="The Daily", since="2000-01-01")
    assert shown(answer) == [claim.get_absolute_url()]
    page = answer.content.decode()
    assert 'href="?q=euros&amp;publisher=The+Daily&amp;since=2000-01-01"' in page
    assert 'href="?q=euros&amp;rating=mostly_true&amp;since=2000-01-01"' in page
    assert 'href="?q=euros&amp;rating=mostly_true&amp;publisher=The+Daily"' in page
    assert "1 Jan 2000" in page
    assert "noindex" in page


@pytest.mark.parametrize(
    "given",
    [
        {"rating": "false"},
        {"topic": "none"},
        {"publisher": "nobody"},
        {"language": "id"},
        {"until": "2019-12-24"},
        {"kind": "claim", "since": "2999-01-01"},
    ],
)
def test_a_filter_that_leaves_nothing_says_how_to_go_on(
    search: Search, claim: Claim, given: dict[str, str]
) -> None:
    answer = search("euros", **given)
    assert shown(answer) == []
    assert "Search without the filters" in text(answer)
    assert 'href="?q=euros"' in answer.content.decode()


def test_filters_alone_browse(search: Search, claim: Claim) -> None:
    assert shown(search(rating="mostly_true")) == [claim.get_absolute_url()]


@pytest.mark.parametrize(
    "given",
    [
        {"since": "yesterday"},
        {"until": "0001-01-01"},
        {"since": "9999-12-31"},
        {"since": "2020-01-02", "until": "2020-01-01"},
        {"q": "x" * 301},
        {"q": "x " * 5_000},
    ],
)
def test_what_can_not_be_read_is_answered_with_a_sentence(
    search: Search, claim: Claim, given: dict[str, str]
) -> None:
    answer = search(**given)
    assert answer.status_code == 400
    assert answer.content.decode().count("field-error") == 1
    assert "noindex" in answer.content.decode()


HOSTILE = [
    '"',
    "'",
    "\x00",
    "a\x00b",
    "*",
    "bridge*",
    "NEAR(a b)",
    "a AND",
    "-a",
    "col:a",
    "%s",
    "(",
]
HOSTILE += [
    "'); DROP TABLE x; --",
    "\\",
    "€",
    "\ud800x",
    "🜚",
    "<script>",
    "{a b} : c",
    "' & '",
    "^a",
]


@pytest.mark.parametrize("q", HOSTILE)
def test_nothing_that_is_written_is_an_operator(client: Client, claim: Claim, q: str) -> None:
    written = urlencode({"q": q.encode("utf-8", "surrogatepass")})
    for more in ["", "&kind=claim&topic=%00&sort=%00&after=%00", "&language='&after=AAAA"]:
        answer = client.get(f"{reverse('public:search')}?{written}{more}")
        assert answer.status_code == 200


def test_signs_alone_ask_for_a_word(search: Search, claim: Claim) -> None:
    assert "Write a word or a number." in text(search("?!"))


def test_more_words_than_are_looked_for(search: Search, claim: Claim) -> None:
    assert "Only the first 16 words were looked for." in text(search("euros " * 20))


@pytest.mark.parametrize("sort", ["best", "newest"])
def test_pages(
    search: Search,
    client: Client,
    newsroom: Newsroom,
    claim: Claim,
    article: Article,
    monkeypatch: pytest.MonkeyPatch,
    sort: str,
) -> None:
    newsroom.published(newsroom.claim(article, "Nobody was hurt"))
    monkeypatch.setattr("factcheck.views.public.search.RESULTS", 1)
    whole, answer = [], search("article says", sort=sort)
    for _ in range(5):
        whole += shown(answer)
        further = re.search(r'href="([^"]*after=[^"]*)" rel="next"', answer.content.decode())
        if not further:
            break
        answer = client.get(reverse("public:search") + further[1].replace("&amp;", "&"))
        assert "First results" in text(answer)
    assert len(whole) == len(set(whole)) == 2


def test_the_field_for_any_page(client: Client, claim: Claim) -> None:
    from django.template.loader import render_to_string

    field = render_to_string("_search_field.html", {"query": '"a'})
    assert 'role="search"' in field
    assert 'value="&quot;a"' in field


def test_in_indonesian(client: Client, claim: Claim) -> None:
    page = client.get("/id/search/?q=euros").content.decode()
    assert "Cari" in page
    assert "result" not in re.sub(r"<[^>]*>", " ", page)


@pytest.fixture
def plenty(claim: Claim) -> None:
    """Many things to find, nearly all of them alike."""
    catch_up()
    multiply(
        Findable.objects.get(kind="claim"),
        3_000,
        id="n",
        kind="CASE WHEN n % 100 = 0 THEN 'article' ELSE 'source' END",
        object_id="one.object_id + n",
        row_id="one.row_id + n",
        rating="'false'",
        topic="'x'",
        publisher="'y'",
        language="'id'",
    )


@pytest.mark.parametrize(
    "query",
    ["kind=article", "rating=mostly_true", "topic=none", "publisher=The+Daily", "language=en"],
)
def test_filters_alone_are_read_off_an_index(client: Client, plenty: None, query: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{reverse('public:search')}?{query}")
    for sql, plan in plans(captured, Findable._meta.db_table):
        if "ORDER BY" in sql:
            assert f"findable_by_{query.partition('=')[0]}" in plan, plan
            assert "TEMP B-TREE" not in plan, plan
            assert "Sort" not in plan, plan


@pytest.mark.parametrize("query", ["q=euros", "q=euros&sort=newest", "kind=source"])
def test_no_page_is_reached_by_counting(client: Client, plenty: None, query: str) -> None:
    """A page further down begins after the last hit that was seen, and costs as much."""
    url = f"{reverse('public:search')}?{query}"
    taken = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as captured:
            further = client.get(url).context["next"]
        assert further
        taken.append(len(captured))
        assert not any("OFFSET" in query["sql"] for query in captured)
        url = f"{reverse('public:search')}?{query}&after={further}"
    assert max(taken) == taken[0]


def test_queries_do_not_grow(
    grow: Callable[[int], Article], queries: Callable[[str], int], claim: Claim
) -> None:
    url = reverse("public:search") + "?q=million+euros"
    few = queries(url)
    grow(3)
    assert queries(url) == few
