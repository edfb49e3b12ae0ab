from __future__ import annotations

import pytest

from feedmill.reading.pages.soup import parse
from feedmill.reading.pages.telling import describes_story, told_by
from tests.reading.pages.factories import HEADLINE
from tests.reading.pages.test_stating import linked, meta


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("", None),
        (meta("og:type", "website"), None),
        (meta("og:type", "article"), True),
        (linked(headline=HEADLINE), True),
        ('<link rel="canonical" href="http://[">', None),
        ('<link rel="canonical" href="https://coast.example/">', False),
        ('<link rel="canonical" href="https://coast.example/index.html">', False),
        (meta("og:url", "https://coast.example"), False),
        (
            '<link rel="canonical" href="https://coast.example/2024/vote">' + meta("og:url", "https://coast.example/"),
            None,
        ),
        ('<link rel="canonical" href="/">', None),
        ('<link rel="canonical" href="https://coast.example/?p=312">', None),
        ('<script type="application/ld+json">{"@type": "CollectionPage"}</script>', False),
        ('<link rel="canonical" href="https://coast.example/">' + linked(headline=HEADLINE), True),
    ],
)
def test_what_a_page_says_of_itself(head: str, says: bool | None) -> None:
    assert describes_story(told_by(parse(f"<html><head>{head}</head><body><p>x</p></body></html>"))) is says
