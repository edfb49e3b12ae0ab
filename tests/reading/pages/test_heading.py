from __future__ import annotations

from feedmill.model import Part
from tests.reading.pages.factories import HEADLINE, PARAGRAPHS, document, page, story
from tests.reading.pages.test_stating import meta, stated

SITE = meta("og:site_name", "Norwick Courier")


def test_an_h1_that_links_to_the_root_is_the_sites_name() -> None:
    body = '<h1><a href="/">Courier</a></h1>' + story().replace("h1", "h2")
    assert stated(title=f"Courier &raquo; {HEADLINE}", body=body).headline == HEADLINE


def test_a_heading_goes_before_a_menus_line_that_a_title_claims() -> None:
    body = "<nav><p>Press releases</p></nav>" + "<p>x</p>" * 6 + story()
    assert stated(meta("og:title", "Press releases"), title=f"Courier: {HEADLINE}", body=body).headline == HEADLINE


def test_the_headline_is_that_of_the_story_too() -> None:
    body = '<h1><a href="https://a.example/">Norwick Courier</a></h1>' + story().replace("h1", "h2")
    found = document(page(body, head=SITE, title=f"{HEADLINE} | Norwick Courier"))
    headings = [
        found.text[block.span[0] : block.span[1]]
        for block in found.blocks
        if block.level == 1 and block.part is Part.MAIN
    ]
    assert headings == [HEADLINE]


def test_a_page_whose_only_heading_names_the_site_has_none() -> None:
    body = '<h1><a href="/">Norwick Courier</a></h1>' + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert stated(SITE, title="Norwick Courier", body=body).headline in (None, "Norwick Courier")
