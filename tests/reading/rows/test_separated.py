"""Delimited text as documents."""

from __future__ import annotations

import csv
import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.model import Context, Document, Locator, RejectedDocument
from feedmill.reading import Limits
from feedmill.reading import read as read_any
from feedmill.reading.piece import Piece
from feedmill.reading.rows.separated import read_csv

DATA = Path(os.environ.get("FEEDMILL_DATA", Path(__file__).parents[4] / "shared" / "data"))
WIKINEWS = DATA / "wikinews"
needs_data = pytest.mark.skipif(not WIKINEWS.is_dir(), reason=f"NOT READ: no tables in {WIKINEWS}; set FEEDMILL_DATA")

Read = Document | RejectedDocument


def read(data: str | bytes, setting: dict[str, str] | None = None, limit: int = 10**6) -> list[Read]:
    given_bytes = data.encode() if isinstance(data, str) else data
    context = Context(columns=tuple((setting or {}).items()))
    return list(read_csv(Piece.of(given_bytes, limits=Limits(piece=limit), context=context)))


def shown(found: list[Read]) -> list[str]:
    """The texts of documents; of rejected rows reason and detail."""
    return [one.text if isinstance(one, Document) else f"{one.reason}: {one.detail}" for one in found]


def test_a_row_is_a_document_with_what_its_columns_say() -> None:
    (document,) = read(
        "id;Titel;Inhalt;Datum;Autor;Link;Schlagworte;Ressort;Quelle;Sprache\n"
        '7;Kopf;"Eins.\n\nZwei.";2024-02-05T10:00:00+01:00;A. B.;https://x/1;a,b;Politik;Die Post;de\n'
    )
    assert isinstance(document, Document)
    stated = document.stated
    assert (document.format, document.text, stated.headline, stated.guid) == ("csv", "Eins.\nZwei.", "Kopf", "7")
    assert (stated.published_at, stated.byline, stated.url) == (
        datetime(2024, 2, 5, 9, tzinfo=UTC),
        "A. B.",
        "https://x/1",
    )
    assert (stated.keywords, stated.subjects, stated.agency, stated.language) == (
        ("a", "b"),
        ("Politik",),
        "Die Post",
        "de",
    )
    assert dict(stated.fields)["headline"] == "Titel"


@pytest.mark.parametrize(
    ("columns", "values", "moment", "zone"),
    [
        ("Datum;Uhrzeit", "04.03.2026;09:15", datetime(2026, 3, 4, 9, 15, tzinfo=UTC), None),
        ("date;time", "2026-03-04T07:00:00Z;09:15", datetime(2026, 3, 4, 7, tzinfo=UTC), "Z"),
        ("date;time", "2026-03-04;morning", datetime(2026, 3, 4, tzinfo=UTC), None),
        ("date;date_gmt", "2026-03-04T09:15:00;2026-03-04T08:15:00", datetime(2026, 3, 4, 8, 15, tzinfo=UTC), "UTC"),
        ("日時;見出し", "2026年3月4日 16時15分;橋", datetime(2026, 3, 4, 16, 15, tzinfo=UTC), None),
    ],
    ids=["a time beside the day", "a time of its own", "no time", "Greenwich", "Japanese"],
)
def test_the_moment_of_a_story_may_stand_in_two_columns(
    columns: str, values: str, moment: datetime, zone: str | None
) -> None:
    (document,) = read(f"title;text;{columns}\nBridge shut;The bridge is shut to lorries.;{values}\n")
    assert isinstance(document, Document)
    assert (document.stated.published_at, document.stated.published_zone) == (moment, zone)
    assert any("date_without_zone" in note for note in document.notes) is (zone is None)


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ("title,text\na,b\n\nc,d", ["b", "d"]),
        ("title\ttext\r\na\tb\r\n", ["b"]),
        ("title|text\ra|b\rc|d\r", ["b", "d"]),
        ('title,text\na,"b ""c"" d"\n', ['b "c" d']),
        ('title,text\na,"b \\"c\\" d"\n', ['b "c" d']),
        ('title, text\na, "b, c"\n', ["b, c"]),
        ("sep=;\ntitle;text\na,x;b\n", ["b"]),
        ("title,text\na,b,,\n", ["b"]),
        ("title,text,text\na,b,c\n", ["b"]),
        ("title,text\na,<p>b</p><p>c</p>\n", ["b\nc"]),
        ("title,text\na,\nNaN,null\n", ["a", "nothing_stated: a record with title, text"]),
        ("title,text\na,b\nc\nd,e,f\ng,h\n", ["b", "uneven_row: line 3: 1 fields, the header has 2",
                                             "uneven_row: line 4: 3 fields, the header has 2", "h"]),
        ('title,text\na,"never\nb,c\nd,e\n', ["uneven_row: line 2: a quote that never ends", "c", "e"]),
        ('title,text\na,b\nc,"d\ne,f\ng,h" x\ni,j\n', ["b", "d e,f g,h x", "j"]),
        ('title,text\n"a,b\nc,"d"\ne,f\n', ["uneven_row: line 2: a quote that ends lines later", "d", "f"]),
        ('title,text\na,"' + "x" * 300 + '"\nb,c\n', ["too_large_to_read: line 2: a row of more than 200 bytes", "c"]),
    ],
)  # fmt: skip
def test_rows_are_read_and_uneven_ones_told(data: str, texts: list[str]) -> None:
    assert shown(read(data, limit=200)) == texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_the_bytes_of_a_row_give_it_again(encoding: str) -> None:
    header = "title;text\r\n"
    rows = 'Größe;"Die Bürger ""x""\r\nwählten gestern einen größeren Rat."\r\nb;schön\r\n\r\nd;größer\r\n'
    data = (header + rows).encode(encoding)
    found = read(data)
    assert shown(found) == ['Die Bürger "x" wählten gestern einen größeren Rat.', "schön", "größer"]
    for one in found:
        row = data[one.locator.byte_start : one.locator.byte_end]
        assert shown(read(data[: len(header.encode(encoding))] + row)) == shown([one])


