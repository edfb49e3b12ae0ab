from __future__ import annotations

import pytest

from tests.reading.pages.factories import PARAGRAPHS, story
from tests.reading.pages.test_dated import headed
from tests.reading.pages.test_stating import linked, stated


@pytest.mark.parametrize(
    "line", ["Von Martina Berg", "Text: Martina Berg", "An interview by Martina Berg with Bo Dahl."]
)
def test_a_line_set_off_in_the_text_goes_before_whom_the_system_names(line: str) -> None:
    filed = linked(author="Ann Lind")
    body = story((PARAGRAPHS[0], f"<em>{line}</em>", *PARAGRAPHS[1:]))
    assert stated(filed, body=body.replace("</h1>", '</h1><a rel="author">Ann Lind</a>')).byline == "Martina Berg"
    assert stated(filed, body=story(PARAGRAPHS, inside="<p><em>Photo: Martina Berg</em></p>")).byline == "Ann Lind"


def test_whom_a_label_names_goes_before_a_name_in_json_ld_that_the_page_does_not_show() -> None:
    line = "<dl><dt>Auteur</dt><dd>Uriel Berg</dd></dl>"
    assert stated(linked(author="Ann Lind"), body=headed(line)).byline == "Uriel Berg"
    assert stated(linked(author="Ann Lind"), body=headed(f"{line}<p>Ann Lind</p>")).byline == "Ann Lind"
    assert stated(linked(author="annlind"), body=headed(f"{line}<p>annlind</p>")).byline == "Uriel Berg"


def test_who_translated_it_did_not_write_it() -> None:
    lines = '<div class="author">Autor Martina Berg:</div><p>Übersetzung <a href="/author/bo">Bo Dahl</a></p>'
    assert stated(body=headed(lines)).byline == "Martina Berg"
    assert stated(body=headed('<p class="author">Translated by Bo Dahl</p>')).byline is None


def test_a_link_to_a_topic_names_nobody() -> None:
    tags = '<p class="post-author">/ <a rel="tag" href="/t">Ports</a> / <a rel="category tag" href="/s">Storms</a></p>'
    assert stated(body=headed(tags)).byline is None


def test_initials_are_spelled_out_by_the_address_of_their_page() -> None:
    line = '<p>by <a rel="author" href="/author/martinaberg/">MB</a></p>'
    assert stated(body=headed(line, after="<p>Coastlines of Martina Berg</p>")).byline == "Martina Berg"
    assert stated(body=headed(line)).byline == "MB"


def test_soft_hyphens_are_no_part_of_a_name() -> None:
    assert stated(body=headed("<p>Von Mar\u00adti\u00adna Berg</p>")).byline == "Martina Berg"


def test_a_user_right_above_the_headline_wrote_it() -> None:
    user = '<p><a href="/user/annberg7">annberg7 12 posts</a></p>'
    assert stated(body=user + story()).byline == "annberg7"
    assert stated(body=user + "<p>x</p>" * 3 + story()).byline is None


def test_a_byline_within_a_figure_is_that_of_the_picture() -> None:
    figure = '<figure><figcaption><span class="box-byline">ARD</span></figcaption></figure>'
    assert stated(body=headed(figure)).byline is None


def test_an_agency_in_brackets_behind_the_last_paragraph_signs_before_a_desk() -> None:
    ended = story((*PARAGRAPHS[:-1], f"{PARAGRAPHS[-1]} (NC mit dpa)", "*part of the coast's network"))
    found = stated(linked(author="Redaktion"), body=ended)
    assert (found.byline, found.agency, found.authors) == ("NC mit dpa", "dpa", ())


def test_the_first_paragraphs_dateline_names_place_and_agency() -> None:
    found = stated(body=story((f"Norwick (dpa/lno) – {PARAGRAPHS[0]}", *PARAGRAPHS[1:])))
    assert (found.byline, found.agency, found.dateline) == (None, "dpa/lno", "Norwick (dpa/lno)")


def test_a_name_before_the_first_note_signs() -> None:
    noted = (*PARAGRAPHS, "Martina Berg", f"(1) {PARAGRAPHS[0]}", "More", PARAGRAPHS[1])
    assert stated(body=story(noted)).byline == "Martina Berg"
    assert stated(body=story(tuple(line.removeprefix("(1) ") for line in noted))).byline is None


def test_the_issuer_of_a_release_and_a_source_far_behind_the_end_are_named() -> None:
    assert stated(body=headed("<h6>Herausgeber: Nordwind SE</h6>")).byline == "Nordwind SE"
    assert stated(body=headed("", after="<p>x</p>" * 9 + "<p>Quelle: NR NORWICK/ls</p>")).byline == "NR NORWICK/ls"


def test_a_person_with_a_title_between_headline_and_text_is_named_without_the_office() -> None:
    line = "<h5>Dr. Karin J. Berg <em>Abteilung Presse</em></h5>"
    assert stated(body=headed(line)).byline == "Dr. Karin J. Berg"
    assert stated(body=headed("<p>Dr. Karin J. Berg hopes for more</p>")).byline is None


def test_a_wikis_last_editor_and_an_address_that_signs_are_named() -> None:
    edited = "<p>Lighthouses (last edited 2019-11-10 13:28:18 by AnnBerg)</p>"
    assert stated(body=headed("", after=edited)).byline == "AnnBerg"
    found = stated(body=headed('<p class="author">Autor: www.annberg.com</p>'))
    assert (found.byline, found.authors) == ("www.annberg.com", ())


def test_of_two_desks_the_one_that_the_page_shows_is_named() -> None:
    shown = '<div class="author-info"><a href="/author/desk/">Coast Redaktion</a></div>'
    assert stated(linked(author="Coast Editorial Team"), body=headed("", after="<p>x</p>" * 9 + shown)).byline == (
        "Coast Redaktion"
    )
