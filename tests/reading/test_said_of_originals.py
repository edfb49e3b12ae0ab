"""What comes beside the bytes of an original: the encoding of its transfer, the columns that its source names."""

from __future__ import annotations

import codecs
import io
import json
import zipfile
from collections.abc import Callable

import pytest

from feedmill import reading
from feedmill.errors import Rejected
from feedmill.model import Context, Document
from feedmill.reading import read_apart
from feedmill.reading.decoding import decode

Made = Callable[[str], str]
RUSSIAN = "Городской совет решил в понедельник построить новый мост через реку."
COLUMNS = Context(columns=(("Prosa", "text"), ("Kopf", "headline"), ("Wann", "published")))
ROWS = [
    {"Kopf": "Brücke", "Prosa": "Der Rat baut eine neue Brücke.", "Wann": "2026-03-01T12:00:00Z", "Rest": "1"},
    {"Kopf": "See", "Prosa": "Der See bleibt am Sonntag zu.", "Wann": "2026-03-02T12:00:00Z", "Rest": "2"},
]


def feed(declared: str = "") -> str:
    declaration = f" encoding='{declared}'" if declared else ""
    item = f"<item><title>Мост</title><description>{RUSSIAN}</description></item>"
    return f"<?xml version='1.0'{declaration}?><rss><channel>{item}</channel></rss>"


def page(declared: str = "") -> str:
    meta = f"<meta charset='{declared}'>" if declared else ""
    return f"<html><head>{meta}<title>Мост</title></head><body><article><p>{RUSSIAN}</p></article></body></html>"


def nitf(declared: str = "") -> str:
    declaration = f" encoding='{declared}'" if declared else ""
    head = "<body.head><hedline><hl1>Мост</hl1></hedline></body.head>"
    body = f"<body>{head}<body.content><p>{RUSSIAN}</p></body.content></body>"
    return f"<?xml version='1.0'{declaration}?><nitf><head><title>Мост</title></head>{body}</nitf>"


def texts(data: bytes, context: Context) -> list[str]:
    return [one.text for one in reading.read(data, context=context) if isinstance(one, Document)]


def notes(data: bytes, context: Context) -> list[str]:
    return [note for one in reading.read(data, context=context) if isinstance(one, Document) for note in one.notes]


@pytest.mark.parametrize("made", [feed, page, nitf])
@pytest.mark.parametrize(("declared", "encoding", "charset"), [
    ("", "cp1251", "windows-1251"),
    ("koi8-r", "cp1251", "windows-1251"),
    ("windows-1251", "utf-8", "utf-8"),
    ("utf-8", "cp1251", "windows-1251"),
    ("windows-1251", "koi8-r", "KOI8-R"),
])  # fmt: skip
def test_the_header_goes_before_what_the_file_declares(made: Made, declared: str, encoding: str, charset: str) -> None:
    (text,) = texts(made(declared).encode(encoding), Context(charset=charset))
    assert RUSSIAN in text
    assert not any(note.startswith("encoding") for note in notes(made(declared).encode(encoding), Context(charset)))


