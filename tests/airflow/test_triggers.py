"""When the doorbell rings, and when it does not."""

from __future__ import annotations

import asyncio
import os
from itertools import pairwise
from pathlib import Path

import pytest
from airflow.triggers.base import TriggerEvent

from feedmill_airflow import triggers, waiting
from feedmill_airflow.triggers import LONGEST, InboxBell, Patience
from feedmill_airflow.waiting import Stamp, claims_left, waiting_files

LIMIT = 1000
A: Stamp = (b"a.txt", 1)


def dropped(inbox: Path, name: str, text: str = "news") -> Path:
    part = inbox / f".{name}"
    part.write_text(text)
    return part.rename(inbox / name)


def patient() -> Patience:
    return Patience(again=30.0, quiet=0.5)


def why(patience: Patience, found: dict[Stamp, tuple[int, float]], *, now: float, claims: bool = False) -> str | None:
    return patience.reason(found, claims=claims, now=now, clock=now)


async def first_ring(bell: InboxBell, then: Path | None = None) -> dict[str, object]:
    rings = bell.run()

    async def drop_later() -> None:
        await asyncio.sleep(0.3)
        if then:
            dropped(then, "late.txt")

    task = asyncio.create_task(drop_later())
    try:
        ring: TriggerEvent = await asyncio.wait_for(anext(rings), 10)
    finally:
        await task
        await rings.aclose()  # type: ignore[attr-defined]  # an async generator has it, its protocol does not
    return dict(ring.payload)


def test_a_file_that_waits_at_start_rings(tmp_path: Path) -> None:
    dropped(tmp_path, "a.txt")
    told = asyncio.run(first_ring(InboxBell(str(tmp_path))))
    assert (told["why"], told["waiting"]) == ("start", 1)


def test_a_claim_that_was_left_behind_rings_at_start(tmp_path: Path) -> None:
    (tmp_path / ".claimed" / "token").mkdir(parents=True)
    (tmp_path / ".claimed" / "token" / "a.txt").write_text("news")
    assert asyncio.run(first_ring(InboxBell(str(tmp_path))))["why"] == "start"


def test_a_file_that_comes_later_rings(tmp_path: Path) -> None:
    assert asyncio.run(first_ring(InboxBell(str(tmp_path)), then=tmp_path))["why"] == "change"


def test_a_polling_bell_rings_too(tmp_path: Path) -> None:
    assert asyncio.run(first_ring(InboxBell(str(tmp_path), poll=True), then=tmp_path))["why"] == "change"


def test_a_bell_made_from_what_airflow_keeps_is_the_same_bell(tmp_path: Path) -> None:
    bell = InboxBell(str(tmp_path), again=5.0, quiet=0.1, poll=True, max_bytes=7, marker=".ok", made=False)
    path, kwargs = bell.serialize()
    assert path == "feedmill_airflow.triggers.InboxBell"
    assert InboxBell(**kwargs).serialize() == bell.serialize()


def test_a_folder_that_is_not_made_is_waited_for(tmp_path: Path) -> None:
    share = tmp_path / "share"

    async def mounted_late() -> dict[str, object]:
        ring = asyncio.create_task(first_ring(InboxBell(str(share), again=0.05, made=False)))
        await asyncio.sleep(0.2)
        assert not share.exists()
        share.mkdir()
        dropped(share, "a.txt")
        return await ring

    assert asyncio.run(mounted_late())["waiting"] == 1


def test_where_files_have_markers_a_file_waits_once_its_marker_is_there(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "b.txt.done", "c.txt.done"):
        dropped(tmp_path, name)
    assert [name for name, _ in waiting_files(tmp_path, LIMIT, ".done")] == [b"b.txt"]


def test_of_a_crowd_no_more_is_looked_at_than_one_sweep_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST_FILES", 3)
    for number in range(5):
        dropped(tmp_path, f"{number}.txt")
    assert len(waiting_files(tmp_path, LIMIT)) == 3


def test_what_comes_into_sight_while_a_crowd_is_taken_does_not_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triggers, "MOST_FILES", 3)
    patience = patient()
    crowd: dict[Stamp, tuple[int, float]] = {(b"%d" % number, number): (4, 0.0) for number in range(9)}

    def seen(first: int) -> dict[Stamp, tuple[int, float]]:
        return dict(list(crowd.items())[first : first + 3])

    assert why(patience, seen(0), now=100.0) == "change"
    assert [why(patience, seen(first), now=101.0 + first) for first in (1, 2)] == [None, None]
    assert why(patience, seen(5), now=110.0) == "change"
    assert why(patience, dict(list(crowd.items())[7:]), now=111.0) == "change"


def test_what_can_never_be_taken_does_not_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("/etc/passwd")
    (tmp_path / "one").write_text("two names")
    os.link(tmp_path / "one", tmp_path / "two")
    (tmp_path / "large").write_bytes(b"x" * (LIMIT + 1))
    for name in (".hidden", "a.part", "a.tmp", "a.crdownload"):
        (tmp_path / name).write_text("unfinished")
    assert waiting_files(tmp_path, LIMIT) == {}


def test_a_name_that_is_not_utf8_waits_like_any_other(tmp_path: Path) -> None:
    name = b"caf\xe9\n.txt"
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"news")
    assert [stamp[0] for stamp in waiting_files(tmp_path, LIMIT)] == [name]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert waiting_files(tmp_path / "gone", LIMIT) == {}
    assert not claims_left(tmp_path / "gone")


def test_the_same_file_rings_again_ever_more_rarely() -> None:
    patience, found = patient(), {A: (4, 0.0)}
    rings = [now for now in range(100, 8000) if why(patience, found, now=float(now))]
    pauses = [later - earlier for earlier, later in pairwise(rings)]
    assert pauses[:4] == [30, 60, 120, 240]
    assert max(pauses) == LONGEST


def test_a_new_file_rings_at_once_beside_one_that_waits() -> None:
    patience = patient()
    assert why(patience, {A: (4, 0.0)}, now=100.0) == "change"
    assert why(patience, {A: (4, 0.0)}, now=101.0) is None
    assert why(patience, {A: (4, 0.0), (b"b.txt", 2): (4, 101.0)}, now=102.0) == "change"


def test_a_file_taken_away_does_not_ring() -> None:
    patience = patient()
    why(patience, {A: (4, 0.0)}, now=100.0)
    assert why(patience, {}, now=101.0) is None
    assert why(patience, {}, now=1000.0) is None


def test_a_growing_file_rings_when_first_seen_and_once_more_when_it_has_come_to_rest() -> None:
    patience = patient()
    assert why(patience, {A: (0, 100.0)}, now=100.0) == "change"
    grown = [why(patience, {A: (int(now), now)}, now=now) for now in (101.0, 102.0, 110.0)]
    assert grown == [None, None, None]
    assert why(patience, {A: (110, 110.0)}, now=113.0) == "change"
    assert why(patience, {A: (110, 110.0)}, now=114.0) is None


def test_claims_alone_ring_only_when_it_is_time() -> None:
    patience = patient()
    assert why(patience, {}, now=0.0, claims=True) == "again"
    assert why(patience, {}, now=1.0, claims=True) is None
