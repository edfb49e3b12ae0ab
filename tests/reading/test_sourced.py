"""What a source says holds where its documents say nothing, and is told from what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feedmill import reading
from feedmill.model import NOTHING_SAID, Context, Document, Shape, Stated
from feedmill.reading.sourced import completed

GERMAN = "Der Gemeinderat hat am Montag beschlossen, eine neue Brücke über den Fluss zu bauen."
PLAIN = "The council voted on Tuesday to keep the lighthouse that stands at the end of the pier. It will be open. "
BERLIN = Context(time_zone="Europe/Berlin")


def item(date: str, element: str = "pubDate") -> bytes:
    said = f"<title>One</title><{element}>{date}</{element}><description>{GERMAN}</description>"
    return f"<rss><channel><item>{said}</item></channel></rss>".encode()


def read(data: bytes, context: Context) -> Document:
    (document,) = reading.read(data, context=context)
    assert isinstance(document, Document)
    return document


def test_a_date_without_a_zone_is_in_that_of_its_source_which_is_said() -> None:
    document = read(item("2026-03-01 12:30"), BERLIN)
    stated = document.stated
    assert (stated.published_at, stated.published_raw) == (datetime(2026, 3, 1, 11, 30, tzinfo=UTC), "2026-03-01 12:30")
    assert (stated.published_zone, stated.published_precision) == ("Europe/Berlin", "minute")
    assert dict(stated.fields)["published_at"] == "pubDate"
    assert dict(stated.fields)["published_zone"] == "source.time_zone"
    assert document.notes == ("date_zone_of_source: pubDate 2026-03-01 12:30, Europe/Berlin",)


@pytest.mark.parametrize(
    ("raw", "hour", "zone"),
    [
        ("Sun, 01 Mar 2026 12:30:00 +0500", 7, "+0500"),
        ("2026-03-01T12:30:00Z", 12, "Z"),
        ("1772368200", 12, "Z"),
        ("Sun, 01 Mar 2026 12:30:00 IST", 12, "IST"),
    ],
)
def test_a_zone_that_is_stated_stands_known_or_not(raw: str, hour: int, zone: str) -> None:
    document = read(item(raw), BERLIN)
    assert document.stated.published_at == datetime(2026, 3, 1, hour, 30, tzinfo=UTC)
    assert document.stated.published_zone == zone
    assert document == replace(read(item(raw), NOTHING_SAID), stated=document.stated)
    assert "published_zone" not in dict(document.stated.fields)


def test_a_day_stays_the_day_that_was_written() -> None:
    assert read(item("2026-03-01"), BERLIN) == read(item("2026-03-01"), NOTHING_SAID)


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("2026-07-01 12:00", datetime(2026, 7, 1, 10, tzinfo=UTC)),
        ("2026-10-25 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-03-29 02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    ],
)
def test_summer_time_counts_and_an_hour_that_comes_twice_is_its_first(raw: str, instant: datetime) -> None:
    assert read(item(raw), BERLIN).stated.published_at == instant


def test_each_date_of_a_document_is_placed_by_itself() -> None:
    news = (
        b'[{"title": "A", "text": "One is one and all alone.", "published": "2026-03-01 12:00:00", '
        b'"updated": "2026-03-01T12:00:00+03:00", "embargoed": "2026-03-01 13:00:00"}]'
    )
    stated = read(news, BERLIN).stated
    assert [at.hour for at in (stated.published_at, stated.updated_at, stated.embargoed_until) if at] == [11, 9, 12]
    assert [name for name, field in stated.fields if field == "source.time_zone"] == ["published_zone"]


def document(text: str, language: str | None = None) -> Document:
    return Document(0, "text", Shape.PAGE, text, Stated(language=language))


@pytest.mark.parametrize("said", ["de-AT", "pt-BR"])
def test_a_source_says_in_what_language_a_text_is_that_does_not_say_it(said: str) -> None:
    told = completed(document("Bayern Porto Roma"), Context(language=said)).stated
    assert (told.language, told.language_confidence) == (said, None)
    assert dict(told.fields)["language"] == "source.language"


def test_what_the_source_says_is_more_exact_than_what_is_found() -> None:
    assert completed(document(GERMAN * 3), Context(language="de-AT")).stated.language == "de-AT"


def test_a_language_that_is_stated_stands() -> None:
    stated = document(GERMAN, "en-US")
    assert completed(stated, Context(language="de")) is stated


def test_a_text_that_is_plainly_in_another_language_is_in_that_and_it_is_noted() -> None:
    found = completed(document(PLAIN * 3), Context(language="de"))
    assert (found.stated.language, dict(found.stated.fields)["language"]) == ("en", "text")
    assert found.notes == ("language_unlike_source: en, the source says de",)


def test_among_languages_that_are_taken_for_each_other_the_source_is_right() -> None:
    norwegian = "Bystyret vedtok mandag at det skal bygges en ny bro over elva, og arbeidet begynner til våren. " * 3
    assert completed(document(norwegian), Context(language="nb")).stated.language == "nb"


def test_nothing_is_said_where_nothing_is_said() -> None:
    assert "source.language" not in dict(completed(document(GERMAN), NOTHING_SAID).stated.fields).values()