@pytest.mark.parametrize("made", [feed, page, nitf])
@pytest.mark.parametrize("bom", [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")])
def test_a_byte_order_mark_goes_before_the_header(made: Made, bom: tuple[bytes, str]) -> None:
    (text,) = texts(bom[0] + made("utf-16").encode(bom[1]), Context(charset="windows-1251"))
    assert RUSSIAN in text


@pytest.mark.parametrize("made", [feed, page, nitf])
@pytest.mark.parametrize(("declared", "encoding", "charset"), [
    ("", "utf-8", "windows-1251"),
    ("utf-8", "utf-8", "iso-8859-1"),
    ("windows-1251", "cp1251", "utf-8"),
    ("", "cp1251", "utf-8"),
])  # fmt: skip
def test_a_header_that_is_proved_wrong_is_noted_and_what_comes_next_holds(
    made: Made, declared: str, encoding: str, charset: str
) -> None:
    data = made(declared).encode(encoding)
    assert texts(data, Context(charset=charset)) == texts(data, Context())
    assert notes(data, Context(charset=charset)) == [f"encoding_stated_wrong: {charset}", *notes(data, Context())]


@pytest.mark.parametrize("charset", ["none", "x-unknown", "binary"])
def test_a_header_that_names_nothing_says_nothing(charset: str) -> None:
    data = feed("windows-1251").encode("cp1251")
    assert list(reading.read(data, context=Context(charset=charset))) == list(reading.read(data))


def zipped(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def test_the_header_of_an_archive_says_nothing_of_its_members() -> None:
    data = zipped(a=feed("windows-1251").encode("cp1251"))
    assert list(reading.read(data, context=Context(charset="koi8-r"))) == list(reading.read(data))


def table(mark: str = ";") -> str:
    return "\n".join(mark.join(row) for row in [list(ROWS[0]), *(list(row.values()) for row in ROWS)])


@pytest.mark.parametrize("data", [
    table(), table("\t"), json.dumps(ROWS), json.dumps({"Kopf": "Liste", "items": ROWS}),
    "\n".join(map(json.dumps, ROWS)),
])  # fmt: skip
def test_columns_are_those_that_the_source_names(data: str) -> None:
    found = list(reading.read(data.encode(), context=COLUMNS))
    assert [one.stated.headline for one in found if isinstance(one, Document)] == ["Brücke", "See"]
    assert [one.text for one in found if isinstance(one, Document)] == [row["Prosa"] for row in ROWS]
    for one in found:
        assert isinstance(one, Document)
        assert {"headline": "Kopf", "published_at": "Wann"}.items() <= dict(one.stated.fields).items()


def test_without_the_setting_such_tables_hold_no_stories() -> None:
    assert [one.format for one in reading.read(table().encode()) if isinstance(one, Document)] == ["text"]
    with pytest.raises(Rejected, match="no_stories"):
        list(reading.read(json.dumps(ROWS).encode()))


def test_columns_hold_in_the_members_of_an_archive_too() -> None:
    found = list(reading.read(zipped(a=table().encode()), context=COLUMNS))
    assert [one.stated.headline for one in found if isinstance(one, Document)] == ["Brücke", "See"]


def test_a_setting_does_not_make_tables_of_texts() -> None:
    prose = "Kopf, und Prosa.\nDas ist kein Satz, der eine Tabelle wäre.\nUnd dies, so scheint es, auch nicht.\n"
    assert list(reading.read(prose.encode(), context=COLUMNS)) == list(reading.read(prose.encode()))


@pytest.mark.parametrize("data", [feed().encode("cp1251"), table().encode()])
def test_a_process_of_its_own_reads_the_same(data: bytes) -> None:
    context = Context("windows-1251", "ru", "Europe/Moscow", COLUMNS.columns)
    assert list(read_apart(data, context=context)) == list(reading.read(data, context=context))


def test_what_a_source_usually_writes_stands_in_the_place_of_a_guess_alone() -> None:
    text = "Caf\xe9 na\xefve, \xa35"
    raw = text.encode("cp1252")
    found = decode(raw, supposed="windows-1252")
    assert (found.text, found.notes) == (text, ("encoding_of_source: windows-1252",))
    assert decode(text.encode(), supposed="windows-1252").text == text
    declared = b"<?xml version='1.0' encoding='iso-8859-2'?><a>\xe8</a>"
    assert decode(declared, supposed="windows-1252").text.endswith("<a>\u010d</a>")
    assert decode(raw, stated="koi8-r", supposed="windows-1252").encoding == "koi8-r"
    wrong = decode("\u6771\u4eac\u90fd\u306e\u4eba\u3005\u306f".encode("shift_jis"), supposed="utf-8")
    assert wrong.notes[0] == "encoding_of_source_wrong: utf-8"
