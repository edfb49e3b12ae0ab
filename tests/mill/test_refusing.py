"""An arrival of which no bytes are taken is archived before it is a row: it is missed when the row is gone."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage
from feedmill.model import Invariant
from tests.fakes import FakeArchive
from tests.mill.replayed import a_mill
from tests.mills import LoneMill

NEWS = b"The council voted on Monday to close two of the five libraries, the mayor said.\n"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.integration)])
def mill(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LoneMill]:
    """A mill on each of the two databases; a pipe, a link and a story wait in its inbox."""
    url = str(request.getfixturevalue("new_warehouse")()) if request.param == "postgresql" else None
    mill = a_mill(tmp_path / "home", FakeArchive(), url)
    inbox = mill.settings.inbox_folder
    inbox.mkdir(parents=True)
    os.mkfifo(inbox / "pipe")
    (inbox / "link").symlink_to("/etc/hostname")
    (inbox / "news.txt").write_bytes(NEWS)
    yield mill
    mill.close()


def broken(mill: LoneMill) -> dict[str, Invariant]:
    return {one.name: one for one in mill.check() if not one.holds}


def rows(mill: LoneMill) -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["name"], row["state"]) for row in mill.quarantine(state=None)}


def row_of(mill: LoneMill, name: str) -> str:
    return next(row for row, (known_as, _) in rows(mill).items() if known_as == name)


def do(mill: LoneMill, statement: str) -> int:
    with mill.store.write() as connection:
        return int(connection.execute(text(statement)).rowcount)


def test_an_installation_with_refused_arrivals_holds(mill: LoneMill) -> None:
    mill.sweep()
    assert {state for _, state in rows(mill).values()} == {"open"}
    assert broken(mill) == {}
    (lost,) = (one for one in mill.check() if one.name == "nothing_lost")
    assert lost.counted == 4  # a delivery, two refusals, a file in done/


@pytest.mark.parametrize("name", ["pipe", "link"])
def test_the_deleted_row_of_a_refused_arrival_is_named(mill: LoneMill, name: str) -> None:
    mill.sweep()
    row = row_of(mill, name)
    assert do(mill, f"DELETE FROM quarantine WHERE quarantine_id = '{row}'") == 1
    found = broken(mill)
    assert list(found) == ["nothing_lost"]
    assert found["nothing_lost"].broken == (f"quarantine {row}: its refusal is archived, not in the warehouse",)


def test_what_a_person_named_is_archived_too(mill: LoneMill) -> None:
    pipe = mill.settings.inbox_folder / "pipe"
    list(mill.ingest([pipe]))
    row = row_of(mill, str(pipe))
    do(mill, f"DELETE FROM quarantine WHERE quarantine_id = '{row}'")
    assert row in " ".join(broken(mill)["nothing_lost"].broken)


def test_one_that_is_refused_again_has_its_record(mill: LoneMill) -> None:
    mill.sweep()
    puts: list[str] = []
    mill.archive.before = puts.append
    mill.sweep()
    assert puts == []
    with mill.store.read() as connection:
        assert set(connection.execute(text("SELECT attempts FROM quarantine")).scalars()) == {2}


def test_where_the_archive_does_not_answer_nothing_is_said(mill: LoneMill) -> None:
    def away(call: str) -> None:
        if call == "put_refusal":
            raise ArchiveOutage(ArchiveReason.UNREACHABLE, "it is away")

    mill.archive.before = away
    with pytest.raises(ArchiveOutage):
        mill.sweep()
    assert rows(mill) == {}
    mill.archive.before = lambda _call: None
    mill.sweep()
    assert sorted(name for name, _ in rows(mill).values()) == ["link", "pipe"]
    assert broken(mill) == {}


def test_a_rebuild_enters_refusals_and_solves_those_that_were_taken_later(mill: LoneMill, tmp_path: Path) -> None:
    mill.sweep()
    inbox = mill.settings.inbox_folder
    (inbox / "link").unlink()
    (inbox / "link").write_bytes(NEWS + b"It is a file now.\n")
    mill.clock.move(60)  # type: ignore[attr-defined]  # a clock that is set
    for _ in mill.sweep_through():
        pass
    assert sorted(rows(mill).values()) == [("link", "solved"), ("pipe", "open")]
    rebuilt = a_mill(tmp_path / "again", mill.archive)
    replay = rebuilt.rebuild()
    list(replay)
    assert replay.counts["refused"] == 2
    assert rows(rebuilt) == rows(mill)
    assert broken(rebuilt) == {}
    assert rebuilt.restore_refusals() == 0
    rebuilt.close()


def told(mill: LoneMill) -> tuple[int, list[str], int]:
    """How much a sweep found, what it tells of as refused, and how much of that stood there before."""
    swept = mill.sweep()
    assert swept.found == swept.deliveries + len(swept.refused) + swept.standing + len(swept.deferred)
    return swept.found, sorted(one.name for one in swept.refused), swept.standing


def test_what_lies_there_for_ever_is_told_once_and_counted_from_then_on(mill: LoneMill) -> None:
    inbox = mill.settings.inbox_folder
    (inbox / "folder").mkdir()
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(inbox / "socket"))
        assert told(mill) == (5, ["folder", "link", "pipe", "socket"], 0)
        assert told(mill) == (4, [], 4)
        mill.dismiss(row_of(mill, "pipe"), "another program's")
        os.mkfifo(inbox / "another")
        assert told(mill) == (5, ["another"], 4)
        assert told(mill) == (5, [], 5)
    assert len(rows(mill)) == 5


def test_what_was_taken_away_and_lies_there_again_is_told_again(mill: LoneMill) -> None:
    inbox = mill.settings.inbox_folder
    told(mill)
    (inbox / "link").unlink()
    (inbox / "link").write_bytes(NEWS + b"It is a file now.\n")
    assert told(mill) == (2, [], 1)
    (inbox / "link").symlink_to("/etc/hostname")
    assert told(mill) == (2, ["link"], 1)


def test_a_source_that_is_away_is_told_each_time(mill: LoneMill, tmp_path: Path) -> None:
    share = {"name": "share", "kind": "folder", "folder": str(tmp_path / "away")}
    sources = tmp_path / "sources.yaml"
    sources.write_text(json.dumps({"sources": [share]}))
    mill.settings = mill.settings.model_copy(update={"sources": sources})
    told(mill)
    assert [told(mill) for _ in range(2)] == [(3, [str(tmp_path / "away")], 2)] * 2
