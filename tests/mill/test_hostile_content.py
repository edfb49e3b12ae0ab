"""Whatever a source sends is archived as it is, loaded as far as it can be read; the others have their news."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.fetching.hostile_content import CONTENT
from tests.mill.fetched import FetchingMill, Site, rss, site

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def other() -> Iterator[Site]:
    with site() as found:
        found.says("b.xml", rss("Three"))
        yield found


@pytest.mark.parametrize("name", CONTENT)
def test_what_is_loaded_of(name: str, other: Site, tmp_path: Path) -> None:
    content = CONTENT[name]
    said = f"Content-Type: text/xml; charset={content.charset}" if content.charset else "Content-Type: text/xml"
    with site() as news:
        news.says("a.xml", content.body, said)
        sources = [{"name": "a", "url": news.url("a.xml")}, {"name": "b", "url": other.url("b.xml")}]
        mill = FetchingMill(tmp_path, *sources)
        assert mill.outcomes() == {"a": "changed", "b": "changed"}
    assert len(list(mill.stories())) == content.stories + 1
    assert {row["reason"] for row in mill.quarantine()} == ({content.reason} if content.reason else set())
    assert content.body in [mill.archive.read_original(one.sha256) for one in mill.archive.originals()]
    notes = {str(note) for (listed,) in mill.rows("SELECT notes FROM documents") for note in (listed,)}
    assert content.note is None or any(content.note in note for note in notes)
