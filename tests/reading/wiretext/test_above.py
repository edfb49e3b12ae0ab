"""The lines above the body of ANPA 1312: headlines, bylines and posts, notes, orders."""

from __future__ import annotations

import pytest

from feedmill.model import Part
from feedmill.splitting import split
from tests.reading.wiretext.wires import anpa, only

SLUG = "^BC-Harbor,100<\r\n"
BODY = "\t   OLD FORD, Ohio (AP) _ The harbor is open.\r\n"


def test_where_no_slug_stands_in_the_text_the_first_flagged_line_is_the_headline() -> None:
    document = only(anpa("^Ships return to Old Ford<\r\n" + BODY))
    assert (document.stated.headline, document.stated.slugline) == ("Ships return to Old Ford", "BC-Harbor")


def test_a_headline_that_begins_with_the_keyword_is_no_slug() -> None:
    document = only(anpa("^Harbor opens after ten long weeks<\r\n" + BODY))
    assert document.stated.headline == "Harbor opens after ten long weeks"


def test_a_keyword_of_several_words_is_whole_without_a_slug_in_the_text() -> None:
    header = "r p\x13 POLL HOWARD (MELBOURNE)   07-03 0167"
    assert only(anpa(BODY, header=header)).stated.slugline == "POLL HOWARD"
    assert only(anpa(BODY, header="r p\x13 POLL 2NDLEAD   07-03 0167")).stated.slugline == "POLL"


@pytest.mark.parametrize("byline", ["Por JORGE RUEDA", "Par Norman Delisle"])
def test_bylines_of_other_languages_are_understood(byline: str) -> None:
    stated = only(anpa(f"{SLUG}^Harbor opens<\r\n^{byline}=\r\n{BODY}")).stated
    assert (stated.headline, stated.byline) == ("Harbor opens", byline[4:])


def test_a_centred_line_below_the_byline_is_its_credit() -> None:
    stated = only(anpa(f"{SLUG}^Harbor opens<\r\n^By JO HART=\r\n^Knight Ridder Newspapers=\r\n{BODY}")).stated
    assert (stated.byline, stated.credit) == ("JO HART", "Knight Ridder Newspapers")


@pytest.mark.parametrize("line", ["Business Editors/High-Tech Writers", "TO BUSINESS EDITOR:"])
def test_a_line_to_desks_is_a_note(line: str) -> None:
    stated = only(anpa(f"{SLUG}^{line}<\r\n^Harbor opens<\r\n{BODY}")).stated
    assert (stated.headline, stated.ednote) == ("Harbor opens", line)


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("^BC-Harbor, WITHHOLD<\r\n^BULLETIN WITHHOLD<\r\n", "withheld"),
        ("^BC-Harbor,100<\r\n^Harbor opens<\r\n^(ATTN: Editors) (EMBARGOED FOR SUNDAY, MAY 31) (jt)<\r\n", "withheld"),
        ("^BC-Harbor,100<\r\n^Eds: Kill BC-Harbor, a0190. The pier did not open.<\r\n", "canceled"),
        ("^BC-Harbor,100<\r\n^Port cancels harbor fair<\r\n", None),
    ],
)
def test_notes_and_slugs_hold_back_and_take_back(lines: str, status: str | None) -> None:
    stated = only(anpa(f"{lines}{BODY}")).stated
    assert stated.status == status
    assert stated.headline in ("Harbor opens", "Port cancels harbor fair", None)


@pytest.mark.parametrize(
    ("lines", "byline", "credit"),
    [
        ("^JO HART=\r\n^Associated Press Writer=\r\n", "JO HART", "Associated Press Writer"),
        ("^JO HART<\r\n^Associated Press<\r\n", "JO HART", "Associated Press"),
        ("^By JO HART=\r\n^and=\r\n^ANN WADE=\r\n^AP Writers=\r\n", "JO HART and ANN WADE", "AP Writers"),
    ],
)
def test_a_name_above_a_post_is_a_byline(lines: str, byline: str, credit: str) -> None:
    stated = only(anpa(f"{SLUG}^Harbor opens<\r\n{lines}{BODY}")).stated
    assert (stated.headline, stated.byline, stated.credit) == ("Harbor opens", byline, credit)


def test_a_headline_above_a_byline_is_none_itself() -> None:
    stated = only(anpa(f"{SLUG}^HARBOR TABLES=\r\n^By The Associated Press=\r\n{BODY}")).stated
    assert (stated.headline, stated.byline) == ("HARBOR TABLES", "The Associated Press")


