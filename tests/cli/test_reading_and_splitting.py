"""`feedmill read` and `feedmill split`: what people see, and what programs get."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from feedmill.cli import main

PAGE = Path("tests/data/newspaper-page.txt")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of a command line."""
    monkeypatch.setattr("sys.argv", ["feedmill", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The JSON lines on stdout."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_split_gives_stories_furniture_and_an_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "split", "--json", str(PAGE)) == 0
    found = lines(capsys)
    stories = [line for line in found if line["type"] == "story"]
    assert [(story["kind"], story["truncated"]) for story in stories] == [("full", False)] + [("excerpt", True)] * 4
    assert [story["headline"] for story in stories] == [None] * 5
    assert [story.get("published_at") for story in stories] == [None] * 5
    assert [(line["label"], line["document"]) for line in found if line["type"] == "furniture"] == [("credit", 0)]
    assert found[-1] == {"type": "end", "file": str(PAGE), "outcome": "accepted", "documents": 1, "rejected": 0}


def test_spans_count_in_the_text_that_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "split", "--json", str(PAGE)) == 0
    found = lines(capsys)
    assert run(monkeypatch, "split", "--text", str(PAGE)) == 0
    text = capsys.readouterr().out
    assert text == PAGE.read_text()
    (credit,) = [line for line in found if line["type"] == "furniture"]
    assert [text[start:end] for start, end in credit["spans"]] == ["Photo: Reuters file photo"]
    spans = sorted(tuple(span) for line in found if "spans" in line for span in line["spans"])
    outside = "".join(text[a:b] for (_, a), (b, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True))
    assert not outside.strip()


def test_the_reading_view_dims_furniture_and_heads_stories(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "split", str(PAGE)) == 0
    shown = capsys.readouterr().out
    assert shown.count("story ") >= 5
    assert "    Photo: Reuters file photo  (credit)" in shown


def test_read_shows_documents_as_they_stand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "read", "--json", str(PAGE)) == 0
    document, end = lines(capsys)
    size = PAGE.stat().st_size
    assert (document["type"], document["format"]) == ("document", "text")
    assert document["locator"] == {"member": None, "byte_start": 0, "byte_end": size}
    assert document["text"] == PAGE.read_text()
    assert end["documents"] == 1


def test_one_bad_file_does_not_stop_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rubbish = tmp_path / "rubbish"
    rubbish.write_bytes(bytes(range(256)) * 4)
    assert run(monkeypatch, "split", "--json", str(rubbish), str(PAGE)) == 1
    found = lines(capsys)
    assert [line["outcome"] for line in found if line["type"] == "end"] == ["rejected", "accepted"]
    (rejected,) = [line for line in found if line["type"] == "rejected"]
    assert rejected["reason"] in {"binary", "unknown_format"}


def test_a_missing_file_is_one_line_and_wrong_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "split", "--json", "no/such/file", str(PAGE)) == 2
    told = capsys.readouterr()
    assert told.err.startswith("feedmill: no_such_file: no/such/file: No such file or directory -- ")
    assert told.err.count("\n") == 1
    assert '"outcome": "accepted"' in told.out


def test_help_names_commands_and_exit_codes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--help") == 0
    shown = capsys.readouterr().out
    for word in ("read", "split", "ingest", "stories", "story", "sightings", "quarantine", "check", "Exit codes"):
        assert word in shown
