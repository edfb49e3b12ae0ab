"""Messages: what is stated, what is shown, one story or a page, what stands within."""

from __future__ import annotations

import base64
import binascii

import pytest

from feedmill.model import Role, Shape
from feedmill.reading.mail import bodies
from tests.reading.mail.messages import HEADER, documents, mail, multipart, only, part, rejected

HTML = "<h2>Ship comes in</h2><p>It came <a href='http://e.org'>late</a>.</p><h2>Ship leaves</h2><p>It left.</p>"
LONG = "The harbour is open again after ten weeks, and the first ships have come in with grain from overseas."


def test_a_plain_message_is_one_story_under_its_subject() -> None:
    document = only(mail("The harbour is open.\n\nShips come in.\n"))
    stated = document.stated
    assert (document.format, document.shape, document.text) == (
        "mail",
        Shape.ITEM,
        "The harbour is open.\nShips come in.",
    )
    assert (stated.headline, stated.byline, stated.authors) == ("Harbour opens", "Ada Berg", ("Ada Berg",))
    assert stated.published_at is not None
    assert stated.published_at.isoformat() == "2020-03-02T09:00:00+00:00"
    assert (stated.guid, stated.published_zone) == ("one@example.org", "+0100")
    assert dict(stated.fields)["headline"] == "Subject"


def test_wrapped_lines_of_a_story_are_undone() -> None:
    text = "The harbour is open again after ten weeks, and the first ships have\ncome in with grain from overseas.\n"
    assert only(mail(text)).text == LONG


def test_a_text_of_very_many_lines_keeps_them_as_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST_LINES", 3)
    document = only(mail("One.\n\n  Two\nThree\n"))
    assert (document.shape, document.text, document.blocks) == (Shape.ITEM, "One.\n\n  Two\nThree", ())
    mixed = only(multipart("multipart/mixed", part("One.\n\nTwo\nThree"), part("<p>Four.</p>", "text/html")))
    assert mixed.text == "One.\n\nTwo\nThree\nFour."
    assert [mixed.text[slice(*block.span)] for block in mixed.blocks] == ["One.\n\nTwo\nThree", "Four."]


@pytest.mark.parametrize("field", ["List-Id: <news.example.org>", "List-Unsubscribe: <x>", "Precedence: bulk"])
def test_what_comes_from_a_list_is_a_page_whose_lines_stay(field: str) -> None:
    document = only(mail("One\n\n  Two\nThree\n", f"{field}\n"))
    assert (document.shape, document.text, document.blocks) == (Shape.PAGE, "One\n\n  Two\nThree", ())


def test_html_with_several_headings_or_links_is_a_page() -> None:
    document = only(mail(HTML, "MIME-Version: 1.0\nContent-Type: text/html\n"))
    assert document.shape is Shape.PAGE
    headings = [document.text[slice(*block.span)] for block in document.blocks if block.role is Role.HEADING]
    assert headings == ["Ship comes in", "Ship leaves"]
    links = "".join(f"<p><a href='http://e.org/{number}'>Story {number}</a></p>" for number in range(6))
    assert only(mail(links, "MIME-Version: 1.0\nContent-Type: text/html\n")).shape is Shape.PAGE


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("\n\n".join(f"Headline {n}\nIt opened. https://news.example/{n}" for n in range(5)), Shape.PAGE),
        ("One\nIt opened: https://news.example/1\n----------\nTwo\nhttps://news.example/2\n* * * * *\nEnd", Shape.PAGE),
        ("It opened: https://news.example/1\n----------\nIt closed: https://news.example/2", Shape.ITEM),
        ("It opened.\n----------\nIt closed.\n----------\nIt burned.", Shape.ITEM),
    ],
    ids=["addresses", "rules and addresses", "one rule", "rules alone"],
)
def test_plain_text_of_several_parts_that_link_elsewhere_is_a_page(text: str, shape: Shape) -> None:
    assert only(mail(text)).shape is shape


def test_html_of_one_story_is_an_item() -> None:
    document = only(mail("<p>The harbour is open.</p>", "MIME-Version: 1.0\nContent-Type: text/html\n"))
    assert (document.shape, document.text) == (Shape.ITEM, "The harbour is open.")


