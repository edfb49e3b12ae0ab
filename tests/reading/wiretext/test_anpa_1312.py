"""ANPA 1312 where it differs from message to message: envelopes, slugs, flagged lines, what is missing."""

from __future__ import annotations

import pytest

from feedmill.model import Role
from feedmill.reading.wiretext.envelopes import Slug, envelope_of, second_line, slug_of
from tests.reading.wiretext.wires import anpa, documents, only, rejected

SLUG = "^BC-Harbor,100<\r\n"
BODY = "\t   OLD FORD, Ohio (AP) _ The harbor is open.\r\n"


def test_the_line_below_the_slug_is_the_headline() -> None:
    document = only(anpa(f"{SLUG}^Harbor opens again<\r\n{BODY}"))
    assert (document.stated.headline, document.stated.slugline) == ("Harbor opens again", "BC-Harbor")
    assert document.text == "OLD FORD, Ohio (AP) _ The harbor is open."


def test_a_slug_is_never_a_headline() -> None:
    document = only(anpa(f"{SLUG}{BODY}"))
    assert document.stated.headline is None


@pytest.mark.parametrize("line", ["^By JO HART=", "^Eds: ADDS photo.<", "^AP Photo NY1<", "^(Eds: ADDS photo)<"])
def test_a_byline_or_note_below_the_slug_is_no_headline(line: str) -> None:
    assert only(anpa(f"{SLUG}{line}\r\n{BODY}")).stated.headline is None


def test_text_without_a_slug_or_flags_is_all_shown() -> None:
    document = only(anpa("The harbor is open.\r\nShips come in.\r\n"))
    assert document.text == "The harbor is open.\nShips come in."
    assert document.stated.headline is None
    assert document.stated.slugline == "BC-Harbor"


def test_a_centred_line_in_the_body_is_a_heading() -> None:
    document = only(anpa(f"{SLUG}^Harbor opens<\r\n{BODY}^THE SHIPS=\r\n\t   Two came.\r\n"))
    assert [document.text[slice(*block.span)] for block in document.blocks if block.role is Role.HEADING] == [
        "THE SHIPS"
    ]


def test_a_flagged_line_that_cannot_be_placed_is_shown() -> None:
    document = only(anpa(f"{SLUG}^Harbor opens<\r\n^Some short line\r\n{BODY}"))
    assert document.text.startswith("Some short line\n")


def test_a_summary_is_a_deck_and_a_second_one_is_shown() -> None:
    long = "The harbor at Old Ford is open again after ten long weeks"
    document = only(anpa(f"{SLUG}^Harbor opens<\r\n^{long}.<\r\n^{long}, twice.<\r\n{BODY}"))
    assert document.stated.deck == f"{long}."
    assert document.text.startswith(f"{long}, twice.\n")


def test_keys_of_the_canadian_press_are_understood() -> None:
    text = f"{SLUG}^HL:Harbor opens@<\r\n^DECK:Ships come in@<\r\n^SYMBOL:TSX:HBR@<\r\n^Note:adds quotes@<\r\n{BODY}"
    stated = only(anpa(text)).stated
    assert (stated.headline, stated.deck, stated.ednote) == ("Harbor opens", "Ships come in", "adds quotes")
    assert stated.subjects == ("TSX:HBR", "a")


@pytest.mark.parametrize("version", ["KILL", "Kill", "Mandatory Kill", "1st Ld-KILL"])
def test_a_kill_in_the_slug_is_canceled(version: str) -> None:
    document = only(anpa(f"^BC-Harbor, {version},100<\r\n{BODY}"))
    assert (document.stated.status, document.stated.version) == ("canceled", version)


def test_a_kill_on_a_line_of_its_own_is_canceled() -> None:
    assert only(anpa(f"{SLUG}^MANDATORY KILL<\r\n{BODY}")).stated.status == "canceled"


@pytest.mark.parametrize(
    "line", ["^Hold for release at noon EDT<", "^For Release Sunday, Aug. 3<", "^EMBARGOED until noon<"]
)
def test_a_release_line_withholds(line: str) -> None:
    stated = only(anpa(f"{SLUG}{line}\r\n^Harbor opens<\r\n{BODY}")).stated
    assert (stated.status, stated.headline) == ("withheld", "Harbor opens")
    assert stated.embargoed_raw == line.strip("^<")


