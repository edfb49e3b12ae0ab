"""Mails by hand: notes, headers of forwarded mails, heads of releases and ends stand beside the story."""

from __future__ import annotations

import pytest

from feedmill.model import Shape
from feedmill.reading.mail.subjects import headline_in
from tests.reading.mail.messages import HEADER, mail
from tests.reading.mail.newsletters import ESSAY, divided

TEXT = "\n\n".join(ESSAY)
TITLE = "The early ferry"
HTML = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"


def by_hand(text: str, subject: str = TITLE, more: str = "") -> bytes:
    """A mail by hand."""
    return mail(text, more, header=HEADER.replace("Harbour opens", subject))


def told(data: bytes) -> tuple[str | None, list[str], str | None]:
    """The headline and the paragraphs of the one story of a mail, and the byline that is stated."""
    ((document, parts),) = divided(data)
    assert document.shape is Shape.ITEM
    (story,) = parts.stories
    return story.headline, story.text.split("\n"), document.stated.byline


@pytest.mark.parametrize(
    ("subject", "headline"),
    [("Fwd: The early ferry", TITLE), ("WG: AW: The early ferry", TITLE), ("TR : The early ferry", TITLE),
     ("PRESS RELEASE: The early ferry", TITLE), ("[Press release] The early ferry", TITLE),
     ("Fwd: Pressemitteilung – The early ferry", TITLE), ("COMUNICATO STAMPA - The early ferry", TITLE),
     ("Re[2]: The early ferry", TITLE), ("转发：The early ferry", TITLE), ("【プレスリリース】The early ferry", TITLE),
     ("Fwd:", "Fwd:"), ("Press release", "Press release"), ("PM: I will not resign", "PM: I will not resign"),
     ("Ferry: late again", "Ferry: late again")],
)  # fmt: skip
def test_a_subject_without_what_says_how_it_was_sent(subject: str, headline: str) -> None:
    assert headline_in(subject) == headline


FORWARDED = {
    "Gmail, Italian": "Per conoscenza.\n\nPaolo\n\n---------- Forwarded message ---------\nDa: Gazzetta di Holm "
    f"<notizie@holm.example>\nDate: mer 18 nov 2026 alle ore 08:12\nSubject: {TITLE}\nTo: <p@agenzia.example>\n\n\n",
    "Outlook, German": "Zur Kenntnis.\nGruß\n\nVon: Gazzetta di Holm <notizie@holm.example>\nGesendet: Mittwoch, 18. "
    f"November 2026 08:12\nAn: p@agenzia.example; q@agenzia.example\nBetreff: {TITLE}\n\n",
    "Outlook, underlined": f"{'_' * 32}\nDe : Gazzetta di Holm <notizie@holm.example>\nEnvoyé : mercredi 18 novembre "
    f"2026\nÀ : p@agenzia.example\nObjet : {TITLE}\n\n",
    "Apple": "Begin forwarded message:\n\nFrom: Gazzetta di Holm <notizie@holm.example>\nSubject: "
    f"{TITLE}\nDate: 18 November 2026 at 08:12:00 CET\nTo: p@agenzia.example\n\n",
    "stars": "FYI\n\n*From:* Gazzetta di Holm <notizie@holm.example>\n*Sent:* Wednesday\n*To:* p@agenzia.example\n"
    f"*Subject:* {TITLE}\n\n",
    "twice": "FYI\n\nFrom: Ann Berg <a@desk.example>\nSent: Friday\nTo: b@desk.example\nSubject: Fw: ferry\n\nSee this."
    "\n\n-----Original Message-----\nFrom: Gazzetta di Holm <notizie@holm.example>\nSent: Wednesday\nTo: a@desk.example"
    f"\nSubject: {TITLE}\n\n",
}  # fmt: skip


@pytest.mark.parametrize("above", FORWARDED.values(), ids=list(FORWARDED))
def test_what_was_forwarded_is_the_story_and_who_sent_it_first_the_byline(above: str) -> None:
    assert told(by_hand(f"{above}{TEXT}\n", "Fwd: ferry")) == (TITLE, list(ESSAY), "Gazzetta di Holm")


