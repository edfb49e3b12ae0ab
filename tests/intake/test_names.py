"""What arrivals are called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.intake.names import delivery_id, ignored, new_token, shown, token_time
from feedmill.model import Original, Way

NOW = datetime(2026, 11, 24, 12, 0, 1, 123456, tzinfo=UTC)
ORIGINAL = Original("ab" * 32, 5)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"page.txt", "page.txt"),
        ("Zürich – 速報.xml".encode(), "Zürich – 速報.xml"),
        (b"caf\xe9.txt", r"caf\xe9.txt"),
        (b"two\nlines", r"two\x0alines"),
        (b"\x1b[31mred", r"\x1b[31mred"),
        ("gpj\u202etxt".encode(), r"gpj\u202etxt"),
        ("\U000e0001".encode(), r"\U000e0001"),
        (rb"a\x0ab", r"a\\x0ab"),
    ],
)
def test_a_shown_name_stands_on_one_line_and_does_nothing_to_a_terminal(raw: bytes, expected: str) -> None:
    assert shown(raw) == expected


@given(st.binary(max_size=30), st.binary(max_size=30))
def test_two_names_that_differ_are_shown_differently(one: bytes, other: bytes) -> None:
    assert (shown(one) == shown(other)) == (one == other)
    assert shown(one).isprintable()


@pytest.mark.parametrize("raw", [b".claimed", b".hidden", b"a.part", b"a.TMP", b"a.xml.crdownload"])
def test_names_of_unfinished_files_are_ignored(raw: bytes) -> None:
    assert ignored(raw)


@pytest.mark.parametrize("raw", [b"a.xml", b"part", b"tmp", b"a.tmp.xml", b"\xff"])
def test_other_names_are_not_ignored(raw: bytes) -> None:
    assert not ignored(raw)


def test_a_delivery_id_depends_on_each_of_its_parts_and_on_nothing_else() -> None:
    ids = [
        delivery_id(Way.DROP, "inbox", b"a", ORIGINAL, "t"),
        delivery_id(Way.CLI, "inbox", b"a", ORIGINAL, "t"),
        delivery_id(Way.DROP, "wire", b"a", ORIGINAL, "t"),
        delivery_id(Way.DROP, "inbox", b"b", ORIGINAL, "t"),
        delivery_id(Way.DROP, "inbox", b"a", Original("cd" * 32, 5), "t"),
        delivery_id(Way.DROP, "inbox", b"a", ORIGINAL, "u"),
        delivery_id(Way.DROP, "inboxa", b"", ORIGINAL, "t"),
    ]
    assert len(set(ids)) == len(ids)
    assert ids[0] == delivery_id(Way.DROP, "inbox", b"a", ORIGINAL, "t")


def test_a_delivery_id_never_changes_between_releases() -> None:
    expected = "1efd52e8e8c39e67e7f9e14707edaf99a1289735892cb14d40061018595b85eb"
    assert delivery_id(Way.DROP, "inbox", b"a", ORIGINAL, "t") == expected


def test_tokens_are_unique_and_sort_by_time() -> None:
    tokens = [
        new_token(NOW),
        new_token(NOW),
        new_token(NOW.replace(microsecond=123457)),
        new_token(NOW.replace(year=2027)),
    ]
    assert len(set(tokens)) == 4
    assert tokens[2:] == sorted(tokens)[2:]


def test_a_token_tells_its_time_to_the_microsecond() -> None:
    assert token_time(new_token(NOW)) == NOW


def test_a_folder_that_is_no_token_tells_no_time() -> None:
    with pytest.raises(ValueError, match="does not match"):
        token_time("lost+found")
