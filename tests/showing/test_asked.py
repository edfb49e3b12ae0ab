"""Which documents of a file are plotted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from feedmill.errors import UsageError
from feedmill.model import Document, Shape
from feedmill.showing.asked import MOST_PANELS, Asked, only_one, sighting_of
from feedmill.showing.jsonlines import JsonLines
from feedmill.showing.reasons import CliReason
from feedmill.showing.rows import Found


def pages(count: int) -> list[Found]:
    """Documents of a line each, every second one an item."""
    return [
        Document(at, "text", (Shape.PAGE, Shape.ITEM)[at % 2], f"The bridge {at} was closed.") for at in range(count)
    ]


def plotted(monkeypatch: pytest.MonkeyPatch, found: Sequence[Found], path: Path, number: int | None = None) -> str:
    """The picture of what reading found."""
    monkeypatch.setattr("feedmill.showing.asked.found_in", lambda *_: list(found))
    assert Asked(as_json=True, plot=path, document=number).show("many.zip", b"", JsonLines())
    return path.read_text(encoding="utf-8")


def test_every_page_has_a_panel_and_items_have_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    svg = plotted(monkeypatch, pages(5), tmp_path / "a.svg")
    assert [f"document {n} (text)" in svg for n in range(5)] == [True, False, True, False, True]


def test_one_document_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    svg = plotted(monkeypatch, pages(100), tmp_path / "a.svg", 2)
    assert [f"document {n} (text)" in svg for n in (0, 2, 4)] == [False, True, False]


def test_more_pages_than_fit_are_refused_before_anything_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as refused:
        plotted(monkeypatch, pages(2 * MOST_PANELS + 1), tmp_path / "a.svg")
    assert refused.value.reason is CliReason.TOO_MUCH_TO_PLOT
    assert capsys.readouterr().out == ""


def test_a_chosen_item_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        plotted(monkeypatch, pages(2), tmp_path / "a.svg", 1)
    assert refused.value.reason is CliReason.NOTHING_TO_PLOT


def test_a_place_is_counted_from_one_and_what_is_under_embargo_is_not_given() -> None:
    open_, held = {"embargoed": False}, {"embargoed": True}
    story = {"lineage": [open_, held]}
    assert sighting_of(story, 1) is open_
    for number, reason in ((2, CliReason.EMBARGOED), (3, CliReason.NO_SUCH_SIGHTING)):
        with pytest.raises(UsageError) as caught:
            sighting_of(story, number)
        assert caught.value.reason is reason


def test_of_options_that_exclude_each_other_one_may_be_given() -> None:
    only_one(source=True, why=False)
    with pytest.raises(UsageError, match="options_conflict: --source with --why"):
        only_one(source=True, why=True)
