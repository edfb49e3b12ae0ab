"""The time stamps of ANPA 1312, agency by agency."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedmill.reading.wiretext.stamps import (
    read_footer,
    read_group,
    read_release,
    read_stamp,
    read_trailer,
    release_behind,
)


def at(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stamp", "instant", "zone"),
    [
        ("AP-WF-11-13-13 1509GMT<", at(2013, 11, 13, 15, 9), "GMT"),
        ("AP-NY-03-01-98 1411EST", at(1998, 3, 1, 19, 11), "EST"),
        ("NYT-10-02-98 2219EDT", at(1998, 10, 3, 2, 19), "EDT"),
        ("upi 04-12-89 03:12 ped", at(1989, 4, 12, 19, 12), "EDT"),
        ("upi 04-12-89 12:12 aes", at(1989, 4, 12, 5, 12), "EST"),
        ("16:35ET 31-10-14", at(2014, 10, 31, 20, 35), "ET"),
        ("Reut12:34 02-26-07", at(2007, 2, 26, 12, 34), None),
        ("12:34 01-03-07", at(2007, 1, 3, 12, 34), None),
        ("KWS-21:37-09-12-18", at(2018, 12, 9, 12, 37), "KWS"),
        ("13-10-15 12-30-00", at(2015, 10, 13, 12, 30), None),
        ("03-09-15-16-22-41", datetime(2015, 9, 3, 16, 22, 41, tzinfo=UTC), None),
        ("AAP-03-07-98 1433", at(1998, 7, 3, 14, 33), None),
        ("AP-WF-31-10-13 1509GMT", at(2013, 10, 31, 15, 9), "GMT"),
        ("2009-02-18 15:42:00 JST", at(2009, 2, 18, 6, 42), "JST"),
        ("NZPA 24/09/10 14-42NZ", at(2010, 9, 24, 2, 42), "NZ"),
        ("AAP 20-08-07 1623EST", at(2007, 8, 20, 6, 23), "AEST"),
    ],
)
def test_a_stamp_is_an_instant(stamp: str, instant: datetime, zone: str | None) -> None:
    found = read_stamp(stamp)
    assert found is not None
    assert (found.at, found.zone) == (instant, zone)


@pytest.mark.parametrize("stamp", ["AP-WF-02-30-13 1509GMT", "AP-WF-02-03-13 2509GMT", "KWS-25:37-09-12-18", "", "a"])
def test_an_impossible_stamp_is_none(stamp: str) -> None:
    assert read_stamp(stamp) is None


@pytest.mark.parametrize(
    "group",
    [
        "121430 GMT NOV 24",
        "121430 NOV 24",
        "121430NOV24",
        "121430 nov. 2024",
        "121430 NOV 24 GMT",
        "121430 GMT nov 24=",
    ],
)
def test_a_group_is_an_instant(group: str) -> None:
    found = read_group(group)
    assert found is not None
    assert found.at == at(2024, 11, 12, 14, 30)
    assert found.zoned is ("GMT" in group)


@pytest.mark.parametrize(
    ("group", "month"),
    [("121430 Mär 24", 3), ("121430 fév 24", 2), ("121430 aoû 24", 8), ("121430 déc 24", 12), ("121430 Dez 24", 12),
     ("121430 gen 24", 1), ("121430 ago 24", 8), ("121430 maj 24", 5), ("121430 mrt 24", 3),
     ("121430 März 24", 3), ("121430 Aou 24", 8), ("121430 rij 24", 10), ("121430 lok 24", 10), ("121430 svi 24", 5)],
)  # fmt: skip
def test_months_of_the_agencies_languages_are_known(group: str, month: int) -> None:
    found = read_group(group)
    assert found is not None
    assert found.at.month == month


@pytest.mark.parametrize(
    ("group", "hour"), [("121430 MEZ JAN 24", 13), ("121430 MESZ JUN 24", 12), ("121430 EST JAN 24", 19)]
)
def test_a_group_may_name_a_zone(group: str, hour: int) -> None:
    found = read_group(group)
    assert found is not None
    assert (found.at.hour, found.zoned) == (hour, True)


@pytest.mark.parametrize(
    "group", ["121430", "121430 NOV", "321430 NOV 24", "122560 NOV 24", "121430 XXX 24", "121430 srp 24", "x"]
)
def test_a_group_without_a_year_or_with_an_impossible_day_is_none(group: str) -> None:
    assert read_group(group) is None


@pytest.mark.parametrize("line", ["11-MAR-26 09:15", "11-mar-26 09.15 NNNN", " 11-MAR-2026 09:15 "])
def test_a_last_line_with_day_and_hour_is_an_instant(line: str) -> None:
    found = read_trailer(line)
    assert found is not None
    assert found.at == at(2026, 3, 11, 9, 15)


@pytest.mark.parametrize(
    ("line", "instant"),
    [
        ("Timestamp: 2026-03-12T00:00:00+11:00", at(2026, 3, 11, 13, 0)),
        ("12 March 2026 0600 GMT", at(2026, 3, 12, 6, 0)),
        ("12 March 0600 GMT", at(2026, 3, 12, 6, 0)),
        ("FOR RELEASE THURSDAY, MARCH 12, 2026, AND THEREAFTER", at(2026, 3, 12, 0, 0)),
        ("EMBARGOED UNTIL 0600 GMT MARCH 12", at(2026, 3, 12, 6, 0)),
        ("not for release before 6:30 p.m. EDT March 12, 2026", at(2026, 3, 12, 22, 30)),
        ("EMBARGO jusqu'au 12 mars à 06h00 GMT", at(2026, 3, 12, 6, 0)),
        ("SPERRFRIST 12. März, 18:00 Uhr", at(2026, 3, 12, 18, 0)),
        ("embargo hasta el 12 de marzo", at(2026, 3, 12, 0, 0)),
        ("HASTA LAS 18.00 HORAS DEL 12 DE MARZO", at(2026, 3, 12, 18, 0)),
        ("FINO ALLE 18.00 DEL 12 MARZO", at(2026, 3, 12, 18, 0)),
        ("0001 Thursday March 12", at(2026, 3, 12, 0, 1)),
        ("12.3. klo 18.00", at(2026, 3, 12, 18, 0)),
        ("12. mars kl. 18.00", at(2026, 3, 12, 18, 0)),
    ],
)
def test_a_release_is_an_instant_and_a_day_without_a_year_has_that_of_its_message(line: str, instant: datetime) -> None:
    found = read_release(line, 2026)
    assert found is not None
    assert found.at == instant


@pytest.mark.parametrize("line", ["$adv05", "ADVANCE FOR SUNDAY", "HOLD FOR RELEASE MARCH 32", "1800"])
def test_a_line_without_a_possible_day_is_no_release(line: str) -> None:
    assert read_release(line, 2026) is None


def test_a_release_in_january_that_was_sent_in_december_is_in_the_next_year() -> None:
    found = release_behind("FOR RELEASE JAN. 5", at(2025, 12, 20, 8, 0))
    assert found is not None
    assert found.at == at(2026, 1, 5, 0, 0)
    dated = release_behind("FOR RELEASE JAN. 5, 2025", at(2025, 12, 20, 8, 0))
    assert dated is not None
    assert dated.at == at(2025, 1, 5, 0, 0)


def test_a_day_in_words_is_an_instant() -> None:
    found = read_stamp("Wednesday, 11 March 2026 09:15:00")
    assert found is not None
    assert found.at == at(2026, 3, 11, 9, 15)


@pytest.mark.parametrize(
    ("footer", "instant"),
    [
        ("25/13-40/09/98", at(1998, 9, 25, 13, 40)),
        ("12-03-98 1530GMT", at(1998, 3, 12, 15, 30)),
        ("121530 GMT 03 98", at(1998, 3, 12, 15, 30)),
        ("20 AUG 98 1521", at(1998, 8, 20, 15, 21)),
        ("1530 CET 12 MAR 1998", at(1998, 3, 12, 14, 30)),
    ],
)
def test_a_footer_of_iptc_7901_may_have_other_forms(footer: str, instant: datetime) -> None:
    found = read_footer(footer)
    assert found is not None
    assert found.at == instant


@pytest.mark.parametrize("footer", ["32/13-40/09/98", "12-13-98 1530GMT", "12 XYZ 98 1530", "1234567", ""])
def test_an_impossible_footer_is_none(footer: str) -> None:
    assert read_footer(footer) is None


def test_middle_european_time_is_that_of_central_europe() -> None:
    found = read_group("191544 MET JAN 98")
    assert found is not None
    assert (found.at, found.zone) == (at(1998, 1, 19, 14, 44), "CET")


def test_the_zone_of_a_group_may_be_in_small_letters() -> None:
    found = read_group("271102 gmt nov 26")
    assert found is not None
    assert (found.at, found.zone) == (at(2026, 11, 27, 11, 2), "GMT")


@pytest.mark.parametrize(
    ("month", "number"),
    [("zář", 9), ("ZÁŘ", 9), ("čvn", 6), ("RGP", 8), ("rgs", 9), ("jūl", 7), ("veeb", 2), ("velj", 2), ("agt", 8),
     ("ное", 11), ("жов", 10), ("дец", 12), ("gus", 8), ("ιουν", 6), ("szep", 9)],
)  # fmt: skip
def test_months_as_wires_of_many_languages_shorten_them(month: str, number: int) -> None:
    when = read_group(f"101302 GMT {month} 13")
    assert when is not None
    assert when.at == at(2013, number, 10, 13, 2)


def test_moscow_s_summer_time_is_four_hours_ahead() -> None:
    when = read_group("191010 MSD AUG 03")
    assert when is not None
    assert (when.at, when.zoned) == (at(2003, 8, 19, 6, 10), True)


def test_day_and_time_of_a_group_may_stand_apart() -> None:
    when = read_footer("12 1030 NOV 26")
    assert when is not None
    assert when.at == at(2026, 11, 12, 10, 30)
