"""Dates as formats and people write them: to UTC, exact as written, and never moved."""

from __future__ import annotations

from datetime import UTC, datetime
from time import struct_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.dates import Precision, read_date

NOON = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
EXACT = datetime(2024, 5, 1, 12, 30, 15, tzinfo=UTC)
DAY = datetime(2024, 5, 1, tzinfo=UTC)

SECONDS = [
    ("2024-05-01T12:30:15Z", "Z"),
    ("2024-05-01t12:30:15z", "z"),
    ("2024-05-01 12:30:15 UTC", "UTC"),
    ("2024-05-01T14:30:15+02:00", "+02:00"),
    ("2024-05-01T14:30:15+0200", "+0200"),
    ("2024-05-01T14:30:15+02", "+02"),
    ("2024-05-01T14:30:15 +0200 CEST", "+0200"),
    ("2024-05-01T14:30:15+02:00[Europe/Berlin]", "+02:00"),
    ("2024-05-01T14:30:15[Europe/Berlin]", "Europe/Berlin"),
    ("2024-05-01T08:30:15\u221204:00", "\u221204:00"),
    ("2024-5-1 12:30:15 GMT", "GMT"),
    ("20240501T123015Z", "Z"),
    ("20240501T143015+0200", "+0200"),
    ("20240501 123015 UTC", "UTC"),
    ("20240501123015Z", "Z"),
    ("20240501-123015Z", "Z"),
    ("20240501_143015 +0200", "+0200"),
    ("2024-W18-3T12:30:15Z", "Z"),
    ("2024W183T123015Z", "Z"),
    ("2024-122T12:30:15Z", "Z"),
    ("2024122T123015Z", "Z"),
    ("1714566615", "Z"),
    ("1714566615000", "Z"),
    ("Wed, 01 May 2024 12:30:15 GMT", "GMT"),
    ("Wed, 1 May 2024 12:30:15 +0000", "+0000"),
    ("1 May 2024 12:30:15 -0000", "-0000"),
    ("Wed, 01 May 24 12:30:15 UT", "UT"),
    ("Wed, 01 May 2024 08:30:15 EDT", "EDT"),
    ("Wed, 01 May 2024 05:30:15 PDT", "PDT"),
    ("Wed, 01 May 2024 14:30:15 +0200 (CEST)", "+0200"),
    ("Wed May 01 2024 14:30:15 GMT+0200 (Central European Summer Time)", "GMT+0200"),
    ("Wed May  1 12:30:15 +0000 2024", "+0000"),
    ("Wed May  1 12:30:15 UTC 2024", "UTC"),
    ("Wednesday, 01-May-24 12:30:15 GMT", "GMT"),
    ("Wed, 2024/05/01 08:30:15 EDT", "EDT"),
    ("1. Mai 2024, 14:30:15 MESZ", "MESZ"),
    ("1 мая 2024 г., 15:30:15 МСК", "МСК"),
]


@pytest.mark.parametrize(("raw", "zone"), SECONDS)
def test_a_time_with_seconds_and_a_zone_is_told_in_utc(raw: str, zone: str) -> None:
    when = read_date(raw)
    assert when is not None
    assert (when.at, when.zoned, when.precision, when.zone) == (EXACT, True, Precision.SECOND, zone)


@pytest.mark.parametrize(
    "raw",
    [
        "2024-05-01T12:30",
        "2024-05-01, 12:30",
        "2024-05-01 at 12:30",
        "202405011230",
        "20240501T1230",
        "011230 MAY 24",
        "011230 MAY 2024",
        "May 1, 2024 12:30 p.m.",
        "Wednesday, May 1st, 2024 at 12:30 PM",
        "12:30, 1 May 2024",
        "1 May 2024 - 12.30pm",
        "1. Mai 2024 um 12:30 Uhr",
        "Mittwoch, 1. Mai 2024, 12.30 Uhr",
        "01.05.2024 12:30",
        "1.5.2024 klo 12.30",
        "1.5.2024 kl. 12.30",
        "mercredi 1er mai 2024 à 12h30",
        "Publié le 1 mai 2024 à 12:30",
        "1 de mayo de 2024, 12:30 h",
        "mercoledì 1 maggio 2024 ore 12:30",
        "1º de maio de 2024 às 12h30",
        "woensdag 1 mei 2024 om 12:30 uur",
        "1 мая 2024 г. в 12:30",
        "1 maja 2024, godz. 12:30",
        "1 maj 2024 kl. 12:30",
        "1. toukokuuta 2024 klo 12.30",
        "1. května 2024 v 12:30",
        "2024年5月1日 12:30",
        "2024年5月1日(水) 12時30分",
        "２０２４年５月１日　１２：３０",
        "2024年05月01日 下午12:30",
        "2024년 5월 1일 오후 12:30",
        "令和6年5月1日 12:30",
        "2024-május-01 12:30",
    ],
)
def test_a_time_without_seconds_or_zone_is_so_exact_and_taken_as_utc(raw: str) -> None:
    when = read_date(raw)
    assert when is not None
    assert (when.at, when.zoned, when.precision, when.zone) == (NOON, False, Precision.MINUTE, None)


