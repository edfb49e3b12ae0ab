"""Bodies as JSON and tables hold them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.model import Part
from feedmill.reading.jsons.bodies import body_of, byline_in, kept, placed, size_of


def lines(value: Any, name: str = "text") -> list[str]:
    return [line.text for line in body_of(value, name).fragment.lines]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One\n\nTwo\nlines", ["One", "Two lines"]),
        ("One\r\rTwo", ["One", "Two"]),
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("One<br>Two &amp; three", ["One", "Two & three"]),
        ("<p>One\n<p>Two", ["One", "Two"]),
        ("Fish &amp; chips &lt;b&gt;", ["Fish & chips <b>"]),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two &amp;amp; three&lt;/p&gt;", ["One", "Two & three"]),
        ("An element ends with &lt;/p&gt; in HTML.", ["An element ends with </p> in HTML."]),
        (
            "It ends a sentence here.\nSo does this.\nAnd this line, which is longer.",
            ["It ends a sentence here.", "So does this.", "And this line, which is longer."],
        ),
        ("Phillips Petroleum <P> and <B.O>", ["Phillips Petroleum <P> and <B.O>"]),
        ("x" * 101 + "\nshort\n" + "y" * 101, ["x" * 101, "short", "y" * 101]),
        (
            "Wrapped at\nsome width.\n    A paragraph\nthat is indented.",
            ["Wrapped at some width.", "A paragraph that is indented."],
        ),
        ("(ANSA) - Una scossa in Umbria.\nNessun danno.", ["(ANSA) - Una scossa in Umbria.", "Nessun danno."]),
        ("\u3000首相は会見する。\n\u3000対策を説明する。", ["首相は会見する。", "対策を説明する。"]),
    ],
)
def test_markup_and_paragraphs_are_told_by_the_text(text: str, shown: list[str]) -> None:
    assert lines(text) == shown


def test_a_field_that_is_named_html_is_html() -> None:
    assert lines("a <wbr>b", "body_html") == ["a b"]


@pytest.mark.parametrize(
    "value",
    [
        ["One", "Two"],
        [{"type": "text", "content": "One"}, {"type": "image", "text": "x"}, {"type": "p", "content": "<p>Two</p>"}],
        {"paragraph": [{"num": "1", "$text": "One"}, {"num": "2", "$text": "Two"}]},
        {"rendered": "<p>One</p><p>Two</p>", "protected": False},
        [{"assetType": "Title", "proxies": [{"varcharData": "no"}]},
         {"assetType": "Lead", "proxies": [{"varcharData": "One", "clobData": ""}]},
         {"assetType": "Body", "proxies": [{"varcharData": "", "clobData": "Two"}]}],
        [{"role": "main", "contentType": "text/plain", "value": "One and Two"},
         {"role": "html", "contentType": "text/html", "value": "<p>One</p><p>Two</p>"}],
        [{"name": "xhtml", "value": "<p>One</p><p>Two</p>"}, {"name": "text", "value": "One. Two."}],
        [{"role": "nitf", "contentType": "text/vnd.IPTC.NITF",
          "value": "<nitf><head><title>x</title></head><body><body.head><hl1>x</hl1></body.head>"
                   "<body.content><block><p>One</p></block><block><p>Two</p></block></body.content></body></nitf>"}],
    ],
)  # fmt: skip
def test_a_body_is_had_from_all_shapes(value: Any) -> None:
    assert lines(value, "body") == ["One", "Two"]


def test_of_two_renditions_a_poor_cut_is_not_chosen() -> None:
    value = [{"role": "html", "value": "<p>Cut</p>"}, {"role": "text", "value": "All of the text.\n\nMore."}]
    assert lines(value) == ["All of the text.", "More."]


@pytest.mark.parametrize("value", [None, "", [], {}, {"other": 1}, 7.5, [{"type": "image"}], {"content": 5}, [[]]])
def test_what_holds_no_text_gives_no_lines_or_what_it_says(value: Any) -> None:
    assert lines(value) in ([], ["7.5"])


def test_half_surrogate_pairs_and_nuls_are_replaced_and_counted() -> None:
    body = body_of("a\ud800b\x00c\udcffd", "text")
    assert [line.text for line in body.fragment.lines] == ["a\ufffdb\ufffdc\\xffd"]
    assert list(body.notes) == [
        "unkeepable: 2 lone surrogates or NUL characters stand as U+FFFD",
        "undecodable: 1 bytes stand as \\xNN",
    ]


def test_a_text_whose_end_is_hidden_is_noted() -> None:
    (note,) = body_of("<p>Seen</p><!-- the rest", "text").notes
    assert note.startswith("html_unclosed")


def test_sizes_are_those_of_what_is_shown() -> None:
    assert size_of("<p>One</p>") == 3
    assert size_of(["One", {"text": "Two"}]) == 6


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    )
)
def test_any_value_gives_lines_that_can_be_kept(value: Any) -> None:
    for line in lines(value):
        assert line.strip()
        assert "\n" not in line
        line.encode()


@settings(deadline=None)
@given(st.text())
def test_what_is_kept_can_be_encoded(text: str) -> None:
    kept(text).encode()


def test_headings_among_paragraphs_are_shown() -> None:
    told = [{"type": "p", "text": "One."}, {"type": "h2", "text": "Sub"}, {"type": "image", "text": "x"}]
    assert lines(told) == ["One.", "Sub"]


@pytest.mark.parametrize(
    ("markup", "byline"),
    [
        ('<p class="byline">By <b>Ann Wade</b></p><p>One</p>', "By <b>Ann Wade</b>"),
        ("<div id=x class='c-article article-byline'>Ann Wade</div>", "Ann Wade"),
        ('<p class="bylines-none">One</p><p>byline</p>', None),
    ],
)
def test_a_body_s_byline_is_told_by_its_class(markup: str, byline: str | None) -> None:
    assert byline_in(markup) == byline


def test_what_signs_behind_the_last_sentence_has_a_line_that_stands_around() -> None:
    told, _ = placed(body_of("<p>The port opens.</p><p>Ships wait. (ANSA)</p>", "html").fragment.lines)
    assert [(line.text, line.part) for line in told] == [
        ("The port opens.", None),
        ("Ships wait.", None),
        ("(ANSA)", Part.AROUND),
    ]
