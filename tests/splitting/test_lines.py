"""A text as its lines: as they stand, as blocks describe them, as the paragraphs of wrapped text and of columns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Block, Role
from feedmill.splitting.lines import Line, lines_of
from tests.splitting.layouts import LEFT, RIGHT, side_by_side, wrapped

PROSE = (
    "The council of Lowden met on Monday and voted for the new bridge that is to be built across the river next year",
    "A fire burned a mill in the harbour town on Tuesday night and nobody was hurt, the police of the town have said",
    "The central bank of Norland raised its interest rate by half a point on Wednesday to slow down rising inflation",
)
ENDS = ("\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


def shown(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize("end", ENDS)
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert shown(lines_of(f"One{end}Two{end}")) == ["One", "Two"]


def test_a_line_stands_from_its_first_to_its_last_character_that_is_not_blank() -> None:
    (line,) = lines_of(" \n\u3000 One two\t\u00a0\r\n ")
    assert (line.start, line.end, line.text) == (4, 11, "One two")
    assert line.spans == ((4, 11),)


def test_blank_lines_before_and_the_indent_are_counted() -> None:
    lines = lines_of("One\n\n \n  Two\nThree")
    assert [(line.blanks, line.indent) for line in lines] == [(0, 0), (2, 2), (0, 0)]


def test_nothing_has_no_lines() -> None:
    assert lines_of("") == []
    assert lines_of(" \n\t\n") == []


def test_a_line_has_what_the_block_that_it_stands_in_says() -> None:
    text = "Rates rise\nThe bank acted.\nHome\nOutside"
    blocks = (
        Block((27, 31), Role.ITEM, links=1.0),
        Block((0, 10), Role.HEADING, 2, article=7),
        Block((11, 26), article=7, links=0.25),
    )
    found = [(line.level, line.item, line.article, line.links) for line in lines_of(text, blocks)]
    assert found == [(2, False, 7, 0.0), (0, False, 7, 0.25), (0, True, None, 1.0), (0, False, None, 0.0)]


def test_a_heading_without_a_level_has_the_first_and_a_level_is_a_headings_alone() -> None:
    blocks = (Block((0, 3), Role.HEADING), Block((4, 7), Role.TEXT, 3))
    assert [line.level for line in lines_of("One\nTwo", blocks)] == [1, 0]


def test_a_line_before_the_first_block_is_left_as_it_is() -> None:
    assert [line.level for line in lines_of("One\nTwo", (Block((4, 7), Role.HEADING, 1),))] == [0, 1]


def test_the_lines_of_a_wrapped_paragraph_are_one_whose_places_still_hold() -> None:
    text = "\r\n\r\n".join("\r\n".join(wrapped(prose)) for prose in PROSE)
    found = lines_of(text)
    assert [" ".join(line.text.split()) for line in found] == list(PROSE)
    assert [len(line.text) for line in found] == [line.end - line.start for line in found]
    assert [line.blanks for line in found] == [0, 1, 1]


def test_an_indent_begins_a_new_paragraph_of_wrapped_text() -> None:
    text = "\n".join(line for prose in PROSE for line in wrapped(prose, indent="    "))
    assert [" ".join(line.text.split()) for line in lines_of(text)] == list(PROSE)


def test_a_line_that_is_not_full_ends_a_paragraph_of_wrapped_text() -> None:
    lines = [line for prose in PROSE for line in [*wrapped(prose), "It is over."]]
    told = [" ".join(line.text.split()) for line in lines_of("\n".join(lines))]
    assert told == [line for prose in PROSE for line in (prose, "It is over.")]


@pytest.mark.parametrize(
    "apart",
    ["A short headline", "* An item of a list that goes on and on", "https://news.example/a", "-" * 60, "LAKES RISE"],
    ids=["headline", "item", "address", "rule", "capitals"],
)
def test_what_stands_alone_is_no_part_of_a_wrapped_paragraph(apart: str) -> None:
    lines = [line for prose in PROSE for line in [apart, *wrapped(prose), apart]]
    told = [" ".join(line.text.split()) for line in lines_of("\n".join(lines))]
    assert told == [line for prose in PROSE for line in (apart, prose, apart)]


def test_a_number_or_a_dash_within_a_sentence_begins_no_line_of_its_own() -> None:
    prose = "Der Rat der Stadt tagte am Montag im alten Rathaus und will das nächste Mal am"
    more = "3. März tagen; alle neun stimmten dafür, dass die Brücke bis dahin fertig"
    end = "– und beleuchtet – sein soll, damit sie im Frühjahr eröffnet werden kann."
    (line,) = lines_of("\n".join([prose, more, end, *[prose, more, end]]))[:1]
    assert line.text.startswith(f"{prose} {more} {end}")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(wrapped(" ".join(PROSE))[:5]), id="too few lines"),
        pytest.param("\n".join([*PROSE, *wrapped(" ".join(PROSE))]), id="some lines far wider"),
        pytest.param("\n".join(f"{line}." for line in wrapped(" ".join(PROSE))), id="every line a sentence"),
        pytest.param("\n\n".join(wrapped(" ".join(PROSE))), id="blank lines all over"),
    ],
)
def test_what_does_not_look_wrapped_keeps_its_lines(text: str) -> None:
    assert shown(lines_of(text)) == [line for line in text.split("\n") if line]


def test_wrapped_text_with_blocks_keeps_its_lines() -> None:
    text = "\n".join(wrapped(" ".join(PROSE)))
    assert len(lines_of(text, (Block((0, len(text))),))) == len(text.splitlines())


def test_a_paragraph_in_a_column_stands_in_pieces_in_the_order_of_reading() -> None:
    text = "\n".join(side_by_side(LEFT, RIGHT))
    first, second = lines_of(text)
    assert first.text == " ".join(LEFT)
    assert second.text == " ".join(RIGHT)
    assert [text[start:end] for start, end in second.spans] == list(RIGHT)


def test_a_paragraph_may_go_on_in_the_next_column() -> None:
    text = "\n".join(side_by_side((*LEFT[:-1], "mayor of Lowden"), RIGHT, width=17))
    (line,) = lines_of(text)
    assert line.text == " ".join((*LEFT[:-1], "mayor of Lowden", *RIGHT))
    assert line.start == 0
    assert line.end == text.index(RIGHT[-1]) + len(RIGHT[-1])


def test_a_line_alone_in_its_column_has_no_pieces() -> None:
    text = "\n".join(["Across the whole page it runs", *side_by_side(LEFT, RIGHT)])
    assert lines_of(text)[0].pieces == ()
    assert lines_of(text)[0].spans == ((0, 29),)


WHOLE = Line(10, 24, "One two. Three")
PIECED = Line(30, 19, "One two. Three", pieces=((30, 33), (50, 54), (14, 19)))


def test_a_part_of_a_line_is_found_by_its_offsets() -> None:
    assert WHOLE.part(4, 8) == ((14, 18),)


@pytest.mark.parametrize(
    ("begin", "end", "spans"),
    [
        (0, 14, ((30, 33), (50, 54), (14, 19))),
        (0, 3, ((30, 33),)),
        (1, 5, ((31, 33), (50, 51))),
        (3, 9, ((50, 54),)),
        (9, 14, ((14, 19),)),
        (3, 4, ()),
    ],
)
def test_a_part_of_a_line_in_pieces_has_no_blank_between_them(
    begin: int, end: int, spans: tuple[tuple[int, int], ...]
) -> None:
    assert PIECED.part(begin, end) == spans


def test_a_line_without_its_end_ends_with_what_is_left() -> None:
    cut = WHOLE.without_end(9)
    assert (cut.start, cut.end, cut.text, cut.pieces) == (10, 18, "One two.", ())


def test_a_line_in_pieces_without_its_end_loses_whole_pieces() -> None:
    cut = PIECED.without_end(9)
    assert (cut.start, cut.end, cut.text, cut.spans) == (30, 54, "One two.", ((30, 33), (50, 54)))


@given(st.lists(st.text("ab. ", min_size=1).filter(str.strip).map(str.strip), min_size=1, max_size=6), st.data())
def test_two_halves_of_a_line_in_pieces_are_the_whole(texts: list[str], data: st.DataObject) -> None:
    starts = data.draw(st.permutations(range(0, 100 * len(texts), 100)))
    pieces = tuple((start, start + len(text)) for start, text in zip(starts, texts, strict=True))
    line = Line(pieces[0][0], pieces[-1][1], " ".join(texts), pieces=pieces)
    at = data.draw(st.integers(0, len(line.text)))
    halves = [*line.part(0, at), *line.part(at, len(line.text))]
    covered = [place for start, end in halves for place in range(start, end)]
    assert covered == [place for start, end in pieces for place in range(start, end)]


SOME = st.lists(
    st.sampled_from([*PROSE, *wrapped(PROSE[0]), "  Indented", "Short.", "", "銀行は", "\u200b"]), max_size=12
)


@given(SOME, st.sampled_from(ENDS))
def test_lines_stand_in_order_and_hold_every_character_that_is_not_blank(texts: list[str], end: str) -> None:
    text = end.join(texts)
    lines = lines_of(text)
    assert all(before.end <= after.start for before, after in pairwise(lines))
    assert all("".join(text[a:b] for a, b in line.spans).split() == line.text.split() for line in lines)
    assert sum(len("".join(line.text.split())) for line in lines) == len("".join(text.split()))


@pytest.mark.parametrize("width", [44, 200], ids=["wrapped", "a paragraph a line"])
def test_an_ideographic_blank_begins_a_paragraph(width: int) -> None:
    sentences = (
        "町は川に橋を架けることを月曜日に決めた。工事は来年の春に始まる。",
        "住民は喜んでいる。",
        "費用は四億円になる。",
    )
    texts = [sentence * times for sentence, times in zip(sentences, (4, 11, 9), strict=True)]
    rows = [("\u3000" + text)[at : at + width] for text in texts for at in range(0, len(text) + 1, width)]
    assert [line.replace(" ", "") for line in shown(lines_of("\n".join(rows)))] == texts
