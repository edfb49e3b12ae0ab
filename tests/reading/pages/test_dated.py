from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.reading.pages.factories import HEADLINE, PARAGRAPHS, document, related, story
from tests.reading.pages.test_stating import linked, meta, stated


def headed(line: str, *, after: str = "") -> str:
    """A story with a line right below its headline, and something after its end."""
    return story().replace("</h1>", f"</h1>{line}", 1) + after


def on(day: int) -> datetime:
    return datetime(2024, 5, day, tzinfo=UTC)


@pytest.mark.parametrize(
    "line", ["<p>1 May 2024 / 10:00</p>", "<div>Ann Berg | 01.05.2024</div>", "<span>Published: 1 May 2024</span>"]
)
def test_a_day_in_a_line_of_its_own_by_the_headline_is_stated(line: str) -> None:
    found = stated(body=headed(line))
    assert found.published_at is not None
    assert found.published_at.date() == on(1).date()
    assert dict(found.fields)["published_at"] == "line"


def test_a_day_that_is_said_to_be_of_a_change_is_the_update() -> None:
    found = stated(body=headed("<p>Stand: 01.05.2024</p>"))
    assert (found.published_at, found.updated_at) == (None, on(1))


def test_a_labelled_day_below_the_story_is_stated_and_another_is_not() -> None:
    assert stated(
        body=headed("", after="<div><p>x</p></div>" * 9 + "<p>Last updated: 1 May 2024</p>")
    ).updated_at == on(1)
    assert stated(body=headed("", after="<div><p>x</p></div>" * 9 + "<p>1 May 2024</p>")).published_at is None


def test_the_day_of_another_story_is_not_this_ones() -> None:
    box = related().replace("</li>", '<time datetime="2020-01-01">1 January 2020</time></li>')
    assert stated(body=headed("", after=box)).published_at is None


def test_the_address_and_the_title_state_a_day() -> None:
    found = stated('<link rel="canonical" href="https://a.example/2024/05/01/lighthouse">')
    assert (found.published_at, dict(found.fields)["published_at"]) == (on(1), "url path")
    assert stated('<link rel="canonical" href="https://a.example/20240199/x">').published_at is None
    assert stated(title=f"{HEADLINE} | DW | 01.05.2024").published_at == on(1)


def test_of_explicit_statements_the_one_that_most_agree_on_is_taken() -> None:
    head = linked(headline=HEADLINE, datePublished="2024-05-03") + meta("article:published_time", "2024-05-01")
    assert stated(head).published_at == on(3)
    assert stated(head, body=headed('<p class="date">1 May 2024</p>')).published_at == on(1)


def test_a_statement_that_is_exact_to_the_day_goes_before_one_that_is_not() -> None:
    head = meta("citation_publication_date", "2024") + meta("pubdate", "2024-05-01")
    assert stated(head).published_at == on(1)
    assert stated(meta("citation_publication_date", "2024")).published_precision == "year"


def test_of_one_instant_the_statement_with_the_writers_zone_is_taken() -> None:
    head = linked(headline=HEADLINE, datePublished="2024-05-02T03:37:37+00:00")
    found = stated(head, body=headed('<time datetime="2024-05-01T23:37:37-04:00">May 1, 2024</time>'))
    assert found.published_raw == "2024-05-01T23:37:37-04:00"
    assert found.published_at == datetime(2024, 5, 2, 3, 37, 37, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "shown", "zone"),
    [
        ("2024-05-02T02:41:20Z", "1 May 2024 22:41", "-04:00"),
        ("2024-04-30T23:00:00Z", "1 May 2024", "+01:00"),
        ("2024-04-30T18:30:00+00:00", "1 May 2024 00:15", "+05:45"),
        ("2024-05-02T02:41:20Z", "1 May 2024 22:40", "Z"),
        ("2024-04-30T23:10:00Z", "1 May 2024", "Z"),
        ("2024-05-01T10:00:00Z", "1 May 2024 12:00", "Z"),
        ("2024-05-02T02:41:20+01:00", "1 May 2024 22:41", "+01:00"),
    ],
)
def test_the_zone_is_that_by_which_the_page_shows_the_same_minute_on_another_day(
    head: str, shown: str, zone: str
) -> None:
    found = stated(meta("article:published_time", head), body=headed(f'<p class="date">{shown}</p>'))
    assert (found.published_at, found.published_raw) == (datetime.fromisoformat(head), head)
    assert found.published_zone == zone