def test_of_alternatives_the_html_is_shown_unless_the_plain_text_is_fuller() -> None:
    rich = part(f"<p>{LONG}</p>", "text/html")
    assert only(multipart("multipart/alternative", part(LONG), rich)).text == LONG
    stub = part("<p>Cannot be shown.</p>", "text/html")
    assert only(multipart("multipart/alternative", part(LONG), stub)).text == LONG
    bare = part("See http://example.org/a/long/address http://example.org/another")
    assert only(multipart("multipart/alternative", bare, stub)).text == "Cannot be shown."


def test_alternatives_may_hold_parts_of_their_own() -> None:
    inner = f"--yy\n{part(f'<p>{LONG}</p>', 'text/html')}\n--yy\n{part('x', 'image/gif; name=a.gif')}\n--yy--\n"
    related = f"Content-Type: multipart/related; boundary=yy\n\n{inner}"
    document = only(multipart("multipart/alternative", part("Short."), related))
    assert (document.text, document.notes) == (LONG, ("attachment_ignored: a.gif (image/gif)",))


def test_alternatives_without_text_are_all_looked_at() -> None:
    document = only(
        multipart("multipart/alternative", part("BEGIN:VCALENDAR", "text/calendar"), part("x", "image/png"))
    )
    assert document.text == "Harbour opens"
    assert document.notes[0] == "attachment_ignored: text/calendar (text/calendar)"


def test_parts_of_a_mixed_message_are_shown_in_order() -> None:
    document = only(multipart("multipart/mixed", part("One."), part("<p>Two.</p>", "text/html"), part("Three.")))
    assert document.text == "One.\nTwo.\nThree."


def test_images_and_signatures_are_left_out_with_a_note() -> None:
    image = part("aGk=", "image/png; name=a.png", "Content-Transfer-Encoding: base64\n")
    tnef = part("aGk=", "application/ms-tnef; name=winmail.dat", "Content-Transfer-Encoding: base64\n")
    document = only(multipart("multipart/mixed", part("One."), image, tnef))
    assert document.notes == (
        "attachment_ignored: a.png (image/png)", "attachment_ignored: winmail.dat (application/ms-tnef)",
    )  # fmt: skip


def test_attached_files_of_formats_that_are_read_are_documents_of_their_own() -> None:
    feed = "<rss version='2.0'><channel><item><title>Item</title><description>Text</description></item></channel></rss>"
    text = part("A second story.", "text/plain", "Content-Disposition: attachment; filename=two.txt\n")
    rss = part(feed, "application/rss+xml", "Content-Disposition: attachment; filename=feed.xml\n")
    own, second, third = documents(multipart("multipart/mixed", part("One."), text, rss))
    assert (own.text, own.locator.member) == ("One.", None)
    assert (second.text, second.locator.member) == ("A second story.", "0.1-two.txt")
    assert (third.stated.headline, third.locator.member) == ("Item", "0.2-feed.xml")


def test_an_attachment_that_no_reader_knows_is_noted() -> None:
    pdf = part("%PDF-1.7", "application/pdf", "Content-Disposition: attachment; filename=a!/b.pdf\n")
    odd = part("plain words", "application/msword; name=c.doc")
    raw = part("AAAAAAECAwQFBgcIAA==", "application/octet-stream; name=d", "Content-Transfer-Encoding: base64\n")
    document = only(multipart("multipart/mixed", part("One."), pdf, odd, raw))
    assert document.notes == (
        "attachment_ignored: a_/b.pdf (application/pdf)", "attachment_ignored: c.doc (application/msword)",
        "attachment_ignored: d (application/octet-stream)",
    )  # fmt: skip


def test_a_message_of_files_alone_is_no_document() -> None:
    text = part("A second story.", "text/plain", "Content-Disposition: attachment; filename=two.txt\n")
    (document,) = documents(multipart("multipart/mixed", text))
    assert document.locator.member == "0.1-two.txt"


