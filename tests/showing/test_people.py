"""What people see: each view shows the facts that its rows hold."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from feedmill.model import Invariant, RejectedDocument, Summary
from feedmill.showing.people import People
from feedmill.showing.rows import harmless
from feedmill.showing.snippets import first_words, words_before, words_behind
from tests.showing.splits import a_split

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>c</title>
<item><title>Bridge closed</title><description>The bridge over the Ouse was closed, the mayor said.</description>
<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>"""
STORY = {
    "id": "a" * 64, "status": "live", "kind": "full", "headline": "Bridge closed", "kicker": None, "deck": None,
    "text": "The bridge was closed.", "words": 4, "versions": 1, "sightings": 2, "sources": ["inbox", "cli"],
    "published_at": datetime(2026, 3, 2, 10, tzinfo=UTC), "language": None, "url": "https://example.org/1",
    "version": "a" * 64,
}  # fmt: skip
VERSION = {
    "number": 1, "version": "a" * 64, "kind": "full", "text": "The bridge was closed.", "headline": "Bridge closed",
    "words": 4, "moment": datetime(2026, 3, 2, 10, tzinfo=UTC), "sightings": 2, "excerpt_of": None,
}  # fmt: skip
SIGHTING = {
    "original": "b" * 64, "names": ["one.xml", "two.xml"], "member": None, "byte_start": 5, "byte_end": 90,
    "spans": [[0, 10], [20, 30]], "relation": "new", "truncated": True, "confidence": 0.987, "story": "a" * 64,
}  # fmt: skip
ROW = {
    "id": "c" * 64, "reason": "binary", "name": "x.bin", "detail": "NUL bytes", "attempts": 2,
    "last_at": datetime(2026, 3, 2, 11, 30, tzinfo=UTC), "next_at": None, "state": "open",
}  # fmt: skip


def shown(show: Callable[[People], Any]) -> str:
    """What a view prints, on a wide terminal."""
    out = io.StringIO()
    show(People(Console(file=out, width=200, highlight=False)))
    return out.getvalue()


def test_documents_show_what_is_stated_and_how_they_begin() -> None:
    text = shown(lambda people: people.documents("feed.xml", FEED))
    for part in ("rss20", "Bridge closed", "2026-03-02 10:00", "The bridge over the Ouse"):
        assert part in text


def test_a_rejected_file_says_why() -> None:
    splits = [RejectedDocument("binary", "NUL \x1b[31m bytes")]
    text = shown(lambda people: people.segmentations("x\x1b.bin", splits))
    assert text == "x\\x1b.bin: rejected: binary: NUL \\x1b[31m bytes\n"


def test_stories_stand_on_a_line_each() -> None:
    text = shown(lambda people: people.stories([STORY]))
    assert "a" * 12 in text
    assert "a" * 13 not in text
    assert "inbox, cli" in text


def test_a_story_shows_its_text_and_every_place_down_to_the_archive() -> None:
    lineage = [SIGHTING | {"archived_at": "s3://feedmill/originals/bb"}]
    text = shown(lambda people: people.story(STORY | {"history": [VERSION], "lineage": lineage}))
    for part in (
        "The bridge was closed.",
        "0-10 20-30",
        "one.xml, two.xml",
        "5-90",
        "0.99",
        "s3://feedmill/originals/bb",
    ):
        assert part in text
    assert "language     -" in text


def test_a_story_shows_its_versions_in_order_and_what_each_is_an_excerpt_of() -> None:
    teaser = VERSION | {"number": 2, "version": "d" * 64, "excerpt_of": "a" * 64, "text": "The bridge was ..."}
    text = shown(lambda people: people.story(STORY | {"history": [VERSION, teaser], "lineage": []}))
    assert f"excerpt of {'a' * 12} " in text
    assert text.index("2026-03-02 10:00") < text.index("d" * 12)
    text = shown(
        lambda people: people.story(STORY | {"version": "d" * 64, "history": [VERSION, teaser], "lineage": []})
    )
    assert f"kind         excerpt of {'a' * 12}\n" in text


@pytest.mark.parametrize(("status", "colour"), [("live", "32"), ("killed", "1;31"), ("embargoed", "1;33")])
def test_the_status_of_a_story_has_a_colour(status: str, colour: str) -> None:
    out = io.StringIO()
    people = People(Console(file=out, width=200, force_terminal=True, color_system="standard", highlight=False))
    people.story(STORY | {"status": status, "history": [VERSION], "lineage": []})
    assert f"\x1b[{colour}mstatus       {status}\x1b[0m" in out.getvalue()


def test_what_is_embargoed_is_said_to_be_without_a_word_of_it() -> None:
    held = {"text": None, "headline": None}
    text = shown(
        lambda people: people.story(STORY | held | {"status": "embargoed", "history": [VERSION | held], "lineage": []})
    )
    assert "Under embargo: no text is shown until its time." in text
    assert "under embargo" in text
    assert "None" not in text


