"""Acts that follow one another in one transaction: each is whole, and all stand or fall."""

import pytest
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from factcheck.actions.acts import NestedAct, editorial_act, series_of_acts
from factcheck.actions.evidence import add_evidence
from factcheck.actions.files import copy_of
from factcheck.actions.sources import SourceDetails
from factcheck.domain.acts import Kind, ReasonMissing
from factcheck.models import Article, ChangeSet, Claim, Comment, Evidence, Source
from factcheck.models.act import OpenAct, open_act, open_series
from factcheck.models.verification import Verification
from tests.newsroom import Newsroom


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article()


@pytest.fixture
def claim(newsroom: Newsroom, article: Article) -> Claim:
    return newsroom.claim(article)


def on_the_newsrooms(newsroom: Newsroom, *titles: str) -> OpenAct:
    """An act that adds sources."""
    with editorial_act(by=newsroom.editor, kind=Kind.SOURCE_ADD, reason="Read.") as act:
        for title in titles:
            Source(title=title, type="news").save()
    return act


def on_the_articles(newsroom: Newsroom, claim: Claim, *texts: str) -> OpenAct:
    """An act that adds comments."""
    with editorial_act(claim=claim, by=newsroom.editor, kind=Kind.COMMENT_ADD, reason="") as act:
        for text in texts:
            Comment(claim=claim, text=text, author_id=newsroom.editor.person).save()
    return act


def chain(article: Article | None = None) -> list[tuple[int, int]]:
    """(id, number) of the acts of a chain, by number."""
    acts = ChangeSet.objects.chain(article.pk if article else None).order_by("seq")
    return list(acts.values_list("id", "seq"))


def is_intact() -> bool:
    verification = Verification()
    verification.run()
    return verification.findings == []


def test_two_acts_on_one_chain(newsroom: Newsroom) -> None:
    before = chain()
    with series_of_acts():
        one = on_the_newsrooms(newsroom, "A report", "Another")
        other = on_the_newsrooms(newsroom, "A third")
        assert chain() == before, "they are recorded at the end"
    assert one.id < other.id
    number = len(before)
    assert chain() == [*before, (one.id, number + 1), (other.id, number + 2)]
    assert Source.history.filter(act=one.id).count() == 2
    assert Source.objects.get(title="A third").act_id == other.id
    assert is_intact()


def test_acts_on_two_chains_in_turn(newsroom: Newsroom, article: Article, claim: Claim) -> None:
    newsrooms, articles = chain(), chain(article)
    with series_of_acts():
        made = [
            on_the_newsrooms(newsroom, "A report"),
            on_the_articles(newsroom, claim, "Is it net of tax?"),
            on_the_newsrooms(newsroom, "Another"),
            on_the_articles(newsroom, claim, "It is."),
        ]
    ids = [act.id for act in made]
    assert ids == sorted(set(ids))
    assert chain()[len(newsrooms) :] == [
        (ids[0], len(newsrooms) + 1),
        (ids[2], len(newsrooms) + 2),
    ]
    assert chain(article)[len(articles) :] == [
        (ids[1], len(articles) + 1),
        (ids[3], len(articles) + 2),
    ]
    assert is_intact()


def test_the_first_acts_of_a_chain(newsroom: Newsroom, article: Article) -> None:
    """An article that is created inside begins a chain of its own."""
    with series_of_acts():
        other = newsroom.article(headline="Another")
        newsroom.claim(other)
    assert [number for _id, number in chain(other)] == [1, 2]
    assert len(chain(article)) == 1
    assert is_intact()


def test_an_act_that_wrote_nothing_leaves_nothing(newsroom: Newsroom) -> None:
    before = chain()
    with series_of_acts():
        one = on_the_newsrooms(newsroom, "A report")
        on_the_newsrooms(newsroom)
        other = on_the_newsrooms(newsroom, "Another")
    assert [act for act, _number in chain()[len(before) :]] == [one.id, other.id]
    assert is_intact()
    with CaptureQueriesContext(connection) as asked, series_of_acts():
        on_the_newsrooms(newsroom)
    assert not [query for query in asked.captured_queries if "INSERT" in query["sql"]]


def test_what_fails_leaves_nothing_of_any(newsroom: Newsroom, article: Article) -> None:
    before = [chain(), chain(article)]

    def fail() -> None:
        with series_of_acts():
            on_the_newsrooms(newsroom, "A report")
            with editorial_act(by=newsroom.editor, kind=Kind.SOURCE_ADD, reason="Read."):
                Source(title="Another", type="news").save()
                raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [chain(), chain(article)] == before
    assert not Source.objects.exists()
    assert not Source.history.exists()
    assert (open_act(), open_series()) == (None, None)
    newsroom.source()
    assert is_intact()


