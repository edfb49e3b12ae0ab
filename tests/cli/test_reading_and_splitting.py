"""`feedmill read` and `feedmill split`: what people see, and what programs get."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from feedmill.cli import main

PAGE = Path("tests/data/newspaper-page.txt")
COMMAND = Path(sys.executable).with_name("feedmill")


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


def test_a_rule_stands_at_each_boundary_and_nothing_is_explained_unasked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "split", str(PAGE)) == 0
    shown = capsys.readouterr().out
    assert shown.count("── boundary ") == 4
    assert "why: " not in shown
    assert "\x1b" not in shown


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
    ends = [line for line in map(json.loads, told.out.splitlines()) if line["type"] == "end"]
    assert ends[0] == {"type": "end", "file": "no/such/file", "outcome": "rejected", "documents": 0, "rejected": 1}
    assert ends[1]["outcome"] == "accepted"


def test_help_names_commands_and_exit_codes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--help") == 0
    shown = capsys.readouterr().out
    for word in ("read", "split", "ingest", "stories", "story", "sightings", "quarantine", "check", "Exit codes"):
        assert word in shown


def test_an_ingest_of_nothing_closes_every_file_and_sums_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    missing = [str(tmp_path / "none"), str(tmp_path / ("n" * 300)), str(PAGE / "below")]
    assert run(monkeypatch, "ingest", "--json", "--home", str(tmp_path / "home"), *missing) == 2
    told = capsys.readouterr()
    *ends, summary = map(json.loads, told.out.splitlines())
    assert [(end["type"], end["file"], end["outcome"]) for end in ends] == [("end", one, "rejected") for one in missing]
    assert (summary["type"], summary["deliveries"]) == ("summary", 0)
    assert told.err.count("feedmill: no_such_file: ") == told.err.count("\n") == 3
    assert not (tmp_path / "home").exists()


def test_a_document_that_is_not_there_does_not_stop_the_next_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    two = tmp_path / "two.xml"
    items = "".join(f"<item><title>{n}</title><description>Text {n}.</description></item>" for n in ("one", "two"))
    two.write_text(f'<?xml version="1.0"?><rss version="2.0"><channel><title>c</title>{items}</channel></rss>')
    assert run(monkeypatch, "split", "--text", "--document", "1", str(PAGE), str(two)) == 2
    told = capsys.readouterr()
    assert told.err.startswith("feedmill: no_such_document: document 1 of 1 -- ")
    assert told.out == "Text two."


@pytest.mark.parametrize("arguments", [("split", "--json"), ("split",), ("split", "--text"), ("--help",)])
def test_a_reader_who_goes_away_is_no_failure(arguments: tuple[str, ...]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    files = [PAGE] if "--help" not in arguments else []
    done = subprocess.run([COMMAND, *arguments, *files], stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("option", "expected"), [("--json", "caf\u00e9 \u201cBridge\u201d"), ("--text", "caf\u00e9 \u201cBridge\u201d"),
                             (None, "caf\\xe9 \\u201cBridge\\u201d")]
)  # fmt: skip
def test_a_narrow_stdout_loses_nothing(option: str | None, expected: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The caf\u00e9 \u201cBridge\u201d was closed on Monday, the mayor said.\n", encoding="utf-8")
    command: list[str | Path] = [COMMAND, "split", *([option] if option else []), page]
    env = os.environ | {"PYTHONIOENCODING": "ascii", "COLUMNS": "160"}
    done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert expected in done.stdout.decode()


def test_a_home_below_a_file_is_one_line_and_wrong_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "stories", "--home", str(PAGE / "home")) == 2
    told = capsys.readouterr().err
    assert told.startswith("feedmill: home_unusable: ")
    assert told.count("\n") == 1


def test_secrets_that_cannot_be_read_are_one_line_and_wrong_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def denied(**_: object) -> None:
        raise PermissionError(13, "Permission denied", "secrets.env")

    monkeypatch.setattr("feedmill.settings.Settings", denied)
    assert run(monkeypatch, "stories", "--home", str(tmp_path)) == 2
    assert capsys.readouterr().err.startswith(
        "feedmill: home_unusable: [Errno 13] Permission denied: 'secrets.env' -- "
    )


GERMAN = "Der Rat hat beschlossen, eine Br\xfccke zu bauen. Das kostet 3 \u20ac pro Kopf, sagte Herr M\xfcller."
SAID = ("--charset", "windows-1252", "--time-zone", "Europe/Berlin", "--language", "de")


def test_a_file_is_read_as_it_is_said_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(GERMAN.encode("cp1252"))
    assert run(monkeypatch, "read", "--json", *SAID, str(file)) == 0
    document = lines(capsys)[0]
    assert (document["text"], document["language"]) == (GERMAN, "de")
    assert run(monkeypatch, "split", "--json", *SAID, str(file)) == 0
    assert lines(capsys)[0]["text"] == GERMAN
    assert run(monkeypatch, "split", "--text", *SAID, str(file)) == 0
    assert capsys.readouterr().out == GERMAN


def test_what_cannot_be_said_of_a_file_is_named_by_its_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = ("--charset", "klingon", "--time-zone", "Mars/Olympus", "--language", "q!")
    assert run(monkeypatch, "read", *wrong, str(tmp_path / "a.txt")) == 2
    told = capsys.readouterr().err
    assert "--charset: klingon is no encoding" in told
    assert "--time-zone: Mars/Olympus is no time zone" in told
    assert "--language: write it as de or pt-BR" in told
