"""The structure of messages, whole and broken."""

from __future__ import annotations

from feedmill.reading.mail import mime
from feedmill.reading.mail.mime import Entity, entity_of
from tests.reading.mail.messages import mail, multipart, only, part


def parsed(data: bytes) -> Entity:
    return entity_of(data, 0, len(data))


def bodies(data: bytes) -> list[bytes]:
    return [data[one.body : one.end] for one in parsed(data).parts]


def test_parts_stand_between_the_delimiters() -> None:
    data = multipart("multipart/mixed", part("One."), part("Two.\n"))
    assert bodies(data) == [b"One.", b"Two.\n"]


def test_line_ends_may_be_of_either_kind() -> None:
    data = multipart("multipart/mixed", part("One."), part("Two.")).replace(b"\n", b"\r\n")
    assert bodies(data) == [b"One.", b"Two."]


def test_a_folded_field_is_one_value() -> None:
    entity = parsed(mail("x", "Content-Type: text/plain;\n\tcharset=latin-1;\n  format=flowed\n"))
    assert (entity.parameter("charset"), entity.parameter("format"), entity.type) == ("latin-1", "flowed", "text/plain")


def test_a_type_that_cannot_be_read_is_plain_text() -> None:
    assert parsed(mail("x", "Content-Type: rubbish\n")).type == "text/plain"
    assert parsed(mail("x", "Content-Type: text/\n")).type == "text/plain"


def test_names_of_files_may_be_encoded_and_continued() -> None:
    more = "Content-Disposition: attachment; filename*0*=utf-8''H%C3%A4fen; filename*1=.txt\n"
    assert parsed(mail("x", more)).filename == "Häfen.txt"
    assert parsed(mail("x", "Content-Disposition: attachment; filename*=bogus''H%E4fen\n")).filename == "Häfen"
    assert parsed(mail("x", "Content-Type: text/plain; name=a.txt\n")).filename == "a.txt"
    assert parsed(mail("x")).filename is None


def test_a_boundary_that_is_not_stated_is_found() -> None:
    data = mail(
        "--yy\nContent-Type: text/plain\n\nOne.\n--yy--\n", "MIME-Version: 1.0\nContent-Type: multipart/mixed\n"
    )
    document = only(data)
    assert document.text == "One."
    assert document.notes == ("boundary_guessed: none is stated, or it does not stand in the message",)


def test_a_boundary_that_stands_nowhere_leaves_the_text() -> None:
    document = only(mail("One.\n", "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=zz\n"))
    assert document.text == "One."
    assert document.notes == ("boundary_missing: the parts cannot be told apart",)


def test_a_boundary_with_signs_that_need_quotes_is_taken_as_it_is() -> None:
    more = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=----=_Next(1)\n"
    assert only(mail("------=_Next(1)\n\nOne.\n------=_Next(1)--\n", more)).text == "One."


def test_a_message_that_is_cut_shows_what_is_there() -> None:
    document = only(multipart("multipart/mixed", part("One."), part("Two and"))[: -len("\n--xx--\nepilogue\n")])
    assert document.text == "One.\nTwo and"
    assert document.notes == ("truncated: the last part has no closing boundary",)


def test_text_that_only_begins_like_a_delimiter_is_text() -> None:
    assert bodies(multipart("multipart/mixed", part("--xxy\n --xx\n--xx no"))) == [b"--xxy\n --xx\n--xx no"]


def test_parts_within_parts_end_somewhere() -> None:
    inner = part("Text.")
    for number in range(40):
        inner = f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n{inner}\n--b{number}--\n"
    entity = parsed(f"From: a@b\n{inner}".encode())
    assert entity.notes == [
        f"mail_too_complex: more than {mime.MOST_PARTS} parts, or {mime.MOST_DEPTH} within each other"
    ]


def test_thousands_of_parts_end_somewhere() -> None:
    entity = parsed(multipart("multipart/mixed", *[part("x")] * (mime.MOST_PARTS + 1)))
    assert len(entity.parts) == mime.MOST_PARTS


def test_a_header_without_a_blank_line_ends_where_no_field_is() -> None:
    data = b"From: a@b\nSubject: x\nThis is text.\n"
    entity = parsed(data)
    assert data[entity.body :] == b"This is text.\n"


def test_a_line_of_a_mailbox_above_the_fields_is_passed_over() -> None:
    assert parsed(b"From x@y Mon\nSubject: z\n\nText").value("subject") == "z"


def test_fields_may_hold_other_bytes_than_ascii() -> None:
    assert parsed("Subject: Häfen\n\nx".encode()).value("subject") == "Häfen"
    assert parsed("Subject: Häfen\n\nx".encode("latin-1")).value("subject") == "Häfen"


def test_a_field_that_never_ends_is_cut() -> None:
    entity = parsed(b"Subject: x\n" + b" more\n" * 20_000 + b"\nText")
    assert len(entity.value("subject") or "") < 40_000
