"""What the demonstration prints, and what its command answers to wrong use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from feedmill.settings import Settings
from feedmill_airflow.serving import __main__, demo, showing


def sighting(**changes: Any) -> dict[str, Any]:
    wording = {"headline": None, "text": "one two three four five six seven eight nine", "words": 9}
    row = {"kind": "excerpt", "truncated": True, "relation": "new", "spans": [[0, 5], [8, 20]], "wording": wording}
    return row | changes


def printed(rows: list[dict[str, Any]]) -> str:
    console = Console(width=120)
    with console.capture() as captured:
        console.print(showing.table(rows))
    return captured.get()


def test_a_story_is_shown_with_its_first_words_and_where_it_stands() -> None:
    shown = printed([sighting()])
    assert "one two three four five six seven …" in shown
    assert "eight" not in shown
    assert "0–5, 8–20" in shown
    assert "excerpt" in shown


def test_square_brackets_of_a_headline_are_no_markup() -> None:
    wording = sighting()["wording"] | {"headline": "[red]alert[/red]"}
    assert "[red]alert[/red]" in printed([sighting(wording=wording)])


def test_a_log_line_is_told_without_what_airflow_adds() -> None:
    record = {"event": "batch loaded", "stories": 5, "dag_id": "ingest", "timestamp": "now", "map_index": -1}
    assert showing.line(record) == "batch loaded  stories=5"


def test_the_way_in_names_address_user_password_and_where_it_is_kept(tmp_path: Path) -> None:
    told = showing.way_in(Settings(home=tmp_path, ui_port=8123), "pass")
    assert "http://127.0.0.1:8123" in told
    assert "user admin, password pass" in told
    assert str(tmp_path / "airflow" / "passwords.json") in told


def test_a_drop_is_a_whole_copy_under_its_name(tmp_path: Path) -> None:
    dropped = demo.drop(demo.PAGE, tmp_path / "inbox")
    assert dropped.read_bytes() == demo.PAGE.read_bytes()
    assert list((tmp_path / "inbox").iterdir()) == [dropped]


@pytest.mark.parametrize("arguments", [[], ["demos"], ["exec"]])
def test_wrong_use_is_told_what_there_is(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(arguments) == __main__.WRONG_USE
    assert "up" in capsys.readouterr().err


@pytest.mark.enable_socket
def test_a_taken_port_ends_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("FEEDMILL_HOME", str(tmp_path))
        monkeypatch.setenv("FEEDMILL_UI_PORT", str(other.getsockname()[1]))
        assert __main__.main(["up"]) == __main__.WRONG_USE
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("port_taken: ")
