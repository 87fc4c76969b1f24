"""The overview's numbers, on newsrooms at work; and that nothing under seal moves them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone, translation

from factcheck.actions import articles, claims, reviews, verdicts
from factcheck.actions.policies import set_policy
from factcheck.domain.actor import Role
from factcheck.domain.agreement import nominal_alpha, ordinal_alpha
from factcheck.models import Article, ChangeSet, Claim, Person, Policy
from factcheck.presenters.charts import Chart
from factcheck.presenters.overview import overview
from factcheck.presenters.periods import PERIODS
from tests.newsroom import Newsroom, another_person, version

WORDS = "abcdefghij"


@pytest.fixture
def made(newsroom: Newsroom) -> list[Claim]:
    text = "\n".join(f"Sentence {word} is here, and is long enough." for word in WORDS)
    article = newsroom.article(html=text)
    return [newsroom.claim(article, quote=f"Sentence {word}") for word in WORDS]


def charts(months: int | None = 12) -> dict[str, Chart]:
    told = overview(months, timezone.now())
    return {chart.key: chart for chart in [*told.now, *told.period]}


def table(chart: Chart) -> dict[str, list[str]]:
    return {head.text: [cell.text for cell in cells] for head, cells in chart.rows}


def later(**ago: int) -> Any:
    """Whatever is done in it is done at another time."""
    return mock.patch.object(timezone, "now", return_value=timezone.now() + timedelta(**ago))


def rate(claim: Claim, by: Any, rating: str) -> None:
    reviews.review(
        claim=claim, by=by, version=version(claim), rating=rating, note={"en": "So I say."}
    )


def test_an_empty_newsroom_says_what_will_stand_here(newsroom: Newsroom) -> None:
    for chart in charts().values():
        assert chart.empty, chart.key


def test_what_waits_by_age(newsroom: Newsroom, made: list[Claim]) -> None:
    now = timezone.now()
    newsroom.proposed(made[0])
    newsroom.proposed(made[1])
    rate(made[1], newsroom.colleague, "false")
    newsroom.published(made[2])
    article = Article.objects.get()
    articles.record_revision(
        article=article,
        by=newsroom.editor,
        reason="Corrected.",
        version=article.version,
        html=article.newest.body.replace("Sentence c is here", "Sentence c is not here"),
    )
    claims.take(claim=made[3], by=newsroom.reviewer, version=version(made[3]))
    told = table(charts()["waiting"])
    assert told["Open"] == ["6", "0", "0", "0", "6"]
    assert told["In somebody's hands"][-1] == "1"
    assert told["In review"][-1] == "2"
    assert told["Stale"][-1] == "1"
    for days, place in ((2, 1), (10, 2), (40, 3)):
        with mock.patch.object(timezone, "now", return_value=now + timedelta(days=days)):
            later_on = table(charts()["waiting"])
        assert later_on["Open"][place] == "6", days


def test_who_has_what(newsroom: Newsroom, made: list[Claim]) -> None:
    _person, third = another_person("third")
    for claim in made[:3]:
        claims.take(claim=claim, by=newsroom.reviewer, version=version(claim))
    claims.take(claim=made[3], by=third, version=version(made[3]))
    newsroom.proposed(made[4])
    reviews.begin_review(claim=made[4], by=newsroom.colleague, version=version(made[4]))
    newsroom.proposed(made[5])
    reviews.request_changes(
        claim=made[5], by=newsroom.colleague, version=version(made[5]), reason="More."
    )
    claims.plan(
        claim=made[0],
        by=newsroom.editor,
        version=version(made[0]),
        due_on=timezone.localdate() - timedelta(days=1),
        priority="high",
    )
    chart = charts()["load"]
    assert table(chart) == {
        "Reviewer": ["3", "0", "1", "4", "1"],
        "Colleague": ["0", "1", "0", "1", "0"],
        "Third": ["1", "0", "0", "1", "0"],
        "Administrator": ["0", "0", "0", "0", "0"],
        "Editor": ["0", "0", "0", "0", "0"],
    }
    assert chart.reading == "Reviewer has the most in hand: 4 claims of 6."
    person = Person.objects.get(name="Reviewer")
    assert chart.rows[0][0].url == f"/desk/?show=all&person={person.pk}"


def test_who_has_left_is_named_while_claims_are_left(newsroom: Newsroom, made: list[Claim]) -> None:
    from factcheck.actions.people import change_role
    from factcheck.domain.actor import SYSTEM

    person, third = another_person("third")
    claims.take(claim=made[0], by=third, version=version(made[0]))
    change_role(person=person, by=SYSTEM, reason="x", version=version(person), role=Role.NONE)
    assert table(charts()["load"])["Third (has left)"][0] == "1"


def test_how_long_it_takes(newsroom: Newsroom, made: list[Claim]) -> None:
    for days, claim in zip((2, 4, 9), made, strict=False):
        with later(days=days):
            newsroom.published(claim)
    told = charts(None)["times"]
    assert sum(int(cells[1].text) for _head, cells in told.rows) == 3
    assert told.reading.replace("\xa0", " ") == (
        "Half of the 3 claims were published within 4 days of being opened."
    )


def test_a_second_publication_is_no_second_opening(newsroom: Newsroom, made: list[Claim]) -> None:
    newsroom.published(made[0])
    with later(days=50):
        newsroom.published(made[0], "false")
    assert [cells[1].text for _head, cells in charts(None)["times"].rows] == ["1"]


def test_what_was_published(newsroom: Newsroom, made: list[Claim]) -> None:
    newsroom.published(made[0], "true")
    newsroom.published(made[1], "false")
    newsroom.published(made[2], "false")
    newsroom.approved(made[3], "opinion")  # not published
    chart = charts()["ratings"]
    (cells,) = table(chart).values()
    assert dict(zip(chart.head[1:], cells, strict=True)) == {
        "True": "1",
        "Mostly true": "0",
        "Missing context": "0",
        "Mostly false": "0",
        "False": "2",
        "Unverifiable": "0",
        "Opinion": "0",
        "Together": "3",
    }
    assert chart.reading == "3 verdicts were published. The most frequent rating: False (2)."
    assert [part.series.css for part in chart.bars[0].parts] == ["rating-true", "rating-false"]


def test_a_period_leaves_out_what_was_before(newsroom: Newsroom, made: list[Claim]) -> None:
    newsroom.published(made[0])
    with later(days=200):
        newsroom.published(made[1])
        for months, published in ((3, 1), (12, 2), (None, 2)):
            told = charts(months)
            assert sum(int(cells[-1].text) for _head, cells in told["ratings"].rows) == published
            assert table(told["agreement"])["Numbered ratings"][1] == str(published)


def test_long_times_are_told_by_year(newsroom: Newsroom, made: list[Claim]) -> None:
    newsroom.published(made[0])
    with later(days=1200):
        newsroom.published(made[1])
        heads = [head.text for head, _cells in charts(None)["ratings"].rows]
    year = timezone.localdate().year
    assert heads[0] == str(year)
    assert len(heads) == 2


def test_agreement(newsroom: Newsroom, made: list[Claim]) -> None:
    given = [("true", "true"), ("false", "false"), ("false", "mostly_false"), ("opinion", "false")]
    for claim, (proposed, own) in zip(made, given, strict=False):
        newsroom.proposed(claim, proposed)
        rate(claim, newsroom.colleague, own)
    told = table(charts()["agreement"])
    ordinal = ordinal_alpha([[5, 5], [1, 1], [1, 2], [1]])
    assert told["Numbered ratings"] == [f"{ordinal:.2f}", "3"]
    assert told["All ratings"] == [f"{nominal_alpha(given):.2f}", "4"]
    assert charts()["agreement"].reading.startswith(f"Alpha is {ordinal:.2f} over 3 verdicts: ")
    with translation.override("id"):
        comma = f"{ordinal:.2f}".replace(".", ",")
        assert charts()["agreement"].reading.startswith(f"Alfa {comma} ")


def test_one_rating_alone_tells_no_agreement(newsroom: Newsroom, made: list[Claim]) -> None:
    newsroom.published(made[0])
    chart = charts()["agreement"]
    assert chart.reading == (
        "Too little was judged, or all of it alike, to tell agreement from chance."
    )
    assert table(chart)["Numbered ratings"] == ["–", "1"]


@pytest.mark.parametrize("rating", ["true", "false"])
def test_what_is_under_way_moves_nothing(
    newsroom: Newsroom, made: list[Claim], rating: str
) -> None:
    """Neither a proposal, nor two of three who agree."""
    newsroom.published(made[0], "true")
    newsroom.published(made[1], "false")
    before = {key: charts()[key] for key in ("ratings", "agreement")}
    set_policy(
        by=newsroom.administrator,
        reason="Agreed.",
        version=Policy.now().version,
        people_needed=3,
        is_sealed=True,
    )
    newsroom.proposed(made[2], rating)
    rate(made[2], newsroom.colleague, rating)
    newsroom.proposed(made[3], rating)
    assert {key: charts()[key] for key in ("ratings", "agreement")} == before


def test_a_reaffirmed_verdict_says_nothing_of_agreement(
    newsroom: Newsroom, made: list[Claim]
) -> None:
    newsroom.published(made[0])
    article = Article.objects.get()
    articles.record_revision(
        article=article,
        by=newsroom.editor,
        reason="Corrected.",
        version=article.version,
        html=article.newest.body.replace("Sentence a is here", "Sentence a is not here"),
    )
    verdicts.reaffirm(
        claim=made[0], by=newsroom.reviewer, version=version(made[0]), reason="It holds."
    )
    rate(made[0], newsroom.colleague, "true")
    assert table(charts()["agreement"])["All ratings"][1] == "1"


def test_the_queries_are_constant(
    newsroom: Newsroom, made: list[Claim], django_assert_num_queries: Callable[..., Any]
) -> None:
    newsroom.published(made[0])
    for months, _label in PERIODS.values():
        with django_assert_num_queries(QUERIES):
            overview(months, timezone.now())
    for claim in made[1:6]:
        newsroom.published(claim, "false")
    claims.take(claim=made[6], by=newsroom.reviewer, version=version(made[6]))
    with django_assert_num_queries(QUERIES):
        overview(None, timezone.now())
    assert ChangeSet.objects.count() > 30


# Statuses, stale ones, who holds what, people, looks, times, all ratings, published ones, reviews.
QUERIES = 9
