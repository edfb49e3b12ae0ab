"""Real messages of a mail library's own tests: broken dates, boundaries, charsets, attachments."""

from __future__ import annotations

import pytest

from feedmill.model import Document
from tests.reading.mail.messages import MAILS, documents

needs_data = pytest.mark.skipif(not MAILS.is_dir(), reason=f"NOT READ: no fixtures in {MAILS}; set FEEDMILL_DATA")
EXPECTED = {
    "attachment_message_rfc822": [
        ("testing", "This is the first part."),
        ("Another PDF", "Just attaching another PDF,"),
    ],
    "basic_email": [("Testing 123", "Plain email.")],
    "encoding_madness": [
        ("eBay Bid - 2008 Ford Super Duty F-350 DRW King Ranch Crew Cab 4x4 (156) - Stock# XXXX", "Body")
    ],
    "japanese_iso_2022": [("まみむめも", "すみません。")],
    "japanese_shift_jis": [("test", "あいうえお")],
    "missing_body": [("REDACTED", "REDACTED")],
    "raw_email7": [("testing", "This is the first part.")],
    "raw_email_with_bad_date": [
        ("Microsoft Vlsta & Office2007, Just released for 79$ Save 1599.95$ 0ff Retai|", "hot")
    ],
    "raw_email_with_illegal_boundary": [("Testing outlook", "Hello\nThis is an outlook test")],
    "raw_email_with_nested_attachment": [("Testing attachments", "Here is a test of an attachment via email.")],
    "utf8_headers": [("Säying Hello", "body")],
}


@needs_data
@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_message_gives_its_subject_and_text(name: str) -> None:
    found = documents((MAILS / f"mail__{name}.eml").read_bytes())
    assert [one.stated.headline for one in found] == [headline for headline, _ in EXPECTED[name]]
    assert all(one.text.startswith(text) for one, (_, text) in zip(found, EXPECTED[name], strict=True))


@needs_data
def test_every_real_message_is_expected() -> None:
    assert {path.stem.removeprefix("mail__") for path in MAILS.glob("*.eml")} == set(EXPECTED)


@needs_data
def test_an_impossible_date_is_kept_raw() -> None:
    (document,) = documents((MAILS / "mail__raw_email_with_bad_date.eml").read_bytes())
    assert isinstance(document, Document)
    assert (document.stated.published_at, document.stated.published_raw) == (None, "Pn, 29 paX 2007 21:13:00 +0100")
