"""Finding what is published: always in step, on either database."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from factcheck.actions import articles, claims, duplicates, sources
from factcheck.apps import complete_database
from factcheck.domain.searching import search_for
from factcheck.domain.vocabulary import FindableKind
from factcheck.models import Article, Claim, Findable, FindableWord
from factcheck.search.published import backends, following, upkeep
from factcheck.search.published.looking import Found, Place, Sought, look
from tests.newsroom import Newsroom, version

CLAIM, ARTICLE, SOURCE = FindableKind


def seek(written: str, size: int = 20, after: Place | None = None, **sought: Any) -> Found:
    following.catch_up()
    return look(Sought(search_for(written), **sought), size, after)


def found(written: str, **sought: Any) -> list[tuple[str, int]]:
    """(kind, key) of what is found, the best first."""
    return [(hit.kind, hit.object_id) for hit in seek(written, **sought).hits]


@pytest.fixture(autouse=True)
def in_step(db: None) -> object:
    """Whatever a test did, what can be found is what would be made anew."""
    yield
    following.catch_up()
    assert list(upkeep.drift()) == []


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article(headline="A bridge at last")


@pytest.fixture
def claim(newsroom: Newsroom, article: Article) -> Claim:
    """A published claim with one source."""
    claim = newsroom.claim(
        article,
        topic="Cost of the bridge: Zürich, Größe",
        claimant="Café Central",
        statement={"en": "It cost 12.5 million euros.", "id": "Biayanya “dua belas” juta."},
    )
    source = newsroom.source(title="Annual accounts", publisher="Kota Lama", author="A. Writer")
    newsroom.evidence(claim, source=source)
    newsroom.published(claim, "mostly_true")
    following.catch_up()  # for those tests that look at the rows themselves
    return claim


FOUND = ["euros", "EUROS", "eur", "12.5", "juta", "belas biaya", "zurich", "ZÜRICH", "grosse"]
FOUND += ["cafe central", '"dua belas" juta', "“cost 12.5 million”", 'accounts show "the city']


@pytest.mark.parametrize("written", FOUND)
def test_a_claim_by_what_its_verdict_says(claim: Claim, written: str) -> None:
    assert found(written, filters={"kind": "claim"}) == [(CLAIM, claim.pk)]


NOT_FOUND = ["osts", '"belas dua"', "juta tunnel", '"eur"', "kclaim", "_k", "ci", "xyzzyxyz"]


@pytest.mark.parametrize("written", NOT_FOUND)
def test_other_words_find_nothing(claim: Claim, written: str) -> None:
    assert found(written, filters={"kind": "claim"}) == []


def test_articles_and_sources_too(claim: Claim, article: Article) -> None:
    assert (ARTICLE, article.pk) in found("ferry")
    assert found("at last") == [(ARTICLE, article.pk)]
    source = claim.evidence.get().source
    assert found("annual kota writer") == [(SOURCE, source.pk)]


def test_a_check_stands_before_a_source_that_says_the_same(
    newsroom: Newsroom, article: Article
) -> None:
    claim = newsroom.claim(article, statement={"en": "The tram cost nothing to those who rode."})
    newsroom.evidence(claim, source=newsroom.source(title="Tram cost"))
    newsroom.published(claim)
    assert [kind for kind, _ in found("tram cost")] == [CLAIM, SOURCE]


def test_nothing_before_it_is_published(newsroom: Newsroom, article: Article) -> None:
    claim = newsroom.claim(article, topic="Toll")
    newsroom.evidence(claim, source=newsroom.source(title="Ledger"))
    newsroom.approved(claim)
    articles.record_revision(article=article, by=newsroom.editor, reason="x", version=1, html="No")
    assert not Findable.objects.exists()
    assert found("toll") == found("ledger") == found("bridge") == []


def test_as_judged_until_published_anew(newsroom: Newsroom, claim: Claim) -> None:
    claims.edit_claim(
        claim=claim, by=newsroom.editor, reason="x", version=version(claim), topic="Tunnels"
    )
    assert found("tunnels") == []
    newsroom.published(claim, "false")
    assert found("tunnels") == found("tunnels", filters={"rating": "false"}) == [(CLAIM, claim.pk)]
    assert found("zurich") == found("euros", filters={"rating": "mostly_true"}) == []


def test_withdrawn_and_reinstated(newsroom: Newsroom, claim: Claim, article: Article) -> None:
    by = newsroom.editor
    claims.withdraw(claim=claim, by=by, version=version(claim), reason="Unclear.")
    assert found("zurich") == found("annual") == []
    assert found("bridge") == [(ARTICLE, article.pk)]
    claims.reinstate(claim=claim, by=by, version=version(claim), reason="It is clear.")
    assert found("zurich") == [(CLAIM, claim.pk)]
    assert len(found("annual")) == 1


def test_a_duplicate_is_not_found(newsroom: Newsroom, claim: Claim, article: Article) -> None:
    other = newsroom.claim(article, "Nobody was hurt", topic="Harm")
    newsroom.published(other)
    assert found("harm") == [(CLAIM, other.pk)]
    duplicates.merge(
        claim=other, into=claim, by=newsroom.editor, version=version(other), reason="The same."
    )
    assert found("harm") == []


def test_a_source_stays_while_another_verdict_rests_on_it(
    newsroom: Newsroom, claim: Claim, article: Article
) -> None:
    source = claim.evidence.get().source
    other = newsroom.claim(article, "Nobody was hurt")
    newsroom.evidence(other, source=source)
    newsroom.published(other)
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    assert found("annual") == [(SOURCE, source.pk)]


def test_a_new_revision_and_new_details(newsroom: Newsroom, claim: Claim, article: Article) -> None:
    by = newsroom.editor
    articles.record_revision(
        article=article, by=by, reason="x", version=1, html="It cost 12 million euros. A tram goes."
    )
    assert found("tram") == [(ARTICLE, article.pk)]
    assert found("ferry") == []
    articles.edit_article(
        article=article,
        by=by,
        reason="x",
        version=version(article),
        publisher="The Weekly",
        language="en-GB",
    )
    for kind, key in [(ARTICLE, article.pk), (CLAIM, claim.pk)]:
        assert (kind, key) in found("cost", filters={"publisher": "The Weekly"})
    assert found("cost", filters={"publisher": "The Daily"}) == []


def test_merged_sources_are_one(newsroom: Newsroom, claim: Claim, article: Article) -> None:
    source = claim.evidence.get().source
    into = newsroom.source(title="Accounts of the year", url="https://example.org/accounts")
    other = newsroom.claim(article, "Nobody was hurt")
    newsroom.evidence(other, source=into)
    newsroom.published(other)
    assert len(found("accounts", filters={"kind": "source"})) == 2
    sources.merge(
        source=source, into=into, by=newsroom.editor, reason="Twice.", version=source.version
    )
    assert found("accounts", filters={"kind": "source"}) == [(SOURCE, into.pk)]


def test_rebuilding_gives_the_same(claim: Claim) -> None:
    before = list(Findable.objects.order_by("id").values())
    words = set(FindableWord.objects.values_list("word", flat=True))
    assert upkeep.rebuild() == len(before) == 3
    assert list(Findable.objects.order_by("id").values()) == before
    assert set(FindableWord.objects.values_list("word", flat=True)) == words


def test_drift_is_found_and_mended(claim: Claim, article: Article) -> None:
    Findable.objects.filter(kind=CLAIM).update(title_words="something else")
    Findable.objects.filter(kind=ARTICLE).delete()
    assert list(upkeep.drift()) == [(CLAIM, claim.pk), (ARTICLE, article.pk)]
    upkeep.rebuild()


def test_filters(newsroom: Newsroom, claim: Claim, article: Article) -> None:
    every = found("bridge") + found("accounts")
    assert len(every) >= 3
    for filters in [
        {"rating": "mostly_true"},
        {"topic": "Cost of the bridge: Zürich, Größe"},
        {"publisher": "The Daily", "kind": "claim"},
        {"language": "en", "kind": "claim"},
    ]:
        assert found("cost", filters=filters) == found("", filters=filters) == [(CLAIM, claim.pk)]
    for name in ["rating", "topic", "publisher", "language"]:
        assert found("cost", filters={name: "none"}) == found("", filters={name: "none"}) == []


def test_dates(claim: Claim) -> None:
    at = Findable.objects.get(kind=CLAIM).at
    for newest_first in [True, False]:
        for words in ["zurich", ""]:
            order = {"newest_first": newest_first, "filters": {"kind": "claim"}}
            after = at.replace(year=at.year + 1)
            before = at.replace(year=at.year - 1)
            assert found(words, since=at, until=after, **order) == [(CLAIM, claim.pk)]
            assert found(words, since=before, until=at, **order) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("zurixh", "zurich"),
        ("acounts anual", "accounts annual"),
        ("bridgw", "bridge"),
        ("jutta", "juta"),
        ("centrla", "central"),
        ("brigde at last", "bridge at last"),
    ],
)
def test_misspelt_words(claim: Claim, written: str, meant: str) -> None:
    answer = seek(written)
    assert answer.respelt
    assert str(answer.search) == meant
    assert [(hit.kind, hit.object_id) for hit in answer.hits] == found(meant)


def test_of_equally_near_words_the_most_common(newsroom: Newsroom, article: Article) -> None:
    for quote, word in [("two euros", "cane"), ("Nobody was hurt", "cafe"), ("June", "cafe")]:
        newsroom.published(newsroom.claim(article, quote, statement={"en": word}))
    assert str(seek("cade").search) == "cafe"


def test_no_word_is_offered_that_finds_nothing(newsroom: Newsroom, claim: Claim) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    assert FindableWord.objects.filter(word="zurich").exists()
    assert not seek("zurixh").respelt


def test_words_that_stand_apart_are_not_respelt(claim: Claim) -> None:
    answer = seek("zurich ferry")
    assert (answer.count, answer.respelt) == (0, False)


def test_a_site_that_had_no_search_gets_one(claim: Claim) -> None:
    Findable.objects.all().delete()
    complete_database(using="default")
    assert (CLAIM, claim.pk) in found("cost")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has triggers for it")
def test_what_a_migration_dropped_is_made_again(newsroom: Newsroom, claim: Claim) -> None:
    """SQLite drops a table's triggers when it remakes the table; rows may be missing by then."""
    with connection.cursor() as cursor:
        for event in ("insert", "update", "delete"):
            cursor.execute(f"DROP TRIGGER factcheck_findable_search_{event}")
    newsroom.published(newsroom.claim(claim.article, "Nobody was hurt", topic="Harm"))
    assert found("harm") == []
    backends.install("default")
    assert len(found("harm")) == 1
    assert len(found("zurich")) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has a table for it")
