"""Trees of rich text as editors and headless systems keep them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedmill.model import Document, Role
from feedmill.reading import read
from feedmill.reading.jsons.bodies import body_of, size_of
from feedmill.reading.jsons.rich_text import html_of

T, H, I = Role.TEXT, Role.HEADING, Role.ITEM  # noqa: E741 -- one letter a role keeps a tree on its line
STORY = [("One bold & link.", T), ("Head", H), ("Item", I)]


def leaf(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": text, **more}


def span(text: str) -> dict[str, Any]:
    return {"_type": "span", "text": text, "marks": []}


def value(text: str) -> dict[str, Any]:
    return {"nodeType": "text", "value": text, "marks": []}


def lines(tree: Any) -> list[tuple[str, Role]]:
    return [(line.text, line.role) for line in body_of(tree, "body").fragment.lines]


PORTABLE = [
    {"_type": "block", "style": "normal", "children": [span("One "), span("bold & "), span("link.")]},
    {"_type": "image", "asset": {"_ref": "image-1"}},
    {"_type": "block", "style": "h2", "children": [span("Head")]},
    {"_type": "block", "style": "normal", "listItem": "bullet", "children": [span("Item")]},
]
CONTENTFUL = {
    "nodeType": "document",
    "content": [
        {
            "nodeType": "paragraph",
            "content": [
                value("One bold & "),
                {"nodeType": "hyperlink", "data": {"uri": "https://example.org"}, "content": [value("link")]},
                value("."),
            ],
        },
        {"nodeType": "embedded-asset-block", "data": {"target": {}}, "content": []},
        {"nodeType": "heading-2", "content": [value("Head")]},
        {
            "nodeType": "unordered-list",
            "content": [
                {"nodeType": "list-item", "content": [{"nodeType": "paragraph", "content": [value("Item")]}]},
            ],
        },
    ],
}
PROSEMIRROR = {
    "type": "doc",
    "content": [
        {"type": "paragraph", "content": [leaf("One "), leaf("bold & link.", marks=[{"type": "bold"}])]},
        {"type": "heading", "attrs": {"level": 2}, "content": [leaf("Head")]},
        {
            "type": "bulletList",
            "content": [{"type": "listItem", "content": [{"type": "paragraph", "content": [leaf("Item")]}]}],
        },
    ],
}
SLATE = [
    {
        "children": [
            {"text": "One "},
            {"text": "bold & ", "bold": True},
            {"type": "link", "children": [{"text": "link."}]},
        ]
    },
    {"type": "heading-two", "children": [{"text": "Head"}]},
    {"type": "ul", "children": [{"type": "li", "children": [{"text": "Item"}]}]},
]
LEXICAL = {
    "root": {
        "type": "root",
        "children": [
            {"type": "paragraph", "children": [leaf("One bold & "), {"type": "autolink", "children": [leaf("link.")]}]},
            {"type": "heading", "tag": "h2", "children": [leaf("Head")]},
            {"type": "list", "children": [{"type": "listitem", "children": [leaf("Item")]}]},
        ],
    }
}
DRAFT = {
    "blocks": [
        {"key": "a", "text": "One bold & link.", "type": "unstyled", "inlineStyleRanges": [], "entityRanges": []},
        {"key": "b", "text": " ", "type": "atomic", "inlineStyleRanges": [], "entityRanges": [{"key": 0}]},
        {"key": "c", "text": "Head", "type": "header-two", "inlineStyleRanges": [], "entityRanges": []},
        {"key": "d", "text": "Item", "type": "unordered-list-item", "inlineStyleRanges": [], "entityRanges": []},
    ],
    "entityMap": {"0": {"type": "IMAGE"}},
}
EDITOR = {
    "time": 1,
    "blocks": [
        {"type": "paragraph", "data": {"text": "One <b>bold</b> &amp; <a href='https://example.org'>link</a>."}},
        {"type": "image", "data": {"file": {"url": "https://example.org/a.jpg"}, "caption": ""}},
        {"type": "header", "data": {"text": "Head", "level": 3}},
        {"type": "list", "data": {"style": "unordered", "items": ["Item"]}},
    ],
}
DELTA = {
    "ops": [
        {"insert": "One "},
        {"insert": "bold & ", "attributes": {"bold": True}},
        {"insert": "link.\nHead"},
        {"insert": {"image": "https://example.org/a.jpg"}},
        {"insert": "\n", "attributes": {"header": 2}},
        {"insert": "Item"},
        {"insert": "\n", "attributes": {"list": "bullet"}},
    ]
}
TREES = [PORTABLE, CONTENTFUL, PROSEMIRROR, SLATE, LEXICAL, DRAFT, EDITOR, DELTA]


@pytest.mark.parametrize("tree", TREES)
def test_a_tree_gives_its_paragraphs_headings_and_items(tree: Any) -> None:
    assert lines(tree) == STORY
    assert size_of(tree) >= len("".join(text for text, _ in STORY))


@pytest.mark.parametrize("tree", TREES)
def test_a_record_has_the_text_of_its_tree(tree: Any) -> None:
    record = {"title": "Helm votes", "publishedAt": "2024-02-05T11:00:00Z", "body": tree}
    (document,) = (one for one in read(json.dumps([record]).encode()) if isinstance(one, Document))
    assert document.text == "\n".join(text for text, _ in STORY)


def test_levels_quotes_and_breaks_are_kept() -> None:
    tree = [
        {"type": "heading", "level": 3, "children": [leaf("Head")]},
        {"type": "quote", "children": [leaf("One"), {"type": "linebreak"}, leaf("two")]},
        {"_type": "block", "style": "blockquote", "children": [span("Three")]},
        {"type": "header-four", "text": "Four", "inlineStyleRanges": []},
    ]
    assert html_of(tree) == (
        "<h3>Head</h3><blockquote>One<br/>two</blockquote><blockquote>Three</blockquote><h4>Four</h4>"
    )


@pytest.mark.parametrize(
    "other",
    [
        "Words.",
        ["One", "Two"],
        [{"type": "paragraph", "content": "Words."}],
        [{"contentType": "text/plain", "value": "Words."}],
        {"rendered": "<p>Words.</p>"},
        {"ops": [{"insert": {"image": "x"}}]},
        [],
        {},
        None,
    ],
)
def test_what_is_no_tree_is_left_to_others(other: Any) -> None:
    assert html_of(other) is None


def test_what_looks_like_markup_in_a_leaf_is_text() -> None:
    assert lines([{"type": "paragraph", "children": [leaf("Use <p> & </p> here")]}]) == [("Use <p> & </p> here", T)]


def test_a_tree_as_deep_as_json_may_be_is_read() -> None:
    tree: Any = leaf("Words.")
    for _ in range(90):
        tree = {"type": "quote", "children": [tree]}
    record = {
        "title": "Helm votes",
        "date": "2024-02-05",
        "body": [{"type": "paragraph", "children": [leaf("A")]}, tree],
    }
    (document,) = (one for one in read(json.dumps([record]).encode()) if isinstance(one, Document))
    assert document.text == "A\nWords."