def test_an_editors_note_is_a_note_without_its_label() -> None:
    document = only(anpa(f"{SLUG}^Harbor opens<\r\n^EDITOR'S NOTE _ This is part of a series.<\r\n{BODY}"))
    assert document.stated.ednote == "This is part of a series."


def test_without_a_stamp_the_filing_date_is_kept_but_is_no_date() -> None:
    document = only(anpa(f"{SLUG}{BODY}", stamp=""))
    assert (document.stated.published_at, document.stated.published_raw) == (None, "03-14")


def test_a_stamp_that_cannot_be_is_kept() -> None:
    document = only(anpa(f"{SLUG}{BODY}", stamp="AP-WF-02-30-21 2209GMT"))
    assert (document.stated.published_at, document.stated.published_raw) == (None, "AP-WF-02-30-21 2209GMT")


def test_a_message_without_a_text_is_reported() -> None:
    data = anpa(" ") + anpa(f"{SLUG}{BODY}")
    assert [one.reason for one in rejected(data)] == ["nothing_stated"]


def test_a_message_whose_header_is_broken_is_read_with_a_note() -> None:
    _, second = documents(anpa(f"{SLUG}{BODY}") + anpa(f"{SLUG}{BODY}", header="broken"))
    assert "header_unreadable: no lines have its form" in second.notes
    assert (second.stated.slugline, second.stated.doc_id) == ("BC-Harbor", None)


def test_a_cut_message_is_read_as_far_as_it_goes() -> None:
    document = only(anpa(f"{SLUG}^Harbor opens<\r\n{BODY}")[:-40])
    assert document.stated.headline == "Harbor opens"
    assert "control_characters_missing: ETX, EOT" in document.notes


def test_latin_letters_are_read() -> None:
    assert "López" in only(anpa(f"{SLUG}\t   Seattle (López 1-7) won.\r\n")).text


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("r a\x13\x11 BC-Harbor 1stLd-Writethru a0584  03-14 0100",
         ("r", "a", "BC-Harbor", "1stLd-Writethru", "a0584", "03-14")),
        ("r a\x13\x11 bc-FIRE   10-13 0300", ("r", "a", "bc-FIRE", "", "", "10-13")),
        ("u f BC-COCOA-REVIEW   02-26 0105", ("u", "f", "BC-COCOA-REVIEW", "", "", "02-26")),
        ("r BC-Harbor 100", ("r", "", "BC-Harbor", "", "", "")),
    ],
)  # fmt: skip
def test_the_second_header_line_has_its_fields(line: str, fields: tuple[str, ...]) -> None:
    found = second_line(line)
    assert found is not None
    assert tuple(found.values()) == fields


@pytest.mark.parametrize("line", ["", "a ship", "r a ship came in", "reg a BC-Harbor 03-14"])
def test_a_line_without_its_form_is_none(line: str) -> None:
    assert second_line(line) is None


def test_an_envelope_needs_both_lines() -> None:
    assert envelope_of(["a0001", "no header"]) is None
    assert envelope_of(["x" * 300, "r a bc-x 01-02", "r a bc-x 01-02"]) is None


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("BC-Harbor, 1st Ld, a0584,100", Slug("BC-Harbor", "1st Ld, a0584")),
        ("FIRE NSW 2ND LEAD", Slug("FIRE NSW", "2ND LEAD")),
        ("AM-Budget Cuts,760", Slug("AM-Budget Cuts")),
        ("Harbor opens again", None),
    ],
)
def test_a_slug_line_has_a_keyword_and_a_version(line: str, slug: Slug | None) -> None:
    envelope = envelope_of(["a0001", "r a BC-Fire-NSW   03-14 0100"])
    assert slug_of(line, envelope) == slug


@pytest.mark.parametrize(
    "line", ["Photo show opens in Old Ford", "Update: storm nears harbor", "C. Hart wins the race"]
)
def test_a_headline_that_begins_like_a_note_is_a_headline(line: str) -> None:
    assert only(anpa(f"{SLUG}^{line}<\r\n{BODY}")).stated.headline == line


