"""A warehouse is rebuilt from the archive alone; later stages are tried, and take the place of earlier ones."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from feedmill.model.replaying import Change, Replayed, Selection
from feedmill.warehouse.comparing import differences
from tests.fakes import FolderArchive
from tests.mill.replayed import LaterMill, a_mill, files, filled, folder, killed, later_stages  # noqa: F401 -- a fixture
from tests.mills import LoneMill


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.integration)])
def url(request: pytest.FixtureRequest) -> str | None:
    """An empty warehouse for the replay, on each of the two databases."""
    if request.param == "sqlite":
        return None
    return str(request.getfixturevalue("new_warehouse")())


@pytest.fixture
def mill(tmp_path: Path, folder: Path) -> Iterator[LoneMill]:  # noqa: F811 -- the fixture above
    """A mill into which everything came, over an archive in a folder."""
    mill = a_mill(tmp_path / "home", FolderArchive(folder))
    filled(mill)
    yield mill
    mill.close()


def again(mill: LoneMill, home: Path, url: str | None = None, kind: type[LoneMill] = LoneMill) -> LoneMill:
    """A mill with an empty warehouse, over the same archive."""
    return a_mill(home, FolderArchive(mill.archive.folder), url, kind)


def count(mill: LoneMill, table: str) -> int:
    with mill.store.read() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def in_which_they_differ(one: LoneMill, other: LoneMill) -> list[str]:
    return list(differences(one.store, other.store))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_rebuilt_warehouse_is_the_one_that_was_there(
    mill: LoneMill, tmp_path: Path, url: str | None, jobs: int
) -> None:
    rebuilt = again(mill, tmp_path / "again", url)
    replay = rebuilt.rebuild(jobs=jobs)
    steps = list(replay)
    assert in_which_they_differ(mill, rebuilt) == []
    assert (len(steps), replay.total, replay.counts["recorded"]) == (len(files()) + 1,) * 3
    assert (replay.counts["decisions"], replay.counts["known"], replay.counts["unreadable"]) == (3, 1, 0)
    assert count(rebuilt, "versions") == count(mill, "versions")
    once_more = rebuilt.rebuild()
    assert (list(once_more), once_more.counts["recorded"], once_more.counts["decisions"]) == ([], 0, 0)


def test_what_was_dismissed_is_dismissed_after_a_rebuild(mill: LoneMill, tmp_path: Path) -> None:
    kept, gone = sorted(mill.quarantine(), key=lambda row: row["reason"])[:2]
    mill.dismiss(gone["id"], "it is no news")
    rebuilt = again(mill, tmp_path / "again")
    replay = rebuilt.rebuild()
    list(replay)
    rows = {row["id"]: (row["state"], row["note"]) for row in rebuilt.quarantine(state=None)}
    assert rows == {row["id"]: (row["state"], row["note"]) for row in mill.quarantine(state=None)}
    assert (rows[gone["id"]], rows[kept["id"]]) == (("dismissed", "it is no news"), ("open", None))
    assert rebuilt.restore_dismissals() == 0


@pytest.mark.parametrize("after", [0, 4])
def test_a_rebuild_that_was_killed_ends_in_the_same(
    mill: LoneMill, tmp_path: Path, url: str | None, after: int
) -> None:
    _killed(tmp_path / "again", mill.archive.folder, url, LoneMill, after)
    rebuilt = again(mill, tmp_path / "again", url)
    replay = rebuilt.rebuild()
    assert len(list(replay)) == len(files()) + 1 - after
    assert in_which_they_differ(mill, rebuilt) == []


def test_what_would_change_is_told_and_nothing_is(
    mill: LoneMill, tmp_path: Path, url: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = again(mill, tmp_path / "again", url)
    list(tried.rebuild())
    later_stages(monkeypatch.setattr)
    replay = tried.try_out()
    steps = list(replay)
    whats = {step.what for step in steps if isinstance(step, Change)}
    assert whats >= {"split", "furniture", "text"}
    assert whats <= {"split", "furniture", "text", "relation", "decision"}
    assert (replay.counts["selected"], replay.counts["stand"]) == (len(files()), 0)
    split = next(step for step in steps if isinstance(step, Change) and step.what == "split")
    assert len(split.before) == 1
    assert split.after == []
    texts = [step for step in steps if isinstance(step, Change) and step.what == "text"]
    assert all(one.after["text"] == one.before["text"].replace(" said", " stated") for one in texts)
    assert in_which_they_differ(mill, tried) == []
    assert list((tmp_path / "again").glob("trials/*")) == []
    with tried.store.read() as connection:
        if url:
            assert not connection.execute(text("SELECT 1 FROM pg_namespace WHERE nspname LIKE 'feedmill%'")).all()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_later_parse_takes_the_place_of_the_earlier_as_if_it_had_been_the_first(
    mill: LoneMill, tmp_path: Path, url: str | None, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    list(again(mill, tmp_path / "again", url).rebuild())
    later_stages(monkeypatch.setattr)
    upgraded = again(mill, tmp_path / "again", url, LaterMill)
    parses = count(upgraded, "parses")
    replay = upgraded.apply(jobs=jobs)
    assert len([step for step in replay if isinstance(step, Replayed)]) == replay.total == len(files())
    rebuilt = again(mill, tmp_path / "rebuilt")
    list(rebuilt.rebuild())
    assert in_which_they_differ(rebuilt, upgraded) == []
    assert count(upgraded, "parses") > parses
    assert [one for one in upgraded.check() if not one.holds] == []
    nothing = upgraded.apply(jobs=jobs)
    assert list(nothing) == []


def test_a_parse_anew_that_was_killed_ends_in_the_same(
    mill: LoneMill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgraded = again(mill, tmp_path / "again")
    list(upgraded.rebuild())
    _killed(tmp_path / "again", mill.archive.folder, None, LaterMill, 4)
    later_stages(monkeypatch.setattr)
    assert len(list(upgraded.apply())) == len(files()) - 4
    whole = again(mill, tmp_path / "whole")
    monkeypatch.undo()
    list(whole.rebuild())
    later_stages(monkeypatch.setattr)
    list(whole.apply())
    assert in_which_they_differ(whole, upgraded) == []


def test_stages_that_did_not_change_change_nothing(mill: LoneMill) -> None:
    for replay in (mill.apply(), mill.try_out()):
        assert list(replay) == []
        assert replay.counts == {"selected": len(files()), "stand": len(files())}


def test_only_what_is_selected_is_parsed_anew(mill: LoneMill, monkeypatch: pytest.MonkeyPatch) -> None:
    later_stages(monkeypatch.setattr)
    replay = mill.apply(Selection(format="rss20"))
    assert {step.name for step in replay if isinstance(step, Replayed)} == {"feed.xml"}


def test_a_trial_that_was_left_is_taken_away_a_day_later(mill: LoneMill) -> None:
    left = mill.make_trial("killed")
    mill.clock.move(3 * 86400)  # type: ignore[attr-defined]  # a clock that is set
    other = mill.make_trial("second")
    assert {path.name for path in (mill.settings.home / "trials").iterdir()} == {f"{other}.db"}
    assert left != other
    mill.drop_trial(other)


def _killed(home: Path, folder: Path, url: str | None, kind: type[LoneMill], after: int) -> None:  # noqa: F811 -- its path
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=killed, args=(home, folder, url, kind, after))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