def test_a_digest_gives_each_of_its_messages_and_their_places() -> None:
    inner = "From: B <b@example.org>\nSubject: Inner {0}\nDate: Mon, 2 Mar 2020 11:00:00 +0100\n\nText {0}.\n"
    data = multipart("multipart/digest", "\n" + inner.format(1), part(inner.format(2), "message/rfc822"))
    found = documents(data)
    assert [(one.stated.headline, one.text) for one in found] == [("Inner 1", "Text 1."), ("Inner 2", "Text 2.")]
    for one in found:
        assert data[one.locator.byte_start : one.locator.byte_end].startswith(b"From: B")


def test_an_encoded_message_within_is_read_as_a_part() -> None:
    inner = base64.b64encode(mail("Inner text.")).decode()
    data = multipart(
        "multipart/mixed", part("Outer."), part(inner, "message/rfc822", "Content-Transfer-Encoding: base64\n")
    )
    own, second = documents(data)
    assert (own.text, second.text, second.locator.member) == ("Outer.", "Inner text.", "0.1-message.eml")


def test_messages_within_messages_end_somewhere() -> None:
    inner = mail("Innermost.").decode()
    for number in range(14):
        inner = f"{HEADER.replace('one@', f'{number}@')}MIME-Version: 1.0\nContent-Type: message/rfc822\n\n{inner}"
    assert [one.reason for one in rejected(inner.encode())] == ["too_complex"]


def test_a_uuencoded_file_in_the_text_is_taken_out() -> None:
    block = "begin 644 two.txt\n" + binascii.b2a_uu(b"A second story.").decode() + "`\nend\n"
    first, second = documents(mail(f"One.\n\n{block}\nThe end.\n"))
    assert first.text == "One.\nThe end."
    assert (second.text, second.locator.member) == ("A second story.", "0.1-two.txt")


def test_flowed_lines_are_put_together() -> None:
    text = "The harbour is \nopen again.\n> quoted \n> on\nNext.\n"
    document = only(mail(text, "MIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n"))
    assert document.text.split("\n") == ["The harbour is open again.", "> quoted on", "Next."]


@pytest.mark.parametrize("body", ["", "\n\n  \n"])
def test_a_message_without_a_text_shows_its_subject(body: str) -> None:
    assert only(mail(body)).text == "Harbour opens"


def test_a_message_without_subject_and_text_is_reported() -> None:
    assert [one.reason for one in rejected(mail("", header=HEADER.replace("Subject: Harbour opens\n", "")))] == [
        "nothing_stated"
    ]


def test_html_that_cannot_be_parsed_is_noted() -> None:
    deep = "<div>" * 5000 + "x"
    document = only(mail(deep, "MIME-Version: 1.0\nContent-Type: text/html\n"))
    assert document.text == "Harbour opens"
    assert document.notes[0].startswith("html_unread: ")


def test_other_fields_are_stated() -> None:
    more = "Content-Language: de, en\nKeywords: harbour, ships\nArchived-At: <https://example.org/1>\nX-Mailer: x\n"
    stated = only(mail("Text.", more)).stated
    assert (stated.language, stated.keywords, stated.url) == ("de", ("harbour", "ships"), "https://example.org/1")


@pytest.mark.parametrize(
    ("sender", "byline"),
    [("ada@example.org", None), ('"Berg, Ada" <ada@example.org>', "Berg, Ada"),
     ("=?utf-8?q?J=C3=B6hn_Doe?= <j@example.org>", "Jöhn Doe"),
     ("ada@example.org (Ada Berg)", "Ada Berg"), ("(" * 5000, None), ("<ada@example.org>", None)],
)  # fmt: skip
def test_the_name_of_the_sender_is_the_byline(sender: str, byline: str | None) -> None:
    assert only(mail("Text.", header=HEADER.replace("Ada Berg <ada@example.org>", sender))).stated.byline == byline


def test_a_date_that_cannot_be_is_kept() -> None:
    stated = only(mail("Text.", header=HEADER.replace("Mon, 2 Mar 2020", "Pn, 32 Xar 2020"))).stated
    assert (stated.published_at, stated.published_raw) == (None, "Pn, 32 Xar 2020 10:00:00 +0100")
