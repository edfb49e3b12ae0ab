"""`feedmill replay` and `ingest --jobs`: real archive, real warehouse, an empty home."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.homes import PAGE, Home

pytestmark = pytest.mark.integration

NAMED_AFTER_STAGES = (
    ("parses", "parse_id"), ("documents", "parse_id"), ("deliveries", "parse_id"), ("documents", "document_id"),
    ("sightings", "document_id"), ("furniture", "document_id"), ("sightings", "sighting_id"),
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home into which a folder was loaded by two processes."""
    home = Home(tmp_path_factory.mktemp("replay"))
    files = tmp_path_factory.mktemp("files")
    shutil.copy(PAGE, files / "page.txt")
    (files / "binary").write_bytes(b"\x00\x01")
    *ends, summary = home.rows("ingest", files, "--jobs", "2", code=1)
    assert [(Path(end["file"]).name, end["outcome"]) for end in ends] == [
        ("binary", "rejected"),
        ("page.txt", "accepted"),
    ]
    assert (summary["deliveries"], summary["quarantined"], summary["stories"]) == (2, 1, 5)
    return home


def test_what_the_present_stages_parsed_stays(home: Home) -> None:
    for mode, arguments in (("diff", ()), ("apply", ("--apply",))):
        (summary,) = home.rows("replay", *arguments)
        assert (summary["mode"], summary["selected"], summary["stand"]) == (mode, 2, 2)
    assert "changes: none; nothing was written" in home.run("replay")


def test_a_diff_tells_what_an_apply_does(home: Home) -> None:
    """Stories that stages of another version had made otherwise."""
    with closing(sqlite3.connect(home.folder / "warehouse.db")) as connection, connection:
        for table, column in NAMED_AFTER_STAGES:
            connection.execute(f"UPDATE {table} SET {column} = 'x' || substr({column}, 2)")
        connection.execute("UPDATE parses SET stages = 'reading/0 splitting/0 normalising/0 identity/0'")
        connection.execute("UPDATE furniture SET label = 'share'")
    *changes, summary = home.rows("replay", "--parser", "splitting/0")
    assert [(row["type"], row["what"], row["document"]) for row in changes] == [("change", "furniture", 0)]
    assert [one["label"] for one in changes[0]["before"]] == ["share"]
    assert (summary["changes"], summary["selected"], summary["stand"]) == ({"furniture": 1}, 2, 0)
    assert "furniture" in home.run("replay")
    *done, summary = home.rows("replay", "--apply", code=1)
    assert {(Path(row["name"]).name, row["outcome"]) for row in done} == {
        ("binary", "rejected"),
        ("page.txt", "accepted"),
    }
    assert (summary["originals"], summary["quarantined"]) == (2, 1)
    assert home.rows("replay")[-1]["stand"] == 2


def test_a_lost_warehouse_is_rebuilt_and_compared(home: Home, tmp_path: Path) -> None:
    warehouse = home.folder / "warehouse.db"
    with closing(sqlite3.connect(warehouse)) as one, closing(sqlite3.connect(tmp_path / "kept.db")) as other:
        one.backup(other)
    for path in home.folder.glob("warehouse.db*"):
        path.unlink()
    *_, summary = home.rows("replay", "--rebuild", code=1)
    assert (summary["mode"], summary["recorded"], summary["originals"]) == ("rebuild", 2, 2)
    address = f"sqlite:///{tmp_path}/kept.db"
    assert home.rows("replay", "--compare", address) == [{"type": "summary", "mode": "compare", "differences": 0}]
    with closing(sqlite3.connect(tmp_path / "kept.db")) as connection, connection:
        connection.execute("DELETE FROM furniture")
    difference, summary = home.rows("replay", "--compare", address, code=1)
    assert (difference["detail"], summary["differences"]) == ("only in the first", 1)
    assert "1 differences" in home.run("replay", "--compare", address, code=1)


@pytest.mark.parametrize(
    "wrong",
    [("--apply", "--rebuild"), ("--rebuild", "--source", "x"), ("--since", "noon"), ("--original", "0123456789")],
)
def test_what_cannot_be_meant_is_refused(home: Home, wrong: tuple[str, ...]) -> None:
    home.run("replay", *wrong, code=2)
