"""What is a message, what a mailbox, and what only begins like one."""

from __future__ import annotations

import pytest

from feedmill.reading.mail.telling import is_mail, is_mbox
from tests.reading.mail.messages import HEADER, mail


def test_a_message_begins_with_fields_that_mail_has() -> None:
    assert is_mail(mail("Text."))
    assert is_mail(b"\xef\xbb\xbf" + mail("Text."))
    assert is_mail(b"\n" + mail("Text."))
    assert not is_mbox(mail("Text."))


def test_a_line_of_a_mailbox_above_makes_it_one() -> None:
    assert is_mbox(b"From a@b.org Mon Mar  2 10:00:00 2020\n" + mail("Text."))
    assert is_mbox(b"From - Mon Mar  2 10:00:00 2020\r\n" + mail("Text.").replace(b"\n", b"\r\n"))
    assert is_mbox(b"From whoever\n" + mail("Text."))


@pytest.mark.parametrize(
    "data",
    [
        HEADER.replace("Message-ID: <one@example.org>\n", "").replace("<ada@example.org>", "").encode() + b"\nA memo.",
        b"From: ada@example.org\n\nOne field is not enough.",
        b"From: ada@example.org\nSubject: x\nTo: y\nand then text\n",
        b"Subject: x\nTo: y\nCc: z\n\nWithout a sender.",
        b"Title: x\nAuthor: y\nDate: z\n\nMarkdown.",
    ],
)
def test_a_memo_is_text(data: bytes) -> None:
    assert not is_mail(data)


@pytest.mark.parametrize(
    "data",
    [b"From here on\nall is text.\n", b"From 1990 to 2020\nTitle: a history\nPages: 3\n\nIt began.", b"From a@b\n"],
)
def test_a_text_that_begins_with_from_is_text(data: bytes) -> None:
    assert not is_mbox(data)


def test_a_memo_whose_sender_has_no_address_but_a_field_of_mail_is_mail() -> None:
    assert is_mail(b"From: Ada\nSubject: x\nX-Mailer: y\n\nText.")