def test_quarantine_shows_reason_place_and_what_next() -> None:
    text = shown(lambda people: people.quarantine([ROW]))
    for part in ("c" * 12, "binary", "x.bin", "NUL bytes", "2026-03-02 11:30", "feedmill quarantine retry ID"):
        assert part in text


def test_a_quarantine_row_says_what_it_means_and_what_to_do() -> None:
    told = ROW | {"means": "the bytes are no text", "todo": "dismiss it", "names": ["x.bin", "y.bin"]}
    text = shown(lambda people: people.quarantined(told))
    for part in ("the bytes are no text", "dismiss it", "x.bin, y.bin", "not tried by itself"):
        assert part in text
    waiting = shown(lambda people: people.quarantined(told | {"next_at": datetime(2026, 3, 2, 12, tzinfo=UTC)}))
    assert "2026-03-02 12:00" in waiting
    assert "not tried by itself" not in waiting


def test_rows_that_are_tried_again_are_told_one_by_one() -> None:
    text = shown(lambda people: people.retried([ROW | {"outcome": "open"}, ROW | {"outcome": "solved"}]))
    assert [line.split()[0] for line in text.splitlines()] == ["open", "solved"]


@pytest.mark.parametrize("holds", [True, False])
def test_an_invariant_that_is_broken_is_named_with_its_cases(*, holds: bool) -> None:
    one = Invariant("ledger_balances", holds, 7, () if holds else ("3 deliveries, 2 accounted for",))
    verdicts: list[bool] = []
    text = shown(lambda people: verdicts.append(people.invariants([one])))
    assert verdicts == [holds]
    assert ("BROKEN" in text) is not holds
    assert ("3 deliveries" in text) is not holds


def test_an_ingest_ends_in_a_summary_and_a_hint_where_something_is_in_quarantine() -> None:
    def results() -> Iterator[tuple[Path, Summary]]:
        yield Path("a"), Summary(deliveries=1, stories=2, new=2)
        yield Path("b"), Summary(deliveries=1, quarantined=1)

    text = shown(lambda people: people.ingested(results(), 2))
    assert "deliveries 2" in text
    assert "quarantined 1" in text
    assert "see `feedmill quarantine`" in text


def test_a_long_beginning_is_cut_at_a_word() -> None:
    assert first_words("short\ntext") == "short text"
    assert first_words("word " * 40) == "word " * 11 + "word ..."


def test_the_words_around_a_place_are_cut_at_words_and_stand_on_one_line() -> None:
    text = "one\ntwo " * 30
    assert words_behind("a b\nc d", 2) == "b c d"
    assert words_before("a b\nc d", 5) == "a b c"
    assert words_before(text, len(text)) == "... two" + " one two" * 7
    assert words_behind(text, 4) == "two one " * 7 + "two ..."


HOSTILE = "Budget [/agreed] [bold]now[/bold] :boom: \x1b[31m"


def test_text_in_cells_and_titles_is_neither_markup_nor_reaches_the_terminal() -> None:
    feed = FEED.replace(b"Bridge closed", b"Budget [/agreed] [bold]now")
    views = (
        lambda people: people.stories([STORY | {"headline": HOSTILE}]),
        lambda people: people.story(STORY | {"headline": HOSTILE, "history": [VERSION], "lineage": []}),
        lambda people: people.quarantine([ROW | {"detail": HOSTILE}]),
        lambda people: people.documents(f"[/x]{HOSTILE}", feed),
    )
    for view in views:
        text = shown(view)
        assert "Budget [/agreed] [bold]now" in text
        assert "\x1b" not in text


def test_the_reading_view_escapes_controls_and_keeps_lines_and_tabs() -> None:
    said = "The mayor [/said] on Monday\tthat \x1b[31mthe bridge\x07 would be closed.\r\nIt was closed."
    page = a_split(said)
    whole = page.rows[0] | {"spans": [[0, len(said)]]}
    text = shown(lambda people: people.segmentations("page.txt", [replace(page, rows=(whole,), gaps=())]))
    assert "\\x1b[31mthe bridge\\x07 would be closed.\nIt was closed.\n" in text
    assert "[/said]" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\tc", "a\\nb\\tc"),
        ("a\r\nb\rc", "a\\nb\\rc"),
        ("\x1b]0;t\x9b\x7f", "\\x1b]0;t\\x9b\\x7f"),
        ("\u202egnp.exe \ud800", "\\u202egnp.exe \\ud800"),
        ("caf\u00e9\u00a0\u00bb \u0645\u06cc\u200c", "caf\u00e9\u00a0\u00bb \u0645\u06cc\u200c"),
    ],
)
def test_only_what_may_steer_a_terminal_is_escaped(text: str, expected: str) -> None:
    assert harmless(text) == expected


def test_kept_controls_stay() -> None:
    assert harmless("a\r\nb\tc\x1b", kept="\n\t") == "a\nb\tc\\x1b"
