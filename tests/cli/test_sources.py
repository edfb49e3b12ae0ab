"""`feedmill sources` and `feedmill fetch`, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedmill.intake.sources import read_sources
from tests.cli.homes import Home
from tests.mill.fetched import Site, rss, site

pytestmark = pytest.mark.integration

OPML = """<opml version="2.0"><body>
  <outline text="The Daily" xmlUrl="https://daily.example/rss.xml"/>
  <outline text="The Daily" xmlUrl="https://daily.example/sport.xml"/>
  <outline text="Wrong" xmlUrl="ftp://wrong.example/rss.xml"/>
</body></opml>"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home with a file of sources of its own."""
    monkeypatch.setenv("FEEDMILL_SOURCES", str(tmp_path / "sources.yaml"))
    return Home(tmp_path)


@pytest.fixture
def news() -> Iterator[Site]:
    with site() as found:
        found.says("a.xml", rss("One", "Two"))
        yield found


def configure(tmp_path: Path, *sources: dict[str, Any]) -> None:
    said = {"networks": {"here": ["127.0.0.0/8"]}, "sources": [{"kind": "feed", **source} for source in sources]}
    (tmp_path / "sources.yaml").write_text(json.dumps(said), encoding="utf-8")


def test_fetching_tells_each_check_and_what_was_loaded(home: Home, news: Site, tmp_path: Path) -> None:
    here = {"networks": ["here"]}
    good, bad = {"name": "a", "url": news.url("a.xml")}, {"name": "b", "url": news.url("b.xml")}
    news.says("b.xml", status="500 Oops")
    configure(tmp_path, good | here, bad | here)
    *checks, summary = home.rows("fetch", code=1)
    assert [(row["source"], row["outcome"], row["reason"], row["new"]) for row in checks] == [
        ("a", "changed", None, 2),
        ("b", "failed", "host_fails", 0),
    ]
    assert (summary["type"], summary["deliveries"], summary["new"]) == ("summary", 1, 2)
    (again, _) = home.rows("fetch", "a")
    assert (again["outcome"], again["status"]) == ("same", 200)
    assert "nothing is due" in home.run("fetch")
    assert len(home.rows("stories")) == 2
    a, b = home.rows("sources", "health")
    assert (a["source"], a["alerts"], b["failures"]) == ("a", [], 1)
    told = home.run("sources", "health")
    assert "well   a" in told
    assert "fails  b" in told
    for _ in range(2):
        home.rows("fetch", "b", code=1)
    (_, alerted) = home.rows("sources", "health", code=1)
    assert [alert["kind"] for alert in alerted["alerts"]] == ["failing"]
    assert "failing since" in home.run("sources", "health", code=1)
    home.run("check", "--full")


def test_a_source_is_tried_without_anything_being_stored(home: Home, news: Site, tmp_path: Path) -> None:
    configure(tmp_path, {"name": "a", "url": news.url("a.xml"), "networks": ["here"]})
    check, *documents, closing = home.rows("sources", "test", "a")
    assert (check["outcome"], check["status"]) == ("changed", 200)
    assert [row["headline"] for row in documents] == ["One", "Two"]
    assert closing["type"] == "end"
    assert home.rows("stories") == []
    (refused,) = home.rows("sources", "test", news.url("a.xml"), code=1)
    assert (refused["reason"], refused["outcome"]) == ("address_inward", "failed")
    assert home.run("sources", "test", "nobody", code=2).startswith("feedmill: unknown_source: nobody")
    assert home.run("sources", "test", "ftp://news.example/", code=2).startswith("feedmill: address_invalid: ")


def test_a_try_shows_documents_as_they_will_be_read(home: Home, news: Site, tmp_path: Path) -> None:
    said = "<title>Мост</title><pubDate>2026-03-01 12:00</pubDate><description>Городской совет решил.</description>"
    feed = f"<?xml version='1.0' encoding='koi8-r'?><rss><channel><item>{said}</item></channel></rss>"
    news.says("b.xml", feed.encode("cp1251"), "Content-Type: text/xml; charset=windows-1251")
    configure(tmp_path, {"name": "b", "url": news.url("b.xml"), "networks": ["here"], "time_zone": "Europe/Moscow"})
    _, document, _ = home.rows("sources", "test", "b")
    assert (document["headline"], document["published_at"]) == ("Мост", "2026-03-01T09:00:00+00:00")
    assert "Мост" in home.run("sources", "test", "b")


def test_what_a_list_of_feeds_names_is_added_once_and_comes_out_again(home: Home, tmp_path: Path) -> None:
    (tmp_path / "list.opml").write_text(OPML, encoding="utf-8")
    (tmp_path / "sources.yaml").write_text("# ours\nsources: []\n", encoding="utf-8")
    added = home.rows("sources", "import", str(tmp_path / "list.opml"), code=1)
    assert [(row["name"], row["url"]) for row in added] == [
        ("the-daily", "https://daily.example/rss.xml"),
        ("the-daily-2", "https://daily.example/sport.xml"),
    ]
    assert (tmp_path / "sources.yaml").read_text(encoding="utf-8").startswith("# ours\nsources:\n  - name: the-daily\n")
    assert home.rows("sources", "list") == added
    assert "the-daily-2" in home.run("sources", "list")
    (tmp_path / "out.opml").write_text(home.run("sources", "export"), encoding="utf-8")
    again = home.run("sources", "import", str(tmp_path / "out.opml"), code=2)
    assert again.startswith("feedmill: source_known: ")
    (tmp_path / "sources.yaml").unlink()
    assert [row["url"] for row in home.rows("sources", "import", str(tmp_path / "out.opml"))] == [
        row["url"] for row in added
    ]


def test_what_cannot_be_imported_is_wrong_use(home: Home, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("No feeds here.", encoding="utf-8")
    assert home.run("sources", "import", str(tmp_path / "note.txt"), code=2).startswith("feedmill: no_sources_listed: ")
    assert home.run("sources", "import", str(tmp_path / "none"), code=2).startswith("feedmill: no_such_file: ")
    assert "No sources are configured" in home.run("sources", "list")
    (tmp_path / "sources.yaml").write_text("sources: [{name: A}]", encoding="utf-8")
    assert "line 1: sources[0]" in home.run("sources", "list", code=2)


def test_nothing_is_added_from_an_address_that_is_inward(home: Home, news: Site, tmp_path: Path) -> None:
    assert home.run("sources", "add", news.url("a.xml"), code=1).startswith("feedmill: address_inward: ")
    assert read_sources(tmp_path / "sources.yaml").sources == ()
