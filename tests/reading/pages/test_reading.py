from __future__ import annotations

import pytest

from feedmill.errors import Rejected
from feedmill.model import Document, Kind, Locator, Part, RejectedDocument, Role, Shape
from feedmill.reading import read
from feedmill.reading.piece import Piece
from feedmill.reading.sniffing import Format, sniff
from feedmill.splitting import split
from tests.reading.pages.factories import HEADLINE, PARAGRAPHS, RELATED, document, page, related, story


def parts(found: Document) -> list[tuple[str, Part | None]]:
    return [(found.text[slice(*block.span)], block.part) for block in found.blocks]


def test_a_page_is_one_document_with_its_whole_visible_text() -> None:
    html = page(story() + related())
    found = document(html)
    assert (found.format, found.shape) == ("html", Shape.PAGE)
    assert found.locator == Locator(byte_start=0, byte_end=len(html.encode()))
    assert found.text.split("\n") == [
        "News", "Sport", "Weather", HEADLINE, *PARAGRAPHS, "More from the coast", *(text for text, _ in RELATED),
        "© 2024 The Norwick Courier. All rights reserved.",
    ]  # fmt: skip


def test_the_story_is_main_the_box_is_teasers_and_the_rest_around() -> None:
    found = dict(parts(document(page(story() + related()))))
    assert {text for text, part in found.items() if part is Part.MAIN} == {HEADLINE, *PARAGRAPHS}
    assert {text for text, part in found.items() if part is Part.TEASER} == {text for text, _ in RELATED}


def test_blocks_know_headings_items_articles_links_and_groups() -> None:
    blocks = {block.span: block for block in document(page(story() + related())).blocks}
    found = document(page(story() + related()))
    by_text = {found.text[slice(*span)]: block for span, block in blocks.items()}
    assert (by_text[HEADLINE].role, by_text[HEADLINE].level, by_text[HEADLINE].article) == (Role.HEADING, 1, 0)
    assert (by_text["News"].role, by_text["News"].links) == (Role.ITEM, 1.0)
    assert [by_text[text].group for text, _ in RELATED] == [0, 1, 2]


def test_split_gives_one_full_story_and_an_excerpt_a_teaser() -> None:
    found = split(document(page(story() + related())))
    (full,) = [one for one in found.stories if one.kind is Kind.FULL]
    assert (full.headline, full.text) == (HEADLINE, "\n".join(PARAGRAPHS))
    excerpts = [one.headline for one in found.stories if one.kind is Kind.EXCERPT]
    assert excerpts == [text for text, _ in RELATED]


def test_a_section_front_gives_its_teasers_and_no_story() -> None:
    cards = "".join(
        f'<div class="card"><h2><a href="{href}?{n}">{text} {n}</a></h2><p>{PARAGRAPHS[n % 4]}</p></div>'
        for n in range(6)
        for text, href in RELATED
    )
    found = document(page(f'<h1>Coast</h1><div class="list">{cards}</div>', title="Coast | The Norwick Courier"))
    assert Part.MAIN not in {block.part for block in found.blocks}
    assert found.stated.headline is None
    assert len(split(found).stories) == 18


def test_comments_behind_a_story_are_around_it() -> None:
    comment = f'<div class="comment"><p>{PARAGRAPHS[1]} I say.</p></div>'
    found = document(page(story() + f'<section id="comments"><h3>2 comments</h3>{comment * 6}</section>'))
    assert all(part is not Part.MAIN for text, part in parts(found) if text.endswith("I say."))


def test_a_kicker_and_a_deck_are_headings_without_a_level() -> None:
    deck = "A dispute of six years ends with a vote on a Tuesday"
    html = page(
        story()
        .replace("<h1", '<p class="kicker">Coast</p><h1')
        .replace("</h1>", f'</h1><h2 class="subtitle">{deck}</h2>'),
    )
    found = split(document(html)).stories[0]
    assert (found.kicker, found.headline, found.deck) == ("Coast", HEADLINE, deck)


@pytest.mark.parametrize(
    "html",
    [
        '<html><frameset cols="20%,80%"><frame src="a.html"></frameset></html>',
        "<html><head><title>x</title></head><body></body></html>",
        "<html><body><script>render()</script></body></html>",
    ],
    ids=["frames", "empty", "built by scripts"],
)
def test_a_page_that_shows_nothing_gives_no_document_and_the_reason(html: str) -> None:
    (found,) = read(html.encode())
    assert isinstance(found, RejectedDocument)
    assert found.reason == "nothing_stated"


def test_what_is_not_safe_to_parse_is_refused_as_a_whole() -> None:
    with pytest.raises(Rejected, match="too_complex"):
        list(read(b"<html><body>" + b"<div>" * 100_000))


def test_a_comment_that_hides_the_end_is_noted() -> None:
    assert document(page(story() + "<!-- oops")).notes[0].startswith("html_unclosed")


def test_a_gated_page_is_noted_and_its_beginning_is_an_excerpt() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    found = document(page(story(PARAGRAPHS[:2]), head=head))
    assert any(note.startswith("gated") for note in found.notes)
    assert [one.kind for one in split(found).stories] == [Kind.EXCERPT]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_wide_and_marked_pages_are_read(encoding: str) -> None:
    (found,) = read(page(story()).encode(encoding))
    assert isinstance(found, Document)
    assert HEADLINE in found.text


def test_an_xhtml_page_is_read() -> None:
    html = page(story()).replace("<!DOCTYPE html>", '<?xml version="1.0" encoding="utf-8"?>\n')
    assert HEADLINE in document(html).text


def test_an_old_page_of_tables_without_paragraphs_is_read() -> None:
    body = "<br><br>".join(PARAGRAPHS * 2)
    html = f"<html><body><table><tr><td>Menu<br>News</td><td><font size=5>{HEADLINE}</font><br>{body}</td></tr></table>"
    assert document(html + "</body></html>").text.split("\n") == ["Menu", "News", HEADLINE, *PARAGRAPHS * 2]


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body>x</body></html>",
        b"<HTML><BODY>x",
        b"<p>A story.</p><p>More.</p>",
        b"<div class='a'>x</div>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        b"Warning: mysql_connect() in db.php on line 3\n<!DOCTYPE html>\n<html><body>x</body></html>",
        b"<!-- made by hand --><html amp lang='en'><body>x</body></html>",
    ],
)
def test_pages_and_pieces_of_them_are_known_by_their_content(data: bytes) -> None:
    assert sniff(Piece.of(data)) is Format.HTML


@pytest.mark.parametrize(
    "text", ["<b> is a tag, he said, and went on.\nMore text.", "I wrote <html> by hand.\nThe end."]
)
def test_text_that_speaks_of_markup_stays_text(text: str) -> None:
    assert sniff(Piece.of(text.encode())) is Format.TEXT
