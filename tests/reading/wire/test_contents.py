"""The content of an item, in whatever way it stands there."""

from __future__ import annotations

import base64

import pytest
from lxml import etree

from feedmill.model import Role
from feedmill.reading.wire.contents import Found, read_content


def found(xml: str) -> Found:
    return read_content(etree.fromstring(xml))


def lines(xml: str) -> list[str]:
    return [line.text for line in found(xml).content.lines]


ENCODED = base64.b64encode("Ein Té\n\nund mehr".encode()).decode()


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<c>plain text</c>", ["plain text"]),
        ("<c>one\n\ntwo</c>", ["one", "two"]),
        ("<c/>", []),
        ("<c>&lt;p&gt;\n      one a\nb\n   two &amp;amp; c\nd (X).\n  &lt;/p&gt;</c>", ["one a b", "two & c d (X)."]),
        ("<c>one\n\n     AB/CD\n05-JUL-06 12:58 NNNN\n</c>", ["one", "AB/CD", "05-JUL-06 12:58 NNNN"]),
        ("<c>&lt;p&gt;one&lt;/p&gt;&lt;ul&gt;&lt;li&gt;two&lt;/li&gt;&lt;/ul&gt;</c>", ["one", "two"]),
        ("<c>a &lt; b and b &gt; c</c>", ["a < b and b > c"]),
        ("<c><body><body.content>one&lt;BR&gt;two</body.content></body></c>", ["one", "two"]),
        (
            "<c><nitf><body><body.content>one&lt;br/&gt;two</body.content><body.end>three</body.end></body></nitf></c>",
            ["one", "two", "three"],
        ),
        ("<c><nitf><body.content><p>no body</p></body.content></nitf></c>", ["no body"]),
        ("<c><nitf><body><body.head><hedline/></body.head><p>loose</p></body></nitf></c>", ["loose"]),
        ("<c><nitf>only text</nitf></c>", ["only text"]),
        ("<c><html><body><p>x</p></body></html></c>", ["x"]),
        ("<c><HTML><BODY><P>x</P></BODY></HTML></c>", ["x"]),
        ("<c><html><p>no body</p></html></c>", ["no body"]),
        ("<c><p>x</p><p>y</p></c>", ["x", "y"]),
        ("<c><p>one\n      paragraph\n      alone</p></c>", ["one paragraph alone"]),
        (
            "<c>&lt;nitf&gt;&lt;body&gt;&lt;body.content&gt;&lt;p&gt;x&lt;/p&gt;&lt;/body.content&gt;&lt;/body&gt;&lt;/nitf&gt;</c>",
            ["x"],
        ),
        (
            "<c>&lt;?xml version='1.0'?&gt;&lt;!DOCTYPE a [&lt;!ENTITY b 'c'&gt;]&gt;&lt;p&gt;x&lt;/p&gt;</c>",
            ["]>", "x"],
        ),
        (f"<c encoding='e:base64' contenttype='text/plain'>{ENCODED}</c>", ["Ein Té", "und mehr"]),
        (f"<c encoding='e:base64' contenttype='image/jpeg'>{ENCODED}</c>", []),
        (f"<c encoding='e:base64' contenttype='application/xhtml+xml'>{ENCODED}</c>", ["Ein Té", "und mehr"]),
        ("<c encoding='base64' contenttype='text/plain'>no base64 at all!</c>", ["no base64 at all!"]),
        ("<c encoding='8bit' contenttype='text/plain'>as it is</c>", ["as it is"]),
    ],
)
def test_a_content_is_read_as_what_it_is(xml: str, expected: list[str]) -> None:
    assert lines(xml) == expected


def test_markup_in_a_section_that_is_broken_is_noted() -> None:
    assert "not_well_formed" in found("<c>&lt;nitf&gt;&lt;body&gt;cut</c>").notes[0]


def test_title_and_language_of_the_markup_are_told() -> None:
    told = found("<c><html xml:lang='de'><head><title>A  title</title></head><body>x</body></html></c>")
    assert (told.title, told.language) == ("A title", "de")
    assert found("<c xml:lang='fr'><p>x</p><p>y</p></c>").language == "fr"
    assert (
        found("<c><nitf baselang='it'><body><body.content><p>x</p></body.content></body></nitf></c>").language == "it"
    )


def test_headings_of_escaped_html_are_headings() -> None:
    (line, _) = found("<c>&lt;h2&gt;Sub&lt;/h2&gt;&lt;p&gt;x&lt;/p&gt;</c>").content.lines
    assert line.role is Role.HEADING
