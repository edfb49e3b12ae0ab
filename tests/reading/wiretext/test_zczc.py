"""Telex messages between ZCZC and NNNN: how their headers differ, and what is missing."""

from __future__ import annotations

import pytest

from feedmill.model import Shape
from feedmill.reading.wiretext.telling import is_zczc
from tests.reading.wiretext.wires import documents, iptc, only

TEXT = "The gate has not moved since Monday, and ferries wait outside."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"ZCZC 017\r\nHEAD\r\n", True),
        (b"\r\n\x00zczc\r\nHEAD\r\n", True),
        (b"ZCZC0412/SXA\n", True),
        (b"ZCZCish words\n", False),
        (b"The word ZCZC\n", False),
        (b"ZCZC", False),
    ],
)
def test_it_is_told_by_its_first_word(data: bytes, told: bool) -> None:
    assert is_zczc(data) is told


@pytest.mark.parametrize(
    ("header", "headline", "slugline", "take"),
    [
        ("^Gate sticks\n:GATE\n=2nd Lead\n$a", "Gate sticks", "GATE", "2nd Lead"),
        ("#Gate\n$Gate sticks again\n:Lead", "Gate sticks again", "Gate", "Lead"),
        ("#Gate\n:Gate sticks\n@Lead", "Gate sticks", "Gate", "Lead"),
        (":Gate sticks", "Gate sticks", None, None),
    ],
)
def test_signs_say_what_lines_are(header: str, headline: str, slugline: str | None, take: str | None) -> None:
    one = only(f"ZCZC\n\n{header}\n   {TEXT}\nNNNN\n".encode())
    assert (one.stated.headline, one.stated.slugline, one.stated.take_key) == (headline, slugline, take)
    assert one.text == TEXT


def test_a_text_that_follows_a_headline_of_its_own_keeps_its_first_line() -> None:
    one = only(f"ZCZC\n^Gate sticks\nOldhaven\n\n{TEXT}\nNNNN\n".encode())
    assert one.text == f"Oldhaven\n{TEXT}"


def test_fields_with_names() -> None:
    one = only(f"ZCZC\nTI#Gate\nsticks\nTX#{TEXT}\n\nIt is wet.\nNNNN\n".encode())
    assert (one.stated.headline, one.text) == ("Gate sticks", f"{TEXT}\nIt is wet.")


def test_the_serial_number_is_the_id_of_the_message() -> None:
    one = only(f"ZCZC 017\nGATE STICKS\n\n{TEXT}\nNNNN\n".encode())
    assert (one.stated.doc_id, one.stated.headline, one.text) == ("017", "GATE STICKS", TEXT)


@pytest.mark.parametrize(
    ("line", "slug", "version"),
    [
        ("BC-STORM 1STLD", "BC-STORM", "1STLD"),
        ("BC-STORM 2NDLD", "BC-STORM", "2NDLD"),
        ("BC-STORM-WRITETHRU", "BC-STORM", "WRITETHRU"),
        ("AM-Storm, 1st Ld-Writethru, 620", "AM-Storm", "1st Ld-Writethru"),
        ("BC-STORM", "BC-STORM", None),
    ],
)
def test_a_slug_line_states_the_version_that_it_names(line: str, slug: str, version: str | None) -> None:
    one = only(f"ZCZC 017\n{line}\n\nGate sticks\n\n{TEXT}\nNNNN\n".encode())
    assert (one.stated.slugline, one.stated.version, one.stated.headline) == (slug, version, "Gate sticks")
    assert (one.stated.take_key, one.text) == (version, TEXT)


def test_signs_for_slug_and_take_state_the_version_too() -> None:
    assert only(f"ZCZC\n^Gate sticks\n:GATE\n=2nd Lead\n{TEXT}\nNNNN\n".encode()).stated.version == "2nd Lead"
    assert only(f"ZCZC\n^Gate sticks\n:GATE 3RDLD\n=x\n{TEXT}\nNNNN\n".encode()).stated.version == "3RDLD"
    assert only(f"ZCZC\n^Gate sticks\n:GATE\n=Oldhaven\n{TEXT}\nNNNN\n".encode()).stated.version is None


def test_a_headline_in_capitals_is_no_line_of_codes() -> None:
    assert only(f"ZCZC 1\nSTORM HITS OLDHAVEN\n\n{TEXT}\nNNNN\n".encode()).stated.headline == "STORM HITS OLDHAVEN"


LONG = f"HARLOW, May 4 - {TEXT} The harbour master said that it would be mended by Friday at the latest."


@pytest.mark.parametrize("more", ["", f"\n\n{TEXT}"])
@pytest.mark.parametrize("byline", [None, "Ann Wade"])
def test_a_headline_ends_where_a_paragraph_begins_and_a_byline_may_stand_above_it(
    byline: str | None, more: str
) -> None:
    above = f"By {byline}\n" if byline else ""
    one = only(f"ZCZC 1\n{above}Gate sticks\n{LONG}{more}\nNNNN\n".encode())
    assert (one.stated.headline, one.stated.byline) == ("Gate sticks", byline)
    assert one.text == f"{LONG}{more}".replace("\n\n", "\n")


def test_the_first_line_of_a_headline_is_no_byline_for_its_preposition() -> None:
    one = only(f"ZCZC 1\nVon der Leyen reist\nam Montag nach Harlow\n\n{TEXT}\nNNNN\n".encode())
    assert (one.stated.headline, one.stated.byline) == ("Von der Leyen reist am Montag nach Harlow", None)


