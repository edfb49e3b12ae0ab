"""Files that were moved: claimed and acknowledged ones, by their tokens; only what stands as it was is deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedmill.errors import Outage
from feedmill.intake.moved import MovedFiles, remove
from feedmill.intake.places import Folder
from feedmill.intake.room import require_room
from feedmill.intake.taking import Identity

TOKENS = ("20260301T120000.000000Z-aaaaaaaaaaaa", "20260301T120001.000000Z-aaaaaaaaaaaa",
          "20260302T120000.000000Z-aaaaaaaaaaaa")  # fmt: skip


def a_folder(tmp_path: Path, name: str) -> Folder:
    return Folder(name, tmp_path / name, tmp_path / name / "done", 1000)


def put(folder: Folder, token: str, name: str = "a.txt") -> Path:
    path = folder.done / f"{token[:4]}-{token[4:6]}-{token[6:8]}" / token / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("news")
    return path


def test_files_of_all_folders_come_by_their_tokens(tmp_path: Path) -> None:
    one, other = a_folder(tmp_path, "one"), a_folder(tmp_path, "other")
    put(one, TOKENS[0])
    put(other, TOKENS[1])
    put(one, TOKENS[2])
    found = list(MovedFiles([one, other]).done())
    assert [moved.token for moved in found] == list(TOKENS)
    assert [moved.source for moved in found] == ["one", "other", "one"]
    assert found[0].since < found[1].since < found[2].since


def test_a_marker_a_link_and_what_has_no_token_are_none(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, "one")
    path = put(folder, TOKENS[0], "a.txt")
    path.with_name("a.txt.done").touch()
    put(folder, TOKENS[1], "b.txt.done")
    put(folder, "20260303T120000-not-a-token")
    (folder.done / "link").symlink_to(tmp_path)
    (folder.done / "a file").touch()
    files = MovedFiles([folder, a_folder(tmp_path, "missing")])
    assert [Path(path).name for _, path in files.acknowledged()] == ["a.txt", "b.txt.done"]
    assert list(files.claimed()) == []


def test_a_claimed_file_says_since_when(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, "one")
    claimed = folder.root / ".claimed" / TOKENS[2]
    claimed.mkdir(parents=True)
    (claimed / "a\n.txt").touch()
    ((path, since),) = MovedFiles([folder]).claimed()
    assert path.endswith(r"a\x0a.txt")
    assert since.isoformat() == "2026-03-02T12:00:00+00:00"


def test_only_a_file_in_the_state_that_was_looked_at_is_deleted(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, "one")
    path = put(folder, TOKENS[0])
    (moved,) = MovedFiles([folder]).done()
    identity = Identity.of(path.lstat())
    path.write_text("other news")
    assert not remove(moved, identity)
    assert path.exists()
    assert remove(moved, Identity.of(path.lstat()))
    assert list(folder.done.iterdir()) == []
    assert not remove(moved, identity)


def test_room_is_asked_for_where_a_folder_stands_or_would_be_made(tmp_path: Path) -> None:
    require_room([tmp_path, tmp_path / "not" / "yet"], 1)
    require_room([tmp_path], 0)
    with pytest.raises(Outage, match="disk_low"):
        require_room([tmp_path / "not" / "yet"], 1 << 60)
