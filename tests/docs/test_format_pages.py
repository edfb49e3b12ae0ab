"""docs/formats/ says what the code says."""

from __future__ import annotations

from docs.format_pages import FOLDER, page, pages, stated


def test_every_format_has_its_current_page_and_no_other_format_has_one() -> None:
    written = {path: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert written == pages(), "run `make docs`"


def test_a_page_names_the_fields_that_a_reader_states() -> None:
    found = set(stated("feedmill.reading.feeds.opml")) | set(stated("feedmill.reading.mail.mail"))
    assert ("headline", "Subject") in found
    assert ("guid", "Message-ID") in found


def test_what_states_nothing_says_so() -> None:
    assert "States no metadata" in page("text", "feedmill.reading.text:read_text")