@pytest.mark.parametrize(
    "lines",
    [
        "^BC-Harbor, ELIM<\r\n^EDITORS:<\r\n^Please eliminate BC-Harbor, a0123, sent on Monday.<\r\n^The AP<\r\n",
        "^BC-Harbor,100<\r\n^Eds: The following moved in error and should be disregarded.<\r\n^The AP<\r\n",
        "^BC-Harbor, KILL<\r\n^Eds: Kill BC-Harbor, a0123. The pier did not open.<\r\n",
    ],
)
def test_an_order_without_a_story_is_a_document_without_a_headline(lines: str) -> None:
    document = only(anpa(lines))
    assert (document.stated.status, document.stated.headline) == ("canceled", None)
    assert document.text


@pytest.mark.parametrize("format_", ["\x11", "\x12"])
def test_the_line_below_a_byline_is_its_post_unless_an_agency_wrote(format_: str) -> None:
    header = f"r a\x13{format_} BC-Harbor     03-14 0100"
    text = f"{SLUG}^Harbor opens<\r\n^By JO HART=<\r\n^Old Ford Globe=<\r\n{BODY}"
    assert only(anpa(text, header=header)).stated.credit == "Old Ford Globe"
    brief = only(anpa(text.replace("JO HART", "The Associated Press"), header=header))
    assert (brief.stated.credit, brief.text.split("\n")[0]) == (None, "Old Ford Globe")


def test_a_headline_may_say_that_another_story_is_put_right() -> None:
    assert only(anpa(f"{SLUG}^Correction: Harbor story<\r\n{BODY}")).stated.version == "Correction"
    assert only(anpa(f"{SLUG}^Harbor: a correction of course<\r\n{BODY}")).stated.version is None


def test_an_agency_in_capitals_is_no_line_of_the_body() -> None:
    document = only(anpa(f"{SLUG}^Harbor opens<\r\n^THE CANADIAN PRESS<\r\n{BODY}"))
    assert document.text.startswith("OLD FORD")


def test_the_post_may_name_an_agency_behind_of() -> None:
    text = f"{SLUG}^Harbor opens<\r\n   By Jo Hart<\r\n   Of HELM NEWSWIRES<\r\n{BODY}"
    assert only(anpa(text)).stated.credit == "Of HELM NEWSWIRES"


def test_a_notice_of_rights_may_stand_below_the_stamp() -> None:
    document = only(
        anpa(f"{SLUG}^Harbor opens<\r\n{BODY}   07-16-08 0511ET<\r\n   Copyright (c) 2008 Helm Inc.<", stamp="")
    )
    assert (document.stated.published_raw, document.stated.published_zone) == ("07-16-08 0511ET", "ET")
    assert document.text.endswith("\nCopyright (c) 2008 Helm Inc.")


@pytest.mark.parametrize("key", ["HL", "HLN"])
def test_a_headline_may_stand_behind_a_key(key: str) -> None:
    text = f"^INDEX: TRANSPORT<\r\n^{key}: Harbor opens<\r\n^By Jo Hart<\r\n{BODY}"
    assert only(anpa(text)).stated.headline == "Harbor opens"


def test_a_french_agency_below_the_headline_is_its_credit() -> None:
    document = only(anpa(f"{SLUG}^Le port rouvre<\r\n^La Presse Canadienne<\r\n{BODY}"))
    assert (document.stated.credit, document.text.startswith("OLD FORD")) == ("La Presse Canadienne", True)


def test_a_title_that_is_set_in_as_the_body_is_stands_above_byline_and_rights() -> None:
    above = (
        "^BC-HARBOR-BLOOM<\r\n\t   Harbor Opens as Ships Return<\r\n\t   (For use by clients)<\r\n\t   By Jo Hart<\r\n"
    )
    text = f"{above}\t   c.2026 Bloomberg News<\r\n\t   The harbor is open.\r\n\t   _ With assistance from Ann Wade."
    document = only(anpa(text, header="r f\x13\x11 BC-HARBOR-BLOOM   03-10 0291"))
    assert (document.stated.headline, document.stated.byline) == ("Harbor Opens as Ships Return", "Jo Hart")
    assert document.text.split("\n")[0] == "The harbor is open."
    assert document.blocks[-1].part is Part.AROUND


def test_centred_lines_below_the_headline_are_no_other_headline() -> None:
    document = only(anpa(f"{SLUG}^NBA Glance=\r\n^All Times EST=\r\n^By The Associated Press=\r\n^EAST=\r\n{BODY}"))
    (story,) = split(document).stories
    assert (story.headline, story.text.split("\n")[:2]) == ("NBA Glance", ["All Times EST", "EAST"])


def test_an_add_repeats_the_last_words_of_the_take_before_it() -> None:
    header = "r a\x13\x11 BC-HARBOR-1stAdd   05-11 0198"
    document = only(anpa(f"^BC-HARBOR-1stAdd:SE<\r\n^Harbor opens<\r\n^HELM: a dock.=\r\n{BODY}", header=header))
    assert (document.stated.headline, document.stated.ednote) == ("Harbor opens", "HELM: a dock.")
    assert document.text.startswith("OLD FORD")


