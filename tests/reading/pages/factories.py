"""Pages of made-up news, put together from parts."""

from __future__ import annotations

from feedmill.model import Document
from feedmill.reading import read
from feedmill.reading.pages.lines import Layout, layout_of
from feedmill.reading.pages.soup import parse

HEADLINE = "Harbour town votes to keep its old lighthouse"
PARAGRAPHS = tuple(
    """
The council of Norwick voted on Tuesday to keep the lighthouse at the end of the pier, ending a dispute that had divided
 the town for more than six years and cost two mayors their office.
Engineers had warned that the tower, built in 1871, would need repairs of about two million crowns, a sum that the
 harbour authority said it could not raise without help from the ministry.
“We are relieved, and we know that the work begins only now,” said Marta Lindqvist, who leads the association that
 collected nine thousand signatures in a town of eleven thousand people.
The ministry said it would study the request before the end of the year, and that it had set aside money for three such
 buildings along the northern coast.
""".strip()
    .replace("\n ", " ")
    .split("\n")
)
RELATED = (
    ("Ferry to the islands cancelled for a third day", "/news/ferry-islands-cancelled-third-day-48213"),
    ("Fishermen ask court to lift ban on winter nets", "/news/fishermen-ask-court-winter-nets-48199"),
    ("New bridge over the Alder opens to cyclists first", "/news/new-bridge-alder-cyclists-first-48177"),
)
MENU = (("News", "/news"), ("Sport", "/sport"), ("Weather", "/weather"))


def story(paragraphs: tuple[str, ...] = PARAGRAPHS, *, headline: str = HEADLINE, inside: str = "") -> str:
    """An article element."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<article class="story"><header><h1 class="headline">{headline}</h1></header>'
        f'<div class="article-body">{body}{inside}</div></article>'
    )


def related(links: tuple[tuple[str, str], ...] = RELATED) -> str:
    """A box of other stories."""
    items = "".join(f'<li><a href="{href}">{text}</a></li>' for text, href in links)
    return f'<aside class="related"><h3>More from the coast</h3><ul>{items}</ul></aside>'


def page(body: str, *, head: str = "", title: str = HEADLINE) -> str:
    """A whole page with a menu and a foot."""
    menu = "".join(f'<li><a href="{href}">{text}</a></li>' for text, href in MENU)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head><body>'
        f"<nav><ul>{menu}</ul></nav><main>{body}</main>"
        "<footer><p>© 2024 The Norwick Courier. All rights reserved.</p></footer></body></html>"
    )


def document(html: str) -> Document:
    """The one document of a page."""
    (found,) = read(html.encode())
    assert isinstance(found, Document)
    return found


def layout(html: str) -> Layout:
    """The lines of some markup."""
    return layout_of(parse(html).soup)


def texts(html: str) -> list[str]:
    """What some markup shows, line by line."""
    return [line.text for line in layout(html).lines]
