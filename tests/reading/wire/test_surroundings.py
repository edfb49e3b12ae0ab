"""What stands above and behind an agency's text in lines of its own."""

from __future__ import annotations

import pytest

from feedmill.model import Role
from feedmill.reading.wire.surroundings import is_byline, surroundings_of

PROSE = ["Harbour traffic resumes today.", "The port opens at noon."]


def around(*lines: str, headings: int = 0) -> tuple[list[str], str | None]:
    roles = [Role.HEADING if at < headings else Role.TEXT for at in range(len(lines))]
    found = surroundings_of(list(zip(lines, roles, strict=True)))
    return [lines[at] for at in sorted(found.lines)], found.byline


def test_prose_alone_has_nothing_around_it() -> None:
    assert around(*PROSE) == ([], None)


def test_bylines_and_datelines_above_the_text_stand_around_it() -> None:
    assert around("Von Eva Berg, dpa", *PROSE) == (["Von Eva Berg, dpa"], "Von Eva Berg, dpa")
    assert around("Neustadt (dpa) -", "By Ann Wade", *PROSE)[0] == ["Neustadt (dpa) -", "By Ann Wade"]
    assert around("Head", "By Ann Wade", *PROSE, headings=1) == (["By Ann Wade"], "By Ann Wade")


def test_what_signs_a_text_off_stands_around_it() -> None:
    assert around(*PROSE, "ab/cd") == (["ab/cd"], None)
    assert around(*PROSE, "Anna Berg/TT") == (["Anna Berg/TT"], "Anna Berg")


@pytest.mark.parametrize("lines", [("By Ann Wade",), ("Head",), ()])
def test_one_line_at_least_is_the_story_s(lines: tuple[str, ...]) -> None:
    assert around(*lines, headings=int(lines == ("Head",)))[0] == []


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("By Ann Wade, Political Editor", True),
        ("DI UGO NERI", True),
        ("Von der Leyen trifft Macron", False),
        ("By noon the port was shut.", False),
        ("By Ann Wade.", False),
        ("By Ann Wade and nine others who wrote much longer lines than bylines ever are", False),
        ("Ann Wade", False),
    ],
)
def test_a_byline_is_a_short_line_that_begins_as_one_and_names_a_person(line: str, is_one: bool) -> None:
    assert is_byline(line) is is_one