def test_photos_may_be_named_without_an_agency() -> None:
    assert only(anpa(f"{SLUG}^Harbor opens<\r\n^LaserPhoto NY3<\r\n{BODY}")).stated.media == ("LaserPhoto NY3",)


@pytest.mark.parametrize("line", ["BULLETIN", "ADVISORY", "NewsAlert"])
def test_a_line_that_says_what_kind_of_message_it_is_is_a_note_and_no_headline(line: str) -> None:
    stated = only(anpa(f"{SLUG}^{line}<\r\n^Harbor opens<\r\n{BODY}")).stated
    assert (stated.headline, stated.ednote) == ("Harbor opens", line)


def test_a_release_is_taken_from_the_line_that_has_a_day() -> None:
    lines = "^$adv18<\r\n^FOR RELEASE SUNDAY, MARCH 18, AND THEREAFTER<\r\n"
    stated = only(anpa(f"^BC-Harbor, ADV18,100<\r\n{lines}{BODY}")).stated
    assert stated.status == "withheld"
    assert stated.embargoed_until is not None
    assert stated.embargoed_until.isoformat() == "2021-03-18T00:00:00+00:00"


@pytest.mark.parametrize("line", ["Embargo on harbor trade extended", "HOld Ford;36;27;.571;6"])
def test_a_line_that_begins_like_a_release_holds_nothing_back(line: str) -> None:
    document = only(anpa(f"{SLUG}^Harbor opens<\r\n^{line}\r\n{BODY}"))
    assert (document.stated.status, document.text.split("\n")[0]) == (None, line)


def test_a_line_that_names_a_sidebar_is_a_note() -> None:
    stated = only(anpa(f"{SLUG}^Harbor opens<\r\n^With BC-Harbor-Glance<\r\n{BODY}")).stated
    assert (stated.headline, stated.ednote) == ("Harbor opens", "With BC-Harbor-Glance")


@pytest.mark.parametrize("part", ["2NDTAKE", "1stLd-Writethru", "ADD1"])
def test_a_version_may_stand_within_the_keyword(part: str) -> None:
    keyword = f"BC-HARBOR-{part}-NYT"
    stated = only(anpa(f"^{keyword}<\r\n{BODY}", header=f"r a\x13\x11 {keyword}     03-14 0100")).stated
    assert (stated.slugline, stated.version) == (keyword, part)
    assert slug_of("BC-LEADERS-NYT", None) == Slug("BC-LEADERS-NYT")


def test_a_version_may_stand_before_a_word_on_pictures() -> None:
    assert slug_of("BC-FIRE 3RD LEAD (PIX AVAILABLE)", None) == Slug("BC-FIRE", "3RD LEAD")


def test_a_flag_may_stand_behind_an_indent() -> None:
    assert only(anpa(f"{SLUG}{BODY}\t   ^On the Net:<\r\n")).text.endswith("\nOn the Net:")


def test_a_stamp_in_the_text_is_no_part_of_it() -> None:
    document = only(anpa(f"{SLUG}{BODY}\t   ^AP-WF-03-14-21 2209GMT<\r\n"))
    assert document.text == "OLD FORD, Ohio (AP) _ The harbor is open."


def test_a_stamp_of_an_agency_without_a_sign_behind_its_name_is_taken_off_the_text() -> None:
    document = only(anpa(f"{SLUG}{BODY}\r\nReut12:34 02-26-07", stamp=""))
    assert (document.stated.published_raw, document.text.count("\n")) == ("Reut12:34 02-26-07", 0)


def test_a_message_that_is_cut_within_its_header_has_no_text() -> None:
    data = anpa(f"{SLUG}{BODY}")
    found = rejected(data + data[:20])
    assert [one.reason for one in found] == ["nothing_stated"]


@pytest.mark.parametrize("version", ["1stld", "2nd-lead", "1stld-writethru", "3rd sub"])
def test_a_version_may_stand_behind_the_keyword_without_a_comma(version: str) -> None:
    stated = only(anpa(f"^BC-Harbor {version}<\r\n{BODY}")).stated
    assert (stated.slugline, stated.version) == ("BC-Harbor", version)


