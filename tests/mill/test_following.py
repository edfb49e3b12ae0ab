"""The article behind an item is fetched where the source says so; the two become one story by what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedmill.milling import following
from tests.mill.fetched import FetchingMill, Site, site

pytestmark = pytest.mark.integration

LEAD = (
    "The council decided on Tuesday evening to build a second bridge over the river Aller, forty years after the first "
    "plans for it were drawn up, and set aside eleven million for the work"
)
REST = (
    " next year. Engineers expect the piers to stand by autumn. The mayor, Ann Berg, called the vote a late victory "
    "for the villages on the far bank, whose buses had to go by way of the old mill since the flood of 1998. Two "
    "members of the opposition voted against it; they had asked for a tunnel. Work begins in March with the road."
)
WHOLE = (
    "Swimmers found the lake closed on Sunday after a test showed too many algae. The health office took samples at "
    "four places and will repeat them on Thursday. Dogs should be kept away from the water too, a vet warned. Last "
    "summer the lake stayed open all season, and the kiosk on the beach sold more ice cream than ever before."
)


def item(name: str, url: str, text: str) -> str:
    return f"<item><title>{name}</title><link>{url}</link><description>{text}</description></item>"


def feed(*items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>News</title>{''.join(items)}</channel></rss>".encode()


def page(title: str, text: str) -> bytes:
    paragraphs = "".join(f"<p>{one}.</p>" for one in text.split(". "))
    body = f"<article><h1>{title}</h1>{paragraphs}</article>"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


@pytest.fixture
def news() -> Iterator[Site]:
    with site() as found:
        cut = item("A second bridge", found.url("bridge"), f"{LEAD} ...")
        whole = item("A whole story", found.url("whole"), WHOLE)
        found.says("a.xml", feed(cut, whole))
        found.says("bridge", page("A second bridge", LEAD + REST))
        found.says("whole", page("A whole story", WHOLE))
        yield found


def test_an_excerpt_is_followed_and_becomes_the_story_of_its_article(news: Site, tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml"), "follow": "excerpts"})
    looks = mill.look()
    assert [(check.source, check.url) for check, _ in looks] == [("a", news.url("a.xml")), ("a", news.url("bridge"))]
    (bridge,) = [story for story in mill.stories() if story["headline"] == "A second bridge"]
    assert (bridge["kind"], bridge["versions"], bridge["sightings"]) == ("full", 2, 2)
    assert len(list(mill.archive.originals())) == 2
    mill.look("a")
    assert news.asked() == ["/a.xml", "/bridge", "/a.xml"]
    assert mill.rows("SELECT count(*) FROM source_checks") == [(2,)]


@pytest.mark.parametrize(("follow", "paths"), [("never", set()), ("always", {"/bridge", "/whole"})])
def test_a_source_says_what_is_followed(news: Site, tmp_path: Path, follow: str, paths: set[str]) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml"), "follow": follow})
    mill.look()
    assert set(news.asked()) == {"/a.xml"} | paths


def test_of_one_host_no_more_than_its_share_is_fetched_in_a_round(
    news: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "MOST_OF_A_HOST", 1)
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml"), "follow": "always"})
    for seen in (1, 2):
        mill.look("a")
        assert len({"/bridge", "/whole"} & set(news.asked())) == seen


def test_articles_wait_while_another_run_asks_the_host_of_their_source(news: Site, tmp_path: Path) -> None:
    news.says("b.xml", feed())
    first, second = ({"name": name, "url": news.url(f"{name}.xml"), "follow": "always"} for name in "ab")
    mill = FetchingMill(tmp_path, first, second)
    (key,) = mill.plan_fetch("by-hand", ["b"])
    mill.look("a")
    assert news.asked() == ["/a.xml"]
    mill.fetch_batch(key)
    mill.look("a")
    assert set(news.asked()) == {"/a.xml", "/b.xml", "/bridge", "/whole"}
    assert mill.rows("SELECT count(*) FROM source_states WHERE lease IS NOT NULL OR leased_until IS NOT NULL") == [(0,)]


def test_an_article_that_cannot_be_had_is_tried_again_the_next_day_three_times_in_all(
    news: Site, tmp_path: Path
) -> None:
    news.says("bridge", status="500 Oops")
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml"), "follow": "excerpts"})
    for _ in range(5):
        mill.look("a")
        mill.look("a")
        mill.clock.move(90_000)
    assert news.asked().count("/bridge") == 3
    assert mill.rows("SELECT tries, reason FROM followed") == [(3, "host_fails")]


def test_a_share_follows_what_earlier_ones_brought_and_announces_it(news: Site, tmp_path: Path) -> None:
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml"), "follow": "excerpts"})
    (key,) = mill.plan_fetch("run-1")
    first = mill.fetch_batch(key)
    assert (first.changed, first.articles) == (1, 0)
    mill.ingest_batch(first.keys[0], "loader")
    (key,) = mill.plan_fetch("run-2", ["a"])
    second = mill.fetch_batch(key)
    assert (second.same, second.articles, len(second.keys)) == (1, 1, 2)
    assert mill.ingest_batch(second.keys[1], "loader").documents == 1


def test_a_secret_goes_along_to_articles_of_its_own_host_alone(news: Site, tmp_path: Path) -> None:
    with site() as other:
        other.says("there", page("Elsewhere", LEAD + REST))
        here, there = item("Here", news.url("bridge"), LEAD), item("There", other.url("there"), REST)
        news.says("a.xml", feed(here, there))
        said = {"name": "a", "url": news.url("a.xml"), "follow": "always", "connection": "login"}
        mill = FetchingMill(tmp_path, said, web_connections={"login": {"password": "hush"}})
        mill.look()
        assert [("Bearer hush" in head) for head in news.server.requests if "robots" not in head] == [True, True]
        assert [("Bearer hush" in head) for head in other.server.requests if "robots" not in head] == [False]
