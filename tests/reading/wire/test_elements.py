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
    name_of,
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


@pytest.mark.parametrize("known", [elements.NAMES, shown.MEANINGS])
def test_a_file_of_more_names_than_any_format_has_fills_no_memory(known: dict[str, object]) -> None:
    for number in range(elements.MOST_NAMES + 10):
        assert known[f"{{urn:x}}made-up-{number}"]
    assert len(known) <= elements.MOST_NAMES
    assert known["{urn:x}p"] in ("p", ("p", shown.Kind.LINE))
