from __future__ import annotations

import pytest

from tests.reading.pages.factories import HEADLINE, PARAGRAPHS, story
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
    assert stated(meta("author", "ann.berg"), body=headed("<p>By Ann M. Berg</p>")).byline == "Ann M. Berg"
    assert stated(linked(author="annberg"), body=headed("<p>By Bo Dahl</p>")).byline == "annberg"


def test_a_name_in_an_element_named_meta_by_the_headline_signs() -> None:
    assert stated(body=headed('<p class="post-meta">Ann Berg</p>')).byline == "Ann Berg"
    assert stated(body=headed("<p>Ann Berg</p>")).byline is None


def test_several_persons_are_named_once_each() -> None:
    found = stated(linked(headline=HEADLINE, author=[{"name": "Ann Berg"}, {"name": "Bo Dahl"}, {"name": "ann berg"}]))
    assert found.byline == "Ann Berg, Bo Dahl"


def test_a_vowel_sign_that_ends_a_name_stays() -> None:
    assert stated(linked(headline=HEADLINE, author="အောင်မြတ်မာ")).byline == "အောင်မြတ်မာ"
    assert stated(linked(headline=HEADLINE, author="“Ann Berg Jr.”,")).byline == "Ann Berg Jr."


def test_the_section_that_a_line_names_beside_the_date_wrote_nothing() -> None:
    line = "<p>By North Shore</p>"
    assert stated(body=headed(line)).byline == "North Shore"
    assert stated(meta("article:section", "North Shore"), body=headed(line)).byline is None


def test_a_card_names_the_writer_under_a_label_that_says_so() -> None:
    card = meta("twitter:label1", "Verfasst von") + meta("twitter:data1", "Ann Berg")
    assert (stated(card).byline, dict(stated(card).fields)["byline"]) == ("Ann Berg", "twitter:data")
    assert stated(meta("twitter:label1", "Reading time") + meta("twitter:data1", "3 minutes")).byline is None


@pytest.mark.parametrize("label", ["Autor:", "Author:", "Von:", "Auteur(s) :", "作者："])
def test_a_label_in_a_line_of_its_own_names_who_stands_in_the_next(label: str) -> None:
    assert stated(body=headed(f"<h5>{label}</h5><p>Ann Berg</p>")).byline == "Ann Berg"
    assert stated(body=headed(f"<p>{label}</p><p>Autor:</p>")).byline is None


def test_what_a_label_names_goes_before_a_name_beside_the_headline() -> None:
    line = '<p class="post-meta">Bo Dahl</p>'
    assert stated(body=headed(line, after="<p>Autorin: Ann Berg</p>")).byline == "Ann Berg"


def test_a_link_to_a_users_page_beside_the_headline_names_who_wrote_it() -> None:
    assert stated(body=headed('<p><a href="/user/annberg7">annberg7</a> 1 May 2024</p>')).byline == "annberg7"
    assert stated(body=headed('<p><a href="/user/logout">Leave</a></p>')).byline is None


def test_a_known_given_name_alone_with_the_date_signs() -> None:
    assert stated(body=headed("<p>01.05.2024 - Martina Berg</p>")).byline == "Martina Berg"
    assert stated(body=headed("<p>01.05.2024 - Aktuelle Meldung</p>")).byline is None
    assert stated(body=headed('<p>01.05.2024 - <a href="/x">Martina Berg</a></p>')).byline is None


def test_a_person_whose_name_is_set_off_ends_the_story() -> None:
    assert stated(body=headed("", after="<p><b>Martina Berg</b></p>")).byline == "Martina Berg"
    assert stated(body=headed("", after="<p>Martina Berg</p>")).byline is None
    assert stated(body=headed("", after="<p><b>Nächster Eintrag</b></p>")).byline is None


def test_the_licence_of_a_picture_names_no_author() -> None:
    assert stated(body=headed('<p class="license-info author">Bo Dahl</p>')).byline is None


def test_another_organisation_goes_before_the_site() -> None:
    body = headed('<p class="author">Members of the Choir</p>')
    assert stated(SITE + meta("author", "Norwick Courier"), body=body).byline == "Members of the Choir"


def test_the_only_element_that_is_named_a_byline_is_the_pages_wherever_it_stands() -> None:
    far = "<p>x</p>" * 9 + '<p class="author">Written by Ann Berg</p>'
    assert stated(body=headed("", after=far)).byline == "Ann Berg"
    assert stated(body=headed("", after=far + far.replace("Ann Berg", "Bo Dahl"))).byline is None


