"""Articles of web pages: extracted, labelled, trimmed; what stands beside them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from feedmill.splitting.training import webpages
from feedmill.splitting.training.articles import LEAST_CHARACTERS, Article
from feedmill.splitting.training.webpages import WebPage, other_articles
from tests.splitting.training.data import Data, a_row

PROSE = (
    "The council of the harbour town voted on Monday to build a new bridge, the mayor said in a statement of the day.",
    "It is the third attempt in ten years, and the bridge is to be paid for by the ships that have to wait for it.",
    "Those who live by the river were not asked, and they have said that they will go to court with what they know.",
    "The mayor told the paper that it was time for the town to be as large as it has been for a hundred years or more.",
    "By the end of the year it is to be known what the bridge will cost, and who of the town is to pay for what of it.",
)
GERMAN = (
    "Der Rat der Stadt hat am Montag für den Bau der neuen Brücke gestimmt, und das ist nicht ohne Folgen.",
    "Die Bürgermeisterin sagte, dass sich die Stadt auf das Wasser verlassen hat und dass es nun mit dem Bau losgeht.",
    "Mit der Brücke ist auch der Hafen ein anderer, und von den Schiffen ist auf der Karte nicht die Rede.",
    "Das ist nicht die erste Brücke, die in der Stadt zu den Akten kam, und es ist auch nicht die letzte in dem Plan.",
    "Wer mit dem Rad zu dem Hafen will, ist auf der Brücke nicht an der Reihe: Für das Rad ist kein Platz.",
    "Auf die Frage, ob es dem Rat mit dem Bau eilt, sagte sie nur, dass sich das Amt nicht treiben lasse.",
)


def html(*paragraphs: str, beside: str = "") -> str:
    """A page with an article and what stands beside it."""
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<html><body>{beside}<article><h1>A bridge</h1>{body}</article></body></html>"


def key(line: str) -> str:
    """What a line is called in the annotations."""
    return hashlib.sha256(line.encode()).hexdigest()[:8]


def extracted() -> dict[str, WebPage]:
    """The pages of the data, by name."""
    return {page.id: page for page in webpages.web_pages.__wrapped__()}


def a_web_page(
    *lines: str, name: str = "a", outlet: str = "outlet 1", language: str = "de", trusted: bool = True
) -> WebPage:
    return WebPage(f"tr/{name}", outlet, language, lines, (), trusted)


def shown(monkeypatch: pytest.MonkeyPatch, *pages: WebPage) -> None:
    """Have these pages and no others."""
    monkeypatch.setattr(webpages, "web_pages", lambda: pages)


def test_an_article_is_extracted_a_paragraph_a_line(data: Data) -> None:
    data.web_pages({"town.com-bridge.html": html(*PROSE), "empty.com-page.html": "<html></html>"})
    (page,) = extracted().values()
    assert (page.id, page.outlet, page.language) == ("tr/town.com-bridge.html", "town.com", "en")
    assert set(PROSE) <= set(page.lines)


def test_a_page_that_the_archive_lacks_is_no_page(data: Data) -> None:
    data.web_pages({"town.com-bridge.html": html(*PROSE)}, lost={"file": "lost.com-page.html"})
    assert list(extracted()) == ["tr/town.com-bridge.html"]


@pytest.mark.parametrize(
    ("name", "expected", "trusted"),
    [
        ("town.com-bridge.html", {"with": PROSE[:2]}, True),
        ("town.com-bridge.html", {"with": [*PROSE[:3], "not there", "nor this"]}, True),
        ("town.com-bridge.html", {"with": [PROSE[0], "not there"]}, False),
        ("town.com-bridge.html", {"with": PROSE[:2], "without": [PROSE[1]]}, False),
        ("en.wikipedia.org-bridge.html", {"with": PROSE[:2]}, False),
    ],
)
def test_an_extraction_is_trusted_where_it_holds_what_it_should(
    data: Data, name: str, expected: dict[str, Any], trusted: bool
) -> None:
    data.web_pages({name: html(*PROSE)}, page={"file": name, **expected})
    (page,) = extracted().values()
    assert page.trusted is trusted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(PROSE), "en"),
        (" ".join(GERMAN), "de"),
        (
            "La ville a voté pour le pont qui est en face du port et des quais, et les élus sont pour dans une lettre.",
            "fr",
        ),
        ("La ciudad de los puertos y el puente que se votó es para los que viven con el agua en una isla.", "es"),
        ("Não é uma ponte que os moradores querem, e uma carta dos vizinhos não diz o preço.", "other"),
        ("Bridge harbour council mayor ships river", "other"),
        ("", "other"),
    ],
)
def test_a_language_is_known_by_its_commonest_words(text: str, language: str) -> None:
    assert webpages._language(text) == language


def test_what_stands_beside_an_article_is_furniture(data: Data) -> None:
    beside = (
        "<nav><ul><li>Home</li><li>World</li></ul></nav>"
        "<div class='related'><p>More on bridges</p><p>***</p><p>Tunnels</p></div>"
        f"<div class='comment share'><p>I like it</p></div><p>Loose text</p><footer><p>{PROSE[0]}</p>"
        f"<p>{'too long ' * 20}</p><p>About us</p></footer>"
    )
    data.web_pages({"town.com-bridge.html": html(*PROSE, beside=beside)})
    (page,) = extracted().values()
    assert set(page.scraps) == {"Home", "World", "More on bridges", "Tunnels", "About us"}


def test_at_most_sixty_lines_of_a_page_are_furniture(data: Data) -> None:
    beside = "<nav>" + "".join(f"<p>Link number {n}</p>" for n in range(99)) + "</nav>"
    data.web_pages({"town.com-bridge.html": html(*PROSE, beside=beside)})
    (page,) = extracted().values()
    assert len(set(page.scraps)) == 60


def test_a_page_that_cannot_be_parsed_shows_no_furniture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trafilatura.load_html", lambda _: None)
    assert webpages._scraps(b"<p>", (), "") == ()


@pytest.fixture
def english(data: Data, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Data:
    """Two collections and one page, of which a test annotates what it likes."""
    data.rows("news/article-extraction-benchmark.jsonl.gz", a_row("aeb/one", *PROSE, title="A bridge"))
    data.rows("news/newspaper-extracts.jsonl.gz", a_row("np/town.com1.txt", "Subhead", *PROSE, "More"))
    shown(monkeypatch, a_web_page(*PROSE[2:], *PROSE[:2], "Sign up", name="t", outlet="town.com", language="en"))
    monkeypatch.setattr(webpages, "ANNOTATIONS", tmp_path / "annotations.jsonl")
    return data


def annotated(*rows: dict[str, Any]) -> list[Article]:
    """The English articles with these annotations."""
    webpages.ANNOTATIONS.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return webpages.english_articles()


@pytest.mark.usefixtures("english")
def test_english_pages_are_taken_when_people_looked_at_them_and_said_so() -> None:
    (one,) = annotated({"id": "aeb/one", "use": True, "lines": {}}, {"id": "tr/t", "use": False, "lines": {}})
    assert (one.id, one.group, one.paragraphs, one.title, one.source) == ("aeb/one", "aeb/one", PROSE, None, "web.en")


@pytest.mark.usefixtures("english")
def test_labelled_lines_are_furniture_subheads_stay_and_headlines_go() -> None:
    labels = {key("Subhead"): "subhead", key(PROSE[1]): "headline", key("More"): "related"}
    (one,) = annotated({"id": "np/town.com1.txt", "use": True, "lines": labels, "starts": []})
    assert one.paragraphs == ("Subhead", PROSE[0], *PROSE[2:])
    assert (one.scraps, one.group) == (((4, "More"),), "np/town.com")


@pytest.mark.usefixtures("english")
def test_furniture_before_the_first_paragraph_is_left_out() -> None:
    (one,) = annotated({"id": "np/town.com1.txt", "use": True, "lines": {key("Subhead"): "related"}})
    assert (one.paragraphs, one.scraps) == ((*PROSE, "More"), ())


def test_a_page_of_several_stories_is_parted_where_they_start(english: Data) -> None:
    second = [f"In the other town: {one}" for one in PROSE]
    lines = [*PROSE, "Sign up", *second]
    english.rows("news/newspaper-extracts.jsonl.gz", a_row("np/town.com1.txt", *lines))
    row = {"id": "np/town.com1.txt", "use": True, "lines": {key("Sign up"): "subscription"}}
    first, other = annotated({**row, "starts": [key(PROSE[0]), key(second[0])]})
    assert (first.id, first.paragraphs, first.scraps) == ("np/town.com1.txt", PROSE, ((4, "Sign up"),))
    assert (other.id, other.paragraphs, other.group) == ("np/town.com1.txt#1", tuple(second), first.group)


def test_short_stories_and_those_that_another_collection_has_are_left_out(english: Data) -> None:
    every: list[dict[str, Any]] = [
        {"id": name, "use": True, "lines": {}} for name in ("aeb/one", "np/town.com1.txt", "tr/t")
    ]
    english.rows("news/newspaper-extracts.jsonl.gz", a_row("np/town.com1.txt", *PROSE, "And more."))
    assert [one.id for one in annotated(*every)] == ["aeb/one", "tr/t"]
    english.rows("news/article-extraction-benchmark.jsonl.gz", a_row("aeb/one", "x" * (LEAST_CHARACTERS - 1)))
    assert [one.id for one in annotated(*every)] == ["np/town.com1.txt", "tr/t"]


def test_the_annotations_that_ship_hold_hashes_and_labels_and_no_text() -> None:
    rows = [json.loads(line) for line in webpages.ANNOTATIONS.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) > 200
    assert all(set(row) <= {"id", "kind", "lines", "starts", "use"} for row in rows)
    hashes = [key for row in rows for key in (*row.get("lines", ()), *row.get("starts", ()))]
    assert all(len(key) == 8 and set(key) <= set("0123456789abcdef") for key in hashes)


def test_articles_in_other_languages_lose_headings_and_notes_at_both_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    shown(monkeypatch, a_web_page("Die Brücke", *GERMAN[:2], "Der Hafen", *GERMAN[2:], "Mehr zum Thema", "Kontakt"))
    (one,) = other_articles("de", held_out=False)
    assert one.paragraphs == (*GERMAN[:2], "Der Hafen", *GERMAN[2:])
    assert (one.source, one.language, one.group) == ("web.de", "de", "outlet 1")


@pytest.mark.parametrize(
    "page",
    [
        a_web_page(*GERMAN, trusted=False),
        a_web_page(*GERMAN, language="fr"),
        a_web_page(*GERMAN, outlet="outlet 5"),
        a_web_page(*GERMAN[:3]),
        a_web_page("Kontakt", "Impressum"),
        a_web_page(GERMAN[0], *(f"Zeile {n}" for n in range(9)), *GERMAN[1:]),
    ],
    ids=["not trusted", "another language", "kept apart", "short", "headings alone", "mostly short lines"],
)
def test_other_pages_give_no_article(monkeypatch: pytest.MonkeyPatch, page: WebPage) -> None:
    shown(monkeypatch, page)
    assert other_articles("de", held_out=False) == []


def test_outlets_are_kept_apart_without_what_other_outlets_have_too(monkeypatch: pytest.MonkeyPatch) -> None:
    own = tuple(f"{line} So steht es nur hier." for line in GERMAN)
    pages = (
        a_web_page(*GERMAN, name="learned"),
        a_web_page(*own, name="apart", outlet="outlet 5"),
        a_web_page(GERMAN[3], *own[:4], name="agency text", outlet="outlet 9"),
    )
    shown(monkeypatch, *pages)
    assert [one.id for one in other_articles("de", held_out=True)] == ["tr/apart"]
    assert [one.id for one in other_articles("de", held_out=False)] == ["tr/learned"]
