"""Dates that cannot be, that can be two, and what is no date: all of these are None, never the nearest one that can."""

from __future__ import annotations

from time import struct_time

import pytest

from feedmill.reading.dates import read_date


@pytest.mark.parametrize(
    "raw",
    [
        "2024-02-30T10:00:00Z",
        "2023-02-29",
        "2023-366",
        "2024-W54-1",
        "2024-W18-0",
        "Mon, 32 Jan 2024 10:00:00 GMT",
        "Mon, 5 Feb 2024 25:61:00 +0100",
        "Mon, 5 Feb 2024 10:00:00 +9900",
        "Mon, 5 Feb 2024 10:00:00 +0199",
        "2024-05-01T10:00:00+14:01",
        "2024-05-01T24:00:01Z",
        "2024-05-01T23:59:60Z",
        "2016-12-31T22:59:60Z",
        "2024-13-01",
        "2024-00-10",
        "2024-01-00",
        "99:99 1 May 2024",
        "13:05 AM May 1, 2024",
        "0012-01-01T00:00:00Z",
        "1799-12-31",
        "9999-12-31T23:59:59-01:00",
        "20240230",
        "2567-05-01",
        "30/02/2024",
        "31/31/2024",
        "301230 FEB 24",
        "30 février 2024",
    ],
)
def test_an_impossible_date_is_none(raw: str) -> None:
    assert read_date(raw) is None
    assert read_date(raw, struct_time((2024, 3, 1, 10, 0, 0, 0, 0, 0))) is None


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "2 hours ago",
        "03/04/2024",
        "03-04-2024",
        "05/06/07",
        "31.12.24",
        "12 24",
        "May 1, 24",
        "May",
        "1 May",
        "12:30",
        "May 2024 12:30",
        "2024-05T12:30",
        "2024-0500",
        "1 May 2024 and 2 May 2024",
        "1 May or 1 June 2024",
        "1 May 2024 2025",
        "1 May 2024 12345",
        "May 123, 2024",
        "The bridge opened on 1 May 2024 in rain",
        "1234567",
        "12345678901",
        "0" * 200,
        "2024-W18",
        "011230 FOO 24",
        "24-May-2 1",
        "123 May 24",
        "1/234/2024",
    ],
)
def test_what_is_no_date_or_several_is_none(raw: str) -> None:
    assert read_date(raw) is None