def test_a_text_may_be_set_in_by_a_blank_as_a_whole() -> None:
    lines = ["   HELM, Jan 15 (Reuters) - The harbor opened as a cold snap", " ended.", "   Ships came in.",
             " (Reporting by Jo Hart in Helm; Additional reporting by Ann", " Wade in Lund; Editing by Bo Dahl)",
             " (c) Copyright Thomson Reuters 2026. Click -", " http://about.reuters.com/legal.asp"]  # fmt: skip
    document = only(anpa("BC-Harbor\r\nHarbor opens\r\n\r\n" + "\r\n".join(lines)))
    own = [document.text[slice(*block.span)] for block in document.blocks if block.part is None]
    assert [line[-7:] for line in own] == [" ended.", "ame in."]


def test_a_field_may_stand_between_story_number_and_selector() -> None:
    data = anpa(f"{SLUG}^Harbor opens<\r\n{BODY}").replace(b"a0001\x1f-----", b"a0233uu1----r\x1fnatzc")
    assert (only(data).format, only(data).stated.doc_id) == ("anpa_1312", "0233")


def test_a_headline_in_capitals_may_run_over_two_lines_above_initials_byline_and_rights() -> None:
    above = (
        "BC-HARBOR-NYT\r\nAFTER 70 YEARS, AND ONE HOLE IN A DAM,\r\nTHE SHIPS RETURN TO THE HARBOR\r\n(ATTN: Maine)\r\n"
    )
    text = f"{above}   (mk)\r\n By JO HART\r\n c.1999 N.Y. Times News Service\r\n{BODY}"
    document = only(anpa(text, header="u a\x13\x11 BC-HARBOR-NYT @   05-03 1021"))
    assert document.stated.headline == "AFTER 70 YEARS, AND ONE HOLE IN A DAM, THE SHIPS RETURN TO THE HARBOR"
    assert (document.stated.byline, document.text.startswith("OLD FORD")) == ("JO HART", True)


def test_an_accent_in_the_slug_makes_it_no_other_keyword() -> None:
    header = "r n\x13\x11 Rimouski-Bibliotheque   24-02 0170"
    text = f"^Rimouski-Bibliothèque@<\r\n^HL:Le port rouvre@<\r\n{BODY}"
    stated = only(anpa(text, header=header)).stated
    assert (stated.headline, stated.slugline) == ("Le port rouvre", "Rimouski-Bibliothèque")


def test_codes_of_a_press_release_are_no_part_of_its_headline() -> None:
    header = "r f\x13\x11 BC-HARBOR-LTD   09-09 0151"
    stated = only(anpa(f"(BW)(HARBOR-LTD)(HRB) Harbor Buys A Ship\r\n\r\n\t   {BODY.strip()}", header=header)).stated
    assert stated.headline == "Harbor Buys A Ship"


HEADS = ("AFTER TEN WEEKS, THE HARBOR IS OPEN AGAIN", "After ten weeks, the harbor is open again")
NOTES = ("(ATTN: Maine, N.H.)", "(For use by New York Times News Service clients.)", "   (mk)", "(With photo)", "")
CREDITS = (" c.1999 N.Y. Times News Service", " The Boston Globe", " Cox News Service", "Bloomberg News", "")
BODIES = (
    "\t   HELM, Maine _ The harbor is open.\r\n\t   Ships came in.",
    "    HELM, Maine -- The harbor is open.\r\n    Ships came in.",
    "\r\nHELM, Maine (AP) -- The harbor is open.\r\n\r\nShips came in.",
)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("credit", CREDITS)
@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("head", HEADS)
def test_headline_byline_and_credit_without_flags_are_told_from_the_body(
    head: str, note: str, credit: str, body: str
) -> None:
    lines = ["BC-HARBOR-NYT", head, note, " By JO HART", credit, body]
    document = only(anpa("\r\n".join(filter(None, lines)), header="u a\x13\x11 BC-HARBOR-NYT   05-03 1021"))
    assert (document.stated.headline, document.stated.byline) == (head, "JO HART")
    (story,) = split(document).stories
    assert [line[-15:] for line in story.text.split("\n")] == ["harbor is open.", "Ships came in."]


def test_what_may_be_printed_at_any_time_is_not_held_back() -> None:
    stated = only(anpa(f"{SLUG}^(For release anytime)<\r\n^Harbor opens<\r\n{BODY}")).stated
    assert (stated.headline, stated.status) == ("Harbor opens", None)


def test_filing_date_and_count_behind_a_slug_are_none_of_it() -> None:
    text = f"^bc-harbor 1stld-writethru 11-21 0158<\r\n^Harbor opens<\r\n{BODY}"
    stated = only(anpa(text, header="u a\x13\x11 BC-harbor 1stld   11-21 0158")).stated
    assert (stated.slugline, stated.version) == ("bc-harbor", "1stld-writethru")