def test_what_was_forwarded_as_html_is_the_story() -> None:
    above = "FYI<br><br><b>Von:</b> Gazzetta di Holm &lt;n@holm.example&gt;<br><b>Gesendet:</b> Mittwoch<br><b>An:</b> "
    html = f"<div>{above}p@agenzia.example<br><b>Betreff:</b> {TITLE}</div>" + "".join(f"<p>{one}</p>" for one in ESSAY)
    assert told(by_hand(html, f"WG: {TITLE}", HTML)) == (TITLE, list(ESSAY), "Gazzetta di Holm")


def test_a_note_that_is_longer_than_what_was_forwarded_is_the_story() -> None:
    below = f"From: Bo <b@x.example>\nSent: Friday\nTo: a@x.example\nSubject: {TITLE}\n\nShort words below.\n"
    headline, paragraphs, byline = told(by_hand(f"{TEXT}\n\n{below}"))
    assert (headline, paragraphs[: len(ESSAY)], byline) == (TITLE, list(ESSAY), "Ada Berg")


def test_lines_with_colons_in_a_story_are_no_header() -> None:
    text = f"{ESSAY[0]}\n\nFrom: the ferry office\nTo: the island council\nOutcome: none"
    assert told(by_hand(text))[1][0] == ESSAY[0]


RELEASED = {
    "a contact block": "FOR IMMEDIATE RELEASE\n\nMedia contact:\nJoel Strand\n555-0142\npress@holm.example\n\n"
    f"{TITLE}\n\n",
    "no headline again": "Zur sofortigen Veröffentlichung\n\nPressekontakt:\nJoel Strand\n555-0142\n\n",
    "the headline again": f"{TITLE.upper()}\n\n",
    "a name and a day": f"PRESS RELEASE\nHolm Ferries\n18 November 2026\n\n{TITLE}\n\n",
}


@pytest.mark.parametrize("above", RELEASED.values(), ids=list(RELEASED))
@pytest.mark.parametrize(
    "below",
    ["", "\n\n###\n\nThis message and any attachments are confidential and intended solely for the addressee.\n",
     "\n\n-- \nJoel Strand\nHolm Ferries, 1 Pier Road\n", "\n\nENDE\n\nHolm Ferries, 1 Pier Road\n",
     "\n\nDiese E-Mail kann vertrauliche Informationen enthalten.\n"],
)  # fmt: skip
def test_the_head_and_end_of_a_release_are_none_of_its_story(above: str, below: str) -> None:
    headline, paragraphs, _ = told(by_hand(f"{above}{TEXT}{below}", f"PRESS RELEASE: {TITLE}"))
    assert ((headline or "").casefold(), paragraphs) == (TITLE.casefold(), list(ESSAY))


def test_the_address_at_which_a_mail_says_that_it_stands_is_stated() -> None:
    data = by_hand(f"View this post on the web at https://holm.example/p/ferry?utm_source=x\n\n{TEXT}\n")
    ((document, parts),) = divided(data)
    assert document.stated.url == "https://holm.example/p/ferry"
    assert parts.stories[0].text.split("\n") == list(ESSAY)


POST = "List-Id: <holm.example>\n"
WEB = "View this post on the web at https://holm.example/p/ferry\n\n"


def test_a_plain_post_from_a_list_is_one_story() -> None:
    text = f"{WEB}Dear friends,\n\n{TEXT}\n\nUnsubscribe https://holm.example/redirect/2/eyJ\n"
    headline, paragraphs, _ = told(by_hand(text, more=POST))
    assert (headline, paragraphs[-len(ESSAY) :]) == (TITLE, list(ESSAY))


@pytest.mark.parametrize("text", [TEXT, f"{WEB}{ESSAY[0]}\n\nThe other ferry\n\n{TEXT}", f"{WEB}Soon."])
def test_a_plain_text_from_a_list_that_may_be_several_stories_stays_a_page(text: str) -> None:
    assert divided(by_hand(text, more=POST))[0][0].shape is Shape.PAGE


@pytest.mark.parametrize(
    "text", [TEXT, f"Contact with the island was lost on Monday.\n\n{TEXT}", f"Ende gut.\n\n{TEXT}"]
)
def test_plain_prose_stays_whole(text: str) -> None:
    assert told(by_hand(text))[1] == text.split("\n\n")
