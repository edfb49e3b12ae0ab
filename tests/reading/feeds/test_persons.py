"""Names and addresses of mail, as feedparser tells them apart."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.feeds.persons import MAIL, person_of

FEEDPARSER = re.compile(
    r"(([a-zA-Z0-9\_\-\.\+]+)@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.)|(([a-zA-Z0-9\-]+\.)+))([a-zA-Z]{2,4}|[0-9]{1,3})(\]?))(\?subject=\S+)?"
)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Anna Voss", {"name": "Anna Voss"}),
        ("anna@example.org", {"email": "anna@example.org"}),
        ("anna@example.org (Anna Voss)", {"name": "Anna Voss", "email": "anna@example.org"}),
        ("Anna Voss <anna@mail.example.org>", {"name": "Anna Voss", "email": "anna@mail.example.org"}),
        ("Anna Voss (anna@[10.0.0.1])", {"name": "Anna Voss", "email": "anna@[10.0.0.1]"}),
        ("anna@example.org?subject=News", {"email": "anna@example.org?subject=News"}),
        ("Anna @ Norwick", {"name": "Anna @ Norwick"}),
        ("()", {"name": "()"}),
        ("", {}),
    ],
)
def test_a_name_and_an_address_are_told_apart(text: str, person: dict[str, str]) -> None:
    assert dict(person_of(text)) == person


@given(st.text(st.sampled_from("a1_-.+@[]?=subject ()<"), max_size=60))
def test_the_address_is_the_one_that_feedparser_finds(text: str) -> None:
    theirs, ours = FEEDPARSER.search(text), MAIL.search(text)
    assert (ours and ours.span()) == (theirs and theirs.span())


@pytest.mark.parametrize("part", ["A", "7", "-", ".", "+", "a.", "a@", "a@b.", "@", "(", "a@b.c "])
def test_no_text_takes_long(part: str) -> None:
    started = time.process_time()
    person_of(part * (400_000 // len(part)))
    assert time.process_time() - started < 1
