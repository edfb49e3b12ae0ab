"""Rows of a mail's HTML: what is shown, with its links, its heading level and what it is set in."""

from __future__ import annotations

import pytest

from feedmill.errors import Rejected
from feedmill.reading.mail.layout import Row, rows_of


def only(html: str) -> Row:
    """The one row."""
    (row,) = rows_of(html)
    return row


def test_each_cell_is_a_row_and_each_line_of_it_is_one() -> None:
    html = "<table><tr><td>One<br>Two</td><td>Three <i>and</i>\n four</td></tr></table><p>Five</p>"
    assert [row.text for row in rows_of(html)] == ["One", "Two", "Three and four", "Five"]


@pytest.mark.parametrize(
    "hidden",
    ['<div style="display:none">x</div>', '<div style="max-height:0;overflow:hidden">x</div>', "<p hidden>x</p>",
     '<span style="mso-hide:all">x<b>y</b></span>', "<style>x</style><script>y</script>", "<!--[if mso]>x<![endif]-->",
     "<div>&#847; &zwnj; &nbsp; &shy;</div>"],
)  # fmt: skip
def test_what_is_not_shown_is_no_row(hidden: str) -> None:
    assert [row.text for row in rows_of(f"{hidden}<p>Shown</p>")] == ["Shown"]


def test_links_are_runs_of_the_text() -> None:
    row = only('<p>  See <a href=" https://a.example/1 ">the <b>first</b></a>, <a href="https://b.example">b</a> </p>')
    assert row.text == "See the first, b"
    assert row.links == ((4, 13, "https://a.example/1"), (15, 16, "https://b.example"))
    assert (row.href, row.linked) == ("https://a.example/1", 10 / 16)


@pytest.mark.parametrize(
    ("html", "level", "bold"),
    [("<h2>A</h2>", 2, False), ("<p><b>A</b></p>", 0, True), ("<p><b>A</b> and so on</p>", 0, False),
     ('<p style="font-weight:700">A</p>', 0, True), ('<font size="5">A</font>', 0, True), ("<p>A</p>", 0, False),
     ('<p style="font-size:24px">A</p>', 0, True), ('<p style="font-size:16px">A</p>', 0, False)],
)  # fmt: skip
def test_headings_and_what_is_set_as_one(html: str, level: int, bold: bool) -> None:
    row = only(html)
    assert (row.level, row.bold) == (level, bold)


def test_a_rule_stands_above_the_next_row() -> None:
    assert [row.ruled for row in rows_of("<p>A</p><hr><p>B</p><p>C</p>")] == [False, True, False]


def test_rows_of_one_element_share_its_number() -> None:
    first, second, third = rows_of("<div><p>A</p><p>B</p></div><p>C</p>")
    assert first.place[:-1] == second.place[:-1] != third.place[:-1]


def test_markup_that_is_too_deep_is_refused() -> None:
    with pytest.raises(Rejected, match="too_complex"):
        rows_of("<div>" * 300 + "x")


@pytest.mark.parametrize("html", ["<p>x</p><!-- never closed", "<p>x</p><script>never closed", "<p>x</p><?never"])
def test_what_is_never_closed_hides_nothing_above_it(html: str) -> None:
    assert [row.text for row in rows_of(html)] == ["x"]