def test_a_tag_that_only_says_date_comes_after_what_the_page_shows() -> None:
    assert stated(meta("date", "2024-05-02"), body=headed("<p>1 May 2024</p>")).published_at == on(1)
    assert stated(meta("date", "2024-05-02")).published_at == on(2)


def test_a_sentence_of_the_story_states_no_day() -> None:
    text = ("On 1 May 2024 the council voted to keep its old lighthouse, by nine votes to two.", *PARAGRAPHS)
    assert stated(body=story(text)).published_at is None


@pytest.mark.parametrize("lead", ["1.5.2024 – ", "(1 May 2024) ", "Press release of 1 May 2024 | "])
def test_a_day_before_a_first_paragraphs_own_words_is_stated(lead: str) -> None:
    first, second, *rest = PARAGRAPHS
    found = stated(body=story((first, lead + second, *rest)))
    assert (found.published_at, dict(found.fields)["published_at"]) == (on(1), "leading day")


def test_days_before_the_paragraphs_of_a_chronicle_state_nothing() -> None:
    chronicle = tuple(f"{at}.5.2024 - {paragraph}" for at, paragraph in enumerate(PARAGRAPHS, 1))
    assert stated(body=story(chronicle)).published_at is None


def test_a_day_in_a_link_behind_the_story_is_not_its_own() -> None:
    link = '<p><a href="/old/lighthouse-1">An older tower falls, 1 May 2024</a></p>'
    assert stated(body=headed("", after=link)).published_at is None


def test_microdata_and_the_day_of_creation_state_a_day() -> None:
    assert stated(body=headed('<p itemprop="datePublished" content="2024-05-01">yesterday</p>')).published_at == on(1)
    found = stated(linked(headline=HEADLINE, dateCreated="2024-05-01"))
    assert (found.published_at, dict(found.fields)["published_at"]) == (on(1), "json-ld dateCreated")


def test_what_cannot_be_read_agrees_with_nothing() -> None:
    head = meta("article:published_time", "soon") + meta("pubdate", "2024-05-01")
    assert stated(head).published_at == on(1)


def test_a_time_that_is_marked_as_that_of_the_publication_states_it_wherever_it_stands() -> None:
    pager = '<div class="pager">' + "<p>x</p>" * 9
    marked = f'{pager}<time datetime="2024-05-01" pubdate>yesterday</time></div>'
    assert stated(body=headed("", after=marked)).published_at == on(1)
    assert stated(body=headed("", after=marked.replace(" pubdate", ""))).published_at is None


def test_microdata_that_stands_once_on_the_page_is_the_pages() -> None:
    far = "<p>x</p>" * 9 + '<p itemprop="datePublished" content="2024-05-01">x</p>'
    assert stated(body=headed("", after=far)).published_at == on(1)
    assert stated(body=headed("", after=far + far.replace("05-01", "05-02"))).published_at is None


def test_the_day_of_the_last_change_is_taken_from_an_element_that_is_named_so() -> None:
    foot = "<p>x</p>" * 9 + '<p id="footer-info-lastmod">This page was last changed on 1 May 2024 at 13:22.</p>'
    found = stated(body=headed("", after=foot))
    assert (found.updated_at, dict(found.fields)["updated_at"]) == (on(1), "class changed")


def test_a_label_in_a_line_of_its_own_says_of_what_the_next_is_the_day() -> None:
    assert stated(body=headed("", after="<h5>Letzte Änderung:</h5><p>01.05.2024</p>")).updated_at == on(1)
    assert stated(body=headed("<h5>Datum:</h5><p>01.05.2024</p>")).published_at == on(1)