@pytest.mark.parametrize(
    "raw",
    [
        "2024-05-01",
        "20240501",
        "2024-W18-3",
        "2024-122",
        "2024/05/01",
        "2024.05.01",
        "2024. 5. 1.",
        "1.5.2024",
        "01.05.2024",
        "1 May 2024",
        "01-MAY-2024",
        "01-May-24",
        "1-май-2024",
        "May 1, 2024",
        "1er mai 2024",
        "1. Mai 2024",
        "1 maja 2024",
        "2024年5月1日",
        "Wed, 1 May 2024",
        "平成36年5月1日",
    ],
)
def test_a_day_is_exact_to_the_day(raw: str) -> None:
    when = read_date(raw)
    assert when is not None
    assert (when.at, when.zoned, when.precision, when.zone) == (DAY, False, Precision.DAY, None)


@pytest.mark.parametrize(
    ("raw", "at", "precision"),
    [
        ("2024", datetime(2024, 1, 1, tzinfo=UTC), Precision.YEAR),
        ("2024-05", DAY, Precision.MONTH),
        ("May 2024", DAY, Precision.MONTH),
        ("mai 2024", DAY, Precision.MONTH),
    ],
)
def test_a_month_or_a_year_alone_is_so_exact(raw: str, at: datetime, precision: Precision) -> None:
    when = read_date(raw)
    assert when is not None
    assert (when.at, when.precision) == (at, precision)


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ("26-FEB-1987 15:01:01.79", datetime(1987, 2, 26, 15, 1, 1, 790000, tzinfo=UTC)),
        ("2024-05-01T12:30:15.5Z", datetime(2024, 5, 1, 12, 30, 15, 500000, tzinfo=UTC)),
        ("2024-05-01T12:30:15,123456789Z", datetime(2024, 5, 1, 12, 30, 15, 123456, tzinfo=UTC)),
        ("1714566615.25", datetime(2024, 5, 1, 12, 30, 15, 250000, tzinfo=UTC)),
        ("1714566615250", datetime(2024, 5, 1, 12, 30, 15, 250000, tzinfo=UTC)),
        ("20240501123015250", datetime(2024, 5, 1, 12, 30, 15, 250000, tzinfo=UTC)),
        ("2024-02-29T24:00:00Z", datetime(2024, 3, 1, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2017-01-01T00:59:60+01:00", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2020-W53-7", datetime(2021, 1, 3, tzinfo=UTC)),
        ("2024-05-01+02:00", datetime(2024, 4, 30, 22, tzinfo=UTC)),
        ("Sun, 06 Nov 94 08:49:37 GMT", datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)),
        ("mar, 05 mar 2024 10:00:00 +0100", datetime(2024, 3, 5, 9, tzinfo=UTC)),
        ("31/12/2024", datetime(2024, 12, 31, tzinfo=UTC)),
        ("12/31/2024", datetime(2024, 12, 31, tzinfo=UTC)),
        ("05/05/2024", datetime(2024, 5, 5, tzinfo=UTC)),
        ("12:05 AM, May 1, 2024", datetime(2024, 5, 1, 0, 5, tzinfo=UTC)),
        ("3 p.m. ET, May 1, 2024", datetime(2024, 5, 1, 19, tzinfo=UTC)),
        ("3 p.m. ET, Jan. 1, 2024", datetime(2024, 1, 1, 20, tzinfo=UTC)),
        ("13:05 PM May 1, 2024", datetime(2024, 5, 1, 13, 5, tzinfo=UTC)),
        ("2024年5月1日 午後3時05分20秒", datetime(2024, 5, 1, 15, 5, 20, tzinfo=UTC)),
        ("2024年5月1日 上午", None),
        ("1 July 2024 10:00 BST", datetime(2024, 7, 1, 9, tzinfo=UTC)),
        ("261445Z FEB 87", datetime(1987, 2, 26, 14, 45, tzinfo=UTC)),
    ],
)
def test_these_are_the_instants(raw: str, at: datetime | None) -> None:
    when = read_date(raw)
    assert (when.at if when else None) == at


