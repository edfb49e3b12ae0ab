"""What content elements show: lines, and what the markup says of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feedmill.model import Part, Role
from feedmill.reading.wire.paragraphs import paragraphs
from feedmill.reading.wire.shown import read_shown


def lines(xml: str) -> list[str]:
    return [line.text for line in read_shown(etree.fromstring(xml)).lines]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<body><p>one</p><p>two</p></body>", ["one", "two"]),
        ("<body>bare <b>text</b> here<p>one</p>behind</body>", ["bare text here", "one", "behind"]),
        ("<p>a<br/>b</p>", ["a", "b"]),
        ("<p>CO<sub>2</sub> is <em>a gas</em></p>", ["CO2 is a gas"]),
        ("<div><p>nested <p>in</p> it</p></div>", ["nested", "in", "it"]),
        ("<div><div><section>deep</section></div></div>", ["deep"]),
        ("<table><tr><th/><th>W</th></tr><tr><td>A<br/>B</td><td><p>2</p></td></tr></table>", ["W", "A B 2"]),
        ("<table><caption>Cap</caption><tr><td>a</td></tr></table>", ["Cap", "a"]),
        ("<table><tr><td>x<table><tr><td>1</td><td>2</td></tr></table>y</td></tr></table>", ["x", "1 2", "y"]),
        ("<tr><td>a</td><td>b</td></tr>", ["a", "b"]),
        ("<pre>a  b\nc</pre>", ["a b", "c"]),
        ("<body><head><title>t</title></head><script>s</script>x<style>y</style>z</body>", ["xz"]),
        ("<body><p style='display: none'>h</p>x<div style='color: red'>y</div></body>", ["x", "y"]),
        ("<p>a <b style='visibility:hidden'>h</b> c</p>", ["a c"]),
        ("<BODY><P>Upper</P><UL><LI>x</LI></UL></BODY>", ["Upper", "x"]),
        ("<p>an <Company>Unknown</Company> name</p>", ["an Unknown name"]),
        ("<body>an <Company>Unknown</Company> name</body>", ["an Unknown name"]),
        ("<body><Company>Unknown</Company> name</body>", ["Unknown name"]),
        ("<body><p>x</p><Company>Unknown</Company></body>", ["x", "Unknown"]),
        ("<idf><element>one</element><element>two</element></idf>", ["one", "two"]),
        ("<p>\n  wrapped by\n     a printer\n  </p>", ["wrapped by a printer"]),
        ("<p> </p>", []),
        ("<body><p>\u00a0</p><p>\u00a0 One\u00a0two</p></body>", ["One\u00a0two"]),
        ("<figure class='table'><table><tr><td>1</td><td>2</td></tr></table></figure>", ["1 2"]),
        ("<p><ruby>灯台<rt>とうだい</rt></ruby>は白い</p>", ["灯台は白い"]),
    ],
)
def test_a_content_shows_its_lines(xml: str, expected: list[str]) -> None:
    assert lines(xml) == expected


def test_headings_items_and_what_is_around_are_told_apart() -> None:
    xml = (
        "<body><header><h1>Title</h1><p>by</p></header><hl2>Sub</hl2><h4>Small</h4><MELLIS>Mid</MELLIS>"
        "<ul><li>item<p>more</p></li></ul><figure><img src='a.jpg'/><figcaption>cap</figcaption></figure>"
        "<media><media-reference source='b.jpg'/><media-caption>foto</media-caption></media><p>end</p></body>"
    )
    content = read_shown(etree.fromstring(xml))
    assert [(line.text, line.role, line.level, line.part) for line in content.lines] == [
        ("Title", Role.HEADING, 1, None),
        ("by", Role.TEXT, 0, Part.AROUND),
        ("Sub", Role.HEADING, 2, None),
        ("Small", Role.HEADING, 4, None),
        ("Mid", Role.HEADING, 0, None),
        ("item", Role.ITEM, 0, None),
        ("more", Role.ITEM, 0, None),
        ("cap", Role.TEXT, 0, Part.AROUND),
        ("foto", Role.TEXT, 0, Part.AROUND),
        ("end", Role.TEXT, 0, None),
    ]
    assert content.media == ["a.jpg", "b.jpg"]
    assert content.size == sum(len(line.text) for line in content.lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one line", ["one line"]),
        ("wrapped\nhere", ["wrapped here"]),
        ("one\n\ntwo\nmore\n \nthree", ["one", "two more", "three"]),
        ("first\nwrapped\n   second\nwrapped", ["first wrapped", "second wrapped"]),
        ("first\nwrapped\n\tsecond", ["first wrapped", "second"]),
        ("all\n   lines\n   indented", ["all lines indented"]),
        ("much\nmore\n            than a paragraph is", ["much more than a paragraph is"]),
        ("Adana        2  Kasim     0\nBesik        5  Konya     0", ["Adana 2 Kasim 0", "Besik 5 Konya 0"]),
        ("a\r\nb\r\n\r\nc", ["a b", "c"]),
        ("\u3000首相は会見する。\n\u3000対策を説明する。", ["首相は会見する。", "対策を説明する。"]),
        ("前文。\n\u3000首相は会見する。", ["前文。", "首相は会見する。"]),
        ("\n \n", []),
    ],
)
def test_line_ends_within_a_paragraph_element_part_what_the_wire_parts(text: str, expected: list[str]) -> None:
    assert list(paragraphs(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x" * 120 + "\nshort", ["x" * 120, "short"]),
        ("- one\n    - two\n    - three", ["- one", "- two", "- three"]),
        ("wrapped at\nseventy-two", ["wrapped at seventy-two"]),
        ("\u3000首相は会見する。\n\u3000対策を説明する。", ["首相は会見する。", "対策を説明する。"]),
        ("地震があった。\nけが人はない。", ["地震があった。", "けが人はない。"]),
        (
            "SHOTLIST\n1. Wide of a street\n2. Close of a banner",
            ["SHOTLIST", "1. Wide of a street", "2. Close of a banner"],
        ),
    ],
)
def test_long_or_indented_lines_of_plain_text_are_paragraphs(text: str, expected: list[str]) -> None:
    assert list(paragraphs(text, plain=True)) == expected


NAMES = ("p", "div", "b", "br", "li", "ul", "table", "tr", "td", "unknown", "hl2", "pre", "media")


@st.composite
def trees(draw: st.DrawFn, depth: int = 2) -> str:
    name = draw(st.sampled_from(NAMES))
    text = draw(st.text(alphabet="abc \n\t", max_size=6))
    inside = draw(st.lists(trees(depth - 1), max_size=3)) if depth else []
    tail = draw(st.text(alphabet="xyz \n", max_size=4))
    return f"<{name}>{text}{''.join(inside)}</{name}>{tail}"


@settings(max_examples=60)
@given(trees())
def test_no_printed_character_is_lost_or_moved(xml: str) -> None:
    root = etree.fromstring(f"<body>{xml}</body>")
    printed = "".join("".join(map(str, root.itertext())).split())
    assert "".join("".join(line.text.split()) for line in read_shown(root).lines) == printed


def test_a_deep_tree_is_walked_without_recursion() -> None:
    root = etree.Element("div")
    at = root
    for _ in range(2_000):
        at = etree.SubElement(at, "div")
    at.text = "bottom"
    assert [line.text for line in read_shown(root).lines] == ["bottom"]


def test_only_blank_lines_part_the_paragraphs_of_more_lines_than_any_story_has() -> None:
    assert len(paragraphs("a line\n" * 30_000 + "\n\n   one more\nline\n")) == 2


def test_classes_tell_captions_and_bylines_which_stand_around_the_story() -> None:
    xml = "<body><p class='x-byline'>By <b>A B</b></p><p class='lead'>One</p><div class='x caption y'>Two</div></body>"
    found = read_shown(etree.fromstring(xml))
    assert [line.part for line in found.lines] == [Part.AROUND, None, Part.AROUND]
    assert found.bylines == ["By A B"]


def test_a_table_in_a_figure_is_no_caption() -> None:
    xml = "<body><figure><table><tr><td>1</td></tr></table><figcaption>Source</figcaption></figure></body>"
    assert [line.part for line in read_shown(etree.fromstring(xml)).lines] == [None, Part.AROUND]


def test_of_renditions_as_long_as_each_other_the_one_with_more_lines_is_fuller() -> None:
    joined, parted = (
        read_shown(etree.fromstring(xml)) for xml in ("<p>One. Two.</p>", "<b><p>One.</p><p>Two.</p></b>")
    )
    assert parted.fuller(joined)
    assert not joined.fuller(parted)
    assert read_shown(etree.fromstring("<p>One. Two. And three.</p>")).fuller(parted)


def test_lines_that_all_end_a_sentence_are_paragraphs() -> None:
    told = "This line of the text is one of the longest.\nIt goes on.\nIt ends here"
    assert paragraphs(told, plain=True) == tuple(told.split("\n"))
