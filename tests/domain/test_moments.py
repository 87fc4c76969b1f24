"""What readers write for a moment, and what is meant."""

from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.moments import BadMoment, Moment, moment_of

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)  # in Jakarta it is the 23rd already
JAKARTA = ZoneInfo("Asia/Jakarta")
BERLIN = ZoneInfo("Europe/Berlin")


def at(written: str, zone: ZoneInfo | None = None) -> Moment:
    return moment_of(written, zone or ZoneInfo("UTC"), NOW)


@pytest.mark.parametrize(
    ("written", "zone", "instant"),
    [
        ("2019-12-23", "UTC", "2019-12-23T23:59:59.999999"),
        (" 2019-12-23 ", "UTC", "2019-12-23T23:59:59.999999"),
        ("2019-12-23", "Asia/Jakarta", "2019-12-23T16:59:59.999999"),
        ("2019-12-23", "America/New_York", "2019-12-24T04:59:59.999999"),
        ("2019-1-3", "UTC", "2019-01-03T23:59:59.999999"),
        ("2019-12", "UTC", "2019-12-31T23:59:59.999999"),
        ("2019-02", "UTC", "2019-02-28T23:59:59.999999"),
        ("2019", "UTC", "2019-12-31T23:59:59.999999"),
        ("0001-01-01", "UTC", "0001-01-01T23:59:59.999999"),
        # The day after was skipped altogether, and one whose midnight was:
        ("2011-12-29", "Pacific/Apia", "2011-12-30T09:59:59.999999"),
        ("2018-11-03", "America/Sao_Paulo", "2018-11-04T02:59:59.999999"),
    ],
)
def test_a_day_means_its_end(written: str, zone: str, instant: str) -> None:
    moment = at(written, ZoneInfo(zone))
    assert moment.instant.isoformat() == f"{instant}+00:00"
    assert moment.whole_day


@pytest.mark.parametrize(
    ("written", "zone", "day"),
    [
        ("2026-11-22", "UTC", date(2026, 11, 22)),
        ("2026-11-23", "Asia/Jakarta", date(2026, 11, 23)),
        ("2026-11", "UTC", date(2026, 11, 22)),
        ("2026", "Asia/Jakarta", date(2026, 11, 23)),
    ],
)
def test_what_has_begun_means_today(written: str, zone: str, day: date) -> None:
    assert at(written, ZoneInfo(zone)).day == day


@pytest.mark.parametrize(
    ("written", "zone", "instant"),
    [
        ("2019-12-23T10:00", "UTC", "2019-12-23T10:00:00.999999"),
        ("2019-12-23 10:00:05", "UTC", "2019-12-23T10:00:05.999999"),
        ("2019-12-23T10:00Z", "Asia/Jakarta", "2019-12-23T10:00:00.999999"),
        ("2019-12-23t10:00z", "Asia/Jakarta", "2019-12-23T10:00:00.999999"),
        ("2019-12-23T10:00", "Asia/Jakarta", "2019-12-23T03:00:00.999999"),
        ("2019-12-23T10:00:00+07:00", "UTC", "2019-12-23T03:00:00.999999"),
        ("2019-12-23T10:00:00 07:00", "UTC", "2019-12-23T03:00:00.999999"),
        ("2019-12-23T10:00:00-0330", "UTC", "2019-12-23T13:30:00.999999"),
        ("2019-12-23T10:00:00.5Z", "UTC", "2019-12-23T10:00:00.500000"),
        ("2019-12-23T10:00:00.000001Z", "UTC", "2019-12-23T10:00:00.000001"),
        # Clocks jumped from 2 to 3, and showed the hour from 2 to 3 twice:
        ("2019-03-31T02:30", "Europe/Berlin", "2019-03-31T01:30:00.999999"),
        ("2019-10-27T02:30", "Europe/Berlin", "2019-10-27T01:30:00.999999"),
    ],
)
def test_an_instant_is_taken_exactly_or_to_the_end_of_its_second(
    written: str, zone: str, instant: str
) -> None:
    moment = at(written, ZoneInfo(zone))
    assert moment.instant.isoformat() == f"{instant}+00:00"
    assert not moment.whole_day


def test_the_day_of_an_instant_is_the_newsrooms() -> None:
    assert at("2019-12-23T20:00Z", JAKARTA).day == date(2019, 12, 24)


@pytest.mark.parametrize(
    "written",
    [
        "yesterday",
        "23-12-2019",
        "23/12/2019",
        "2019-13-01",
        "2019-02-30",
        "0000-01-01",
        "0000",
        "2019-00",
        "2019-0-1",
        "2019-01-00",
        "-2019-01-01",
        "12019-01-01",
        "10000",
        "2019-12-23T25:00",
        "2019-12-23T10:60",
        "2019-12-23T10:00+25:00",
        "2019-12-23T24:00",
        "2019-12-23T10:00Q",
        "2019-12-23T10",
        "2019-W52",
        "0001-01-01T00:00+14:00",
        "2019-12-23\x00",
        "٢٠١٩-١٢-٢٣",
        "２０１９-12-23",
        "9" * 5_000,
        "2019-12-23" + " " * 5_000 + "x",
        "²019",
        "1e3",
        "now",
        "2019-12-23; DROP TABLE",
    ],
)
def test_what_cannot_be_read_is_told_so(written: str) -> None:
    with pytest.raises(BadMoment, match=r"Write the date as 2019-12-23\."):
        at(written)


@pytest.mark.parametrize(
    "written", ["2026-11-23", "2026-12", "2027", "9999-12-31", "2026-11-22T18:30:01Z"]
)
def test_what_is_still_to_come_is_told_so(written: str) -> None:
    with pytest.raises(BadMoment, match="still to come"):
        at(written)


def test_a_day_may_be_todays_where_the_newsroom_is_though_not_in_utc() -> None:
    assert at("2026-11-23", JAKARTA).day == date(2026, 11, 23)
    with pytest.raises(BadMoment):
        at("2026-11-23")


@given(
    st.datetimes(max_value=NOW.replace(tzinfo=None), timezones=st.just(UTC)),
    st.sampled_from([JAKARTA, BERLIN]),
)
def test_what_is_written_leads_back_to_the_same_moment(instant: datetime, zone: ZoneInfo) -> None:
    if instant.year < 2:  # so near to the first day there is, zones lead out of the calendar
        return
    moment = moment_of(instant.isoformat(timespec="microseconds"), zone, NOW)
    assert moment.instant == instant
    assert moment_of(moment.written, zone, NOW) == moment
    day = moment_of(moment.day.isoformat(), zone, NOW)
    assert moment_of(day.written, zone, NOW) == day
    assert moment.instant <= day.instant


@given(st.text(max_size=50))
def test_anything_else_is_refused_in_one_sentence(written: str) -> None:
    with suppress(BadMoment):
        assert at(written).instant <= datetime(2026, 11, 23, tzinfo=UTC)
