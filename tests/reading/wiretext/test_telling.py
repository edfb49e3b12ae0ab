"""What is a wire, a mail or a mailbox, and what is only a text that looks a little like one."""

from __future__ import annotations

import pytest

from feedmill.reading.mail.telling import is_mail, is_mbox
from feedmill.reading.wiretext.telling import HEADER_7901, is_anpa_1312, is_iptc_7901, is_sgml, is_zczc
from tests.reading.wiretext.wires import anpa, documents, fixtures, iptc, only, wire

TEXTS = [
    "abc0001 4 pl 10 dpa is a header, they said.",
    "abc0001 4 pl 10 dpa\nA line below it, and no time group anywhere.",
    "From: a reader\nTo: the editor\nSubject: Harbours\n\nA memo in the form of a mail.",
    "From the harbour: a ship came in.\nIt was late.",
    "From now on\nSubject: this\nTo: that\n",
    "W2870 was the number of the ship.\nr a ship came in.",
    "<DOC> is how some mark a document.",
    "^By NAME= is how a byline was marked.",
    "HARBOUR OPENS\n\nThe harbour opened on 121030 NOV 09, as planned.",
    "r a bc-harbour 11-13 0100\nwas the slug.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_looks_a_little_like_a_wire_or_a_mail_is_text(text: str) -> None:
    tellers = (is_iptc_7901, is_anpa_1312, is_zczc, is_sgml, is_mail, is_mbox)
    assert [teller.__name__ for teller in tellers if teller(text.encode())] == []


def test_the_two_wires_are_told_apart_by_their_headers() -> None:
    assert is_iptc_7901(iptc("Text"))
    assert not is_anpa_1312(iptc("Text"))
    assert is_anpa_1312(anpa("Text"))
    assert not is_iptc_7901(anpa("Text"))


def test_control_characters_with_another_header_are_no_wire() -> None:
    assert not is_iptc_7901(b"\x01whatever\x02text\x03")
    assert not is_anpa_1312(b"\x01whatever\nelse\n\x02text\x03")


def test_a_wire_without_a_first_mark_is_told_by_its_second() -> None:
    assert is_iptc_7901(iptc("Text")[1:])


@pytest.mark.parametrize("cut", [10, 40, 70])
def test_a_file_that_begins_within_a_message_is_told_by_the_next_and_what_is_left_is_read(cut: int) -> None:
    whole = iptc("Hafen ist offen =\r\n\r\nNeustadt (dpa) - Der Hafen ist offen, und die Schiffe laufen ein.")
    first, second = documents(whole[cut:] + whole)
    assert first.text.endswith("Schiffe laufen ein.")
    assert (second.stated.doc_id, second.stated.headline) == ("0001", "Hafen ist offen")
    anpas = anpa("^BC-Harbor,100<\r\n^Harbor opens<\r\n\t   OLD FORD, Ohio (AP) _ The harbor is open.\r\n")
    assert [one.stated.headline for one in documents(anpas[cut - 8 :] + anpas)][1] == "Harbor opens"


def test_a_header_far_down_is_none() -> None:
    assert not is_iptc_7901(
        b"A long line that is not a stamp at all, but the beginning of a story.\n" + wire("dpa-bare")
    )


def test_without_a_time_group_a_keyword_line_and_a_headline_tell_the_format() -> None:
    assert is_iptc_7901(b"eca0124 3 i 93  dpa 1888\n\nVale/conflict/\nTalks on the Vale =\n\nSkarhavn (dpa) - Text.\n")


@pytest.mark.parametrize("name", fixtures())
def test_each_file_is_told_by_exactly_one(name: str) -> None:
    tellers = (is_iptc_7901, is_anpa_1312, is_zczc, is_sgml, is_mail, is_mbox)
    assert sum(teller(wire(name)) for teller in tellers) == 1


NAMES = {1: "SOH", 2: "STX", 3: "ETX", 4: "EOT", 0x11: "DC1", 0x13: "DC3", 0x16: "SYN", 0x1F: "US"}
SPELT = {chr(code): f"<{name}>" for code, name in NAMES.items()}


def test_printed_control_characters_are_no_markup() -> None:
    data = anpa("^BC-Harbor<\r\n^Gate sticks<\r\n   OLDHAVEN (AP) _ The gate sticks.")
    printed = "".join(SPELT.get(char, char) for char in data.decode("latin-1")).encode()
    assert is_anpa_1312(printed)
    assert only(printed).stated.headline == only(data).stated.headline == "Gate sticks"


def test_lines_may_end_with_a_carriage_return_alone() -> None:
    data = anpa("^BC-Harbor<\r\n^Gate sticks<\r\n   OLDHAVEN (AP) _ The gate sticks.").replace(b"\r\n", b"\r")
    assert is_anpa_1312(data)
    assert only(data).text == "OLDHAVEN (AP) _ The gate sticks."


@pytest.mark.parametrize("name", ["dpa-bare", "ap-bare", "zczc-lost", "dpa-lead", "ap-takes"])
def test_a_mark_of_utf_8_before_the_first_message_changes_nothing(name: str) -> None:
    (before, after) = (documents(data)[0] for data in (wire(name), b"\xef\xbb\xbf" + wire(name)))
    assert (before.text, before.stated, before.format) == (after.text, after.stated, after.format)


def test_a_message_between_control_characters_is_a_wires_whatever_its_header_says() -> None:
    head, text = b"\x16\x16\x01PRESS SERVICE\r\n1 May\r\n", b"PORT OPENS\r\n\r\n   The port opened on Tuesday.\r\n"
    message = head + b"\x02" + text + b"\x03011234 MAY 24\r\n\x04"
    assert is_iptc_7901(message)
    assert not is_iptc_7901(message.replace(b"opened", b"ope\x00ed"))
    assert not is_iptc_7901(message.replace(b"\x02", b""))


@pytest.mark.parametrize("header", ["ABC 0123 4 POL 100", "ABC0123 B POL 100"])
def test_a_header_may_set_its_number_apart_and_have_a_letter_for_its_priority(header: str) -> None:
    assert is_iptc_7901(f"\x01{header}\r\n\x02The port opened.\r\n\x03011234 MAY 24\x04".encode())


@pytest.mark.parametrize(
    "line", ["COVID 19 A NEW WAVE", "ROUND 2 B TEAMS MEET", "ROUND 200 A WIN", "MAY 2024 5 PEOPLE DIED"]
)
def test_words_with_a_number_are_no_header(line: str) -> None:
    assert HEADER_7901.match(line) is None