def test_what_lost_its_end_ends_where_the_next_begins_or_the_file_does() -> None:
    found = documents(f"ZCZC 1\nGATE\n\n{TEXT}\nZCZC 2\nPIER\n\n{TEXT}\nNNNN\nZCZC 3\nSHIP\n\n{TEXT[:30]}".encode())
    assert [one.stated.headline for one in found] == ["GATE", "PIER", "SHIP"]
    assert [any(note.startswith("truncated") for note in one.notes) for one in found] == [True, False, True]


def test_old_code_pages_are_told() -> None:
    one = only("ZCZC 1\nHAFEN\n\nDie Fähren fahren über Nacht für alle, sagt der Hafen.\nNNNN\n".encode("cp850"))
    assert one.text == "Die Fähren fahren über Nacht für alle, sagt der Hafen."


def test_control_characters_within_are_those_of_the_format_inside() -> None:
    one = only(b"ZCZC\r\n" + iptc(f"Gate sticks =\r\n\r\n{TEXT}", header="abc0012 4 pl 10 dpa") + b"\r\nNNNN")
    assert (one.stated.doc_id, one.stated.headline, one.text) == ("0012", "Gate sticks", TEXT)


def test_a_file_that_begins_within_a_message_gives_what_is_left_of_it_and_the_next() -> None:
    first, second = documents(f"{TEXT}\nNNNN\nZCZC 12\nGATE STICKS\n\n{TEXT}\nNNNN\n".encode())
    assert (first.text, first.stated.doc_id) == (TEXT, None)
    assert first.notes == ("truncated: no ZCZC begins the message",)
    assert (second.stated.doc_id, second.stated.headline, second.notes) == ("12", "GATE STICKS", ())


NUMBERED = (
    "TASS 042\r\n\r\nHARBOUR OPENS\r\n\r\n     HELM May 12 TASS - The harbour is open.\r\n"
    "     Ships come in.\r\n     Item ends +++\r\n"
)


def test_a_line_with_an_agency_and_a_number_begins_a_telex_without_zczc() -> None:
    document = only(NUMBERED.encode())
    assert (document.format, document.shape) == ("zczc", Shape.ITEM)
    assert (document.stated.agency, document.stated.doc_id, document.stated.headline) == (
        "TASS",
        "042",
        "HARBOUR OPENS",
    )
    assert (document.stated.place, document.text.split("\n")[1]) == ("HELM", "Ships come in.")


def test_each_such_line_begins_another() -> None:
    found = documents((NUMBERED + NUMBERED.replace("042", "043")).encode())
    assert [one.stated.doc_id for one in found] == ["042", "043"]
    assert [(one.locator.byte_start, one.locator.byte_end) for one in found] == [
        (0, len(NUMBERED)),
        (len(NUMBERED), 2 * len(NUMBERED)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "TASS 042\r\n\r\nHARBOUR OPENS\r\n\r\nThe harbour is open.\r\n",
        "Page 042\r\n\r\nHARBOUR OPENS\r\n\r\n     HELM May 12 TASS - The harbour is open.\r\n",
        "HARBOUR OPENS\r\n\r\n     HELM May 12 TASS - The harbour is open.\r\n",
    ],
)
def test_without_both_the_agency_and_a_dateline_text_stays_text(text: str) -> None:
    assert only(text.encode()).format == "text"


ENDED = (
    "HARBOUR OPENS\r\n\r\n(AGI) - Helm, 27 nov. - The harbour is open. (AGI)\r\n"
    "Red/Abc\r\n271118 NOV 26\r\n\r\nNNNN\r\n"
)


def test_an_end_below_a_dateline_shows_a_telex_without_zczc() -> None:
    first, second = documents((ENDED + ENDED.replace("HARBOUR OPENS", "PIER OPENS")).encode())
    assert (first.format, first.stated.headline, second.stated.headline) == ("zczc", "HARBOUR OPENS", "PIER OPENS")
    assert (first.stated.place, first.stated.published_raw) == ("Helm", "271118 NOV 26")
    assert "NNNN" not in first.text + second.text


@pytest.mark.parametrize("text", [ENDED.replace("NNNN", "NNN"), "HEAD\r\n\r\nThe harbour is open.\r\nNNNN\r\n"])
def test_without_both_end_and_dateline_text_stays_text(text: str) -> None:
    assert only(text.encode()).format == "text"


def test_bells_may_ring_before_the_end() -> None:
    document = only(b"ZCZC 017\r\nHEAD\r\n\r\nHelm (dpa) - Open.\r\n\x07\x07\x07NNNN\r\n")
    assert (document.text, document.notes) == ("Helm (dpa) - Open.", ())


def test_a_line_may_end_a_message_in_brackets() -> None:
    text = f"ZCZC 017\r\nHEAD\r\n\r\n   HELM (KUNA) -- {TEXT} (end)\r\nahm.hb\r\nNNNN\r\n"
    assert only(text.encode()).text.split("\n")[1:] == ["(end)", "ahm.hb"]


def test_the_serial_number_is_stated_where_control_characters_stand_in_a_telex() -> None:
    text = f"\x01ZCZC4127/SXA\r\n\x02HEAD\r\n\r\n   (ANSA) - HELM, 12 MAR - {TEXT}\r\n\x03\x04NNNN\r\n"
    stated = only(text.encode()).stated
    assert (stated.doc_id, stated.headline) == ("4127/SXA", "HEAD")
