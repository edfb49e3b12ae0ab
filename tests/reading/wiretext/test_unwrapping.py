"""Lines to paragraphs, and no character lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.wiretext.unwrapping import paragraphs

WORDS = (
    "The harbour master said on Monday that the ferry would leave an hour late because of ice in the outer channel ."
)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    lines, line = [], indent
    for word in text.split():
        if len(line) + 1 + len(word) > width and line.strip():
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line.strip() else line + word
    return [*lines, line]


@pytest.mark.parametrize("width", [50, 64, 69, 80])
@pytest.mark.parametrize("indent", ["", "   ", "\t"])
def test_wraps_are_undone(width: int, indent: str) -> None:
    first, second = WORDS, f"{WORDS} {WORDS}"
    lines = [*wrapped(first, width, indent), "", *wrapped(second, width, indent)]
    assert paragraphs(lines) == [first, second]


def test_an_indent_begins_a_paragraph_in_text_that_runs_flush_left() -> None:
    lines = [*wrapped(WORDS, 64, "   "), *wrapped(WORDS, 64, "   ")]
    assert paragraphs(lines) == [WORDS, WORDS]


def test_a_short_line_ends_a_paragraph_even_without_a_blank_line() -> None:
    lines = ["Contact:", "Harbour office", *wrapped(WORDS, 64)]
    assert paragraphs(lines) == ["Contact:", "Harbour office", WORDS]


def test_rows_of_a_table_stay_rows() -> None:
    rows = ["Gulls      10   4   .714", "Rams        7   7   .500", "| a | b |", "x;y;z"]
    assert paragraphs(rows) == rows


def test_list_items_begin_lines_and_run_on_below_themselves() -> None:
    lines = [
        "- the message with the number that stands in the first line of",
        "  the notes",
        "- another",
        "# Notes",
        "text",
    ]
    assert paragraphs(lines) == [
        "- the message with the number that stands in the first line of the notes", "- another", "# Notes", "text",
    ]  # fmt: skip


def test_a_dash_or_a_number_at_the_beginning_of_a_full_line_is_no_list() -> None:
    lines = ["Der Bürgermeister sprach lange über den Hafen und seine Schiffe am", "24. September", "noch einmal"]
    assert paragraphs(lines)[0].endswith("Schiffe am 24. September")
    dashed = ["Der Bürgermeister sprach lange über den Hafen und seine Schiffe am", "- und das war neu."]
    assert len(paragraphs(dashed)) == 1


def test_a_dash_within_a_sentence_begins_no_list() -> None:
    lines = [
        "Das Haus an der Mole steht leer, seit die große Werft das Gelände",
        "- Ein Erbe der Stadt - verlassen hat.",
    ]
    assert len(paragraphs([*lines, "", *wrapped(WORDS, 64)])) == 2


def test_a_date_begins_no_list_where_the_text_has_a_margin() -> None:
    first = wrapped(WORDS, 64, "   ")
    lines = [
        *first[:1],
        *(f"   {line}" for line in first[1:]),
        "",
        "   Der Hafen öffnet nach dem Umbau wieder am Samstag, dem",
    ]
    assert paragraphs([*lines, "   28. August, und bleibt es."])[-1].endswith("dem 28. August, und bleibt es.")


def test_a_small_letter_goes_on_with_a_line_that_is_not_full() -> None:
    lines = [
        "The harbour master said on Monday that the",
        "ferry would leave an hour late because of ice in the channel.",
    ]
    assert paragraphs(lines) == [" ".join(lines)]


def test_sentences_that_fill_lines_of_their_own_are_paragraphs_where_nothing_shows_a_wrap() -> None:
    lines = ["   HELM 12/05 (BELGA) = The harbour is open, the city says.", "   The ship is gone."]
    assert paragraphs(lines) == [line.strip() for line in lines]


def test_rows_of_results_are_not_wrapped() -> None:
    rows = ["Ann Wade (GBR) bt Jo Doe (USA x3) 6-4, 6-4", "Max Roe (GER) bt Kim Poe (AUS) 6-1, 7-6 (7/4)", "Women"]
    assert paragraphs(["Results on Tuesday (x denotes seeding) at the harbour:", *rows])[1:] == rows
    full = [f"{WORDS[:54]} 6-4, 7-6", f"{WORDS[:50]} 6-1, 7-6 (7/4)"]
    assert paragraphs([*wrapped(WORDS, 64), "", *full])[1:] == full


def test_an_agenda_with_columns_stays() -> None:
    rows = ["10.00 Uhr  Helm      Der Rat tagt", "11.30 Uhr  Oldhaven   Die Messe"]
    assert paragraphs(rows) == rows


def test_an_indent_below_an_item_begins_a_paragraph_where_items_are_indented_as_paragraphs_are() -> None:
    item = wrapped(f"- {WORDS}", 64, "   ")
    assert paragraphs([*wrapped(WORDS, 64, "   "), *item, "   The ferry left."]) == [
        WORDS,
        f"- {WORDS}",
        "The ferry left.",
    ]


def test_a_hyphen_at_a_line_end_stays_and_takes_no_blank() -> None:
    assert paragraphs(["The bill was long-debated in both houses of the old and often-", "rewritten law."]) == [
        "The bill was long-debated in both houses of the old and often-rewritten law."
    ]
    assert (
        paragraphs(["Sie sprach mit allen Leuten am Kai über Landes-", "und Bundesstraßen."])[0].count("Landes- und")
        == 1
    )


def test_lines_that_are_to_stay_stay() -> None:
    assert paragraphs(["  one", "two ", "", "three"], wrapped=False) == ["one", "two", "three"]


def test_where_only_blanks_part_paragraphs_short_lines_run_on() -> None:
    assert paragraphs(["one", "two", "   three"], parted=True) == ["one two", "three"]


@given(st.lists(st.text(alphabet="ab -=.^<\t |;*#1", max_size=90), max_size=20), st.booleans(), st.booleans())
def test_no_character_is_lost(lines: list[str], flush: bool, parted: bool) -> None:
    found = paragraphs(lines, flush=flush, parted=parted)
    assert "".join("".join(found).split()) == "".join("".join(lines).split())
    assert all("\n" not in line and line.strip() for line in found)


def test_semicolons_within_a_sentence_make_no_row() -> None:
    lines = [
        "The average price was 190,000 in the south; 140,000 in the west; and",
        "120,000 in the north, the survey said.",
    ]
    assert paragraphs(lines) == [" ".join(lines)]
    assert paragraphs(["Gulls;41;20;.672", "Rams;36;27;.571"]) == ["Gulls;41;20;.672", "Rams;36;27;.571"]


def test_what_double_brackets_tell_the_desk_is_no_part_of_a_paragraph() -> None:
    lines = [
        "    The port of Helm said on Friday that ships may come in again",
        " from Monday on, which adds three percent to its revenue, and",
        " that the pier is to be mended.",
        " ((Reporting by Ann Wade, editing by Jan Berg; Reuters Messaging",
        " and +44 20 555 0100))",
        " REUTERS",
    ]
    told = "((Reporting by Ann Wade, editing by Jan Berg; Reuters Messaging and +44 20 555 0100))"
    assert paragraphs(lines)[1:] == [told, "REUTERS"]


def test_an_ideographic_blank_begins_a_paragraph_whose_lines_run_on_without_one() -> None:
    lines = ["\u3000港は十日、正午に開い", "た。船が入る。", "\u3000補助率は三割。", "（了）"]
    assert paragraphs(lines) == ["港は十日、正午に開いた。船が入る。", "補助率は三割。（了）"]
