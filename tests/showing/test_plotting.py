"""The plot: well-formed, the same every time, and as high as the probabilities are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.model import Document, Shape
from feedmill.showing.plotting import CHART, LEFT, RIGHT, WIDTH, plot
from feedmill.showing.segmented import COLOURS, Segmented, segmented
from tests.showing.splits import a_split

SVG = "{http://www.w3.org/2000/svg}"
TWO = ("The bridge was closed.\nIt is old.", "A cat was found.\nIt is well.")


def drawn(*pages: Segmented, name: str = "page.txt") -> Element:
    """The root of the picture."""
    root: Element = fromstring(plot(name, pages))
    return root


def groups(root: Element) -> dict[str, Element]:
    """What has a tooltip, by that."""
    return {str(group.findtext(f"{SVG}title")): group for group in root.iter(f"{SVG}g")}


def of(group: Element, tag: str) -> dict[str, Any]:
    """The attributes of the only element of this kind in a group."""
    (found,) = group.iter(f"{SVG}{tag}")
    return dict(found.attrib)


def test_a_stem_is_as_high_as_its_probability_and_stands_where_the_text_behind_it_begins() -> None:
    page = a_split(*TWO, inside={0: 0.25})
    at = page.gaps[0]["behind"] / len(page.document.text)
    stem = of(groups(drawn(page))["no boundary, probability 0.250: It is old."], "line")
    assert float(stem["x1"]) == float(stem["x2"]) == pytest.approx(LEFT + at * (WIDTH - LEFT - RIGHT), abs=0.1)
    assert float(stem["y1"]) - float(stem["y2"]) == pytest.approx(0.25 * CHART, abs=0.1)


def test_boundaries_are_told_from_other_gaps_and_drawn_over_them() -> None:
    root = drawn(a_split(*TWO))
    boundary = groups(root)["boundary, probability 0.970: A cat was found. It is well."]
    assert of(boundary, "line")["class"] == of(boundary, "circle")["class"] == "boundary"
    assert list(root)[-1] is boundary
    assert [of(group, "line")["class"] for said, group in groups(root).items() if "no boundary" in said] == ["gap"] * 2


def test_bands_show_where_stories_and_furniture_stand() -> None:
    page = a_split(*TWO, credit="Photo: Reuters", uncertain=1)
    found = groups(drawn(page))
    first = found["story 1 (0.97): The bridge was closed. It is old."]
    second = found["story 2 (0.97, uncertain): A cat was found. It is well."]
    credit = found["furniture (credit): Photo: Reuters"]
    assert {box.get("fill") for box in first.iter(f"{SVG}rect")} == {COLOURS[0]}
    assert {(box.get("fill"), box.get("class")) for box in second.iter(f"{SVG}rect")} == {(COLOURS[1], "uncertain")}
    assert of(credit, "rect")["class"] == "furniture"
    ((start, end),) = page.rows[-1]["spans"]
    wide = (end - start) / len(page.document.text) * (WIDTH - LEFT - RIGHT)
    assert float(of(credit, "rect")["width"]) == pytest.approx(wide, abs=0.1)


def test_the_title_names_the_file_and_the_axes_say_what_they_measure() -> None:
    texts = [text.text for text in drawn(a_split(*TWO)).iter(f"{SVG}text")]
    assert texts[0] == "page.txt: where stories begin"
    assert {"probability of a boundary", "position in the text (code points)", "0.00", "1.00", "0", "10"} <= set(texts)


def test_each_document_has_a_panel_of_its_own_below_the_one_before() -> None:
    one, two = drawn(a_split(*TWO)), drawn(a_split(*TWO), a_split(*TWO, ordinal=1))
    heads = [text for text in two.iter(f"{SVG}text") if (text.text or "").startswith("document ")]
    assert [head.text for head in heads] == [f"document {n} (text): stories 2, gaps 3" for n in (0, 1)]
    assert float(heads[1].attrib["y"]) > float(one.attrib["height"])
    assert int(heads[1].attrib["y"]) < int(two.attrib["height"])


def test_a_text_of_many_code_points_has_few_round_ticks() -> None:
    page = a_split(*TWO)
    long = replace(page, document=replace(page.document, text=page.document.text + "\n" * 123456))
    texts = [text.text or "" for text in drawn(long).iter(f"{SVG}text")]
    assert [text for text in texts if ",000" in text] == [f"{n},000" for n in (20, 40, 60, 80, 100, 120)]


def test_a_page_without_stories_is_a_panel_without_stems() -> None:
    empty = Segmented(Document(0, "text", Shape.PAGE, ""), (), ())
    assert list(drawn(empty).iter(f"{SVG}g")) == []


def test_the_same_page_gives_the_same_bytes() -> None:
    assert plot("page.txt", [a_split(*TWO)]) == plot("page.txt", [a_split(*TWO)])


HOSTILE = "<script>&\"'\x1b[31m\x00\u202e\ud800\ufffe\uffff]]>"
HARMLESS = "<script>&\"'\\x1b[31m\\x00\\u202e\\ud800\\ufffe\\uffff]]>"


def test_nothing_in_a_name_or_a_text_is_markup_or_a_control() -> None:
    page = a_split(TWO[0], HOSTILE, credit=HOSTILE)
    written = plot(HOSTILE, [page])
    root = fromstring(written)
    assert root.findtext(f"{SVG}title") == f"{HARMLESS}: where stories begin"
    assert f"boundary, probability 0.970: {HARMLESS}" in groups(root)
    assert list(root.iter(f"{SVG}script")) == []
    assert not {"\x1b", "\x00", "\u202e", "\ud800", "\ufffe", "\uffff"} & set(written)


def test_a_long_name_keeps_its_end() -> None:
    title = drawn(a_split(*TWO), name="folder/" * 40 + "page.txt").findtext(f"{SVG}title")
    assert title is not None
    assert title.startswith("...")
    assert title.endswith("/folder/page.txt: where stories begin")
    assert len(title) < 120


PIECES = st.sampled_from([*TWO, HOSTILE, "Photo: AP", "\r\n", "\n\n", "\u2028", "   ", "* * *", "\U0001f600"])


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12).map(" \n".join))
def test_whatever_a_page_holds_its_plot_is_well_formed_and_marks_each_boundary(text: str) -> None:
    (page,) = segmented([Document(0, "text", Shape.PAGE, text)], gaps=True)
    assert isinstance(page, Segmented)
    stories = sum(row["type"] == "story" for row in page.rows)
    stems = [line for line in drawn(page).iter(f"{SVG}line") if line.get("class") == "boundary"]
    assert len(stems) == max(0, stories - 1)
