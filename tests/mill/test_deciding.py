"""Decisions by hand, from the archive's side: kept before they count, and found again by a warehouse made anew."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from feedmill.archive.decisions import DECISIONS
from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage, UsageError
from feedmill.model import Relation, Way
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

COUNCIL = (
    "The council voted on Monday to close two of the five libraries in the city, the mayor said. The decision will "
    "save about a million a year. The libraries in Elmfield and Northgate will close in June, and their books go to "
    "the central library, which will open on Sundays from July.\n"
)
FERRY = (
    "A ferry ran aground off Lerwick in the early hours of Tuesday with 120 passengers on board, and none of them was "
    "hurt, the coastguard said. The captain has been questioned by police. Divers will look at the hull when the "
    "weather allows.\n"
)
TEXTS = (COUNCIL, COUNCIL.replace("a million", "1.2 million"), FERRY)


def a_mill(home: Path, archive: FakeArchive) -> LoneMill:
    """A mill with an empty warehouse, over this archive."""
    return LoneMill(Settings(home=home), archive, FakeClock())


def take(mill: LoneMill, texts: tuple[str, ...] = TEXTS) -> None:
    """Ingest texts, a minute after one another."""
    for text in texts:
        minute = TEXTS.index(text)
        delivery = mill.receive(BytesIO(text.encode()), way=Way.MANUAL, source="desk", name=f"{minute}", token="1")
        mill.clock.move(60)  # type: ignore[attr-defined]  # the clock is a fake
        mill.ingest_delivery(delivery.id)


@pytest.fixture
def mill(tmp_path: Path) -> LoneMill:
    """A mill with two stories, one in two versions."""
    mill = a_mill(tmp_path / "home", FakeArchive())
    take(mill)
    assert sorted(row["versions"] for row in mill.stories()) == [1, 2]
    return mill


def ids(mill: LoneMill) -> tuple[str, str, str]:
    """The two versions of the first story, and the second story."""
    ferry, council = sorted(mill.stories(), key=lambda row: row["versions"])
    first, second = (row["version"] for row in mill.story(council["id"])["history"])
    return first, second, ferry["id"]


def stories(mill: LoneMill) -> set[tuple[str, int]]:
    """The live stories, and of how many versions they are."""
    return {(row["id"], row["versions"]) for row in mill.stories()}


def test_a_decision_is_archived_and_stands(mill: LoneMill) -> None:
    first, second, ferry = ids(mill)
    linked = mill.link(ferry, first, Relation.VERSION_OF, "one night")
    assert (linked["state"], linked["note"], linked["decided_at"]) == ("stands", "one night", mill.clock.now())
    assert stories(mill) == {(first, 3)}
    mill.clock.move(60)  # type: ignore[attr-defined]  # the clock is a fake
    parted = mill.unlink(second, first, "two councils")
    assert [row["id"] for row in mill.links()] == [parted["id"], linked["id"]]
    assert [row["decision"]["verb"] for row in mill.why(first) if row["decision"]] == ["unlink", "link"]
    assert sorted(one.id for one in mill.archive.decisions()) == sorted([linked["id"], parted["id"]])
    assert all(one.holds for one in mill.check(full=True))


def test_what_the_archive_does_not_keep_is_not_decided(mill: LoneMill) -> None:
    first, second, _ = ids(mill)

    def fail(call: str) -> None:
        if call == "put_decision":
            raise ArchiveOutage(ArchiveReason.UNREACHABLE, "down")

    mill.archive.before = fail
    with pytest.raises(ArchiveOutage):
        mill.unlink(first, second, "two councils")
    assert list(mill.links()) == []


def test_a_decision_that_was_archived_and_not_entered_is_the_same_when_it_is_made_again(
    mill: LoneMill, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, _ = ids(mill)
    with monkeypatch.context() as patched:
        patched.setattr("feedmill.warehouse.deciding.enter", _killed)
        with pytest.raises(KeyboardInterrupt):
            mill.unlink(second, first, "two councils")
    assert list(mill.links()) == []
    mill.clock.move(60)  # type: ignore[attr-defined]  # the clock is a fake
    made = mill.unlink(second, first, "two councils")
    assert [one.id for one in mill.archive.decisions()] == [made["id"]]
    assert stories(mill) >= {(first, 1), (second, 1)}
    assert all(one.holds for one in mill.check())


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_cannot_be_decided_is_not_archived(mill: LoneMill) -> None:
    first, _, _ = ids(mill)
    with pytest.raises(UsageError, match="one_content"):
        mill.unlink(first, first, "nonsense")
    assert list(mill.archive.decisions()) == []


@pytest.mark.parametrize("when", ["before", "between", "after"])
def test_a_warehouse_made_anew_takes_its_decisions_from_the_archive(mill: LoneMill, tmp_path: Path, when: str) -> None:
    first, second, ferry = ids(mill)
    mill.unlink(second, first, "two councils")
    mill.link(ferry, second, Relation.EXCERPT_OF, "a brief")
    anew = a_mill(tmp_path / "anew", mill.archive)
    if when == "before":
        assert anew.restore_decisions() == 2
        assert {row["state"] for row in anew.links()} == {"to review"}
    take(anew, TEXTS[1:])
    if when == "between":
        assert anew.restore_decisions() == 2
    take(anew)
    assert anew.restore_decisions() == (2 if when == "after" else 0)
    assert stories(anew) == stories(mill) == {(first, 1), (second, 2)}
    assert list(anew.links()) == list(mill.links())
    assert all(one.holds for one in anew.check(full=True))


def test_a_record_that_is_none_is_left_to_check_and_the_others_are_restored(mill: LoneMill, tmp_path: Path) -> None:
    first, second, _ = ids(mill)
    mill.unlink(second, first, "two councils")
    mill.archive.objects[f"{DECISIONS}0.json"] = b"[]"
    anew = a_mill(tmp_path / "anew", mill.archive)
    with capture_logs() as logs:
        assert anew.restore_decisions() == 1
    assert [line["event"] for line in logs] == ["decision not restored"]
    broken = {one.name: one.broken for one in mill.check() if not one.holds}
    assert broken == {"nothing_lost": (broken["nothing_lost"][0],)}
    assert broken["nothing_lost"][0].startswith(f"record_unreadable: {DECISIONS}0.json")


def test_check_compares_the_decisions_of_warehouse_and_archive(mill: LoneMill, tmp_path: Path) -> None:
    first, second, _ = ids(mill)
    row = mill.unlink(second, first, "two councils")
    record = mill.archive.objects.pop(f"{DECISIONS}{row['id']}.json")
    broken = [one.broken for one in mill.check() if not one.holds]
    assert broken == [(f"decision {row['id']}: in the warehouse, no record in the archive",)]
    anew = a_mill(tmp_path / "anew", mill.archive)
    take(anew)
    mill.archive.objects[f"{DECISIONS}{row['id']}.json"] = record
    broken = [one.broken for one in anew.check() if not one.holds]
    assert broken == [(f"decision {row['id']}: archived, not in the warehouse",)]


def test_check_finds_a_decision_that_is_mapped_to_something_else(mill: LoneMill) -> None:
    first, second, _ = ids(mill)
    row = mill.unlink(second, first, "two councils")
    with mill.store.write() as connection:
        connection.exec_driver_sql("UPDATE decisions SET a = NULL")
    (broken,) = [one for one in mill.check() if not one.holds]
    assert broken.name == "order_does_not_matter"
    assert any(case.startswith(f"decision {row['id']}: of contents None and") for case in broken.broken)


def test_stories_as_of_a_moment_are_those_that_had_been_received(mill: LoneMill) -> None:
    second = min(row["first_seen_at"] for row in mill.stories()).replace(second=59)
    assert [row["versions"] for row in mill.stories(as_of=second)] == [1]
