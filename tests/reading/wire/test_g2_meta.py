"""What a NewsML-G2 item states of itself."""

from __future__ import annotations

import pytest

from feedmill.model import Document
from feedmill.reading import read


def item(content: str = "", body: str = "<p>A story.</p>") -> str:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" version="1"><itemMeta/>'
        f"<contentMeta>{content}</contentMeta><contentSet><inlineXML>{body}</inlineXML></contentSet></newsItem>"
    )


def document(xml: str) -> Document:
    (one,) = read(xml.encode())
    assert isinstance(one, Document)
    return one


@pytest.mark.parametrize(
    ("role", "wrote"),
    [("ctrol:reporter", True), ("x:byline", True), ("ctrol:editor", False), ("x:descrWriter", False), ("", False)],
)
def test_contributors_are_authors_by_their_role(role: str, wrote: bool) -> None:
    told = item(content=f'<contributor role="{role}"><name>Ann Wade</name></contributor>')
    assert document(told).stated.authors == (("Ann Wade",) if wrote else ())


def test_a_headline_for_a_place_of_its_own_comes_after_the_others() -> None:
    headlines = (
        '<headline role="h:short">Short</headline><headline role="h:web">Web</headline><headline>Whole</headline>'
    )
    assert document(item(content=headlines)).stated.headline == "Whole"
    assert document(item(content='<headline role="h:short">Short</headline>')).stated.headline == "Short"


def test_a_headline_that_is_marked_as_put_right_tells_a_correction() -> None:
    assert document(item(content="<headline>CORRECTED-Gate</headline>")).stated.kind == "correction"


@pytest.mark.parametrize(
    ("keywords", "told"),
    [
        (("a;b", "c, d"), ("a", "b", "c, d")),
        (("a, b|c",), ("a", "b", "c")),
        (("1,000 metres",), ("1,000 metres",)),
    ],
)
def test_keywords_in_one_element_are_several(keywords: tuple[str, ...], told: tuple[str, ...]) -> None:
    content = "".join(f"<keyword>{word}</keyword>" for word in keywords)
    assert document(item(content=content)).stated.keywords == told


def test_a_byline_is_told_by_its_class_in_the_content() -> None:
    told = document(item(body='<p class="byline">By Ann Wade</p><p>A story.</p>')).stated
    assert (told.byline, told.authors) == ("By Ann Wade", ("Ann Wade",))


@pytest.mark.parametrize("rank", ["1" * 5000, "²", "first", ""])
def test_a_rank_that_is_no_number_ranks_nothing(rank: str) -> None:
    headlines = f'<headline rank="{rank}">Whole</headline><headline rank="3">Short</headline>'
    assert document(item(content=headlines)).stated.headline == "Whole"
