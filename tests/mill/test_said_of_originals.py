"""What sources and transfers say reaches the stories, and a rebuild from the archive alone gives the same."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from feedmill.intake.sources import parse_sources
from feedmill.model import NOTHING_SAID, Context, Delivery, Way
from feedmill.settings import Settings
from feedmill.warehouse.comparing import differences
from tests.fakes import FakeArchive, FakeClock
from tests.mill.fetched import FetchingMill, Site, site
from tests.mill.test_following import LEAD, REST, feed, item, page
from tests.mills import LoneMill

RUSSIAN = (
    "Городской совет решил в понедельник построить новый мост через реку. Первые планы появились сорок лет назад, "
    "и с тех пор жители трёх деревень ездят на работу кружной дорогой. Работы начнутся весной следующего года."
)
NAIVE = "2026-03-01 12:00"


def russian(declared: str = "") -> str:
    declaration = f" encoding='{declared}'" if declared else ""
    said = f"<title>Мост построят</title><pubDate>{NAIVE}</pubDate><description>{RUSSIAN}</description>"
    return f"<?xml version='1.0'{declaration}?><rss version='2.0'><channel><item>{said}</item></channel></rss>"


@pytest.fixture
def news() -> Iterator[Site]:
    with site() as found:
        yield found


def rebuilt(mill: LoneMill, home: Path) -> LoneMill:
    """A mill that was made of the archive alone, and is the same."""
    again = LoneMill(Settings(home=home), mill.archive, FakeClock())
    list(again.rebuild())
    assert list(differences(mill.store, again.store)) == []
    return again


def stated(mill: LoneMill) -> list[tuple[Any, ...]]:
    """Of each document that shows: its publication, language, what else is stated of dates, and the notes."""
    asked = """SELECT d.published_at, d.published_raw, d.language, d.stated, d.notes FROM documents d
               JOIN parses p ON p.parse_id = d.parse_id AND p.current ORDER BY d.original, d.ordinal"""
    with mill.store.read() as connection:
        rows = connection.exec_driver_sql(asked).all()
    return [
        (str(at)[:16], raw, language, json.loads(said), json.loads(notes)) for at, raw, language, said, notes in rows
    ]


@pytest.mark.integration
@pytest.mark.parametrize(
    ("declared", "encoding", "charset", "noted"),
    [
        ("", "cp1251", "windows-1251", []),
        ("koi8-r", "cp1251", "windows-1251", []),
        ("windows-1251", "utf-8", "UTF-8", []),
        ("", "utf-8", "windows-1251", ["encoding_stated_wrong: windows-1251"]),
        ("", "cp1251", "utf-8", ["encoding_stated_wrong: utf-8", "encoding_guessed: cp1251"]),
    ],
)
def test_the_charset_of_the_header_is_used_end_to_end(
    news: Site, tmp_path: Path, declared: str, encoding: str, charset: str, noted: list[str]
) -> None:
    body = russian(declared).encode(encoding)
    news.says("a.xml", body, f"Content-Type: application/rss+xml; charset={charset}")
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml"), "time_zone": "Europe/Moscow"})
    mill.look()
    (story,) = mill.stories()
    assert (story["headline"], story["text"]) == ("Мост построят", RUSSIAN)
    ((at, raw, language, said, notes),) = stated(mill)
    assert (at, raw, said["published_zone"], language) == ("2026-03-01 09:00", NAIVE, "Europe/Moscow", "ru")
    assert notes == [*noted, f"date_zone_of_source: pubDate {NAIVE}, Europe/Moscow"]
    (record,) = mill.archive.records()
    assert record.context == Context(charset.lower(), time_zone="Europe/Moscow")
    again = rebuilt(mill, tmp_path / "again")
    assert stated(again) == stated(mill)
    assert [one.name for one in again.check(full=True) if not one.holds] == []


@pytest.mark.integration
def test_an_answer_that_came_again_is_known_and_read_once(news: Site, tmp_path: Path) -> None:
    news.says("a.xml", russian().encode(), "Content-Type: text/xml; charset=utf-8")
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml")})
    assert [summary.known for _, summary in [*mill.look(), *mill.look("a")]] == [0, 1]
    assert mill.rows("SELECT count(*), count(DISTINCT stages) FROM parses") == [(1, 1)]


@pytest.mark.integration
def test_a_source_speaks_for_the_articles_of_its_own_host_alone(news: Site, tmp_path: Path) -> None:
    with site() as elsewhere:
        news.says("a.xml", feed(*(item(LEAD[:9], one.url("bridge"), f"{LEAD} ...") for one in (news, elsewhere))))
        for one in (news, elsewhere):
            one.says("bridge", page("A second bridge", LEAD + REST + one.url("bridge")))
        said = {"language": "en-GB", "time_zone": "Europe/London", "follow": "excerpts", "columns": {"text": "x"}}
        mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml")} | said)
        mill.look()
        told = {record.name: record.context for record in mill.archive.records()}
    assert told[news.url("a.xml")] == Context(None, "en-GB", "Europe/London", (("x", "text"),))
    assert told[news.url("bridge")] == Context(language="en-GB", time_zone="Europe/London")
    assert told[elsewhere.url("bridge")] == NOTHING_SAID


@pytest.mark.integration
def test_a_source_is_tried_with_all_that_is_said(news: Site, tmp_path: Path) -> None:
    news.says("a.xml", russian().encode("cp1251"), "Content-Type: text/xml; charset=windows-1251")
    mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml"), "language": "ru"})
    assert mill.try_source("a").context == Context("windows-1251", "ru")
    assert mill.try_source("a").content == russian().encode("cp1251")


TABLE = """Kopf;Prosa;Wann
Brücke;Der Rat baut eine neue Brücke.;2026-03-01 12:00
See;Der See bleibt am Sonntag zu.;2026-03-02 12:00
"""
COLUMNS = {"headline": "Kopf", "text": "Prosa", "published": "Wann"}


def test_what_is_dropped_is_read_as_its_source_says(tmp_path: Path) -> None:
    source = {"name": "desk", "kind": "folder", "folder": "desk", "columns": COLUMNS, "time_zone": "Europe/Berlin"}
    (tmp_path / "sources.yaml").write_text(json.dumps({"sources": [source]}), encoding="utf-8")
    settings = Settings(home=tmp_path / "home", sources=tmp_path / "sources.yaml")
    mill = LoneMill(settings, FakeArchive(), FakeClock())
    for folder in ("desk", "inbox"):
        (tmp_path / "home" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "home" / folder / "table.csv").write_text(TABLE + folder, encoding="utf-8")
    list(mill.sweep_through())
    assert [at for at, *_ in stated(mill) if at != "None"] == ["2026-03-01 11:00", "2026-03-02 11:00"]
    assert {record.source: bool(record.context) for record in mill.archive.records()} == {"desk": True, "inbox": False}
    rebuilt(mill, tmp_path / "again")


def test_what_says_nothing_of_its_encoding_is_read_by_that_of_its_source(tmp_path: Path) -> None:
    source = {"name": "desk", "kind": "folder", "folder": "desk", "charset": "ISO-8859-2"}
    (tmp_path / "sources.yaml").write_text(json.dumps({"sources": [source]}), encoding="utf-8")
    settings = Settings(home=tmp_path / "home", sources=tmp_path / "sources.yaml")
    mill = LoneMill(settings, FakeArchive(), FakeClock())
    (tmp_path / "home" / "desk").mkdir(parents=True)
    text = "Soud ve \u010ctvrtek rozhodl, \u017ee most p\u0159es \u0159eku z\u016fstane zav\u0159en\u00fd."
    for name, encoding in (("a.txt", "iso8859-2"), ("b.txt", "utf-8"), ("c.txt", "utf-16")):
        (tmp_path / "home" / "desk" / name).write_bytes(text.encode(encoding))
    list(mill.sweep_through())
    assert [story["text"] for story in mill.stories()] == [text]
    assert len(list(mill.sightings())) == 3
    rebuilt(mill, tmp_path / "again")


@pytest.mark.parametrize(("name", "said"), [("desk", True), ("manual", False), ("nobody", False)])
def test_what_is_delivered_by_hand_in_the_name_of_a_source_is_as_that_says(
    tmp_path: Path, name: str, *, said: bool
) -> None:
    source = {"name": "desk", "kind": "folder", "folder": "desk", "columns": COLUMNS}
    (tmp_path / "sources.yaml").write_text(json.dumps({"sources": [source]}), encoding="utf-8")
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    settings = Settings(home=tmp_path / "home", sources=tmp_path / "sources.yaml", manual_folders=(tmp_path,))
    mill = LoneMill(settings, FakeArchive(), FakeClock())
    mill.receive(io.BytesIO(TABLE.encode()), way=Way.MANUAL, source=name, name="a.csv", token="t")
    mill.receive_path(str(tmp_path / "a.csv"), source=name, token="t")
    assert [bool(record.context.columns) for record in mill.archive.records()] == [said, said]


def test_a_wrong_setting_is_corrected_by_delivering_again(tmp_path: Path) -> None:
    source = {"name": "desk", "kind": "folder", "folder": "desk"}
    settings = Settings(home=tmp_path / "home", sources=tmp_path / "sources.yaml")
    clock = FakeClock()
    mill = LoneMill(settings, FakeArchive(), clock)
    (tmp_path / "home" / "desk").mkdir(parents=True)
    left = []
    for columns in ({"headline": "Kopf", "text": "Wann"}, COLUMNS):
        (tmp_path / "sources.yaml").write_text(json.dumps({"sources": [source | {"columns": columns}]}), "utf-8")
        (tmp_path / "home" / "desk" / "table.csv").write_text(TABLE, encoding="utf-8")
        list(mill.sweep_through())
        left.append(sorted(story["text"] for story in mill.stories()))
        clock.move(60)
    texts = ["Der Rat baut eine neue Brücke.", "Der See bleibt am Sonntag zu."]
    assert left == [[], texts]
    rebuilt(mill, tmp_path / "again")


def received(mill: LoneMill, minute: int, context: Context) -> Delivery:
    """The same bytes from a source that says this of them, recorded and not yet loaded."""
    from feedmill.intake.receiving import Arrival, receive
    from feedmill.intake.taking import take_stream

    clock = FakeClock()
    clock.move(60 * minute)
    with take_stream(io.BytesIO(russian().encode("cp1251")), limit=10**6, name=b"a.xml") as taken:
        arrival = Arrival(Way.MANUAL, f"source{minute}", b"a.xml", "t", clock.now(), context=context)
        delivery = receive(mill.archive, taken, arrival).delivery
    mill._warehouse.record_deliveries([delivery], None)
    return delivery


SAID = (NOTHING_SAID, Context("windows-1251", time_zone="Europe/Moscow"), Context("koi8-r", time_zone="Asia/Tokyo"))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_sources_that_say_different_things_of_the_same_bytes_the_first_to_speak_is_believed(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    mill = LoneMill(Settings(home=tmp_path / "home"), FakeArchive(), FakeClock())
    for minute in order:
        mill.ingest_delivery(received(mill, minute, SAID[minute]).id)
    (story,) = mill.stories()
    assert story["text"] == RUSSIAN
    assert [at for at, *_ in stated(mill)] == ["2026-03-01 09:00"]
    rebuilt(mill, tmp_path / "again")
    assert [one.name for one in mill.check(full=True) if not one.holds] == []
    assert mill.apply().counts["stand"] == 1


def test_what_another_says_meanwhile_is_heard_before_anything_is_loaded(tmp_path: Path) -> None:
    mill = LoneMill(Settings(home=tmp_path / "home"), FakeArchive(), FakeClock())
    late = received(mill, 2, SAID[2])
    waiting = [1]

    def before(call: str) -> None:
        if call == "read_original" and waiting:
            received(mill, waiting.pop(), SAID[1])

    mill.archive.before = before
    mill.ingest_delivery(late.id)
    assert [at for at, *_ in stated(mill)] == ["2026-03-01 09:00"]


def test_an_original_of_which_something_is_said_is_erased_and_stays_so(tmp_path: Path) -> None:
    mill = LoneMill(Settings(home=tmp_path / "home"), FakeArchive(), FakeClock())
    delivery = received(mill, 1, SAID[1])
    mill.ingest_delivery(delivery.id)
    (story,) = mill.stories()
    mill.erase(story=story["id"], reason="by order", whole=True)
    assert list(mill.stories()) == []
    mill.ingest_delivery(received(mill, 2, SAID[2]).id)
    assert (list(mill.stories()), list(mill.quarantine())) == ([], [])
    rebuilt(mill, tmp_path / "again")


def test_every_kind_of_source_says_what_is_set_for_it() -> None:
    kinds = [
        {"kind": "feed", "url": "https://a.example/"},
        {"kind": "folder", "folder": "a"},
        {"kind": "s3", "prefix": "s3://abc/"},
    ]
    said = {"language": "pt-br", "time_zone": "UTC", "charset": "CP1252", "columns": {"text": ["b", "a"]}}
    named = [{"name": f"n{at}"} | kind | said for at, kind in enumerate(kinds)]
    found = parse_sources(json.dumps({"sources": named}), "sources.yaml").sources
    columns = (("a", "text"), ("b", "text"))
    assert {source.context for source in found} == {Context(None, "pt-BR", "UTC", columns, "cp1252")}
