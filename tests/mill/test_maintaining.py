"""The maintenance: what is due is tried, everything checked, and only that deleted which the archive gives back."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedmill.errors import Outage
from feedmill.milling.maintaining import Maintained
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

STORY = "The council of {0} voted on Monday to close its library for good, the mayor of {0} said.\n"
DAY = 86400


@pytest.fixture
def mill(tmp_path: Path) -> LoneMill:
    """A mill that has taken two files, one a day before the other."""
    settings = Settings(home=tmp_path / "home", quiet_seconds=0, done_days=10, check_days=90)
    mill = LoneMill(settings, FakeArchive(), FakeClock())
    mill.settings.inbox_folder.mkdir()
    for town in ("Ely", "Wells"):
        drop(mill, town)
        moved(mill, DAY)
    return mill


def drop(mill: LoneMill, town: str) -> None:
    (mill.settings.inbox_folder / f"{town}.txt").write_text(STORY.format(town))
    for key in mill.sweep().keys:
        mill.ingest_batch(key, "run")


def moved(mill: LoneMill, seconds: float) -> None:
    assert isinstance(mill.clock, FakeClock)
    mill.clock.move(seconds)


def done(mill: LoneMill) -> dict[str, Path]:
    """The files in done/, by name."""
    return {path.name: path for path in mill.settings.done_folder.glob("*/*/*")}


def key_of(mill: LoneMill, name: str) -> str:
    (original,) = {row["original"] for row in mill.sightings() if row["names"] == [name]}
    return f"originals/{original[:2]}/{original[2:4]}/{original}"


def test_a_file_goes_when_it_is_old_and_the_archive_gives_it_back(mill: LoneMill) -> None:
    assert mill.trim_done() == Maintained("done", {"looked_at": 0, "deleted": 0, "kept": 0, "bytes": 0})
    moved(mill, 8.5 * DAY)
    found = mill.trim_done()
    assert (found.counts["looked_at"], found.counts["deleted"], found.well) == (1, 1, True)
    assert found.counts["bytes"] == len(STORY.format("Ely"))
    assert list(done(mill)) == ["Wells.txt"]
    assert len(list(mill.settings.done_folder.iterdir())) == 1
    assert [one for one in mill.check(full=True) if not one.holds] == []


@pytest.mark.parametrize("wrong", ["lost", "flipped", "changed", "unknown", "linked"])
def test_nothing_else_goes(mill: LoneMill, wrong: str) -> None:
    moved(mill, 90 * DAY)
    path, key = done(mill)["Ely.txt"], key_of(mill, "Ely.txt")
    if wrong == "lost":
        del mill.archive.objects[key]
    elif wrong == "flipped":
        mill.archive.objects[key] = b"t" + mill.archive.objects[key][1:]
    elif wrong == "changed":
        path.write_text("another text")
    elif wrong == "unknown":
        path = path.rename(path.with_name("other.txt"))
    else:
        path.with_name("beside").hardlink_to(path)
    found = mill.trim_done()
    assert (found.counts["deleted"], found.counts["kept"], found.well) == (1, 1, False)
    assert str(path) in found.cases[0]
    assert path.exists()


def test_a_setting_of_0_keeps_everything(mill: LoneMill) -> None:
    mill.settings = mill.settings.model_copy(update={"done_days": 0})
    moved(mill, 900 * DAY)
    assert mill.trim_done().counts["looked_at"] == 0
    assert len(done(mill)) == 2


def test_all_steps_are_done_and_each_says_what_it_did(mill: LoneMill) -> None:
    steps = {step.step: step for step in mill.maintain()}
    assert list(steps) == ["retry", "check", "learn", "sources", "retention", "done", "erasures"]
    assert all(step.well for step in steps.values())
    assert steps["check"].counts["invariants"] == steps["check"].counts["held"] > 5
    assert steps["learn"].counts["fresh"] == 0


def test_a_broken_invariant_is_named_and_the_other_steps_are_done(mill: LoneMill) -> None:
    mill.archive.objects["what is this"] = b""
    steps = {step.step: step for step in mill.maintain()}
    assert (steps["check"].well, steps["check"].counts["broken"]) == (False, 1)
    assert "what is this" in steps["check"].cases[0]
    assert steps["done"].well


def test_a_row_that_is_given_up_is_named(mill: LoneMill) -> None:
    mill.settings = mill.settings.model_copy(update={"retry_attempts": 2})
    mill.__dict__.pop("_warehouse", None)
    (mill.settings.inbox_folder / "Bath.txt").write_text(STORY.format("Bath"))
    (key,) = mill.sweep().keys
    kept = dict(mill.archive.objects)
    for name in kept:
        if name.startswith("originals/"):
            del mill.archive.objects[name]
    mill.ingest_batch(key, "run")
    (row,) = mill.quarantine()
    moved(mill, DAY)
    found = mill.retry_what_is_due()
    assert found.counts == {"tried": 1, "solved": 0, "open": 1, "left": 0}
    assert (found.well, row["id"][:12] in found.cases[0]) == (False, True)
    moved(mill, DAY)
    assert mill.retry_what_is_due().counts["tried"] == 0


def test_with_too_little_room_nothing_is_taken_in(mill: LoneMill) -> None:
    mill.settings = mill.settings.model_copy(update={"least_free_bytes": 1 << 60})
    path = mill.settings.inbox_folder / "Truro.txt"
    path.write_text(STORY.format("Truro"))
    with pytest.raises(Outage, match="disk_low"):
        mill.sweep()
    with pytest.raises(Outage, match="disk_low"):
        list(mill.ingest([path]))
    assert path.exists()
    mill.settings = mill.settings.model_copy(update={"least_free_bytes": 0})
    assert mill.sweep().deliveries == 1
