from __future__ import annotations

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from feedmill.errors import Rejected
from feedmill.reading.pages.soup import parse, without_unseen
from feedmill.reading.reasons import ReadingReason
from tests.reading.pages.factories import texts


def test_scripts_in_comments_end_with_the_comment() -> None:
    assert texts("<p>a</p><!-- <script> --><p>b</p><script>1</script><p>c</p>") == ["a", "b", "c"]


def test_comment_marks_in_scripts_are_scripts() -> None:
    assert texts("<p>a</p><script><!-- x </script><p>b</p>") == ["a", "b"]


@pytest.mark.parametrize("short", ["<!-->", "<!--->"])
def test_short_comments_end_at_once(short: str) -> None:
    assert texts(f"<p>a</p>{short}<p>b</p>") == ["a", "b"]


@pytest.mark.parametrize("opened", ["<!-- never closed", "<script>let a", "<style>p {"])
def test_what_runs_on_to_the_end_is_told(opened: str) -> None:
    found = parse(f"<p>a</p>{opened}<p>b</p>")
    assert found.unclosed


def test_json_ld_is_kept_and_other_scripts_are_not() -> None:
    html = '<script type="application/ld+json">{"a": 1}</script><script>var b</script>'
    assert without_unseen(html) == ("", ('{"a": 1}',), False)


def test_the_head_is_collected() -> None:
    head = parse(
        '<html xml:lang="de"><head><base href="https://a.org/"><meta name="Author" content="A B">'
        '<meta property="og:title" content="T"><meta name="empty" content="">'
        '<link rel="Canonical" href="/x"></head></html>'
    ).head
    assert head.lang == "de"
    assert head.base == "https://a.org/"
    assert head.metas == [("author", "A B"), ("og:title", "T")]
    assert head.links == [("canonical", "/x")]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<b>" * 1_000_000,
        f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>x</p>",
        f"<p {' '.join(f'a{n}' for n in range(200_000))}",
        "<p>" + "x" * 20_000_000,
    ],
    ids=["deep", "many tags", "many attributes", "many in a tag that never ends", "long text"],
)
def test_what_is_not_safe_to_parse_is_refused(html: str) -> None:
    with pytest.raises(Rejected) as caught:
        parse(html)
    assert caught.value.reason is ReadingReason.TOO_COMPLEX


def test_what_the_parser_swallows_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedmill.reading.pages.soup.END_MARK", "")
    monkeypatch.setattr("feedmill.reading.pages.soup.check_html", len)
    monkeypatch.setattr("feedmill.reading.pages.soup.BeautifulSoup", lambda *_, **__: BeautifulSoup("", "lxml"))
    with pytest.raises(Rejected, match="gave up"):
        parse("<p>a</p>")


def test_long_values_of_attributes_are_not_many_attributes() -> None:
    assert texts(f'<p data-json="{"a b " * 5_000}">a</p>') == ["a"]


def test_a_declaration_of_xml_is_passed_over() -> None:
    assert texts('<?xml version="1.0" encoding="utf-16"?><html><body><p>é</p></body></html>') == ["é"]


def test_a_page_that_looks_like_xml_puts_no_advice_for_programmers_in_logs() -> None:
    page = "<?xml version='1.0'><rss><p>a</p></rss>"
    reading = f"from feedmill.reading.pages.soup import parse; parse({page!r})"
    done = subprocess.run([sys.executable, "-c", reading], capture_output=True, text=True, check=True)
    assert done.stderr == ""