def test_what_fails_between_two_acts_leaves_nothing(newsroom: Newsroom) -> None:
    def fail() -> None:
        with series_of_acts():
            on_the_newsrooms(newsroom, "A report")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Source.objects.exists()
    newsroom.source()
    assert is_intact()


def test_an_act_that_failed_is_not_passed_over(newsroom: Newsroom) -> None:
    def go_on() -> None:
        with series_of_acts():
            on_the_newsrooms(newsroom, "A report")
            with pytest.raises(RuntimeError):
                fail()
            on_the_newsrooms(newsroom, "Another")

    def fail() -> None:
        with editorial_act(by=newsroom.editor, kind=Kind.SOURCE_ADD, reason="Read."):
            raise RuntimeError

    with pytest.raises(TransactionManagementError):
        go_on()
    assert not Source.objects.exists()


def test_each_act_needs_its_reason_and_kind(newsroom: Newsroom) -> None:
    def act(kind: Kind | None, reason: str) -> None:
        with series_of_acts():
            on_the_newsrooms(newsroom, "A report")
            with editorial_act(by=newsroom.editor, kind=None, reason=reason) as second:
                second.kind = kind

    with pytest.raises(ReasonMissing):
        act(Kind.SOURCE_EDIT, " ")
    with pytest.raises(ValueError, match="kind"):
        act(None, "So.")
    assert not Source.objects.exists()


def test_a_series_does_not_nest(newsroom: Newsroom) -> None:
    with pytest.raises(NestedAct), series_of_acts(), series_of_acts():
        pass
    with (
        pytest.raises(NestedAct),
        editorial_act(by=newsroom.editor, kind=Kind.SOURCE_EDIT, reason="Mended."),
        series_of_acts(),
    ):
        pass
    assert (open_act(), open_series()) == (None, None)


def test_chains_that_are_told_of_are_begun_on_at_once(
    newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    before = len(chain()), len(chain(article))
    with CaptureQueriesContext(connection) as asked, series_of_acts(None, claim, article, None):
        made = [
            on_the_newsrooms(newsroom, "A report"),
            on_the_articles(newsroom, Claim(pk=claim.pk), "Is it net of tax?"),
        ]
        with editorial_act(
            article=article, by=newsroom.editor, kind=Kind.COMMENT_ADD, reason=""
        ) as act:
            made.append(act)
        made.append(on_the_newsrooms(newsroom, "Another"))
        made.append(on_the_newsrooms(newsroom, "One more"))
    ids = [act.id for act in made]
    assert ids == sorted(set(ids))
    assert [act.article_id for act in made] == [None, article.pk, article.pk, None, None]
    assert (len(chain()), len(chain(article))) == (before[0] + 3, before[1] + 1)
    assert sum("wanted" in query["sql"] for query in asked.captured_queries) == 2
    assert is_intact()


def test_the_acts_come_in_the_order_that_was_told(newsroom: Newsroom, claim: Claim) -> None:
    with pytest.raises(ValueError, match="told of"), series_of_acts(None, claim):
        on_the_articles(newsroom, claim, "Is it net of tax?")
    assert not Comment.objects.exists()


def test_however_many_acts_are_recorded_in_two_queries(newsroom: Newsroom) -> None:
    def recording(number: int) -> int:
        with CaptureQueriesContext(connection) as asked, series_of_acts():
            for each in range(number):
                on_the_newsrooms(newsroom, f"Report {each} of {number}")
        tables = [query["sql"] for query in asked.captured_queries]
        return sum('"factcheck_changeset"' in sql for sql in tables)

    assert recording(1) == recording(5) == 2
    assert is_intact()


def test_a_new_source_with_a_copy_and_evidence_is_three_acts(
    newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    before = len(chain()), len(chain(article))
    evidence = add_evidence(
        claim=claim,
        by=newsroom.reviewer,
        source=SourceDetails(title="Accounts", type="news"),
        stance="supports",
        note={"en": "So."},
        copy=copy_of(b"year,cost\n2019,12\n", "costs.csv"),
    )
    snapshot = evidence.source.snapshots.get()
    assert evidence.source.act_id < snapshot.act_id < evidence.act_id
    assert (len(chain()), len(chain(article))) == (before[0] + 2, before[1] + 1)
    assert Evidence.objects.count() == 1
    assert is_intact()