@pytest.mark.parametrize(
    ("raw", "zone"),
    [
        ("Wed, 01 May 2024 12:30:15 IST", "IST"),
        ("Wed, 01 May 2024 12:30:15 K", "K"),
        ("Wed, 01 May 2024 12:30:15 XYZ", "XYZ"),
        ("2024-05-01T12:30:15 AST", "AST"),
        ("2024-05-01T12:30:15[Europe/Atlantis]", "Europe/Atlantis"),
    ],
)
def test_a_zone_that_means_several_things_or_nothing_is_kept_and_utc_is_taken(raw: str, zone: str) -> None:
    when = read_date(raw)
    assert when is not None
    assert (when.at, when.zoned, when.zone) == (EXACT, False, zone)


def test_bst_in_winter_is_no_zone_that_is_known() -> None:
    when = read_date("1 January 2024 10:00 BST")
    assert when is not None
    assert (when.at, when.zoned) == (datetime(2024, 1, 1, 10, tzinfo=UTC), False)


@pytest.mark.parametrize(
    ("zone", "hour"), [("+02:00", 10), ("Europe/Berlin", 10), ("EDT", 16), ("America/New_York", 16)]
)
def test_a_zone_stated_elsewhere_holds_where_none_is_written(zone: str, hour: int) -> None:
    when = read_date("2024-05-01T12:00:00", zone=zone)
    assert when is not None
    assert (when.at, when.zoned, when.zone) == (datetime(2024, 5, 1, hour, tzinfo=UTC), True, zone)
    written = read_date("2024-05-01T12:00:00Z", zone=zone)
    assert written is not None
    assert (written.at.hour, written.zone) == (12, "Z")
    day = read_date("2024-05-01", zone=zone)
    assert day is not None
    assert (day.at, day.zone) == (DAY, None)


def test_another_parsers_reading_is_taken_where_it_knows_the_dialect() -> None:
    parsed = struct_time((2004, 7, 8, 14, 56, 58, 3, 190, 0))
    when = read_date("2004년 7월 8일 오후 11:56:58", parsed)
    assert when is not None
    assert (when.at, when.zoned) == (datetime(2004, 7, 8, 14, 56, 58, tzinfo=UTC), False)
    assert read_date("the 30th of Undecember", parsed) is None
    unread = read_date("8 of the seventh 2004", parsed)
    assert unread is not None
    assert unread.at == datetime(2004, 7, 8, 14, 56, 58, tzinfo=UTC)


def test_another_parsers_reading_is_checked() -> None:
    assert read_date("8 x", struct_time((1066, 7, 8, 0, 0, 0, 0, 0, 0))) is None
    assert read_date("8 x", struct_time((2004, 2, 30, 0, 0, 0, 0, 0, 0))) is None
    far = read_date("2004-07-08 12:00", struct_time((2004, 7, 10, 12, 0, 0, 0, 0, 0)))
    assert far is not None
    assert far.at == datetime(2004, 7, 8, 12, tzinfo=UTC)


@given(st.text(max_size=60))
def test_any_text_is_read_without_fault(raw: str) -> None:
    when = read_date(raw)
    assert when is None or 1799 <= when.at.year <= 2101


@given(st.datetimes(datetime(1800, 1, 2), datetime(2100, 12, 30)))  # noqa: DTZ001 -- local times, given their zone below
def test_what_is_written_by_the_standards_is_read_back(local: datetime) -> None:
    at = local.replace(tzinfo=UTC, microsecond=0)
    for raw in (at.isoformat(), f"{at:%a, %d %b %Y %H:%M:%S} +0000", f"{at:%Y%m%dT%H%M%S}Z"):
        when = read_date(raw)
        assert when is not None, raw
        assert (when.at, when.zoned, when.precision) == (at, True, Precision.SECOND)


NUMBERS = st.integers(0, 61)
PLAIN = st.tuples(st.integers(1780, 2120), st.integers(0, 13), st.integers(0, 32), NUMBERS, NUMBERS, NUMBERS)
ZONES = st.sampled_from(["Z", "+00:00", "-00:00", "+05:30", "-11:00", "+13:59", "+14:00", "+14:01", "+05:60", "-23:00"])


@given(PLAIN, ZONES)
def test_the_plainest_dates_are_read_as_all_others(parts: tuple[int, ...], zone: str) -> None:
    year, month, day, hour, minute, second = parts
    written = f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
    assert read_date(f"{written}{zone}") == read_date(f"{written} {zone}")