def test_a_source_at_the_end_is_the_byline_where_no_more_than_the_site_is_stated() -> None:
    end = headed("", after="<p>Quelle: Küstendienst/ls</p>")
    assert stated(SITE, body=end).byline == "Küstendienst/ls"
    assert stated(SITE + meta("author", "Norwick Courier"), body=end).byline == "Küstendienst/ls"
    assert stated(meta("author", "Ann Berg"), body=end).byline == "Ann Berg"
    assert stated(body=headed("", after="<p>Quelle: a table of many years that the ministry made</p>")).byline is None


def test_a_line_that_signs_goes_before_another_name_in_a_meta_tag() -> None:
    assert stated(meta("author", "Bo Dahl"), body=headed("<p>By Ann Berg</p>")).byline == "Ann Berg"
    assert stated(meta("author", "Ann Berg"), body=headed("<p>By Ann Berg, Bo Dahl</p>")).byline == "Ann Berg"


def test_two_fields_of_the_page_that_agree_go_before_another_name_in_json_ld() -> None:
    one, two = '<p class="author">Ann Berg</p>', '<p><a rel="author">Ann Berg</a></p>'
    assert stated(linked(author="Bo Dahl"), body=headed(one)).byline == "Bo Dahl"
    assert stated(linked(author="Bo Dahl"), body=headed(one + two)).byline == "Ann Berg"
    assert stated(linked(author="Bo Dahl"), body=headed(one + two + "<p>By Bo Dahl</p>")).byline == "Bo Dahl"


def test_a_meta_tag_that_names_more_persons_is_the_fuller() -> None:
    head = linked(author="Ann Berg") + meta("article:author_name", "Ann Berg,Bo Dahl")
    assert (stated(head).byline, stated(head).authors) == ("Ann Berg, Bo Dahl", ("Ann Berg", "Bo Dahl"))
    assert stated(linked(author="Ann Berg") + meta("author", "Bo Dahl, Eva Lind")).byline == "Ann Berg"


@pytest.mark.parametrize(
    ("author", "persons"),
    [
        ("Ann Berg, Bo Dahl and Eva Lind", ("Ann Berg", "Bo Dahl", "Eva Lind")),
        ("Ann Berg; Bo Dahl", ("Ann Berg", "Bo Dahl")),
        ("Ann Berg, Norwick TV", ("Ann Berg",)),
        ("Ann Berg, dpa", ("Ann Berg",)),
        ("Ann B.", ("Ann B.",)),
        ("Klippe", ("Klippe",)),
        ("dpa", ()),
        ("AFP/The Courier", ()),
        ("Redaktion", ()),
        ("Norwick Courier", ()),
    ],
)
def test_the_authors_are_the_persons_in_the_byline(author: str, persons: tuple[str, ...]) -> None:
    assert stated(SITE + meta("author", author)).authors == persons


def test_a_site_that_is_named_after_a_person_names_its_author() -> None:
    assert stated(meta("og:site_name", "Martina Berg") + meta("author", "Martina Berg")).authors == ("Martina Berg",)


def test_a_phrase_is_nobodys_name() -> None:
    assert stated(meta("author", "your Harbour Bloggers"), body=headed("<p>By Ann Berg</p>")).byline == "Ann Berg"
    assert stated(meta("author", "von Berg"), body=headed("<p>By Ann Lind</p>")).byline == "Ann Lind"


def test_the_sites_name_with_its_place_is_the_site() -> None:
    found = stated(SITE + meta("author", "Norwick Courier, Norwick, Norway"), body=headed("<p>Harbour Newsdesk</p>"))
    assert found.byline == "Harbour Newsdesk"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Posted in Harbours by annberg on May 1, 2024", "annberg"),
        ("Posted by Ann under " + "Harbours, Lighthouses, Ferries and Bridges of the Coast, " * 2 + "Storms", "Ann"),
        ("Filed under: Harbours,Lighthouses — annberg @ 00:11", "annberg"),
        ("Post author: Ann Berg", "Ann Berg"),
        ("Post author By Ann Berg", "Ann Berg"),
        ("Beitragsautor Von Ann Berg", "Ann Berg"),
        ("Autorė: Ona Berg", "Ona Berg"),
        ("Norwick Redaktion", "Norwick Redaktion"),
    ],
)
def test_blogs_sign_in_the_words_of_their_software(line: str, name: str) -> None:
    assert stated(body=headed(f"<p>{line}</p>")).byline == name


def test_credits_name_the_writer_below_a_label_without_a_colon() -> None:
    lines = '<p class="credits-label">{}</p><p class="credits-text">Ann Berg</p>'
    assert stated(body=headed("", after=lines.format("Interview"))).byline == "Ann Berg"
    assert stated(body=headed("", after=lines.format("Fotograf"))).byline is None


