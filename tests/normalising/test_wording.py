"""The normal form of wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Kind, Parts, Story
from feedmill.normalising import normalise, normalise_text

SPECIAL = (
    "e\u0301\u00ad\u200b\u200d\u2060\ufeff\u00a0\u2009\u3000\t \r\n\x85\u2028\x0b\x0c\x1c\x1f\x00\x7f\u1161\u0345\u212b"
    "\ufb01\ufb06\u200e\u202e\u2066\ufffe"
)
TEXTS = st.text(st.one_of(st.sampled_from(SPECIAL), st.characters(codec="utf-8")), max_size=60)


def story(text: str, headline: str | None = None, kicker: str | None = None, deck: str | None = None) -> Story:
    span = (0, len(text))
    parts = Parts(body=(span,))
    return Story(0, Kind.FULL, False, (span,), parts, 1.0, headline, kicker, deck, text)


@given(TEXTS, st.one_of(st.none(), TEXTS))
def test_normalising_twice_is_normalising_once(text: str, headline: str | None) -> None:
    once = normalise(story(text, headline, headline, headline))
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("cafe\u0301", "caf\u00e9"),
        ("one\r\ntwo\rthree\x85four\u2028five\u2029six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("  one \t two  \n\n \n three ", "one two\nthree"),
        ("ten\u00a0per\u202fcent\u3000more", "ten per cent more"),
        ("in\u00adfla\u200btion\ufeff", "inflation"),
        ("a\x00b\x07c", "abc"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("“It’s—so…”", "“It’s—so…”"),
        ("\u200b\n\u00ad", ""),
        ("o\ufb03ce \ufb01le \ufb02oor \ufb06\ufb00", "office file floor stff"),
        ("œuvre, Ĳssel, æ, ß, ½", "œuvre, Ĳssel, æ, ß, ½"),
        ("\u200eone \u202etwo\u202c \u2067three\u2069", "one two three"),
        ("❤\ufe0f 🏴\U000e0067\U000e007f", "❤\ufe0f 🏴\U000e0067\U000e007f"),
        ("half \ud800 a pair\uffff", "half \ufffd a pair"),
    ],
)
def test_wording_has_one_form(text: str, normal: str) -> None:
    assert normalise_text(text) == normal


def test_parts_stand_on_one_line_and_empty_ones_are_none() -> None:
    normal = normalise(story("x", headline="Rates\n rise", kicker=" \u200b", deck=None))
    assert (normal.headline, normal.kicker, normal.deck) == ("Rates rise", None, None)


def test_spans_stay_as_they_are() -> None:
    before = story("  one  two  ")
    after = normalise(before)
    assert (after.spans, after.parts, after.text) == (before.spans, before.parts, "one two")
