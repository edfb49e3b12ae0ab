"""NITF: what its heads state, and what its body shows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedmill.model import Document, Part
from feedmill.reading import read


def nitf(head: str = "", top: str = "", body: str = "<p>A story.</p>", attributes: str = "") -> Document:
    xml = (
        f"<nitf {attributes}><head>{head}</head><body><body.head>{top}</body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )
    (one,) = read(xml.encode())
    assert isinstance(one, Document)
    return one


@pytest.mark.parametrize(
    ("status", "word"),
    [("usable", "usable"), ("embargoed", "withheld"), ("withheld", "withheld"), ("canceled", "canceled")],
)
def test_the_management_status_is_told_in_iptc_s_words(status: str, word: str) -> None:
    assert nitf(f'<docdata management-status="{status}"/>').stated.status == word


def test_a_status_that_is_not_stated_is_none() -> None:
    assert nitf("<docdata/>").stated.status is None


def test_rights_are_those_of_the_notice_before_the_holder_s_name() -> None:
    holder = '<docdata><doc.copyright holder="Firm" year="2026"/></docdata>'
    assert nitf(holder, "<rights>Copyright 2026 Firm. All rights reserved.</rights>").stated.rights == (
        "Copyright 2026 Firm. All rights reserved."
    )
    assert nitf(holder).stated.rights == "2026 Firm"
    assert nitf('<meta name="copyright" content="(c) Firm"/>').stated.rights == "(c) Firm"


def test_who_signs_a_text_is_its_author_where_the_byline_names_an_agency_alone() -> None:
    stated = nitf(top="<byline><byttl>TT</byttl></byline>", body="<p>A story.</p><p>Anna Berg/TT</p>").stated
    assert (stated.byline, stated.authors) == ("TT", ("Anna Berg",))


def test_the_universal_id_comes_before_the_document_s_own() -> None:
    stated = nitf('<docdata><doc-id id-string="d"/></docdata>', attributes='uno="u"').stated
    assert (stated.guid, stated.doc_id) == ("u", "d")
    assert nitf(attributes='uno="u"').stated.doc_id == "u"


def test_a_release_after_the_issue_is_an_embargo_and_one_with_it_is_none() -> None:
    issue = '<docdata><date.issue norm="20260301T100000Z"/><date.release norm="{}"/></docdata>'
    assert nitf(issue.format("20260302T100000Z")).stated.embargoed_until == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert nitf(issue.format("20260301T100000Z")).stated.embargoed_until is None
    assert nitf(issue.format("YYYYMMDD000000-HHMM")).stated.embargoed_until is None


@pytest.mark.parametrize(
    ("issue", "release", "withheld"),
    [
        ("20260301T100000Z", "20260301T120000+0200", False),
        ("20260301T120000+0200", "20260301T103000Z", True),
        ("2026-03-01T10:00:00Z", "20260301T110000Z", True),
        ("20260301T120000", "20260301T120000+0200", False),
        ("20260301T120000-0500", "20260301T123000", True),
        ("20260301", "20260301T180000+0300", False),
        ("20260301", "20260302T060000+0300", True),
        ("first of March", "20260302T060000Z", False),
    ],
)
def test_which_of_issue_and_release_is_later_their_instants_tell(issue: str, release: str, *, withheld: bool) -> None:
    head = f'<docdata><date.issue norm="{issue}"/><date.release norm="{release}"/></docdata>'
    assert (nitf(head).stated.embargoed_until is not None) is withheld


def test_a_note_in_the_head_of_the_body_stands_behind_the_message_to_editors() -> None:
    head = '<docdata><ed-msg info="Update."/></docdata>'
    note = "<note noteclass='editorsnote'><body.content><p>For Thursday.</p></body.content></note>"
    assert nitf(head, note).stated.ednote == "Update. For Thursday."
    assert dict(nitf("", note).stated.fields)["ednote"] == "note"
    assert nitf(head, note.replace("editorsnote", "cpyrt")).stated.ednote == "Update."


@pytest.mark.parametrize("status", ["withdrawn", "Retracted", "deleted"])
def test_other_words_for_what_is_taken_back_are_canceled(status: str) -> None:
    assert nitf(f'<docdata management-status="{status}"/>').stated.status == "canceled"


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ('<docdata><date.release norm="20260301T100000Z"/></docdata>', ""),
        ('<pubdata date.publication="20260301T100000Z"/>', ""),
        ("", '<dateline><story.date norm="20260301T100000Z"/></dateline>'),
    ],
)
def test_the_date_is_taken_from_where_it_stands(head: str, top: str) -> None:
    assert nitf(head, top).stated.published_at == datetime(2026, 3, 1, 10, tzinfo=UTC)


def test_the_last_revision_is_the_update() -> None:
    head = '<revision-history norm="20260301T100000Z"/><revision-history norm="20260301T110000Z"/><revision-history/>'
    assert nitf(head).stated.updated_at == datetime(2026, 3, 1, 11, tzinfo=UTC)


def test_a_second_headline_is_the_deck_unless_it_says_the_same() -> None:
    top = "<hedline><hl1>One</hl1><hl2>{}</hl2></hedline><abstract>Short</abstract>"
    assert nitf("", top.format("Two")).stated.deck == "Two"
    assert nitf("", top.format("One")).stated.deck == "Short"


def test_an_abstract_that_is_neither_the_deck_nor_in_the_body_stands_before_it() -> None:
    top = "<hedline><hl1>One</hl1><hl2>Two</hl2></hedline><abstract><p>{}</p></abstract>"
    assert nitf("", top.format("Otherwise lost.")).text == "Otherwise lost.\nA story."
    assert nitf("", top.format("A story.")).text == "A story."


@pytest.mark.parametrize(
    ("mark", "kicker", "deck"),
    [('class="fly"', "Two", None), ('id="originalHeadline"', None, None), ('class="rubric"', None, "Two")],
)
def test_a_second_headline_is_what_its_class_says(mark: str, kicker: str | None, deck: str | None) -> None:
    stated = nitf("", f"<hedline><hl1>One</hl1><hl2 {mark}>Two</hl2></hedline>").stated
    assert (stated.kicker, stated.deck) == (kicker, deck)


def test_a_block_that_only_repeats_the_full_text_is_left_out() -> None:
    lead, full = '<block class="lead"><p>{}</p></block>', '<block class="full_text"><p>One.</p><p>Two.</p></block>'
    assert nitf(body=lead.format("One.") + full).text == "One.\nTwo."
    assert nitf(body=lead.format("Zero.") + full).text == "Zero.\nOne.\nTwo."


def test_the_address_of_a_publication_is_the_story_s() -> None:
    assert nitf('<pubdata ex-ref="https://x.example/1"/>').stated.url == "https://x.example/1"


def test_what_ap_s_own_xml_states_comes_before_the_nitf() -> None:
    xml = (
        '<Publication xmlns="http://ap.org/schemas/03/2005/appl"><Identification><ItemId>i</ItemId></Identification>'
        "<PublicationManagement><Status>Withheld</Status><Instruction>Hold</Instruction>"
        "<ReleaseDateTime>2026-03-01T10:00:00</ReleaseDateTime></PublicationManagement>"
        "<NewsLines><HeadLine>Theirs</HeadLine></NewsLines><PublicationComponent><TextContentItem><DataContent>"
        "<nitf><head><title>Ours</title></head><body.content><p>x</p></body.content></nitf>"
        "</DataContent></TextContentItem></PublicationComponent></Publication>"
    )
    (one,) = read(xml.encode())
    assert isinstance(one, Document)
    stated = one.stated
    assert (stated.guid, stated.headline, stated.status, stated.ednote) == ("i", "Theirs", "withheld", "Hold")
    assert stated.embargoed_until == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert (one.locator.byte_start, one.locator.byte_end) == (0, len(xml))


def publication(name: str, status: str, *parts: str) -> str:
    held = "".join(
        "<PublicationComponent><TextContentItem><DataContent><nitf><body><body.content>"
        f"<p>{part}</p></body.content></body></nitf></DataContent></TextContentItem></PublicationComponent>"
        for part in parts
    )
    return (
        f"<Publication><Identification><ItemId>{name}</ItemId></Identification><PublicationManagement><Status>{status}"
        "</Status></PublicationManagement><NewsLines><HeadLine>Head</HeadLine><ByLine>By A B</ByLine>"
        f"<ByLine>By C D</ByLine></NewsLines>{held}</Publication>"
    )


def test_a_publication_of_ap_is_one_story_whatever_number_of_texts_it_holds() -> None:
    video, kill = publication("v", "Usable", "1. Wide of a street.", "They marched."), publication("k", "Canceled")
    xml = f'<Publications xmlns="http://ap.org/schemas/03/2005/appl">{video}{kill}</Publications>'
    first, second = read(xml.encode())
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.stated.guid, first.stated.byline, first.text) == (
        "v",
        "By A B, C D",
        "1. Wide of a street.\nThey marched.",
    )
    assert (second.stated.guid, second.stated.status, second.text) == ("k", "canceled", "Head")
    assert xml.encode()[second.locator.byte_start : second.locator.byte_end] == kill.encode()


def test_a_title_in_the_byline_is_set_apart() -> None:
    assert nitf("", "<byline>By A B<byttl>AP Writer</byttl></byline>").stated.byline == "By A B, AP Writer"
    assert nitf("", "<byline>By A B, <byttl>AP Writer</byttl></byline>").stated.byline == "By A B, AP Writer"
    assert nitf("", "<byline><byttl>AP Writer</byttl></byline>").stated.byline == "AP Writer"


def test_a_date_for_machines_is_no_part_of_the_dateline() -> None:
    top = "<dateline><location>ROME</location>, <story.date>{}</story.date></dateline>"
    assert nitf("", top.format("20260301T100000Z")).stated.dateline == "ROME"
    assert nitf("", top.format("March 1")).stated.dateline == "ROME, March 1"


def test_subjects_of_other_schemes_keep_their_numbers() -> None:
    subject = '<tobject><tobject.subject tobject.subject.ipr="X" tobject.subject.refnum="F1"/></tobject>'
    assert nitf(subject).stated.subjects == ("F1",)


def test_keywords_may_be_listed_in_one_meta() -> None:
    assert nitf('<meta name="keywords" content="a, b;c"/>').stated.keywords == ("a", "b", "c")


def test_several_documents_in_a_wrapper_are_several_stories() -> None:
    one = "<nitf><body><body.content><p>{}</p></body.content></body></nitf>"
    xml = f"<wrap>{one.format('First.')}{one.format('Second.')}</wrap>"
    first, second = read(xml.encode())
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.text, second.text) == ("First.", "Second.")
    assert xml.encode()[first.locator.byte_start : first.locator.byte_end].endswith(b"</nitf>")


def test_a_body_on_its_own_is_read() -> None:
    (one,) = read(b"<body.content><p>x</p></body.content>")
    assert isinstance(one, Document)
    assert one.text == "x"


def test_a_wrapper_whose_nitf_is_lost_is_refused() -> None:
    with pytest.raises(Exception, match="nothing_stated"):
        list(read(b"<wrap><!-- <nitf> --><a>x</a></wrap>"))


@pytest.mark.parametrize(
    ("bylines", "byline"),
    [
        ("<byline>By Ann Wade</byline><byline>By Carl Horn</byline>", "By Ann Wade, Carl Horn"),
        ("<byline>By Ann Wade</byline><byline>and Carl Horn</byline>", "By Ann Wade and Carl Horn"),
        ("<byline>By Ann Wade</byline><byline>Wade, Ann</byline>", "By Ann Wade"),
        ("<byline>By Ann Wade<byttl>Staff Writer</byttl></byline><byline/>", "By Ann Wade, Staff Writer"),
    ],
)
def test_bylines_in_elements_of_their_own_are_one(bylines: str, byline: str) -> None:
    assert nitf("", bylines).stated.byline == byline


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("<dateline><location>ROME</location></dateline>", "ROME"),
        ("<dateline>ROME, March 1</dateline>", "ROME"),
        ("<dateline>March 1</dateline>", "Turin"),
        ("", "Turin"),
    ],
)
def test_the_place_is_where_a_story_is_filed_else_where_it_happened(dateline: str, place: str) -> None:
    assert nitf('<docdata><evloc city="Turin"/></docdata>', dateline).stated.place == place


def test_the_kind_of_a_message_to_editors_tells_a_correction() -> None:
    assert nitf('<docdata><ed-msg msg-type="correction" info="New rate"/></docdata>').stated.kind == "correction"
    assert nitf('<docdata><ed-msg msg-type="advisory" info="New rate"/></docdata>').stated.kind is None
    assert nitf('<docdata><ed-msg info="CORRECTS rate"/></docdata>').stated.kind == "correction"


def test_keywords_in_one_key_are_several() -> None:
    told = nitf('<docdata><key-list><keyword key="ČR; vláda"/></key-list></docdata>').stated
    assert told.keywords == ("ČR", "vláda")


def test_what_the_dtd_has_as_empty_needs_no_end_in_sgml() -> None:
    head = '<DOC-ID ID-STRING="x-1"><URGENCY ED-URG="4"><DATE.ISSUE NORM="19990412T112700-0400">'
    body = "<BODY.HEAD><HEDLINE><HL1>Target</HL1></HEDLINE></BODY.HEAD><BODY.CONTENT><P>One.<P>Two.</BODY.CONTENT>"
    (one,) = read(f"<NITF><HEAD><DOCDATA>{head}</DOCDATA></HEAD><BODY>{body}</BODY></NITF>".encode())
    assert isinstance(one, Document)
    assert (one.stated.doc_id, one.stated.urgency, one.text) == ("x-1", "4", "One.\nTwo.")
    assert one.stated.published_at == datetime(1999, 4, 12, 15, 27, tzinfo=UTC)


def test_an_abstract_beside_another_deck_stands_around_the_story() -> None:
    head = "<hedline><hl1>Gate</hl1><hl2>Ports</hl2></hedline><abstract><p>In short.</p></abstract>"
    one = nitf("", head)
    assert one.stated.deck == "Ports"
    assert [one.text[slice(*block.span)] for block in one.blocks if block.part is Part.AROUND] == ["In short."]
