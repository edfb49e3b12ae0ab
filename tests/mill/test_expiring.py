"""What sources delivered goes when it is past their retention, if the settings say so; what others delivered stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage
from feedmill.model import Way
from feedmill.settings import Settings
from feedmill.warehouse.comparing import differences
from tests.mill.fetched import FetchingMill, Site, rss, site
from tests.mills import LoneMill

pytestmark = pytest.mark.integration

DAY = 24 * 3600
MONTH = {"retention": "30d"}


@pytest.fixture
def news() -> Iterator[Site]:
    with site() as found:
        found.says("a.xml", rss("One", "Two"))
        yield found


def a_mill(folder: Path, *sources: dict[str, str], erases: bool = True) -> FetchingMill:
    return FetchingMill(folder, *sources, retention_erases=erases)


def headlines(mill: FetchingMill) -> set[str]:
    return {story["headline"] for story in mill.stories()}


def states(mill: FetchingMill) -> list[str]:
    return [state for (state,) in mill.rows("SELECT state FROM delivery_states ORDER BY received_at, delivery_id")]


def test_what_is_older_than_its_source_keeps_is_erased_and_what_came_later_stays(news: Site, tmp_path: Path) -> None:
    mill = a_mill(tmp_path, {"name": "a", "url": news.url("a.xml")} | MONTH)
    mill.look()
    mill.clock.move(20 * DAY)
    news.says("a.xml", rss("Two", "Three"))
    mill.look()
    assert mill.keep_retention().counts == {"due": 0, "erased": 0}
    mill.clock.move(11 * DAY)
    assert mill.keep_retention().counts == {"due": 0, "erased": 1}
    assert headlines(mill) == {"Two", "Three"}
    assert states(mill) == ["erased", "loaded"]
    assert [one.size for one in mill.archive.originals() if one.size] == [len(rss("Two", "Three"))]
    assert [row["reason"] for row in mill.erasures()] == ["the retention of its sources is over"]
    assert [row["what"] for row in mill.audited()] == ["erase"]
    assert [one.name for one in mill.check(full=True) if not one.holds] == []
    assert mill.keep_retention().counts == {"due": 0, "erased": 0}
    again = LoneMill(Settings(home=tmp_path / "again"), mill.archive, mill.clock)
    list(again.rebuild())
    assert list(differences(mill.store, again.store)) == []


def test_unless_it_is_set_it_is_only_counted(news: Site, tmp_path: Path) -> None:
    mill = a_mill(tmp_path, {"name": "a", "url": news.url("a.xml")} | MONTH, erases=False)
    mill.look()
    mill.clock.move(31 * DAY)
    assert mill.keep_retention().counts == {"due": 1, "erased": 0}
    assert headlines(mill) == {"One", "Two"}


@pytest.mark.parametrize("retention", [{}, {"retention": "90d"}])
def test_an_original_stays_as_long_as_any_source_that_delivered_it_keeps_it(
    news: Site, tmp_path: Path, retention: dict[str, str]
) -> None:
    mill = a_mill(
        tmp_path,
        {"name": "a", "url": news.url("a.xml")} | MONTH,
        {"name": "b", "url": news.url("a.xml")} | retention,
    )
    mill.look()
    mill.clock.move(31 * DAY)
    assert mill.keep_retention().counts["erased"] == 0
    mill.clock.move(60 * DAY)
    assert mill.keep_retention().counts["erased"] == len(retention)


def test_what_is_delivered_again_is_kept_from_then_on(news: Site, tmp_path: Path) -> None:
    mill = a_mill(tmp_path, {"name": "a", "url": news.url("a.xml")} | MONTH)
    for _ in range(3):
        mill.look("a")
        mill.clock.move(20 * DAY)
    assert mill.keep_retention().counts["erased"] == 0
    mill.clock.move(11 * DAY)
    assert mill.keep_retention().counts["erased"] == 1
    assert mill.outcomes("a") == {"a": "same"}
    assert (headlines(mill), states(mill)) == (set(), ["erased"] * 4)


def test_what_a_person_delivered_in_the_name_of_no_source_is_kept(news: Site, tmp_path: Path) -> None:
    mill = a_mill(tmp_path, {"name": "a", "url": news.url("a.xml")} | MONTH)
    mill.look()
    (path := tmp_path / "a.xml").write_bytes(rss("One", "Two"))
    list(mill.ingest([path]))
    mill.clock.move(999 * DAY)
    assert mill.keep_retention().counts["erased"] == 0
    assert {way for (way,) in mill.rows("SELECT way FROM deliveries")} == {str(Way.FETCH), str(Way.CLI)}


def test_an_interrupted_one_is_ended_by_the_next(news: Site, tmp_path: Path) -> None:
    mill = a_mill(tmp_path, {"name": "a", "url": news.url("a.xml")} | MONTH)
    mill.look()
    mill.clock.move(31 * DAY)

    def out(call: str) -> None:
        if call == "erase":
            raise ArchiveOutage(ArchiveReason.UNREACHABLE, "down")

    mill.archive.before = out
    with pytest.raises(ArchiveOutage):
        mill.keep_retention()
    mill.archive.before = lambda _call: None
    mill.keep_retention()
    assert (headlines(mill), states(mill)) == (set(), ["erased"])
