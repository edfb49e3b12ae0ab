"""SGML collections: streamed, story by story, whatever is broken."""

from __future__ import annotations

import io
from typing import BinaryIO

import pytest

from feedmill.model import Document, Shape
from feedmill.reading.piece import Limits, Piece
from feedmill.reading.wiretext import sgml
from feedmill.reading.wiretext.sgml import read_sgml
from feedmill.reading.wiretext.tags import attributes_of, fields_of, unescaped
from tests.reading.wiretext.wires import documents, only, rejected


def doc(number: int, text: str = "The harbour is open.", more: str = "") -> str:
    return f"<DOC>\n<DOCNO> VAL{number:04} </DOCNO>\n{more}<TEXT>\n{text}\n</TEXT>\n</DOC>\n"


class Counted(io.BytesIO):
    """Counts the bytes that are asked for at once."""

    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.most = max(self.most, size if size is not None and size >= 0 else 10**9)
        return super().read(size)


def pieces(stream: BinaryIO, size: int, **limits: int) -> list[object]:
    return list(read_sgml(Piece(stream, size, limits=Limits(**limits))))


def test_thousands_of_stories_are_streamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sgml, "CHUNK", 4096)
    data = "".join(doc(number, "word " * (number % 90)) or "" for number in range(1, 800)).encode()
    stream = Counted(data)
    found = [one for one in pieces(stream, len(data), piece=8000) if isinstance(one, Document)]
    assert [one.stated.doc_id for one in found] == [f"VAL{number:04}" for number in range(1, 800) if number % 90]
    assert stream.most == 4096
    for one in found[::37]:
        place = data[one.locator.byte_start : one.locator.byte_end]
        assert only(place).text == one.text


def test_a_story_that_is_too_large_is_reported_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sgml, "CHUNK", 1000)
    data = (doc(1) + doc(2, "word " * 5000) + doc(3)).encode()
    found = pieces(io.BytesIO(data), len(data), piece=5000)
    names = [one.stated.doc_id if isinstance(one, Document) else "too large" for one in found]
    assert names[0] == "VAL0001"
    assert "too large" in names
    assert names[-1] == "VAL0003"


def test_a_story_without_an_end_is_cut_where_the_next_one_begins() -> None:
    first, second = documents((doc(1).replace("</DOC>", "") + doc(2)).encode())
    assert first.notes == ("truncated: the story has no closing tag",)
    assert first.text == "The harbour is open."
    assert second.notes == ()


def test_a_story_without_a_text_is_reported() -> None:
    assert [one.reason for one in rejected((doc(1) + doc(2, "")).encode())] == ["nothing_stated"]


def test_a_headline_alone_is_shown() -> None:
    assert only(doc(1, "", "<HEADLINE>Harbour opens</HEADLINE>\n").encode()).text == "Harbour opens"


def test_several_stories_under_one_number_are_a_page_without_a_headline() -> None:
    data = b'<DOC id="X" type="multi" >\n<HEADLINE>\nBriefs\n</HEADLINE>\n<TEXT>\n<P>\nOne.\n</P>\n</TEXT>\n</DOC>\n'
    document = only(data)
    assert (document.shape, document.stated.headline, document.stated.kind) == (Shape.PAGE, None, "multi")


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("<DATE> 880212 </DATE>", "1988-02-12"),
        ("<DATE>19940110</DATE>", "1994-01-10"),
        ("<DATE><P>January 1, 1989</P></DATE>", "1989-01-01"),
        ("<DATE_TIME>2000-03-04 05:06</DATE_TIME>", "2000-03-04"),
        ("<FILEID>AP-NR-02-12-88 1637EST</FILEID>", "1988-02-12"),
    ],
)
def test_dates_of_the_collections_are_read(raw: str, iso: str) -> None:
    published = only(doc(1, more=f"{raw}\n").encode()).stated.published_at
    assert published is not None
    assert published.date().isoformat() == iso


def test_a_date_that_only_the_number_holds_is_not_stated() -> None:
    data = b'<DOC id="AFP_ENG_20041001.0001" type="story">\n<TEXT>\n<P>\nText.\n</P>\n</TEXT>\n</DOC>\n'
    assert only(data).stated.published_at is None


def test_other_fields_of_the_collections_are_read() -> None:
    more = "<SLUG> BC-HARBOUR-BOS </SLUG><NOTE> (Eds: adds) </NOTE><COPYRGHT>(c) Valley</COPYRGHT>\n"
    stated = only(doc(1, more=more).encode()).stated
    assert (stated.slugline, stated.ednote, stated.rights) == ("BC-HARBOUR-BOS", "(Eds: adds)", "(c) Valley")


def test_the_dateline_that_a_text_begins_with_is_read() -> None:
    stated = only(doc(1, "   PORT HELM (AP) _ The harbour is open.").encode()).stated
    assert (stated.dateline, stated.place, stated.agency) == ("PORT HELM (AP)", "PORT HELM", "AP")


def test_entities_are_undone_once_and_controls_dropped() -> None:
    assert unescaped("&lt;Harbour&gt; &amp;amp; &#2;x&#3; &UR; A &MD; B &LR;&QL;") == "<Harbour> &amp; x  A  \u2014  B "


def test_tags_may_be_unclosed_nested_or_unknown() -> None:
    fields = fields_of("<DOC><TEXT>one<F P=106>two</F><P>three<P>four</TEXT>five < six</DOC><!-- no --> <!-- open")
    assert [(field.name, field.text.strip()) for field in fields] == [
        ("TEXT", "one"), ("F", "two"), ("P", "three"), ("P", "four"), ("DOC", "five < six"), ("", "<!-- open"),
    ]  # fmt: skip


def test_attributes_have_quotes_or_none() -> None:
    assert attributes_of("<REUTERS A=\"x y\" B='z' C=1 D>") == {"A": "x y", "B": "z", "C": "1"}
    assert attributes_of("no tag") == {}


def test_asterisks_alone_are_no_line_of_an_alert() -> None:
    data = (
        b'<REUTERS NEWID="1"><TEXT TYPE="BRIEF">&#2;\n******<TITLE>HARBOUR OPEN</TITLE>\nIt is.\n&#3;</TEXT></REUTERS>'
    )
    assert (only(data).stated.headline, only(data).text) == ("HARBOUR OPEN", "It is.")
