"""What gives a wording its names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedmill.identity import identify, unpacked
from feedmill.identity.naming import identifiers
from feedmill.model import Stated
from tests.factories import a_story

LONG = " ".join(f"word{n}" for n in range(75)) + "."


@pytest.mark.parametrize(
    "other",
    [
        LONG.upper(),
        LONG.replace(" ", "\n"),
        f"\u201c{LONG}\u201d",
        LONG.replace("word1 ", "word1 \u2014 "),
    ],
    ids=["case", "lines", "quotes", "dash"],
)
def test_typography_does_not_make_another_content(other: str) -> None:
    one, two = identify(a_story(LONG)), identify(a_story(other))
    assert one.content_id == two.content_id
    assert one.version_id != two.version_id


@pytest.mark.parametrize("other", [LONG.replace("word7", "word8"), LONG + " more", LONG + " $"], ids=str)
def test_other_words_make_another_content(other: str) -> None:
    assert identify(a_story(LONG)).content_id != identify(a_story(other)).content_id


def test_a_cut_text_is_not_the_whole_one() -> None:
    assert identify(a_story(LONG)).content_id != identify(a_story(LONG, cut=True)).content_id


def test_the_headline_counts_for_short_texts_alone() -> None:
    short = [identify(a_story("Div 10 cts.", headline=name)).content_id for name in ("ACME", "Other")]
    long = [identify(a_story(LONG, headline=name)).content_id for name in ("ACME", "Other")]
    assert short[0] != short[1]
    assert long[0] == long[1]


def test_a_headline_is_part_of_the_wording() -> None:
    assert identify(a_story(LONG, headline="A")).version_id != identify(a_story(LONG, headline="B")).version_id


def test_parts_are_not_run_into_each_other() -> None:
    first = replace(a_story("body"), headline="a", kicker="bc")
    second = replace(a_story("body"), headline="ab", kicker="c")
    assert identify(first).version_id != identify(second).version_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Stated(url="https://news.example/a"), Stated(url="https://news.example/a", guid="7")),
        (Stated(guid="urn:newsml:a:1"), Stated(doc_id="urn:newsml:a:1")),
        (Stated(guid="20260301-0017-sport-hockey"), Stated(guid="20260301-0017-sport-hockey")),
    ],
    ids=["address", "guid and id", "long id"],
)
def test_what_two_documents_state_alike_is_one_identity(one: Stated, other: Stated) -> None:
    assert identifiers(one) & identifiers(other)


@pytest.mark.parametrize("stated", [Stated(), Stated(guid="17"), Stated(doc_id="story-1")], ids=str)
def test_mere_counts_are_no_identity(stated: Stated) -> None:
    assert identifiers(stated) == frozenset()


def test_an_address_is_not_an_id_of_the_same_letters() -> None:
    assert identifiers(Stated(url="https://a.example/1")).isdisjoint(identifiers(Stated(guid="https://a.example/1")))


def test_a_version_knows_its_form_and_does_not_show_it() -> None:
    version = identify(a_story(LONG))
    assert unpacked(version.form).content_id == version.content_id
    assert "form" not in repr(version)
