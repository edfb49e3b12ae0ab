"""Which folders are brought to the disk, and when: claims before anything is archived, files in done after it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedmill.intake.inbox import DropFolder
from feedmill.intake.places import inbox_of
from feedmill.intake.taking import Identity
from feedmill.settings import Settings
from tests.fakes import FakeClock
from tests.intake.drops import drop


def test_what_has_to_outlive_a_power_failure_is_brought_to_the_disk(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DropFolder(inbox_of(settings), FakeClock(datetime.now(UTC)))
    settled: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: settled.append(str(Path(f"/proc/self/fd/{handle}").readlink())))
    for name in ("one.txt", "two.txt"):
        claim = folder.claim(drop(folder, name))
        folder.settle()
        claimed = folder.root / ".claimed"
        assert sorted(settled) == sorted(map(str, (folder.root, claimed, claimed / claim.token)))
        settled.clear()
        folder.acknowledge(claim, Identity.of(claim.path.stat()))
        folder.settle()
        day = folder.done / f"{claim.received_at:%Y-%m-%d}"
        new = [folder.done] if name == "one.txt" else []
        assert sorted(settled) == sorted(map(str, (*new, day, day / claim.token)))
        settled.clear()
