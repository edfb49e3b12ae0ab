"""Which texts are tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.reading.rows.dialects import Dialect, dialect_of, is_table
from feedmill.reading.sniffing import Format, sniff_text

PAGE = Path(__file__).parents[2] / "data" / "newspaper-page.txt"


@pytest.mark.parametrize(
    "text",
    [
        "title,text\na,b\nc,d\n",
        "title;text\na;b\nc;d",
        "id\ttitle\turl\n1\ta\tu\n",
        "Titel|Inhalt\na|b\nc|d\n",
        '"url","date","title","text"\r\n"u","2024","t","a ""b"", c\nd"\r\n',
        "\ufefftitre,texte\na,b\nc,d\n",
        ",title,text\n0,a,b\n1,c,d\n",
        "sep=;\ntitle;text\na,x;b\nc;d\n",
        "title,text\na,b\nc\nd,e\nf,g\nh,i\n",
        "title,text,date\na,b,c\nd\n",
        "\n\ntitle,text\na,b\nc,d\n",
        'title, text\n"a, b", "c, d"\n"e", "f"\n',
    ],
)
def test_a_table_of_stories_is_one(text: str) -> None:
    assert is_table(text)
    assert sniff_text(text) is Format.CSV


PROSE = """
The council met on Monday, and the mayor, who had been ill, spoke.
Title, text and tears: a story of three writers, two of whom survived.
Text, she said, is everything.
Roses are red,\nViolets are blue,\nSugar is sweet,\nAnd so are you.
Ingredients: flour, eggs, milk\nMix, rest, bake\nServe warm, with jam
Berlin, 21, sunny\nParis, 19, rain\nRome, 25, clear\nOslo, 11, snow
City,High,Low,Sky\nBerlin,21,11,sunny\nParis,19,12,rain\nRome,25,15,clear
Bayern;34;72;22\nLeverkusen;34;90;28\nStuttgart;34;73;23
Headline\nBy A. Writer\n\nThe text, as it was, began here.
Name | Party | Votes\nA | X | 5\nB | Y | 6
Dow Jones, 38654, +0.3\nNasdaq, 15628, +1.7
Monday, 5 February 2024\nText of the day, by A. B., for the paper
TITLE, TEXT. And more, of it.\nA, b.\nC, d.
1. Title; 2. Text; 3. End\na; b; c\nd; e; f
title,text
title,text\n\n
text\na, b\nc, d
title,,text\na,b,c\nd,e,f
title,title\na,b\nc,d
A line with a | bar\nand a line, with a comma\nand; semicolons
Price,Product name\n3,Bread\n4,Milk
"""


@pytest.mark.parametrize("text", [line.replace("\\n", "\n") for line in PROSE.strip().split("\n")])
def test_prose_and_other_tables_are_text(text: str) -> None:
    assert not is_table(text)
    assert sniff_text(text) is Format.TEXT


def test_a_newspaper_page_is_text() -> None:
    assert not is_table(PAGE.read_text(encoding="utf-8"))


def test_a_header_over_uneven_lines_is_no_table() -> None:
    assert not is_table("title,text\nOne word\nTwo words, three\nFour\nFive\n")


def test_the_dialect_names_most_columns() -> None:
    assert dialect_of("title;date,x\na;b,c\n") == Dialect(";")
    assert dialect_of('title, text\n"a", "b"\n') == Dialect(",", loose=True)
    assert dialect_of('title,text\n"a \\"b\\"",c\n').escaped


@settings(deadline=None)
@given(st.text(alphabet='title,text;|\t"\n abc.', max_size=120))
def test_any_text_is_a_table_or_none(text: str) -> None:
    assert is_table(text) in (True, False)
