"""Days in words of many languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedmill.reading.dates import Precision, read_date
from feedmill.reading.dating.words import _MONTHS

DAY = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "1. mája 2024", "1. maja 2024.", "1. svibnja 2024.", "1 май 2024 г.", "1 мая 2024", "1 мај 2024",
        "2024. gada 1. maijs", "2024 m. gegužės 1 d.", "1. mai 2024", "1 maj 2024", "1 may 2024", "1 мамыр 2024",
        "1 მაისი 2024", "1 Մայիսի 2024", "1 مايو 2024", "١ مايو ٢٠٢٤", "1 أيار 2024", "1 במאי 2024",
        "1 मई 2024", "1 मे 2024", "1. maijs 2024",
        "১ মে ২০২৪", "1 மே 2024", "1 మే 2024", "1 മെയ് 2024", "1 મે 2024", "1 مئی 2024", "1 مه 2024", "1 พฤษภาคม 2567",
        "1 พ.ค. 2567", "1 tháng 5, 2024", "ngày 1 tháng 5 năm 2024", "1 Mei 2024", "Mayo 1, 2024", "1 Μαΐου 2024",
    ],
)  # fmt: skip
def test_days_are_read_in_many_languages(written: str) -> None:
    when = read_date(written)
    assert when is not None
    assert (when.at, when.precision) == (DAY, Precision.DAY)


def test_no_month_means_two_in_two_languages() -> None:
    named: dict[str, set[int]] = {}
    for row in _MONTHS.strip().splitlines():
        columns = row.split()
        assert len(columns) == 12
        for number, names in enumerate(columns, 1):
            for name in names.casefold().split(","):
                named.setdefault(name, set()).add(number)
    assert [name for name, numbers in named.items() if len(numbers) > 1] == []


def test_a_year_of_the_buddhist_era_is_one_only_in_thai() -> None:
    assert read_date("1 May 2567") is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("۲۵ اردیبهشت ۱۴۰۳", "2024-05-14"),
        ("1403/02/25", "2024-05-14"),
        ("30 اسفند 1403", "2025-03-20"),
        ("1 فروردین 1404", "2025-03-21"),
        ("29 اسفند 1404", "2026-03-20"),
        ("1 فروردین 1375", "1996-03-20"),
        ("چهارشنبه 2 جوزا 1403", "2024-05-22"),
        ("30 اسفند 1404", None),
        ("1403/13/01", None),
    ],
)
def test_days_of_iran_and_afghanistan_are_days_of_ours(written: str, day: str | None) -> None:
    when = read_date(written)
    assert (f"{when.at:%Y-%m-%d}" if when else None) == day


@pytest.mark.parametrize(
    "written",
    [
        "1 Mei, 2024", "1 Mayu 2024", "Maajo 1, 2024", "1 de maio de 2024", "1 Mai 2024", "1 ta’ Mejju 2024",
        "1 მაი 2024",
        "1 мая 2024 г.", "2024ko maiatzaren 1", "2024 оны 5-р сарын 1", "2024 оны 05 сарын 1",
        "1-may 2024-yil", "1 ਮਈ 2024", "1 ಮೇ 2024", "2024 මැයි 1", "1 ឧសភា 2024", "1 ພຶດສະພາ 2024", "1 မေ 2024",
    ],
)  # fmt: skip
def test_days_are_read_in_many_more(written: str) -> None:
    when = read_date(written)
    assert when is not None
    assert (when.at, when.precision) == (DAY, Precision.DAY)
