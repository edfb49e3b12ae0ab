"""Stories attached as text files, and the notes that come with them."""

from __future__ import annotations

import textwrap

import pytest

from feedmill.model import Document, Shape
from feedmill.reading import read, source_bytes
from tests.reading.mail.messages import multipart, part
from tests.reading.mail.newsletters import ESSAY, divided

TEXT = "\n\n".join(ESSAY)
NOTE = "Hej,\n\ntexten bifogas.\n\nHälsningar\nErik\n"
FILE = "Content-Disposition: attachment; filename=ferry.txt\n"


def sent(text: str, note: str = NOTE) -> bytes:
    """A note with a text attached."""
    return multipart("multipart/mixed", part(note), part(text, "text/plain; charset=utf-8", FILE))


@pytest.mark.parametrize(
    ("byline", "stated"), [("Av Erik Sand\n\n", "Erik Sand"), ("By Ann Berg\n\n", "Ann Berg"), ("", None)]
)
def test_an_attached_text_below_one_headline_is_one_story(byline: str, stated: str | None) -> None:
    (note, parts), (document, own) = divided(sent(f"The early ferry\n\n{byline}{TEXT}\n"))
    assert (note.shape, parts.stories) == (Shape.PAGE, ())
    assert (document.format, document.shape, document.locator.member) == ("text", Shape.ITEM, "0.1-ferry.txt")
    (story,) = own.stories
    assert (story.headline, story.text.split("\n"), document.stated.byline) == ("The early ferry", list(ESSAY), stated)


@pytest.mark.parametrize("box", [False, True])
def test_an_attached_story_leads_back_to_the_bytes_of_its_file(box: bool) -> None:
    text = f"The early ferry\n\n{TEXT}"
    data = sent(text)
    data = b"From a Thu May  6 07:08:09 2021\n" + data if box else data
    (document,) = (one for one in read(data) if isinstance(one, Document) and one.shape is Shape.ITEM)
    assert document.locator.member is not None
    assert source_bytes(data, document.locator).decode().strip() == text


def test_the_lines_of_an_attached_text_are_put_together() -> None:
    text = "\n\n".join(textwrap.fill(one, 64) for one in ESSAY)
    story = divided(sent(f"The early ferry\n\n{text}\n"))[1][1].stories[0]
    assert story.text.split("\n") == list(ESSAY)


@pytest.mark.parametrize(
    "text",
    [TEXT, f"The early ferry\n\n{ESSAY[0]}", f"One\n\n{ESSAY[0]}\n\nTwo\n\n{ESSAY[1]}\n\n{ESSAY[2]}",
     f"One\n\n{ESSAY[0]}\n\n----------\n\n{ESSAY[1]}\n\n{ESSAY[2]}", "The early ferry\n\n" + f"{TEXT}\n\n" * 60],
    ids=["no headline", "one paragraph", "two headlines", "a rule", "long"],
)  # fmt: skip
def test_any_other_text_is_read_as_a_file_is(text: str) -> None:
    assert divided(sent(text))[1][0].shape is Shape.PAGE


@pytest.mark.parametrize("note", [ESSAY[0], TEXT])
def test_a_text_with_an_attachment_that_is_more_than_a_note_is_a_story(note: str) -> None:
    (document, parts), _ = divided(sent(f"The early ferry\n\n{TEXT}", note))
    assert (document.shape, len(parts.stories)) == (Shape.ITEM, 1)