def test_a_day_beside_words_within_the_story_is_that_of_something_else() -> None:
    box = '</p><p><span class="date">1 May 2024</span>{}</p><p>'
    for words, states in ((" Article", False), ("", True)):
        body = story((*PARAGRAPHS, box.format(words), *PARAGRAPHS))
        assert (stated(body=body).published_at is not None) is states


def test_a_page_that_shows_the_time_of_the_day_that_its_head_states_states_it() -> None:
    found = stated(meta("publishdate", "2024-05-01"), body=headed("<p>1 May 2024, 10:30</p>"))
    assert (found.published_at, found.published_precision) == (on(1).replace(hour=10, minute=30), "minute")
    other = stated(meta("publishdate", "2024-05-01"), body=headed("<p>2 May 2024, 10:30</p>"))
    assert (other.published_at, other.published_precision) == (on(1), "day")


def test_a_time_without_a_zone_takes_that_of_the_same_minute_in_the_head() -> None:
    found = stated(meta("dcterms.date", "2024-05-01T12:12:00+13:00"), body=headed("<p>12:12, May 1 2024</p>"))
    assert (found.published_zone, found.published_at and found.published_at.hour) == ("+13:00", 23)
    other = stated(meta("dcterms.date", "2024-05-01T11:12:00+13:00"), body=headed("<p>12:12, May 1 2024</p>"))
    assert (other.published_zone, other.published_at and other.published_at.hour) == (None, 12)


def test_properties_of_rdfa_hold_the_day_for_machines() -> None:
    span = '<span property="dc:date dc:created" content="2024-05-01T14:55:00-05:00">on Wed, 05/01 - 2:55pm</span>'
    assert stated(body=headed(span)).published_at == on(1).replace(hour=19, minute=55)
    assert stated(body=headed(span.replace("dc:date dc:created", "dc:title"))).published_at is None


def test_what_stands_behind_the_end_of_a_short_story_is_not_by_its_headline() -> None:
    short = "<p>The ferry to the islands is cancelled for a third day, the harbour said.</p>" * 3
    html = (
        f'<div><p class="date">1 May 2024</p><h1>{HEADLINE}</h1>{short}</div>'
        '<div><p class="item"><span class="date">2 May 2024</span> <a href="/2">Other news here</a></p></div>'
    )
    assert stated(body=html).published_at == on(1)


def test_the_language_of_the_text_tells_the_order_of_a_day_where_none_is_stated() -> None:
    body = (
        "<p>Der Rat der Stadt hat am Dienstag beschlossen, den alten Leuchtturm am Ende der Mole zu erhalten.</p>" * 4
    )
    html = f"<html><head><title>x</title></head><body><h1>{HEADLINE}</h1><p>1-05-2024, 10:15</p>{body}</body></html>"
    assert document(html).stated.published_at == on(1).replace(hour=10, minute=15)


def test_an_update_that_is_shown_without_a_zone_is_on_the_clock_of_the_publication_that_day() -> None:
    head = meta("article:published_time", "2024-05-01T10:22:00+08:00")
    body = headed("<p>Published May 1, 2024 10:22am</p><p>Updated May 1, 2024 3:02pm</p>")
    assert stated(head, body=body).updated_at == datetime(2024, 5, 1, 7, 2, tzinfo=UTC)
    assert stated(body=body).updated_at == datetime(2024, 5, 1, 15, 2, tzinfo=UTC)
    other = body.replace("Updated May 1", "Updated May 9")
    assert stated(head, body=other).updated_at == datetime(2024, 5, 9, 15, 2, tzinfo=UTC)


def test_a_day_since_which_visitors_are_counted_is_not_that_of_a_story() -> None:
    assert stated(body=headed("<p>You are visitor 014412 since June 1, 1997</p>")).published_at is None
