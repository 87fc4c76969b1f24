"""What the looks at sources found, week by week."""

from datetime import UTC, datetime, timedelta

import pytest

from factcheck.domain.vocabulary import CheckOutcome
from factcheck.models import SourceCheck
from factcheck.presenters.link_health import WEEKS, health_chart

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)  # a Wednesday


@pytest.fixture
def sources(newsroom):
    return [newsroom.source() for _ in range(4)]


def look(source, outcome, **ago):
    SourceCheck.objects.create(
        source=source, checked_at=NOW - timedelta(**ago), outcome=outcome, url=source.url
    )


def table(chart):
    return {head.text: [cell.text for cell in cells] for head, cells in chart.rows}


def test_nothing_was_looked_at(newsroom):
    chart = health_chart(NOW)
    assert chart.empty
    assert not chart.rows


def test_shares_by_week(sources):
    for source, outcome in zip(
        sources,
        [CheckOutcome.SAME, CheckOutcome.SAME, CheckOutcome.CHANGED, CheckOutcome.GONE],
        strict=True,
    ):
        look(source, outcome, days=7)
    look(sources[0], CheckOutcome.MOVED, hours=1)
    assert table(health_chart(NOW)) == {
        "16 Nov 2026": ["2 (50 %)", "1 (25 %)", "0 (0 %)", "1 (25 %)", "0 (0 %)", "4"],
        "23 Nov 2026": ["0 (0 %)", "0 (0 %)", "1 (100 %)", "0 (0 %)", "0 (0 %)", "1"],
    }


def test_the_last_look_of_a_week_counts_alone(sources):
    look(sources[0], CheckOutcome.UNREACHABLE, days=2)
    look(sources[0], CheckOutcome.SAME, days=1)
    assert list(table(health_chart(NOW)).values()) == [
        ["1 (100 %)", "0 (0 %)", "0 (0 %)", "0 (0 %)", "0 (0 %)", "1"]
    ]


def test_who_asks_not_to_be_looked_at_is_out_of_reach(sources):
    look(sources[0], CheckOutcome.DISALLOWED, days=1)
    assert table(health_chart(NOW))["23 Nov 2026"][4] == "1 (100 %)"


def test_older_weeks_are_not_told(sources):
    look(sources[0], CheckOutcome.SAME, weeks=WEEKS)
    look(sources[1], CheckOutcome.SAME, weeks=WEEKS - 1)
    assert len(health_chart(NOW).rows) == 1


def test_the_sentence_reads_the_last_week(sources):
    look(sources[0], CheckOutcome.SAME, days=1)
    look(sources[1], CheckOutcome.GONE, days=1)
    chart = health_chart(NOW)
    assert (
        chart.reading == "In the week from 23 Nov 2026, 2 sources were looked at; 50 % unchanged."
    )
    assert [part.label for bar in chart.bars for part in bar.parts] == ["50", "50"]