def test_old_story_numbers_have_three_digits() -> None:
    text = b"^AM-Harbor,0107<\n^Harbor opens<\n\tOLD FORD (AP) _ Open.\n"
    data = b"a034\nu i AM-Harbor   11-25 0110\n" + text + b"\n^AP-NY-11-25-87 0402EST<\n"
    stated = only(data).stated
    assert (stated.doc_id, stated.headline) == ("034", "Harbor opens")


def test_a_printed_end_of_text_may_stand_right_before_a_flagged_stamp() -> None:
    head = b"^V^V^Aa0566^_lbyl\r\nu a ^S BC-Harbor  02-17 0050\r\n"
    data = head + b"^B^BC-Harbor,<\r\n\tOLD FORD (AP) _ Open.\r\n^C^AP-NY-02-17-04 1411EST<\r\n^D"
    document = only(data)
    assert document.stated.published_at is not None
    assert document.text == "OLD FORD (AP) _ Open."


def test_a_dateline_without_an_agency_states_the_place() -> None:
    assert only(anpa(f"{SLUG}^Harbor opens<\r\n    OLD FORD, Ohio -- The harbor is open.\r\n")).stated.place == (
        "OLD FORD, Ohio"
    )


@pytest.mark.parametrize("line", ["FLASH", "BULLETIN"])
def test_an_alarm_below_the_flags_is_no_part_of_the_story(line: str) -> None:
    document = only(anpa(f"{SLUG}{line}\r\n{BODY}"))
    assert (document.text, document.stated.ednote) == ("OLD FORD, Ohio (AP) _ The harbor is open.", line)


def test_without_a_slug_a_lone_line_above_the_dateline_is_the_headline() -> None:
    document = only(anpa(f"Harbor in Old Ford opens again\r\n\r\n{BODY}"))
    assert (document.stated.headline, document.text) == (
        "Harbor in Old Ford opens again", "OLD FORD, Ohio (AP) _ The harbor is open.",
    )  # fmt: skip


def test_a_newspaper_may_stand_below_the_byline() -> None:
    document = only(anpa(f"{SLUG}^Harbor opens<\r\n^By JO HART<\r\n^Old Ford Globe-News<\r\n{BODY}"))
    assert (document.stated.byline, document.stated.credit) == ("JO HART", "Old Ford Globe-News")


def test_a_note_that_says_what_is_put_right_names_the_version_where_nothing_else_does() -> None:
    note = "^Eds: CORRECTS the name of the pier.<\r\n"
    assert only(anpa(f"{SLUG}^Harbor opens<\r\n{note}{BODY}")).stated.version == "CORRECTS"
    assert only(anpa(f"^BC-Harbor, 1st Ld,100<\r\n{note}{BODY}")).stated.version == "1st Ld"


def test_flags_show_the_format_below_a_header_that_nobody_knows() -> None:
    lines = f"{SLUG}^Harbor opens<\r\n^By JO HART<\r\n{BODY}"
    document = only(f"\x16\x16\x01t0099 r n BC-Harbor 11-27 0150\r\n\x02{lines}\x03".encode())
    assert (document.format, document.stated.headline) == ("anpa_1312", "Harbor opens")


def test_a_header_alone_is_no_text() -> None:
    assert len(rejected(anpa(""))) == 1


def test_a_photo_line_in_spanish_is_no_part_of_the_story() -> None:
    document = only(anpa(f"{SLUG}^El puerto abre<\r\n^Foto AP LIM101<\r\n{BODY}"))
    assert (document.stated.media, document.text) == (("Foto AP LIM101",), "OLD FORD, Ohio (AP) _ The harbor is open.")


def test_the_keyword_may_stand_below_the_format_with_its_words_behind_a_comma() -> None:
    found = envelope_of(["a0001\x1f-----", "r a\x13\x12", "AM-Harbor, 1st Ld-Writethru,0198"])
    assert found is not None
    assert (found.keyword, found.version, found.lines) == ("AM-Harbor", "1st Ld-Writethru", 3)
