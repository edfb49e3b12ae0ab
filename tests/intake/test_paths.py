"""Files that somebody names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feedmill.errors import FeedmillError
from feedmill.intake.paths import allowed_path, arrivals, raw_name, take_named

LIMIT = 1000


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    (root / "b" / "deep").mkdir(parents=True)
    for name in ("a.txt", "c.txt", "b/deep/d.txt", ".hidden"):
        (root / name).write_bytes(b"news")
    (root / "out").symlink_to("/etc")
    return root


def reason_of(path: Path) -> str:
    with pytest.raises(FeedmillError) as caught:
        take_named(path, limit=LIMIT)
    return str(caught.value.reason)


def test_a_folder_stands_for_everything_below_it_by_name(tree: Path) -> None:
    found = [str(path.relative_to(tree)) for path in arrivals([tree])]
    assert found == [".hidden", "a.txt", "b/deep/d.txt", "c.txt", "out"]


def test_arguments_keep_their_order_and_a_missing_one_is_refused_when_it_is_taken(tree: Path) -> None:
    paths = [tree / "c.txt", tree / "none", tree / "a.txt"]
    assert list(arrivals(paths)) == paths
    assert reason_of(tree / "none") == "missing"
    assert reason_of(tree / "a.txt" / "below") == "missing"


def test_a_folder_that_cannot_be_listed_is_refused_when_it_is_taken(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert list(arrivals([tree])) == [tree]
    assert reason_of(tree) == "folder"


def test_a_name_that_no_system_could_hold_is_refused_when_it_is_taken(tree: Path) -> None:
    path = tree / ("x" * 300)
    assert list(arrivals([path])) == [path]
    assert reason_of(path) == "unreadable"


def test_links_are_followed_as_arguments_and_refused_below_them(tree: Path) -> None:
    (tree / "link").symlink_to(tree / "a.txt")
    with take_named(tree / "link", limit=LIMIT) as taken:
        assert taken.file.read() == b"news"
    assert reason_of(tree / "out") == "folder"


def test_a_link_that_leads_in_a_circle_is_refused(tree: Path) -> None:
    (tree / "round").symlink_to(tree / "round")
    assert reason_of(tree / "round") == "symlink"


def test_a_file_with_two_names_may_be_named_and_nothing_of_it_changes(tree: Path) -> None:
    (tree / "second").hardlink_to(tree / "a.txt")
    before = (tree / "a.txt").stat()
    take_named(tree / "second", limit=LIMIT).close()
    after = (tree / "a.txt").stat()
    assert (after.st_mtime_ns, after.st_ctime_ns, after.st_nlink) == (before.st_mtime_ns, before.st_ctime_ns, 2)


def test_the_name_of_a_delivery_does_not_depend_on_the_working_folder(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree)
    assert raw_name(Path("a.txt")) == raw_name(tree / "a.txt") == os.fsencode(tree / "a.txt")


def test_a_form_may_name_files_within_the_allowed_folders(tree: Path) -> None:
    assert allowed_path(str(tree / "b" / ".." / "a.txt"), [tree], limit=LIMIT) == tree / "a.txt"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("../outside", "path_not_allowed"),
        ("/etc/passwd", "path_not_allowed"),
        ("out/passwd", "path_not_allowed"),
        ("a.txt\0", "path_not_allowed"),
        ("\ud800", "path_not_allowed"),
        ("none", "missing"),
        ("b", "folder"),
        ("big", "too_large"),
        ("pipe", "special_file"),
    ],
)
def test_whatever_else_a_form_names_has_its_reason(
    tree: Path, text: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree)
    (tree.parent / "outside").write_bytes(b"")
    (tree / "big").write_bytes(b"x" * (LIMIT + 1))
    os.mkfifo(tree / "pipe")
    with pytest.raises(FeedmillError) as caught:
        allowed_path(text, [tree], limit=LIMIT)
    assert str(caught.value.reason) == reason


def test_where_no_folder_is_allowed_no_file_is(tree: Path) -> None:
    with pytest.raises(FeedmillError) as caught:
        allowed_path(str(tree / "a.txt"), [], limit=LIMIT)
    assert str(caught.value.reason) == "path_not_allowed"
