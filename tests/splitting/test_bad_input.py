"""Input that no newsroom would send: nothing crashes, nothing is lost, and nothing costs more than its length."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.model import Document, Segmentation, Shape
from feedmill.splitting import judging, split, split_text
from feedmill.splitting.evidence import Reading, Worths, read_lines
from feedmill.splitting.judging import AROUND, WINDOW
from feedmill.splitting.lines import Line
from feedmill.splitting.tokens import LONGEST
from feedmill.splitting.words import read
from tests.splitting.models import a_model, always
from tests.splitting.spans import assert_each_character_has_one_owner
from tests.splitting.test_splitting import BANK, FIRE, page

MEGABYTES = 5_000_000
MANY = 20_000
SAID = "the council of Lowden met on Monday to vote for a bridge that mayor Keller said would cost a million"
MIXED = (
    "Der Rat der Stadt Lowden hat am Montag über die neue Brücke abgestimmt.",
    "El banco central subió los tipos de interés medio punto, dijo su gobernador.",
    "中央银行周一宣布加息半个百分点。",
    "Центральный банк повысил ставку на полпункта.",
    "ธนาคารกลางปรับขึ้นอัตราดอกเบี้ย",
    "أعلن البنك المركزي رفع سعر الفائدة يوم الاثنين.",
    "The bank’s 総裁 sagte, que la tasa 上がる will soon.",
)
RIGHT_TO_LEFT = (
    "הבנק המרכזי העלה את הריבית בחצי אחוז ביום שני כדי להאט את האינפלציה.",
    "\u202bהנגיד אמר (Reuters) כי הריבית 3.5% תעלה שוב.\u202c",
    "\u200fאש פרצה במפעל טקסטיל בעיר הנמל.\u200f",
)


def found_in(text: str, shape: Shape = Shape.PAGE) -> Segmentation:
    """What splitting finds, once it is known to have lost and doubled nothing."""
    found = split(Document(0, "text", shape, text))
    assert_each_character_has_one_owner(text, found)
    return found


def prose(sentences: int, length: int = 12) -> list[str]:
    """Sentences of the same few words, the same each time."""
    dice = random.Random(sentences)  # noqa: S311 # made-up prose, no secret
    return [" ".join(dice.choices(SAID.split(), k=length)).capitalize() + "." for _ in range(sentences)]


def noisy(text: str) -> str:
    """Text as a bad scan gives it: letters taken for digits, words broken, specks."""
    for clean, misread in (("l", "1"), ("O", "0"), ("rn", "m"), ("ll", "|l"), (" the ", " tbe "), ("er", "e r")):
        text = text.replace(clean, misread)
    return text.replace(".", " .,").replace("a ", "a ' ")


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n \t\u3000\u2028\n"], ids=repr)
@pytest.mark.parametrize("shape", Shape)
def test_nothing_comes_of_nothing(text: str, shape: Shape) -> None:
    assert found_in(text, shape) == Segmentation((), ())


@pytest.mark.parametrize(
    "word", ["Word", "word", "5", "a", "銀", "\u00ad", "\u0301", "\x00", "\ud800", "\U0010ffff"], ids=ascii
)
@pytest.mark.parametrize("shape", Shape)
def test_one_word_stands_somewhere(word: str, shape: Shape) -> None:
    found = found_in(word, shape)
    assert len(found.stories) + len(found.furniture) == 1


def test_a_character_a_line_is_held() -> None:
    found_in("\n".join("\n".join(FIRE)))


ENDLESS = (
    "The council of Lowden met on Monday and voted. ",
    "a",
    ".",
    "A-",
    "(",
    "“",
    ". read the ",
    "said A cargo ",
    "銀",
)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ENDLESS)
def test_a_line_of_megabytes_is_held_and_hardly_read(piece: str) -> None:
    line = piece * (MEGABYTES // len(piece))
    found_in(line)
    assert read([line]).ends[0] <= LONGEST + LONGEST // 4 + 1


def test_a_line_of_megabytes_of_blanks_has_a_word_at_both_ends() -> None:
    text = "First" + " " * MEGABYTES + "last"
    found = found_in(text)
    assert len(found.stories) + len(found.furniture) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(prose(MANY, 6), id="of prose"),
        pytest.param(["The council met."] * MANY, id="all the same"),
        pytest.param(["Photo: Reuters"] * MANY, id="of credits"),
        pytest.param([line.rstrip(".") for line in prose(MANY, 10)], id="wrapped"),
        pytest.param([f"{line[:20]:<24}{line[20:40]}" for line in prose(MANY, 9)], id="in two columns"),
    ],
)
def test_twenty_thousand_lines_are_held(lines: list[str]) -> None:
    found_in("\n".join(lines))


@pytest.mark.slow
@pytest.mark.parametrize("count", [WINDOW, WINDOW + 1, 10 * WINDOW + 1])
def test_each_line_is_read_a_bounded_number_of_times(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    read_at_once: list[int] = []

    def counted(lines: Sequence[Line], worths: Worths) -> Reading:
        read_at_once.append(len(lines))
        return read_lines(lines, worths)

    monkeypatch.setattr(judging, "read_lines", counted)
    split(Document(0, "text", Shape.PAGE, "\n".join(["Lowden met."] * count)), a_model(gaps=always(-9.0)))
    assert max(read_at_once) <= WINDOW + 2 * AROUND
    assert count <= sum(read_at_once) <= 2 * (count + 2 * AROUND * (count // WINDOW))


def test_only_furniture_has_no_story() -> None:
    lines = ("Photo: Reuters", "***", "Share on Facebook", "© 2024 The Norland Post", "Advertisement", "2 hours ago")
    found = found_in(page(*lines))
    assert (found.stories, len(found.furniture)) == ((), len(lines))


ANYTHING = st.text(st.characters(codec=None), max_size=200)
CONTROLS = st.text([chr(code) for code in (*range(0xA0), 0xAD, 0x200B, 0x200E, 0x2028, 0x202E, 0xFEFF, 0xFFFD, 0xFFFE)])
SURROGATES = st.text([*map(chr, range(0xD800, 0xE000, 0x55)), "a", "A", ".", " ", "\n"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(ANYTHING, CONTROLS, SURROGATES, st.sampled_from(BANK)), max_size=12), st.sampled_from(Shape))
def test_binary_that_was_taken_for_text_is_held(pieces: list[str], shape: Shape) -> None:
    found_in("\n".join(pieces), shape)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "cp437"])
def test_bytes_under_a_wrong_encoding_are_held(encoding: str) -> None:
    data = random.Random(encoding).randbytes(20_000)  # noqa: S311 # bytes of no file
    found_in(data.decode(encoding, "replace"))


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(MIXED * 3, id="languages mixed"),
        pytest.param(RIGHT_TO_LEFT * 3, id="right to left"),
        pytest.param([line.translate({ord(mark): None for mark in ".,:;“”’"}) for line in FIRE + BANK], id="no marks"),
        pytest.param([line.upper() for line in FIRE + BANK], id="capitals"),
        pytest.param([line.lower() for line in FIRE + BANK], id="small letters"),
        pytest.param([noisy(line) for line in FIRE + BANK], id="a bad scan"),
        pytest.param([" ".join(line) for line in FIRE + BANK], id="letters apart"),
        pytest.param(["".join(line.split()) for line in FIRE + BANK], id="words together"),
        pytest.param([line[::-1] for line in FIRE + BANK], id="backwards"),
    ],
)
def test_odd_prose_is_held_and_most_of_it_is_story(lines: list[str]) -> None:
    text = page(*lines)
    found = found_in(text)
    assert sum(len(story.text) for story in found.stories) > len(text) // 2


def test_capitals_do_not_hide_a_boundary() -> None:
    text = page(*FIRE, *BANK).upper()
    assert [story.text for story in split_text(text).stories] == [page(*own).upper().strip() for own in (FIRE, BANK)]
