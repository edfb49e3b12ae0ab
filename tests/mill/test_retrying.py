"""Quarantine rows are tried again: one by one, whatever comes of the others, and by themselves when due."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedmill import pipeline
from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage, UsageError
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

STORY = "The council of {0} voted on Monday to close its library for good, the mayor of {0} said.\n"
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Ripon council closes library</title><description>{STORY.format("Ripon")}</description></item>
<item><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>"""
TOWNS = ("Ely", "Wells", "Truro")


@pytest.fixture
def mill(tmp_path: Path) -> LoneMill:
    """A mill whose archive has lost three originals, each of them a row."""
    settings = Settings(home=tmp_path / "home", quiet_seconds=0, retry_seconds=60, retry_attempts=3)
    mill = LoneMill(settings, FakeArchive(), FakeClock())
    mill.settings.inbox_folder.mkdir()
    for town in TOWNS:
        (mill.settings.inbox_folder / f"{town}.txt").write_text(STORY.format(town))
    (key,) = mill.sweep().keys
    kept = dict(mill.archive.objects)
    for name in [name for name in kept if name.startswith("originals/")]:
        del mill.archive.objects[name]
    assert mill.ingest_batch(key, "run").quarantined == len(TOWNS)
    mill.archive.objects.update(kept)
    return mill


def lose(mill: LoneMill, name: str) -> None:
    """Take away the original that was delivered under this name."""
    (sha256,) = (row["original"] for row in mill.quarantine(state=None) if row["name"] == name)
    del mill.archive.objects[f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}"]


def test_one_that_fails_again_stops_no_other(mill: LoneMill) -> None:
    lose(mill, "Wells.txt")
    found = {one.row["name"]: one.outcome for one in mill.retry_all(mill.open_rows())}
    assert found == {"Ely.txt": "solved", "Wells.txt": "open", "Truro.txt": "solved"}
    assert [(row["name"], row["attempts"]) for row in mill.quarantine()] == [("Wells.txt", 2)]


def test_what_is_due_is_tried_by_itself_and_given_up_after_so_many_tries(mill: LoneMill) -> None:
    for town in TOWNS[1:]:
        lose(mill, f"{town}.txt")
    assert list(mill.retry_due()) == []
    clock = mill.clock
    assert isinstance(clock, FakeClock)
    tried = []
    for _ in range(5):
        clock.move(3600)
        tried.append(sorted(one.outcome for one in mill.retry_due()))
    assert tried == [["open", "open", "solved"], ["open", "open"], [], [], []]
    assert {(row["attempts"], row["next_at"], row["state"]) for row in mill.quarantine()} == {(3, None, "open")}
    assert {row["state"] for row in mill.quarantine(state=None)} == {"open", "solved"}


def test_an_outage_ends_it_and_the_rows_stay_due(mill: LoneMill) -> None:
    def away(_call: str) -> None:
        raise ArchiveOutage(ArchiveReason.UNREACHABLE, "a test")

    assert isinstance(mill.clock, FakeClock)
    mill.clock.move(3600)
    mill.archive.before = away
    with pytest.raises(ArchiveOutage):
        list(mill.retry_due())
    mill.archive.before = lambda _call: None
    assert [one.outcome for one in mill.retry_due()] == ["solved"] * 3


def test_a_row_that_cannot_be_tried_is_told_and_left_and_the_others_go_on(mill: LoneMill) -> None:
    (mill.settings.inbox_folder / "rubbish.bin").write_bytes(b"%PDF-1.7 \x00\x01")
    (mill.settings.inbox_folder / "feed.xml").write_text(FEED)
    (key,) = mill.sweep().keys
    mill.ingest_batch(key, "run")
    rows = {row["name"]: row["reason"] for row in mill.quarantine()}
    assert rows["feed.xml"] == "nothing_stated"
    found = {one.row["name"]: (one.outcome, str(one.error.reason) if one.error else None)
             for one in mill.retry_all(mill.open_rows())}  # fmt: skip
    assert found["feed.xml"] == ("left", "nothing_to_retry")
    assert found["rubbish.bin"] == ("open", None)
    assert found["Ely.txt"] == ("solved", None)


def test_a_part_that_failed_can_be_tried_once_the_stages_have_changed(
    mill: LoneMill, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mill.settings.inbox_folder / "feed.xml").write_text(FEED)
    (key,) = mill.sweep().keys
    mill.ingest_batch(key, "run")
    (row,) = mill.quarantine(reason="nothing_stated")
    with pytest.raises(UsageError, match="nothing_to_retry"):
        mill.retry(row["id"])
    stories = {story["id"] for story in mill.stories()}
    monkeypatch.setattr(pipeline, "STAGES", "stages of a later version")
    assert mill.retry(row["id"]).rejected == 1
    (after,) = mill.quarantine(reason="nothing_stated")
    assert after["attempts"] == row["attempts"] + 1
    assert {story["id"] for story in mill.stories()} == stories
    with pytest.raises(UsageError, match="nothing_to_retry"):
        mill.retry(row["id"])


def test_a_refused_file_of_the_inbox_is_taken_once_it_can_be(mill: LoneMill) -> None:
    first, second = mill.settings.inbox_folder / "a.txt", mill.settings.inbox_folder.parent / "b.txt"
    first.write_text(STORY.format("Ripon"))
    second.hardlink_to(first)
    mill.sweep()
    (row,) = mill.quarantine(reason="hard_link")
    assert mill.retry(row["id"]).new == 0
    second.unlink()
    assert mill.retry(row["id"]).new == 1
    assert [one["state"] for one in mill.quarantine(state="solved", reason="hard_link")] == ["solved"]
    assert mill.ledger()["refused"] == 0


def test_a_row_says_what_it_means_what_to_do_and_where_its_original_stands(mill: LoneMill) -> None:
    (first, *_) = mill.quarantine()
    row = mill.quarantine_row(first["id"][:8])
    reason = ArchiveReason.ORIGINAL_MISSING
    assert (row["means"], row["todo"], row["transient"]) == (reason.means, reason.todo, True)
    assert row["archived_at"].endswith(row["original"])
    assert row["names"] == [row["delivery"]]
    assert row["next_at"] > row["last_at"]
