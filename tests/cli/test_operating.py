"""`feedmill ledger`, `check`, `maintain`, `quarantine` on real parts, also on an installation tampered with."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from feedmill.archive.connecting import connect
from feedmill.archive.records import original_key
from feedmill.settings import Settings
from tests.cli.homes import PAGE, Home

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home in which the newspaper page was ingested, a file that is no text, and a device."""
    home = Home(tmp_path_factory.mktemp("operating"))
    rubbish = home.folder.parent / "rubbish.pdf"
    rubbish.write_bytes(b"%PDF-1.7 \x00")
    home.run("ingest", PAGE, rubbish, "/dev/null", code=1)
    return home


def test_the_ledger_balances_in_whole_and_by_source(home: Home) -> None:
    (whole,) = home.rows("ledger")
    assert (whole["arrivals"], whole["deliveries"], whole["refused"], whole["unbalanced"]) == (3, 2, 1, [])
    assert whole["sightings"] == whole["new"] == 5
    (source,) = home.rows("ledger", "--by", "source")
    assert source == {**whole, "source": "cli"}
    assert "quarantined" in home.run("ledger", "--by", "day")


def test_a_row_is_shown_and_several_are_retried(home: Home) -> None:
    rows = {row["reason"]: row for row in home.rows("quarantine")}
    shown = home.rows("quarantine", "show", rows["unknown_format"]["id"][:8])[0]
    assert shown["means"]
    assert shown["archived_at"].endswith(shown["original"])
    assert rows["unknown_format"]["id"][:12] in home.run("quarantine", "list", "--reason", "unknown_format")
    assert home.rows("quarantine", "list", "--state", "solved") == []
    *tried, summary = home.rows("quarantine", "retry", "--all", code=1)
    assert {row["reason"]: (row["outcome"], row["attempts"]) for row in tried} == {
        "unknown_format": ("open", 2),
        "special_file": ("open", 2),
    }
    assert (summary["type"], summary["quarantined"]) == ("summary", 2)
    home.run("quarantine", "retry", code=2)
    home.run("quarantine", "retry", "--all", rows["special_file"]["id"], code=2)
    home.run("quarantine", "list", "--all", "--state", "open", code=2)


def test_a_maintained_installation_is_well(home: Home) -> None:
    steps = {row["step"]: row for row in home.rows("maintain")}
    assert list(steps) == ["retry", "check", "learn", "sources", "retention", "done", "erasures"]
    assert all(row["well"] for row in steps.values())
    assert "check" in home.run("maintain")


def test_what_was_tampered_with_is_named(home: Home) -> None:
    assert all(row["holds"] for row in home.rows("check", "--full"))
    (original,) = {row["original"] for row in home.rows("sightings")}
    with closing(sqlite3.connect(home.folder / "warehouse.db", isolation_level=None)) as database:
        (delivery,) = database.execute("SELECT delivery_id FROM deliveries WHERE original <> ?", (original,)).fetchone()
        (document,) = database.execute("SELECT document_id FROM documents").fetchone()
        database.execute("DELETE FROM deliveries WHERE delivery_id = ?", (delivery,))
        database.execute("DELETE FROM furniture")
    with connect(Settings(home=home.folder)) as archive:
        client, bucket = archive.client, archive.bucket
        client.put_object(Bucket=bucket, Key=original_key(original), Body=b"?" + PAGE.read_bytes()[1:])
        client.put_object(Bucket=bucket, Key="notes.txt", Body=b"whose is this?")
    found = {row["name"]: " ".join(row["broken"]) for row in home.rows("check", "--full", code=1) if not row["holds"]}
    assert delivery in found["nothing_lost"]
    assert document in found["every_character_once"]
    assert original in found["ledger_balances"]
    assert original in found["archive_intact"]
    assert "notes.txt" in found["nothing_foreign"]
    assert "BROKEN" in home.run("check", code=1)
    home.run("maintain", code=1)
