"""Which texts are JSON, and of which kind."""

from __future__ import annotations

import json

import pytest

from feedmill.reading.jsons.sniffing import json_kind
from feedmill.reading.sniffing import Format, sniff_text

STORY = json.dumps({"title": "a", "text": "b"})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (STORY, "json"),
        (json.dumps([{"title": "a"}], indent=2), "json"),
        ('[{"title": "a"},\n{"title": "b"}]', "json"),
        (f"{STORY}\n{STORY}\n", "json_lines"),
        (f"\n{STORY}\r\n\r\n{STORY}", "json_lines"),
        (f'{STORY}\n{{"title": \n{STORY}\n', "json_lines"),
        (f"\x1e{STORY}\n\x1e{STORY}\n", "json_lines"),
        ('{\n"a": {"b": 1}\n}', "json"),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "json_feed"),
        ('{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"}', "json_feed"),
        ('{"version": "1.0", "feed_url": "x", "items": []}', "json_feed"),
        ('{"uri": "x", "pubstatus": "usable", "versioncreated": "y"}', "ninjs"),
        ('{"entries": [{"urn": "x", "version_created": "y", "article_html": "z"}]}', "ninjs"),
        ('{"response": {"docs": [{"uno": "x", "urgency": 1, "news": []}]}}', "ninjs"),
        ("[1, 2]", "json"),
        ('["a", "b"]', "json"),
        ("[]", "json"),
        ("{}", "json"),
        ("[[[[[[[[[[", "json"),
        ('{"title": "a', "json"),
        ('{"tit', "json"),
        ('{"a" 1, "b": 2}', None),
        ("{'title': 'a'}", "json"),
        ("[{'title': 'a'}]", "json"),
        ('{title: "a"}', "json"),
        ('{title: "a", text: "b",}', "json"),
        ("// the news\n{stories: [{headline: 'a'}]}", "json"),
        ('/* the news */ [{"title": "a"}]', "json"),
        ("// the news\nthe story", None),
        ("", None),
        ("text", None),
        ("[Update] The council met on Monday.", None),
        ("[1] A note on the text.", None),
        ('["Hello", she said]', None),
        ("{sic} is a word", None),
        ("{{ template }}", None),
        ("[[File:a.jpg]] A picture", None),
        ("{ color: red }", None),
        ("{note: see page 4}", None),
        ("[" + "1," * 3_000_000 + "1]", None),
    ],
)
def test_the_kind_of_a_text(text: str, kind: str | None) -> None:
    assert json_kind(text) == kind
    assert sniff_text(text) == (Format(kind) if kind else Format.TEXT)


@pytest.mark.parametrize("between", ["<html>502</html>", "[" * 300 + "]" * 300, "\ufeff{'a", "}", "null"])
def test_two_objects_on_lines_of_their_own_are_lines_whatever_stands_between(between: str) -> None:
    assert json_kind(f'{{"title": "One"}}\n{between}\n\ufeff{{"title": "Two"}}\n') == "json_lines"
    assert json_kind(f'{{\n"title": "One",\n"more":\n{{"title": "Two"}}\n}}\n{between}') == "json"


def test_a_text_that_begins_with_thousands_of_brackets_is_told_at_once() -> None:
    assert json_kind("[ " * 200_000) == "json"
    assert json_kind("{" * 200_000) is None
