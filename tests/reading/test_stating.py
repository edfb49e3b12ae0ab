"""What holds for the statements of every format."""

from __future__ import annotations

from datetime import UTC, datetime

from feedmill.model import Stated
from feedmill.reading.stating import Statements, one_line


def stated(**said: str) -> Stated:
    statements = Statements()
    for name, value in said.items():
        statements.say(name, value, f"its {name}")
    return statements.done()


def test_a_value_stands_on_one_line_without_what_cannot_be_kept() -> None:
    assert one_line(" a\n b\x00c\ud800 ") == "a b\ufffdc\ufffd"


def test_the_first_statement_of_a_field_stands() -> None:
    statements = Statements()
    statements.say("headline", " ", "blank")
    statements.say("headline", "One", "title")
    statements.say("headline", "Two", "other")
    assert "headline" in statements
    assert statements.get("headline") == "One"
    assert statements.done() == Stated(headline="One", fields=(("headline", "title"),))


def test_lists_hold_each_value_once_in_order() -> None:
    statements = Statements()
    statements.add("keywords", ["b", None, "a", " b "], "category")
    statements.add("keywords", ["c", ""], "tag")
    statements.add("subjects", [None], "subject")
    assert statements.done() == Stated(keywords=("b", "a", "c"), fields=(("keywords", "category"),))


def test_a_date_is_stated_with_its_zone_and_how_exact_it_is() -> None:
    statements = Statements()
    statements.date("published", "2024-05-01T12:30+02:00", "pubDate")
    statements.date("published", "2025-05-01", "later")
    statements.date("updated", None, "updated")
    found = statements.done()
    assert found.published_at == datetime(2024, 5, 1, 10, 30, tzinfo=UTC)
    assert (found.published_raw, found.published_precision) == ("2024-05-01T12:30+02:00", "minute")
    assert (found.published_zone, statements.notes) == ("+02:00", [])


def test_a_zone_of_the_format_holds_where_a_date_names_none() -> None:
    statements = Statements()
    statements.date("embargoed", "2024-05-01T12:30", "embargo", zone="Europe/Berlin")
    assert statements.done().embargoed_until == datetime(2024, 5, 1, 10, 30, tzinfo=UTC)


def test_a_date_that_cannot_be_is_kept_raw_until_one_that_can() -> None:
    statements = Statements()
    statements.date("updated", "2024-02-30", "first")
    assert statements.done().updated_raw == "2024-02-30"
    statements.date("updated", "2024-03-01", "second")
    found = statements.done()
    assert (found.updated_at, found.updated_raw) == (datetime(2024, 3, 1, tzinfo=UTC), "2024-03-01")
    assert statements.notes == [
        "date_unreadable: first 2024-02-30",
        "date_without_zone: second 2024-03-01, taken as UTC",
    ]


def test_an_address_is_canonical_and_what_was_written_stands_beside_it() -> None:
    statements = Statements()
    statements.url("mailto:desk@news.example", "link")
    statements.url("/a?utm_source=rss", "link", base="https://news.example")
    statements.url("https://other.example/", "guid")
    found = statements.done()
    assert (found.url, found.url_raw) == ("https://news.example/a", "/a?utm_source=rss")


def test_a_language_is_stated_as_a_tag() -> None:
    assert stated(language="en_us").language == "en-US"


def test_a_language_that_nobody_knows_is_noted_and_the_next_one_stands() -> None:
    statements = Statements()
    statements.say("language", "klingonese", "xml:lang")
    statements.say("language", "German", "dc:language")
    assert statements.done().language == "de"
    assert statements.notes == ["language_unreadable: xml:lang klingonese"]


def test_byline_and_dateline_give_their_parts() -> None:
    found = stated(byline="By Ann Wade and Carl Horn", dateline="PARIS, March 3 (AFP) -")
    assert (found.authors, found.place, found.agency) == (("Ann Wade", "Carl Horn"), "PARIS", "AFP")
    assert dict(found.fields)["authors"] == "its byline"
    assert dict(found.fields)["agency"] == "its dateline"


def test_parts_that_are_stated_themselves_stand() -> None:
    statements = Statements()
    statements.add("authors", ["A. Wade"], "creator")
    statements.say("byline", "By Ann Wade, Reuters", "byline")
    statements.say("agency", "AP", "provider")
    found = statements.done()
    assert (found.authors, found.agency) == (("A. Wade",), "AP")


def authors(*names: str, byline: str = "") -> tuple[str, ...]:
    statements = Statements()
    statements.add("authors", names, "its authors")
    statements.say("byline", byline, "its byline")
    return statements.done().authors


def test_several_persons_who_are_stated_as_one_author_are_several() -> None:
    assert authors("Ann Wade and Carl Horn", "Eve Moss, dpa") == ("Ann Wade", "Carl Horn", "Eve Moss")
    assert authors("Klippe", "Daily Post Company") == ("Klippe", "Daily Post Company")


def test_where_the_authors_are_agencies_the_byline_names_the_persons() -> None:
    assert authors("Reuters", byline="By Ann Wade and Carl Horn") == ("Ann Wade", "Carl Horn")


def test_an_agency_is_no_author() -> None:
    statements = Statements()
    statements.add("authors", ["dpa"], "its authors")
    statements.say("byline", "dpa", "its byline")
    assert statements.done() == Stated(
        byline="dpa", agency="dpa", fields=(("byline", "its byline"), ("agency", "its byline"))
    )


def test_a_list_that_is_settled_takes_nothing_from_another_field() -> None:
    statements = Statements()
    statements.say("byline", "Norwick Courier", "its byline")
    statements.settle("authors", ())
    assert statements.done().authors == ()
    assert authors(byline="Ann Wade") == ("Ann Wade",)
