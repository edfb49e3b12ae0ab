"""JSON of any kind: where its stories are found, and what is said of JSON that holds none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument
from feedmill.reading.jsons.reading import read_json
from feedmill.reading.piece import Limits, Piece

NEWS_API = {
    "status": "ok",
    "totalResults": 2,
    "articles": [
        {"source": {"id": None, "name": "The Post"}, "author": "A. B.", "title": "T", "description": "D",
         "url": "https://x/1", "urlToImage": "https://x/1.jpg", "publishedAt": "2024-02-05T09:00:00Z", "content": "C"},
        {"source": {}, "title": None},
    ],
}  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(("title", "text", "items", "uri", "pubstatus", "versioncreated", "version", "body", "authors",
                         "url", "data", "associations", "renditions", "ednote", "altids", "links", "signal", "date",
                         "headlines", "bodies", "subject", "keywords", "type", "fields", "id", "feed_url")),
        inner, max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


def read(data: Any, **limits: int) -> list[Document | RejectedDocument]:
    text = data if isinstance(data, str) else json.dumps(data)
    return list(read_json(Piece.of(text.encode(), limits=Limits(**limits))))


def documents(data: Any) -> list[Document]:
    return [one for one in read(data) if isinstance(one, Document)]


def refused(data: Any) -> tuple[str, str]:
    with pytest.raises(Rejected) as caught:
        read(data)
    return str(caught.value.reason), caught.value.detail


def test_an_answer_of_a_news_interface() -> None:
    document, rejected = read(NEWS_API)
    assert isinstance(document, Document)
    assert (document.format, document.text, document.stated.headline, document.stated.deck) == ("json", "C", "T", "D")
    assert (document.stated.agency, document.stated.media) == ("The Post", ("https://x/1.jpg",))
    assert isinstance(rejected, RejectedDocument)
    assert (rejected.reason, rejected.detail) == ("nothing_stated", "a record with source, title")
    place = json.dumps(NEWS_API)[rejected.locator.byte_start : rejected.locator.byte_end]
    assert json.loads(place) == {"source": {}, "title": None}


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (
            {"response": {"results": [{"webTitle": "T", "webUrl": "https://x", "fields": {"bodyText": "Body."}}]}},
            ["Body."],
        ),
        ({"hits": {"hits": [{"_id": "1", "_source": {"title": "T", "text": "Body."}}]}}, ["Body."]),
        ([{"title": {"rendered": "T"}, "content": {"rendered": "<p>x</p>"}, "link": "https://x"}], ["x"]),
        ({"@graph": [{"@type": "NewsArticle", "headline": "H", "articleBody": "B b"}]}, ["B b"]),
        (
            {"sections": [{"name": "A", "list": [{"title": "a", "url": "u"}]}, {"list": [{"title": "b", "url": "u"}]}]},
            ["a", "b"],
        ),
        ({"title": "Feed", "description": "d", "link": "l", "items": [{"title": "a", "link": "u"}]}, ["a"]),
        (
            {
                "title": "A story",
                "summary": "Short.",
                "related": [{"title": "a", "url": "u"}, {"title": "b", "url": "u"}],
            },
            ["Short."],
        ),
        ({"title": "T", "text": "Body.", "items": [{"title": "a", "url": "u"}]}, ["Body."]),
        (
            [{"text": "A text of a few words."}, {"text": "Another text of some words."}],
            ["A text of a few words.", "Another text of some words."],
        ),
        (
            {"list": {"story": [{"title": {"$text": "T"}, "text": {"paragraph": [{"$text": "1"}, {"$text": "2"}]}}]}},
            ["1\n2"],
        ),
        ([[{"title": "a", "text": "b"}]], ["b"]),
        ({"título": "T", "texto": "Cuerpo"}, ["Cuerpo"]),
        ({"заголовок": "Т", "текст": "Тело"}, ["Тело"]),
    ],
)
def test_stories_are_found_in_common_shapes(value: Any, texts: list[str]) -> None:
    assert [document.text for document in documents(value)] == texts


@pytest.mark.parametrize(
    ("value", "described"),
    [
        (
            {"name": "package", "version": "1.0", "description": "d"},
            "a JSON object with the keys 'name', 'version', 'description'",
        ),
        ([1, 2], "a JSON list of 2, the first of them a number"),
        ([[1], [2]], "a JSON list of 2, the first of them lists"),
        (
            {"type": "FeatureCollection", "features": [{"properties": {"name": "x"}}]},
            "a JSON object with the keys 'type', 'features'",
        ),
        ('"text"', "a string"),
        (True, "true or false"),
        (None, "null"),
        ({}, "an empty JSON object"),
    ],
)
def test_json_without_stories_is_named(value: Any, described: str) -> None:
    assert refused(value) == ("no_stories", described)


@pytest.mark.parametrize("value", [[], {"articles": [], "status": "ok"}, {"response": {"docs": []}}])
def test_an_answer_without_results_is_no_error(value: Any) -> None:
    assert read(value) == []


def test_other_things_of_schema_org_are_no_stories() -> None:
    story, other = read(
        {
            "@graph": [
                {"@type": ["NewsArticle"], "headline": "H", "url": "u"},
                {"@type": "WebSite", "name": "S", "url": "u"},
            ]
        }
    )
    assert isinstance(story, Document)
    assert isinstance(other, RejectedDocument)
    assert (other.reason, other.detail) == ("no_story", "an item of the type WebSite")


def test_what_is_odd_in_a_record_is_noted_with_it_alone() -> None:
    first, second, third = documents(
        '[{"title": "a", "url": "u", "title": "b"}, {"title": "c", "url": "u"}, {"title": "d", "n": NaN, "text": "t"}]'
    )
    assert first.notes == ("json_repeated_key: title, the last value holds",)
    assert (first.text, second.notes, third.notes) == ("b", (), ("json_no_value: NaN",))


def test_a_truncated_list_gives_what_is_whole_and_a_place() -> None:
    text = json.dumps({"articles": [{"title": "a", "url": "u"}, {"title": "b", "url": "u"}]})[:-15]
    first, place = read(text)
    assert isinstance(first, Document)
    assert isinstance(place, RejectedDocument)
    assert place.reason == "truncated"
    assert text[place.locator.byte_start : place.locator.byte_end] == '{"title": "b"'


def test_a_part_of_an_item_is_never_taken_for_the_item() -> None:
    text = json.dumps({"title": "a", "text": "A text of some words.", "tags": [{"name": "b"}, {"name": "c"}]})
    assert refused(text[:-3])[0] == "truncated"
    assert refused(text[:-14])[0] == "truncated"


def test_garbage_behind_is_a_place() -> None:
    document, place = read('{"title": "a", "url": "u"}\n}')
    assert isinstance(document, Document)
    assert isinstance(place, RejectedDocument)
    assert (place.reason, place.locator.byte_start) == ("not_well_formed", 27)


def test_a_large_file_that_begins_with_an_object_is_read_by_lines() -> None:
    lines = "".join(json.dumps({"title": str(number), "url": "u"}) + "\n" for number in range(9))
    assert len(read(lines, piece=60)) == 9
    with pytest.raises(Rejected) as caught:
        read("[" + lines, piece=60)
    assert caught.value.reason == "too_large_to_read"


def test_a_headline_alone_is_one_line_of_text() -> None:
    (document,) = documents([{"title": "a\nb <b>c</b> &amp;\u2028 d", "url": "u"}])
    assert (document.text, document.stated.headline) == ("a b c & d",) * 2


def test_lone_surrogates_are_replaced() -> None:
    (document,) = documents('{"title": "a\\ud800", "text": "b\\udfff c"}')
    assert (document.stated.headline, document.text) == ("a\ufffd", "b\ufffd c")


def test_a_record_that_is_too_complex_does_not_stop_the_next() -> None:
    first, second = read([{"title": "a", "text": "<div>" * 300 + "x"}, {"title": "b", "text": "c"}])
    assert isinstance(first, RejectedDocument)
    assert first.reason == "too_complex"
    assert isinstance(second, Document)


@settings(deadline=None)
@given(VALUES)
def test_any_json_is_read_or_refused(value: Any) -> None:
    try:
        found = read(value)
    except Rejected:
        return
    for one in found:
        if isinstance(one, Document):
            assert one.text.strip()
            (one.text + str(one.stated)).encode()
            assert [one.text[slice(*block.span)] for block in one.blocks] == one.text.split("\n")


@settings(deadline=None)
@given(VALUES)
@example([{"title": 0}, {"pubstatus": None, "headlines": None}])
def test_the_bytes_of_every_record_give_it_again(value: Any) -> None:
    data = json.dumps({"x": 1, "y": [value, value]}, ensure_ascii=False, indent=1).encode(errors="surrogatepass")
    piece = Piece.of(data)
    try:
        found = list(read_json(piece))
    except Rejected:
        return
    for one in found:
        if isinstance(one, Document) and one.locator.byte_start is not None and one.format != "json_feed":
            record = json.loads(data[one.locator.byte_start : one.locator.byte_end].decode(errors="surrogatepass"))
            # what is a record only beside others is put beside one that is always taken for an agency's
            alone = json.dumps({"x": 1, "y": [record, {"pubstatus": "usable", "headlines": []}]}).encode()
            assert one.text in [again.text for again in read_json(Piece.of(alone)) if isinstance(again, Document)]


def test_what_an_answer_in_hal_links_to_is_no_story() -> None:
    links = {"parent": {"title": "Home", "href": "/"}, "self": {"title": "News", "href": "news/feed"}}
    story = {"pubstatus": "usable", "headline": "Gate", "body_html": "<p>The gate is stuck since Monday.</p>"}
    found = read({"_items": [story], "_links": links})
    assert [one.stated.headline for one in found if isinstance(one, Document)] == ["Gate"]
    assert len(found) == 1
