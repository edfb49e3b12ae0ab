"""The form of a line: datelines, kickers, bullets, and how it ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.shapes import CUT_LENGTH, HEAD, KICKER, SHORT, ending_of, shapes_of

LONG = "The council of Lowden met on Monday to talk about the bridge that is to be built across the river next year and"


def is_(name: str, text: str) -> bool:
    """Whether a line has a form."""
    return bool(getattr(shapes_of([text]), name)[0])


@pytest.mark.parametrize(
    "text",
    [
        "LONDON, May 3 (Reuters) - The bank raised its rate.",
        "KYIV (AP) — Talks began.",
        "WASHINGTON — The senate voted.",
        "NEW YORK/LONDON, Jan 12 (Reuters) - Shares fell.",
        "ST. LOUIS (AP) -- A judge said so.",
        "Berlin (dpa) - Der Rat tagte.",
        "(Reuters) - The bank raised its rate.",
        "(CNN Business) The bank raised its rate.",
        "Lowden. – Der Rat tagte am Montag.",
        "МОСКВА — Совет собрался.",
    ],
)
def test_a_place_before_a_dash_or_an_agency_is_a_dateline(text: str) -> None:
    assert is_("dateline", text)


@pytest.mark.parametrize(
    "text",
    [
        "The bank — it is the oldest — raised its rate.",
        "London is wet - and so is Lowden.",
        "WASHINGTON voted.",
        "UN – so they said",
        "A wire (Reuters) reported it.",
        "x" * HEAD + " KYIV (AP) — Talks began.",
    ],
)
def test_a_dash_or_an_agency_elsewhere_is_no_dateline(text: str) -> None:
    assert not is_("dateline", text)


@pytest.mark.parametrize(
    ("text", "kicker"),
    [
        ("COURT RULING: A judge said so.", "COURT RULING"),
        ("CAUSE UNKNOWN : A judge said so.", "CAUSE UNKNOWN"),
        ("“NO WAY BACK”: The mayor resigned.", "“NO WAY BACK”"),
        ("COVID-19: The wards are full.", "COVID-19"),
        ("ÖL & GAS: Preise steigen.", "ÖL & GAS"),
    ],
)
def test_capitals_before_a_colon_are_a_kicker(text: str, kicker: str) -> None:
    match = KICKER.match(text)
    assert match is not None
    assert match[1] == kicker
    assert is_("kicker", text)


@pytest.mark.parametrize(
    "text",
    ["Court ruling: A judge said so.", "A: B", "AB: He said so.", "COURT RULING:A judge", "COURT RULING", "12: 30 men",
     "C" * 42 + ": A judge said so.", "The COURT RULING: A judge"],
)  # fmt: skip
def test_what_is_not_capitals_before_a_colon_is_no_kicker(text: str) -> None:
    assert not is_("kicker", text)


@pytest.mark.parametrize("text", ["• Rates rise", "- Rates rise", "1. Rates rise", "12) Rates", "a) rates"])
def test_a_mark_or_a_number_before_a_line_is_a_bullet(text: str) -> None:
    assert is_("bullet", text)


@pytest.mark.parametrize("text", ["Rates rise", "A. Keller", "1984 was a year", "“Rates rise”", "1,000 men"])
def test_a_line_that_just_begins_is_no_bullet(text: str) -> None:
    assert not is_("bullet", text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rates rise.", set()),
        ("Rates rise", {"open"}),
        ("Rates rise:", {"open", "colon"}),
        ("Rates rise...", {"ellipsis"}),
        ("Rates rise…", {"ellipsis"}),
        ("“Rates rise.”", {"quote_end", "quoted"}),
        ("“Rates rise,” he said.", {"quoted"}),
        ("(Rates rise)", set()),
        ("金利は上がる。", set()),
    ],
)
def test_marks_at_both_ends_of_a_line_are_told(text: str, names: set[str]) -> None:
    told = {name for name in ("open", "colon", "ellipsis", "quote_end", "quoted") if is_(name, text)}
    assert told == names


@pytest.mark.parametrize(
    ("text", "unclosed"), [("“A", 1), ("A”", -1), ("“A” and “B”", 0), ("““““A", 2), ("A»»»", -2), ("„A", 1), ("«A", 1)]
)
def test_quotes_that_are_not_closed_are_counted_up_to_two(text: str, unclosed: int) -> None:
    assert shapes_of([text]).unclosed.tolist() == [unclosed]


def test_an_open_line_is_short_or_cut_or_neither_by_its_length() -> None:
    texts = ["a" * (SHORT - 1), "a" * SHORT, "a" * CUT_LENGTH, "a" * (CUT_LENGTH + 1), "a" * 20 + ".", "a" * 200 + "."]
    found = shapes_of(texts)
    assert found.short.tolist() == [True, False, False, False, False, False]
    assert found.cut.tolist() == [False, False, False, True, False, False]
    assert found.length.tolist() == list(map(len, texts))


@given(st.lists(st.text("Ab .:“(-…A", min_size=1).filter(str.strip).map(str.strip), max_size=5), st.data())
def test_the_forms_of_some_lines_are_those_of_each_of_them(texts: list[str], data: st.DataObject) -> None:
    which = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    kept = shapes_of(texts).kept(np.array(which, np.bool_))
    alone = [shapes_of([text]) for text, keep in zip(texts, which, strict=True) if keep]
    for name in kept.__slots__:
        assert getattr(kept, name).tolist() == [getattr(one, name)[0] for one in alone]


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("It rained.", "full"),
        ("It rained!”", "full"),
        ("Did it rain?)", "full"),
        ("”", "full"),
        ("It rained…", "ellipsis"),
        ("It rained...", "ellipsis"),
        ("It rained [...]", "ellipsis"),
        ("It rained (…)", "ellipsis"),
        ("“It rained…”", "ellipsis"),
        ("It rained:", "colon"),
        ("It rained;", "colon"),
        ("It rained,", "comma"),
        ("It rained,”", "comma"),
        ("It rained –", "comma"),
        ("Rates rise", "short"),
        (LONG, "word"),
        (f"{LONG},", "comma"),
        (f"{LONG}.", "full"),
        ("雨が降った。", "full"),
        ("ฝน" * CUT_LENGTH, "short"),
        ("雨" * CUT_LENGTH, "word"),
    ],
)
def test_the_ending_of_a_line_is_told_by_its_last_mark(text: str, ending: str) -> None:
    assert ending_of(text) == ending


@pytest.mark.parametrize("text", ["Why now?", "“Why now?”", "何故ですか？", "(Why now?)"])
def test_a_question_asks(text: str) -> None:
    assert is_("asks", text)


@pytest.mark.parametrize("text", ["“Why now?” he said.", "They met.", "?!", "Why now"])
def test_what_does_not_end_with_a_question_does_not_ask(text: str) -> None:
    assert not is_("asks", text)


@pytest.mark.parametrize(
    "text", ["Keller: I do not know.", "Q: Why now?", "(WN): Why now?", "What it costs: not much."]
)
def test_a_name_before_a_colon_labels_a_line(text: str) -> None:
    assert is_("labelled", text)


@pytest.mark.parametrize(
    "text",
    ["They met. Keller: no.", "at 10:30 they met", "The council said that it had voted for the bridge on Monday: no."],
)
def test_a_colon_elsewhere_is_no_label(text: str) -> None:
    assert not is_("labelled", text)