def test_the_index_is_whole(newsroom: Newsroom, claim: Claim) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    with connection.cursor() as cursor:
        for name in ("factcheck_findable_search", "factcheck_findableword_search"):
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('integrity-check')")


@pytest.fixture
def many(db: None) -> Callable[[int], None]:
    """So many documents that match equally well, and are as if each had its own act."""

    def make(count: int) -> None:
        rows = Findable.objects
        claim = rows.get(kind=CLAIM)
        columns = {name: getattr(claim, name) for name in ("row_id", "at", "facets", "text_words")}
        rows.bulk_create(
            Findable(
                id=n + 1,
                kind=CLAIM,
                object_id=n + 10**6,
                title_words="alike" if n % 2 else "alike alike alike",
                **columns,
            )
            for n in range(count)
        )

    return make


@pytest.mark.parametrize("newest_first", [True, False])
def test_pages_follow_one_another(
    claim: Claim, many: Callable[[int], None], newest_first: bool
) -> None:
    many(50)
    order: Any = {"newest_first": newest_first}
    whole = seek("alike", size=100, **order)
    assert (len(whole.hits), whole.count, whole.end) == (50, 50, None)
    if newest_first:
        assert [hit.id for hit in whole.hits] == sorted((h.id for h in whole.hits), reverse=True)
    pages, place = [], None
    while True:
        page = seek("alike", size=7, after=place, **order)
        assert page.count == 50
        pages += page.hits
        place = page.end
        if place is None:
            break
    assert pages == whole.hits
    Findable.objects.filter(object_id__gte=10**6).delete()


def test_of_many_hits_the_newest_are_ranked(
    claim: Claim, many: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    many(50)
    monkeypatch.setattr("factcheck.search.published.looking.RANKED", 10)
    answer = seek("alike", size=20)
    assert (answer.count, answer.end) == (10, None)
    assert min(hit.id for hit in answer.hits) == 41
    Findable.objects.filter(object_id__gte=10**6).delete()
