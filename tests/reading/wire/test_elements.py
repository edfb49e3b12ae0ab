"""Small questions to elements."""

from __future__ import annotations

import pytest
from lxml import etree

from feedmill.reading.stating import Statements
from feedmill.reading.wire import elements, shown
from feedmill.reading.wire.elements import (
    Element,
    attributes,
    by_name,
    child,
    children,
    every,
    in_language,
    in_small_letters,
    name_of,
    parts_of,
    say_text,
    text_of,
)


def element(xml: str) -> Element:
    return etree.fromstring(xml)


ITEM = "<a xmlns='urn:x' xmlns:y='urn:y'><b> one\n two </b><y:c k='v' w=' x '/><b>three</b><d><e>f</e>g</d></a>"


def test_children_are_asked_for_by_their_names_whatever_the_namespace() -> None:
    top = element(ITEM)
    assert [name_of(one) for one in every(top)] == ["b", "c", "b", "d"]
    assert {name: len(found) for name, found in by_name(top).items()} == {"b": 2, "c": 1, "d": 1}
    assert [text_of(one) for one in children(top, "b")] == ["one two", "three"]
    assert text_of(child(top, "d", "e")) == "f"
    assert child(top, "d", "x", "e") is None
    assert (children(None, "b"), by_name(None), child(None, "b")) == ([], {}, None)


def test_attributes_are_told_as_written() -> None:
    assert attributes(children(element(ITEM), "c")[0]) == {"k": "v", "w": " x "}


def test_a_field_is_stated_as_the_first_element_has_it() -> None:
    said, fields = Statements(), by_name(element(ITEM))
    say_text(said, "headline", fields, "b")
    say_text(said, "deck", fields, "x")
    say_text(said, "slugline", fields, "d")
    assert (said.get("headline"), said.get("deck"), said.get("slugline")) == ("one two", None, "fg")


@pytest.mark.parametrize(
    ("xml", "whole", "parts"),
    [
        ("<a>By A B<br/>C D</a>", "By A B C D", "By A B C D"),
        ("<a><p>One.</p><p>Two.</p></a>", "One. Two.", "One. Two."),
        ("<a>CO<sub>2</sub> of <em>Titanic</em>.</a>", "CO2 of Titanic.", "CO2 of Titanic."),
        ("<a>By <n>A B</n><t>Writer</t>, <n>C</n>.</a>", "By A BWriter, C.", "By A B Writer, C."),
        ("<a><b>A</b> (<c>B</c>)<d>C</d></a>", "A (B)C", "A (B) C"),
    ],
)
def test_what_stands_in_elements_within_is_set_apart_where_a_reader_sees_it_apart(
    xml: str, whole: str, parts: str
) -> None:
    assert (text_of(element(xml)), parts_of(element(xml))) == (whole, parts)


@pytest.mark.parametrize(
    ("ones", "language", "told"),
    [
        ("<b xml:lang='fr'>un</b><b xml:lang='nl'>een</b>", "nl-BE", ["een"]),
        ("<b xml:lang='fr'>un</b><b xml:lang='nl'>een</b>", "de", ["un"]),
        ("<b>one</b><b>two</b>", "en", ["one", "two"]),
        ("<b xml:lang='fr'>un</b><b xml:lang='fr'>deux</b>", "nl", ["un", "deux"]),
    ],
)
def test_of_what_is_said_in_several_languages_one_is_taken(ones: str, language: str, told: list[str]) -> None:
    assert [text_of(one) for one in in_language(every(element(f"<a>{ones}</a>")), language)] == told


@pytest.mark.parametrize("known", [elements.NAMES, shown.MEANINGS])
def test_a_file_of_more_names_than_any_format_has_fills_no_memory(known: dict[str, object]) -> None:
    for number in range(elements.MOST_NAMES + 10):
        assert known[f"{{urn:x}}made-up-{number}"]
    assert len(known) <= elements.MOST_NAMES
    assert known["{urn:x}p"] in ("p", ("p", shown.Kind.LINE))


def test_a_name_that_xml_does_not_allow_stays_as_broken_markup_has_it() -> None:
    markup = "<NITF><HEADg:a:b KEY='1' x:y:Z='2'><HL1 ID='3'/></HEADg:a:b></NITF>"
    root = etree.fromstring(markup, etree.XMLParser(recover=True))
    in_small_letters(root)
    assert [one.tag for one in root.iter()] == ["nitf", "HEADg:a:b", "hl1"]
    assert [dict(one.attrib) for one in root.iter()] == [{}, {"key": "1", "x:y:Z": "2"}, {"id": "3"}]