@pytest.mark.parametrize("name", ["Martina Berg", "Kazım TÜRKMEN"])
def test_a_name_among_the_last_short_lines_of_a_story_signs_it(name: str) -> None:
    ended = story((*PARAGRAPHS, name, "Press officer of the harbour authority, Norwick."))
    assert stated(body=ended).byline == name
    assert stated(body=story((*PARAGRAPHS[:2], name, *PARAGRAPHS[2:]))).byline is None


def test_a_name_in_brackets_behind_the_last_sentence_signs_the_story() -> None:
    def ended(end: str) -> str:
        return story((*PARAGRAPHS[:-1], f"{PARAGRAPHS[-1]} {end}"))

    assert stated(body=ended("(Martina Berg) +++")).byline == "Martina Berg"
    assert stated(body=ended("(see page nine)")).byline is None


def test_an_agency_signs_beside_the_day_and_alone_behind_the_end() -> None:
    assert stated(body=headed("<p>dpa 1. Mai 2024</p>")).byline == "dpa"
    assert stated(body=headed("<p>© 2024 APA/AP</p>")).byline == "APA/AP"
    assert stated(body=headed("<p>© APA/AP</p>")).byline is None
    assert stated(body=story((*PARAGRAPHS, "(dpa/lby)"))).byline == "dpa/lby"


def test_a_source_beside_the_day_is_the_byline_where_no_more_is_stated() -> None:
    assert stated(body=headed("<p>Izvor: Beta</p><p>22.05.2024.</p>")).byline == "Beta"
    assert stated(body=headed("<p>Izvor: Beta</p>")).byline is None


def test_a_blank_before_a_comma_is_no_part_of_a_name() -> None:
    assert (
        stated(body=headed('<p class="author">By <a href="/x">Ann Berg</a>, Norwick</p>')).byline == "Ann Berg, Norwick"
    )


def test_a_name_set_off_above_the_text_goes_before_who_filed_it() -> None:
    head = meta("author", "norwickcourier")
    assert stated(head, body=headed("<p><strong>Ann Berg, Norwick</strong></p>")).authors == ("Ann Berg",)
    assert stated(head, body=headed("<p>Ann Berg, Norwick</p>")).byline == "norwickcourier"


def test_a_name_set_off_above_a_day_signs_whatever_its_given_name() -> None:
    line = "<p><b>Xerq Vossim</b><br>Friday, 12th May, 2006</p>"
    assert stated(body=headed(line)).authors == ("Xerq Vossim",)
    assert stated(body=headed(line.replace("12th May, 2006", "at noon"))).byline is None


def test_the_agency_that_the_page_names_beside_the_person_of_its_head_is_stated() -> None:
    found = stated(linked(author="Ann Berg"), body=headed('<div class="auteur">Par Ann Berg avec AFP</div>'))
    assert (found.authors, found.agency) == (("Ann Berg",), "AFP")
    assert stated(linked(author="Ann Berg"), body=headed('<div class="auteur">Par Ann Berg</div>')).agency is None


def test_an_agency_in_brackets_behind_the_end_is_no_picture_s_credit() -> None:
    assert stated(body=story() + '<p class="quelle">(APA)</p>').agency == "APA"
    assert stated(body=story() + '<p class="caption">(APA)</p>').agency is None


def test_an_outlet_behind_a_preposition_is_no_person_in_a_script_without_capitals() -> None:
    assert stated(body=headed("<p>By लोकवार्ता ऑनलाइन</p>")).authors == ()
    assert stated(body=headed("<p>By राम शर्मा</p>")).authors == ("राम शर्मा",)


def test_whoever_is_quoted_did_not_write_it() -> None:
    footer = '<footer><span class="blockquote__author">Ann Berg</span><span>Mayor</span></footer>'
    body = headed("").replace(
        PARAGRAPHS[-1], f"{PARAGRAPHS[-1]}</p><blockquote><p>We stay.</p>{footer}</blockquote><p>"
    )
    assert stated(body=body).byline is None


def test_networks_are_no_persons() -> None:
    links = '<div class="social"><a>Facebook</a><a>X</a><a>E-post</a></div>'
    social = f'<div class="meta"><time>24.11.2026 14:36</time> {links}</div>'
    assert stated(body=headed(social)).byline is None


def test_the_word_for_by_in_an_element_of_its_own_is_no_author() -> None:
    line = '<div class="td-author-by">Nga</div> <a href="/author/ann-berg/">Ann Berg</a>'
    assert stated(body=headed(line)).byline == "Ann Berg"
