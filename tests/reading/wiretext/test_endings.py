"""What signs behind the last sentence of a paragraph."""

from __future__ import annotations

import pytest

from feedmill.reading.wiretext.endings import ending_of

TOLD = "The port opens at noon."


@pytest.mark.parametrize(
    "signs",
    [
        "(ANSA).",
        "(APA)",
        "(©NTB)",
        "/TT/",
        "EFE",
        "PTI AVI NP",
        "(Schluss) abc/def",
        "(MORE)",
        "Enditem",
        "./.",
        "(ABC/DEF/)",
        "AGERPRES/(A - autor: Ana Pop, editor: Ion Rus)",
        "(AP Photo/Ann Wade, File)",
        "(Photo by Ann WADE / AFP)",
        "REUTERS/Ann Wade",
        "KEYSTONE/Ann Wade",
        "BELGA PHOTO ANN WADE",
        "Foto: Ann Wade/dpa",
        "Photo credit should read: Ann Wade/PA Wire",
    ],
)
def test_a_sign_behind_the_last_sentence_is_found(signs: str) -> None:
    assert ending_of(f"{TOLD} {signs}") == len(TOLD) + 1
    assert ending_of(f"“{TOLD}” {signs}") == len(TOLD) + 3


def test_eastern_sentences_have_no_blank_before_the_end_mark() -> None:
    assert ending_of("港口中午开放。（完）") == len("港口中午开放。")


@pytest.mark.parametrize(
    "paragraph",
    [
        TOLD,
        "He gave it to the agency (AFP).",
        'She asked "Why?" AP did not answer',
        "(Photo evidence was not admitted.)",
        "He laughed. (Photos of him were everywhere.)",
        "They won 3-1. Smith/Jones",
        "Signed by A. Wade / B. Berg",
        "It joins an alliance. NATO",
        "REUTERS/Ann Wade",
    ],
)
def test_words_of_the_story_are_no_sign(paragraph: str) -> None:
    assert ending_of(paragraph) is None


@pytest.mark.parametrize("signs", ["(ANSA).", "(©NTB)", "./.VDB/AHO", "./."])
def test_a_sign_may_be_glued_to_the_sentence(signs: str) -> None:
    assert ending_of(f"{TOLD}{signs}") == len(TOLD)


def test_several_brackets_may_sign() -> None:
    assert ending_of("港口中午开放。（了） ［時事通信社］") == len("港口中午开放。")
