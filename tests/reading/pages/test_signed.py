from __future__ import annotations

import pytest

from tests.reading.pages.factories import HEADLINE
from tests.reading.pages.test_dated import headed
from tests.reading.pages.test_stating import linked, meta, stated

SITE = meta("og:site_name", "Norwick Courier")


@pytest.mark.parametrize(
    "line", ["<p>By Ann Berg</p>", '<div class="post-author">Ann Berg</div>', "<p>Von Ann Berg</p>"]
)
@pytest.mark.parametrize("author", ["Norwick Courier", "admin", "Redaktion", "Coast News"])
def test_a_person_that_the_page_prints_goes_before_an_organisation_in_the_head(line: str, author: str) -> None:
    assert stated(SITE + meta("author", author), body=headed(line)).byline == "Ann Berg"


def test_an_organisation_that_json_ld_calls_one_comes_last() -> None:
    head = linked(headline=HEADLINE, author={"@type": "Organization", "name": "Coast Guard"})
    assert stated(head, body=headed("<p>By Ann Berg</p>")).byline == "Ann Berg"
    assert stated(head).byline == "Coast Guard"


def test_an_agency_goes_before_the_site() -> None:
    found = stated(SITE + meta("author", "Norwick Courier"), body=headed("<p>dpa</p>"))
    assert (found.byline, found.agency) == ("dpa", "dpa")


def test_the_name_within_microdata_is_the_name() -> None:
    inside = '<p itemprop="author">Photo and text <span itemprop="name">Ann Berg</span> today</p>'
    assert stated(body=headed(inside)).byline == "Ann Berg"


def test_a_link_to_an_authors_page_names_the_author() -> None:
    found = stated(body=headed('<p>Some words and <a href="/author/ann-berg/">Ann Berg</a></p>'))
    assert (found.byline, dict(found.fields)["byline"]) == ("Ann Berg", "author link")


def test_a_login_is_written_out_where_another_field_has_the_name() -> None:
    assert stated(meta("author", "annberg"), body=headed("<p>By Ann Berg</p>")).byline == "Ann Berg"
    assert stated(meta("author", "annberg"), body=headed("<p>By Bo Dahl</p>")).byline == "annberg"


def test_a_name_in_an_element_named_meta_by_the_headline_signs() -> None:
    assert stated(body=headed('<p class="post-meta">Ann Berg</p>')).byline == "Ann Berg"
    assert stated(body=headed("<p>Ann Berg</p>")).byline is None


def test_several_persons_are_named_once_each() -> None:
    found = stated(linked(headline=HEADLINE, author=[{"name": "Ann Berg"}, {"name": "Bo Dahl"}, {"name": "ann berg"}]))
    assert found.byline == "Ann Berg, Bo Dahl"
