"""Dates as feeds write them."""

from __future__ import annotations

from datetime import UTC, datetime
from time import struct_time

import pytest

from feedmill.reading.dates import read_date


@pytest.mark.parametrize(
    ("raw", "at", "zoned"),
    [
        ("2024-02-29T10:00:00Z", datetime(2024, 2, 29, 10, tzinfo=UTC), True),
        ("2024-02-29T10:00:00+02:00", datetime(2024, 2, 29, 8, tzinfo=UTC), True),
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC), False),
        ("Mon, 05 Feb 2024 10:00:00 GMT", datetime(2024, 2, 5, 10, tzinfo=UTC), True),
        ("Mon, 05 Feb 2024 10:00:00 -0500", datetime(2024, 2, 5, 15, tzinfo=UTC), True),
        ("Mon, 5 Feb 2024 10:00:00", datetime(2024, 2, 5, 10, tzinfo=UTC), False),
    ],
)
def test_a_date_is_told_in_utc(raw: str, at: datetime, zoned: bool) -> None:
    when = read_date(raw)
    assert when is not None
    assert (when.at, when.zoned) == (at, zoned)


@pytest.mark.parametrize(
    "raw",
    [
        "2024-02-30T10:00:00Z",
        "Mon, 32 Jan 2024 10:00:00 GMT",
        "Mon, 5 Feb 2024 25:61:00 +0100",
        "Mon, 5 Feb 2024 10:00:00 +9900",
        "0012-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00",
        "yesterday",
        "",
    ],
)
def test_an_impossible_date_is_none(raw: str) -> None:
    assert read_date(raw) is None


def test_another_parsers_reading_is_taken_when_the_day_agrees() -> None:
    parsed = struct_time((2004, 7, 8, 14, 56, 58, 3, 190, 0))
    when = read_date("2004년 7월 8일 오후 11:56:58", parsed)
    assert when is not None
    assert (when.at, when.zoned) == (datetime(2004, 7, 8, 14, 56, 58, tzinfo=UTC), False)
    assert read_date("the 30th of February", parsed) is None
    assert read_date("8 x", struct_time((1066, 7, 8, 0, 0, 0, 0, 0, 0))) is None