def test_a_byte_that_is_no_character_stays_visible_in_its_row() -> None:
    first, second = read(b"title,text\na,b\xffc " + "äöü".encode() * 9 + b"\nd,e\n")
    assert isinstance(first, Document)
    assert first.text.startswith("b\\xffc")
    assert first.notes[-1] == "undecodable: 1 bytes stand as \\xNN"
    assert isinstance(second, Document)
    assert (second.locator.byte_start, second.notes) == (72, ())


def test_a_table_in_an_encoding_of_shifts_is_read_without_places() -> None:
    data = "title,text\n見出し,本文はここにあります。\n次,二つ目の本文です。\n".encode("iso2022_jp")
    found = read(data)
    assert shown(found) == ["本文はここにあります。", "二つ目の本文です。"]
    assert {one.locator for one in found} == {Locator()}


def test_a_setting_names_columns_that_say_nothing() -> None:
    assert shown(read("a,b\nhead,body\n", {"a": "headline", "b": "text"})) == ["body"]


@pytest.mark.parametrize("data", ["a,b\n1,2\n", "\n\n", '"title\nnever ends'])
def test_a_table_without_texts_is_refused(data: str) -> None:
    with pytest.raises(Rejected) as caught:
        read(data)
    assert caught.value.reason == "no_stories"


@pytest.mark.slow
def test_a_file_beyond_the_limit_is_streamed() -> None:
    data = b"title,text\n" + b"".join(b"t%d,%s\n" % (number, b"x" * 50) for number in range(3000))
    found = list(read_any(data, limit=1000))
    assert len(found) == 3000
    assert all(isinstance(one, Document) for one in found)


def test_what_never_ends_again_and_again_is_one_place() -> None:
    data = "title,text\n" + 'a,"b,c\n' * 1001
    found = read(data, limit=500)
    assert isinstance(found[-1], RejectedDocument)
    assert found[-1].detail.endswith("quotes that never end, from here on")
    assert found[-1].locator.byte_end == len(data)


@pytest.mark.slow
def test_a_field_of_megabytes_is_read() -> None:
    (document,) = read("title,text\na," + "word " * 400_000 + "\n", limit=10**7)
    assert isinstance(document, Document)
    assert len(document.text) == 1_999_999


def test_a_row_in_another_encoding_is_read_by_its_own() -> None:
    good = "Baum,Die Äpfel fielen gestern über Nacht vom Baum.\n".encode()
    bad = "Rat,Die Bürger wählten einen größeren Rat.\n".encode("cp1252")
    found = read(b"title,text\n" + good * 6 + bad + good)
    assert shown(found)[6] == "Die Bürger wählten einen größeren Rat."
    assert found[7].locator.byte_start == 11 + len(good * 6 + bad)


@pytest.mark.slow
@needs_data
@pytest.mark.parametrize(("name", "rows"), [("wikinews_2019.csv", 171), ("wikinews_2020.csv", 124)])
def test_real_tables_are_read_as_the_csv_module_reads_them(name: str, rows: int) -> None:
    data = (WIKINEWS / name).read_bytes()
    documents = [one for one in read_any(data) if isinstance(one, Document)]
    known = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert [one.stated.headline for one in documents] == [" ".join(row["title"].split()) for row in known]
    assert [one.stated.published_raw for one in documents] == [row["date"] for row in known]
    assert ["".join(one.text.split()) for one in documents] == ["".join(row["text"].split()) for row in known]
    assert len(documents) == rows
    assert documents[-1].locator.byte_end == len(data)


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t"), max_size=12)


@example(rows=[("", "\\"), ("", "0")], mark=",", end="\n")
@example(rows=[("", ""), ("\\", "")], mark=",", end="\n")
@settings(deadline=None)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6),
    mark=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_rows_that_were_written_are_read_and_their_bytes_are_rows(
    rows: list[tuple[str, str]], mark: str, end: str
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=mark, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("title", "text"), *rows])
    data = written.getvalue().encode()
    try:
        found = read(data)
    except Rejected:
        return
    assert len(found) == sum(1 for row in rows if any(cell.strip() for cell in row))
    header = f'"title"{mark}"text"{end}'.encode()
    for one in found:
        again = read(header + data[one.locator.byte_start : one.locator.byte_end])
        assert shown(again) == shown([one])


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_behind_a_header_are_read_or_refused(data: bytes) -> None:
    try:
        found = read(b"title,text\n" + data)
    except Rejected:
        return
    places = [(one.locator.byte_start, one.locator.byte_end) for one in found]
    assert places == sorted(places)
