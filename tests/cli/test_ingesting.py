"""`feedmill ingest` and what the other commands say afterwards: real archive, real warehouse, an empty home."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.homes import PAGE, Home

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home in which the newspaper page was ingested once."""
    home = Home(tmp_path_factory.mktemp("cli"))
    end, summary = home.rows("ingest", PAGE)
    assert end == {"type": "end", "file": str(PAGE), "outcome": "accepted", "documents": 1, "rejected": 0}
    counts = {key: summary[key] for key in ("deliveries", "documents", "stories", "new", "furniture", "quarantined")}
    assert counts == {"deliveries": 1, "documents": 1, "stories": 5, "new": 5, "furniture": 1, "quarantined": 0}
    return home


def test_nothing_is_left_running(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.alone("ingest", PAGE)
    shown = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(home.folder) not in shown


def test_the_same_file_again_is_known(home: Home) -> None:
    before = home.rows("sightings")
    again = home.rows("ingest", PAGE)[-1]
    assert (again["known"], again["stories"]) == (1, 0)
    assert home.rows("sightings") == before


def test_stories_lead_to_their_bytes(home: Home) -> None:
    stories = home.rows("stories")
    assert sorted(story["kind"] for story in stories) == ["excerpt"] * 4 + ["full"]
    assert {(story["headline"], story["published_at"], story["status"]) for story in stories} == {(None, None, "live")}
    (story,) = home.rows("story", next(one["id"] for one in stories if one["kind"] == "full")[:8])
    (place,) = story["lineage"]
    text = PAGE.read_text()
    body = "\n".join(text[start:end] for start, end in place["spans"])
    assert body.split() == story["text"].split()
    assert (
        place["archived_at"]
        == f"s3://feedmill/originals/{place['original'][:2]}/{place['original'][2:4]}/{place['original']}"
    )


def test_the_source_of_a_story_is_the_bytes_that_were_read(home: Home) -> None:
    (story, *_) = home.rows("stories")
    assert home.run("story", story["id"], "--source").encode() == PAGE.read_bytes()
    assert "no_such_sighting" in home.run("story", story["id"], "--source", "--sighting", "9", code=2)


def test_check_holds(home: Home) -> None:
    found = home.rows("check", "--full")
    assert [one["name"] for one in found if not one["holds"]] == []
    assert len(found) == 11


def test_rubbish_goes_to_quarantine_and_its_original_is_kept(home: Home, tmp_path: Path) -> None:
    rubbish = tmp_path / "rubbish.bin"
    rubbish.write_bytes(bytes(range(256)) * 8)
    good = tmp_path / "good.txt"
    good.write_text("The minister said on Monday that the bridge would be closed for two years.\n")
    summary = home.rows("ingest", rubbish, good, code=1)[-1]
    assert (summary["deliveries"], summary["quarantined"], summary["new"]) == (2, 1, 1)
    (row,) = [one for one in home.rows("quarantine") if one["name"] == str(rubbish)]
    assert row["original"] is not None
    assert row["reason"] in home.run("quarantine")
    assert home.rows("quarantine", "retry", row["id"][:10], code=1)[-1]["quarantined"] == 1
    home.run("quarantine", "dismiss", row["id"], "--note", "a test")
    assert row["id"] not in {one["id"] for one in home.rows("quarantine", "list")}
    assert rubbish.exists()


def test_what_cannot_be_is_one_line_with_a_code(home: Home) -> None:
    assert home.run("story", "0123456789", code=2).startswith("feedmill: unknown_story: ")
    assert "feedmill: no_such_file: no/such/file: " in home.run("ingest", "no/such/file", code=2)


def test_a_path_that_cannot_be_asked_for_does_not_stop_the_others(home: Home) -> None:
    bad, good, summary = home.rows("ingest", "n" * 300, PAGE, code=2)
    assert (bad["outcome"], good["file"], summary["deliveries"]) == ("rejected", str(PAGE), 1)


def test_an_archive_that_is_not_there_is_an_outage(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("FEEDMILL_ARCHIVE_URL", "http://127.0.0.1:9")
        assert "feedmill: archive_unreachable: " in home.run("ingest", PAGE, code=3)


def test_a_wrong_setting_names_the_variable(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("FEEDMILL_CHUNK_STORIES", "0")
        assert home.run("stories", code=2).startswith("feedmill: setting_invalid: FEEDMILL_CHUNK_STORIES: ")
