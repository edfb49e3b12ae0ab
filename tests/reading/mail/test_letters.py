"""Newsletters that are one story: its headline, deck, address and text, without what stands around."""

from __future__ import annotations

import pytest

from feedmill.model import Document, Segmentation, Shape
from tests.reading.mail.messages import HEADER, mail, only
from tests.reading.mail.newsletters import DEPOT, DOYLE, ESSAY, FOOT, HERONS, Told, divided, each, letter

TEXT = "".join(f"<p>{one}</p>" for one in ESSAY)
META = "<table><tr><td><a href='https://holm.example/@ian'>Ian Rae</a></td></tr><tr><td>Nov 18</td></tr></table>"
LINKED = '<h1><a href="https://holm.example/p/the-early-ferry?utm_source=x">The early ferry</a></h1>'


def told(html: str, subject: str = "The early ferry") -> tuple[Document, Segmentation]:
    """The one document of a letter, which is one story, and its parts."""
    ((document, parts),) = divided(letter(html, subject))
    assert (document.shape, len(parts.stories)) == (Shape.ITEM, 1)
    return document, parts


def test_a_letter_has_the_address_of_its_headline_and_its_text_alone() -> None:
    above = "<p>Forwarded this email? <a href='https://holm.example/s'>Subscribe here</a> for more</p>"
    below = "<p><a href='https://holm.example/s'>Subscribe now</a></p>"
    document, parts = told(f"{above}{LINKED}<h3>On boats</h3>{META}{TEXT}{below}{FOOT}")
    stated, story = document.stated, parts.stories[0]
    assert (stated.url, stated.headline, stated.deck) == (
        "https://holm.example/p/the-early-ferry", "The early ferry", "On boats",
    )  # fmt: skip
    assert (story.headline, story.deck, story.text.split("\n")) == ("The early ferry", "On boats", list(ESSAY))
    assert stated.published_at is not None


@pytest.mark.parametrize("head", ["<h2>{}</h2>", "<p><strong>{}</strong></p>"])
def test_subheads_of_a_letter_stay_in_its_text(head: str) -> None:
    parts = [head.format("What the firm says"), f"<p>{ESSAY[1]}</p>", head.format("What is odd"), f"<p>{ESSAY[2]}</p>"]
    story = told(f"<h1>The early ferry</h1><p>{ESSAY[0]}</p>{''.join(parts)}{FOOT}")[1].stories[0]
    assert story.text.split("\n") == [ESSAY[0], "What the firm says", ESSAY[1], "What is odd", ESSAY[2]]


def test_a_text_that_ends_with_a_link_stays_whole() -> None:
    linked = "".join(f"<p>{one} <a href='https://src.example/a-b-c'>Source</a></p>" for one in ESSAY)
    story = told(f"{LINKED}{linked}{FOOT}")[1].stories[0]
    assert story.text.split("\n") == [f"{one} Source" for one in ESSAY]


def test_what_a_subject_has_before_the_headline_is_none_of_it() -> None:
    assert told(f"{LINKED}{TEXT}", "[New post] The early ferry")[0].stated.headline == "The early ferry"


def test_a_text_without_headings_is_one_story() -> None:
    document, parts = told(f"<p>Dear friends,</p>{TEXT}{FOOT}")
    assert (document.stated.headline, parts.stories[0].text.split("\n")) == ("The early ferry", list(ESSAY))


def test_a_list_of_other_stories_below_a_letter_is_none_of_it() -> None:
    more = "<h3>More</h3><ul><li><a href='https://holm.example/p/on-dentists'>On Tuesday dentists</a></li></ul>"
    assert told(f"{LINKED}{TEXT}{more}{FOOT}")[1].stories[0].text.split("\n") == list(ESSAY)


def test_the_link_to_the_browser_is_the_address_of_a_letter_whose_headline_leads_nowhere() -> None:
    above = "<p><a href='https://holm.example/web/41'>View in your browser</a></p>"
    assert told(f"{above}<h1>The early ferry</h1>{TEXT}")[0].stated.url == "https://holm.example/web/41"


def test_a_page_of_headings_of_one_level_is_no_letter_though_the_subject_is_the_first() -> None:
    data = letter(each("<h2>{h}</h2><p>{t}</p>", (DEPOT, HERONS, DOYLE)), DEPOT.headline)
    assert divided(data)[0][0].shape is Shape.PAGE


def test_other_stories_in_boxes_below_a_letter_are_stories_too() -> None:
    cards = each('<div><h3><a href="{u}">{h}</a></h3><p>{t}</p></div>', (DEPOT, HERONS))
    found = divided(letter(f"{LINKED}{TEXT}{cards}{FOOT}", "The early ferry"))
    stories = [Told(one.headline or "", one.text, document.stated.url) for document, parts in found
               for one in parts.stories]  # fmt: skip
    assert stories == [
        Told("The early ferry", "\n".join(ESSAY), "https://holm.example/p/the-early-ferry"), DEPOT, HERONS,
    ]  # fmt: skip


def test_a_mail_by_hand_has_the_address_that_its_linked_headline_leads_to() -> None:
    header = HEADER.replace("Harbour opens", "The early ferry")
    document = only(mail(f"{LINKED}{TEXT}", "MIME-Version: 1.0\nContent-Type: text/html\n", header=header))
    assert (document.shape, document.stated.url) == (Shape.ITEM, "https://holm.example/p/the-early-ferry")


@pytest.mark.parametrize(
    ("sender", "byline"),
    [("Meriam Oake from Branch Lines", "Meriam Oake"), ("Ola Å. Dahl at Fjord", "Ola Å. Dahl"),
     ("Ann Berg via Lists", "Ann Berg"), ("Notes from Ireland", "Notes from Ireland"),
     ("Good News from Leith", "Good News from Leith"), ("Bank of Wales", "Bank of Wales")],
)  # fmt: skip
def test_a_person_before_the_outlet_that_sends_for_them_is_the_byline(sender: str, byline: str) -> None:
    assert only(mail("Text.", header=HEADER.replace("Ada Berg", sender))).stated.byline == byline
