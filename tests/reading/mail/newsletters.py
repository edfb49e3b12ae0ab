"""Newsletters for the tests: the same few stories, as the makers of mailings lay them out."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from feedmill.model import Document, Segmentation
from feedmill.splitting import split
from tests.reading.mail.messages import HEADER, documents, mail


class Told(NamedTuple):
    """A story of a digest."""

    headline: str
    text: str
    url: str | None


DEPOT = Told(
    "Council sells the old tram depot",
    "The council has sold the tram depot in Carr Lane to a housing trust for 4.2 million pounds. Work starts in May.",
    "https://www.marshpost.example/news/tram-depot-sold",
)
HERONS = Told(
    "Heron nests found at the sewage works",
    "Three pairs of herons have nested in the poplars beside the sewage works, the first in the town since 1911.",
    "https://www.marshpost.example/nature/heron-nests",
)
DOYLE = Told(
    "Striker Doyle out until spring",
    "Marsh United will be without Kevin Doyle for four months after scans showed a torn ligament in his left knee.",
    "https://www.marshpost.example/sport/doyle-out",
)
STORIES = (DEPOT, HERONS, DOYLE)
GERMAN = (
    Told(
        "Freibad öffnet erst im Juli",
        "Das Freibad am Rauen Bach bleibt bis Juli geschlossen, weil die Pumpen nicht geliefert wurden.",
        "https://www.bachbote.example/lokales/freibad-oeffnet-spaeter",
    ),
    Told(
        "Chor sucht Bässe",
        "Der Bachchor hat nur noch zwei Bässe und lädt zu offenen Proben ein. Vorkenntnisse sind nicht nötig.",
        "https://www.bachbote.example/kultur/chor-sucht-baesse",
    ),
)
JAPANESE = (
    Told(
        "駅前の書店、半世紀の歴史に幕",
        "駅前の書店が年末で閉店する。店主は後継者がいないためと話し、最終日には古い絵葉書を配るという。",
        "https://www.kawabe.example/news/202611180001",
    ),
    Told(
        "市営プール、来夏は休業へ",
        "市営プールが老朽化した配管の工事のため来年の夏は休業する。市は近隣の学校のプールを開放する方針だ。",
        "https://www.kawabe.example/news/202611180002",
    ),
)
FOOT = """<table><tr><td><p>You are receiving this email because you signed up.</p><p>Marsh Post Ltd, 12 Quay Road</p>
<p><a href="https://x.example/unsub">Unsubscribe</a> | <a href="https://x.example/prefs">Manage preferences</a></p>
</td></tr></table>"""
ESSAY = (
    "The ferry to Inch Holm has not run on time since it was repaired. On Monday it left early, with two passengers.",
    "The company says that the timetable is a guide. That is a bold word for a boat that crosses only twice a day.",
    "What is odd is that the figures look good, because a boat that leaves early is not late, says the ministry.",
)


def each(markup: str, stories: tuple[Told, ...] = STORIES) -> str:
    """The markup for each of some stories."""
    return "".join(markup.format(h=one.headline, t=one.text, u=one.url, q=quote(one.url or "", "")) for one in stories)


def letter(html: str, subject: str = "Wednesday briefing", sender: str = "Marsh Post") -> bytes:
    """A mail to a list, of HTML alone."""
    header = HEADER.replace("Harbour opens", subject).replace("Ada Berg", sender)
    return mail(
        html, "List-Id: <x.example>\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n", header=header
    )


def divided(data: bytes) -> list[tuple[Document, Segmentation]]:
    """The documents of a mail and what splitting makes of each; every character belongs to one span."""
    found = [(one, split(one)) for one in documents(data)]
    for document, parts in found:
        told = [span for story in parts.stories for span in story.spans]
        spans = sorted((*told, *(span for piece in parts.furniture for span in piece.spans)))
        held = "".join(document.text[start:end] for start, end in spans)
        assert "".join(held.split()) == "".join(document.text.split())
    return found


def stories_of(data: bytes) -> list[Told]:
    """The stories of a mail, each with what its document states as its address."""
    found = divided(data)
    return [Told(one.headline or "", one.text, doc.stated.url) for doc, parts in found for one in parts.stories]
