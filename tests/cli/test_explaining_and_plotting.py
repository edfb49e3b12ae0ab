"""`feedmill split --explain` and `--plot`: why stories begin where they do, for people and for programs."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import parse

from tests.cli.test_reading_and_splitting import PAGE, run

FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>c</title>{}</channel></rss>'
ITEM = "<item><title>One</title><description>The bridge was closed.\nIt was closed on Monday.</description></item>"


def said(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The JSON lines on stdout."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The reason code of a command line that is wrong use, told in one line."""
    assert run(monkeypatch, "split", *map(str, arguments)) == 2
    told = capsys.readouterr().err
    assert told.startswith("feedmill: ")
    assert told.count("\n") == 1
    return told.split(": ")[1]


def test_explained_rows_name_every_gap_by_offsets_between_which_a_boundary_stands_or_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "split", "--json", "--explain", str(PAGE)) == 0
    rows, text = said(capsys), PAGE.read_text(encoding="utf-8")
    stories = [row for row in rows if row["type"] == "story"]
    gaps = [row for row in rows if row["type"] == "gap"]
    for gap in gaps:
        assert set(gap) == {"type", "document", "before", "behind", "probability", "boundary", "evidence"}
        assert not text[gap["before"] - 1].isspace()
        assert not text[gap["behind"]].isspace()
        assert 0 < gap["before"] < gap["behind"] < len(text)
        assert 0 <= gap["probability"] <= 1
        brought = [abs(value) for value in gap["evidence"].values()]
        assert brought == sorted(brought, reverse=True)
    assert [gap["behind"] for gap in gaps if gap["boundary"]] == [story["spans"][0][0] for story in stories[1:]]
    assert len(gaps) == text.count("\n") - 1  # the page's lines without its credit


def test_explained_rows_come_behind_those_of_their_document_and_change_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "split", "--json", str(PAGE)) == 0
    plain = said(capsys)
    assert run(monkeypatch, "split", "--json", "--explain", str(PAGE)) == 0
    explained = said(capsys)
    kinds = [row["type"] for row in explained]
    assert [row for row in explained if row["type"] != "gap"] == plain
    assert kinds[len(plain) - 1 : -1] == ["gap"] * kinds.count("gap")


def test_people_read_why_each_boundary_stands_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "split", "--explain", str(PAGE)) == 0
    told = capsys.readouterr().out
    assert told.count("   why: ") >= told.count("── boundary ") == 4
    assert "   behind: A missing fingertip offers a clue to Mako Nishimura’s ..." in told


def test_nothing_is_explained_in_items(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(FEED.format(ITEM))
    assert run(monkeypatch, "split", "--json", "--explain", str(feed)) == 0
    assert [row["type"] for row in said(capsys)] == ["story", "end"]


@pytest.mark.parametrize("options", [(), ("--json",), ("--explain",), ("--document", "0")])
def test_a_plot_is_drawn_beside_what_is_shown_and_overwrites(
    options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    drawn = tmp_path / "page.svg"
    drawn.write_text("an older one " * 100_000)
    assert run(monkeypatch, "split", *options, str(PAGE)) == 0
    shown = capsys.readouterr()
    assert run(monkeypatch, "split", *options, "--plot", str(drawn), str(PAGE)) == 0
    assert capsys.readouterr() == shown
    titles = [title.text or "" for title in parse(drawn).iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == f"{PAGE}: where stories begin"
    assert sum(title.startswith("boundary, ") for title in titles) == 4


def test_a_plot_takes_one_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert refused(monkeypatch, capsys, "--plot", tmp_path / "a.svg", PAGE, PAGE) == "one_file_a_plot"
    assert list(tmp_path.iterdir()) == []


def test_a_plot_never_overwrites_the_file_that_it_shows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.read_bytes())
    assert refused(monkeypatch, capsys, "--plot", tmp_path / "." / "page.txt", page) == "one_file_a_plot"
    assert page.read_bytes() == PAGE.read_bytes()


def test_a_plot_that_cannot_be_written_is_wrong_use_and_the_file_is_shown_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    nowhere = tmp_path / "none\x1b[31m" / "a.svg"
    assert run(monkeypatch, "split", "--json", "--plot", str(nowhere), str(PAGE)) == 2
    told = capsys.readouterr()
    assert told.err.startswith(f"feedmill: unwritable: {tmp_path}/none\\x1b[31m/a.svg: No such file or directory -- ")
    assert json.loads(told.out.splitlines()[-1])["outcome"] == "accepted"


def test_nothing_is_plotted_of_items(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(FEED.format(ITEM * 2))
    assert refused(monkeypatch, capsys, "--plot", tmp_path / "a.svg", feed) == "nothing_to_plot"
    assert not (tmp_path / "a.svg").exists()


def test_a_document_that_is_not_there_is_not_plotted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert refused(monkeypatch, capsys, "--plot", tmp_path / "a.svg", "--document", "1", PAGE) == "no_such_document"


@pytest.mark.parametrize("option", [("--explain",), ("--plot", os.devnull)])
def test_the_text_alone_is_neither_explained_nor_plotted(
    option: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(monkeypatch, capsys, "--text", *option, PAGE) == "options_conflict"


def test_a_rejected_file_is_told_and_not_plotted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rubbish = tmp_path / "rubbish"
    rubbish.write_bytes(bytes(range(256)) * 4)
    assert run(monkeypatch, "split", "--plot", str(tmp_path / "a.svg"), str(rubbish)) == 1
    assert "rejected:" in capsys.readouterr().out
    assert not (tmp_path / "a.svg").exists()


@pytest.mark.parametrize(("below", "uncertain"), [("0", False), ("1", True)])
def test_a_story_less_sure_than_the_setting_is_marked(
    below: str,
    uncertain: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FEEDMILL_UNCERTAIN_BELOW", below)
    assert run(monkeypatch, "split", "--json", str(PAGE)) == 0
    assert {row["uncertain"] for row in said(capsys) if row["type"] == "story"} == {uncertain}
    assert run(monkeypatch, "split", str(PAGE)) == 0
    assert ("? uncertain" in capsys.readouterr().out) is uncertain


def test_a_setting_that_cannot_be_is_wrong_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FEEDMILL_UNCERTAIN_BELOW", "2")
    assert refused(monkeypatch, capsys, PAGE) == "setting_invalid"


def test_secrets_that_cannot_be_read_do_not_end_in_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def denied(**_: object) -> None:
        raise PermissionError(13, "Permission denied", "secrets.env")

    monkeypatch.setattr("feedmill.settings.Settings", denied)
    assert refused(monkeypatch, capsys, PAGE) == "home_unusable"
