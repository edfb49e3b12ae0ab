"""NewsML 1: which components of an item are a story, and what they state."""

from __future__ import annotations

import base64
import time
from datetime import UTC, datetime

import pytest

from feedmill.model import Document, Part, RejectedDocument
from feedmill.reading import ReadingReason, read

IDS = "<NewsItemId>n1</NewsItemId><RevisionId>2</RevisionId><PublicIdentifier>urn:newsml:x:1:n1:2</PublicIdentifier>"


def item(components: str, management: str = "", ids: str = IDS) -> str:
    return (
        f"<NewsItem><Identification><NewsIdentifier>{ids}</NewsIdentifier></Identification>"
        f"<NewsManagement>{management}</NewsManagement>{components}</NewsItem>"
    )


def component(inside: str, headline: str = "", role: str = "", attributes: str = "") -> str:
    told = f'<Role FormalName="{role}"/>' if role else ""
    lines = f"<NewsLines><HeadLine>{headline}</HeadLine></NewsLines>" if headline else ""
    return f"<NewsComponent {attributes}>{told}{lines}{inside}</NewsComponent>"


def text(words: str, media: str = "Text") -> str:
    return f'<ContentItem><MediaType FormalName="{media}"/><DataContent>{words}</DataContent></ContentItem>'


def found(*items: str) -> list[Document | RejectedDocument]:
    one = list(read(f"<NewsML>{''.join(items)}</NewsML>".encode()))
    assert all(isinstance(each, Document | RejectedDocument) for each in one)
    return [each for each in one if isinstance(each, Document | RejectedDocument)]


def document(*items: str) -> Document:
    (one,) = found(*items)
    assert isinstance(one, Document)
    return one


STORY = component(text("<p>A story.</p>"), "Head")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Usable", "usable"),
        ("USABLE", "usable"),
        ("Embargoed", "withheld"),
        ("Withheld", "withheld"),
        ("Canceled", "canceled"),
        ("Cancelled", "canceled"),
    ],
)
def test_the_status_is_told_in_iptc_s_words(name: str, word: str) -> None:
    assert document(item(STORY, f'<Status FormalName="{name}"/>')).stated.status == word


def test_an_embargo_ends_when_the_status_will_change() -> None:
    change = (
        '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
        "<DateAndTime>20260603T000100+0100</DateAndTime></StatusWillChange>"
    )
    assert document(item(STORY, change)).stated.embargoed_until == datetime(2026, 6, 2, 23, 1, tzinfo=UTC)


def test_a_status_that_will_change_later_is_no_embargo() -> None:
    change = '<Status FormalName="Usable"/><StatusWillChange><DateAndTime>20260603</DateAndTime></StatusWillChange>'
    assert document(item(STORY, change)).stated.embargoed_until is None


def test_dates_fall_back_to_the_date_of_the_identifier_and_the_envelope() -> None:
    ids = "<NewsItemId>1</NewsItemId><DateId>20260601T101112Z</DateId>"
    assert document(item(STORY, "", ids)).stated.published_at == datetime(2026, 6, 1, 10, 11, 12, tzinfo=UTC)
    envelope = "<NewsEnvelope><DateAndTime>20260602T101112Z</DateAndTime></NewsEnvelope>"
    assert document(envelope, item(STORY)).stated.published_at == datetime(2026, 6, 2, 10, 11, 12, tzinfo=UTC)


def test_ids_are_the_public_identifier_and_the_item_s_own() -> None:
    stated = document(item(STORY)).stated
    assert (stated.guid, stated.doc_id, stated.version) == ("urn:newsml:x:1:n1:2", "n1", "2")


def test_a_public_identifier_that_names_only_the_sender_is_no_id() -> None:
    stated = document(item(STORY, "", "<NewsItemId>7</NewsItemId><PublicIdentifier>urn:x</PublicIdentifier>")).stated
    assert (stated.guid, stated.doc_id) == ("7", "7")


def test_components_with_headlines_of_their_own_are_stories_of_their_own() -> None:
    inside = component(text("<p>Een.</p>"), "Een", attributes='Duid="d1"') + component(text("<p>Un.</p>"), "Un")
    first, second = found(item(component(inside, "Both")))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.text, first.stated.guid, first.stated.doc_id) == ("Een.", "urn:newsml:x:1:n1:2#d1", "d1")
    assert (second.text, second.stated.headline, second.stated.doc_id) == ("Un.", "Un", "n1")
    assert first.locator != second.locator


@pytest.mark.parametrize(
    ("own", "names", "field"),
    [
        (('Duid="a"', 'Duid="b"'), ("a", "b"), "NewsComponent@Duid"),
        (('Euid="a"', 'Euid="b"'), ("a", "b"), "NewsComponent@Euid"),
        (('Duid="a" Euid="b"', 'Duid="a" Euid="c"'), ("b", "c"), "NewsComponent@Euid"),
        (('Duid="a"', 'Duid="a"'), ("1", "2"), "NewsItemId"),
        (("", ""), ("1", "2"), "NewsItemId"),
    ],
)
def test_each_story_of_an_item_has_an_id_of_its_own(own: tuple[str, str], names: tuple[str, str], field: str) -> None:
    inside = component(text("<p>Een.</p>"), "Een", attributes=own[0]) + component(
        text("<p>Un.</p>"), "Un", attributes=own[1]
    )
    stories = [one.stated for one in found(item(component(inside, "Both"))) if isinstance(one, Document)]
    assert [one.guid for one in stories] == [f"urn:newsml:x:1:n1:2#{name}" for name in names]
    assert {dict(one.fields)["doc_id"] for one in stories} == {field}


def test_what_a_story_does_not_state_comes_from_the_components_around_it() -> None:
    outer = (
        "<NewsComponent><NewsLines><CopyrightLine>(c) X</CopyrightLine></NewsLines>"
        f'<DescriptiveMetadata><Language FormalName="FR"/></DescriptiveMetadata>{STORY}</NewsComponent>'
    )
    stated = document(item(outer)).stated
    assert (stated.headline, stated.rights, stated.language) == ("Head", "(c) X", "fr")


@pytest.mark.parametrize("role", ["Title", "HeadLine"])
def test_titles_among_the_contents_are_headlines_not_text(role: str) -> None:
    one = document(item(component(component(text("Head"), role=role) + component(text("Body"), role="Body"))))
    assert (one.text, one.stated.headline) == ("Body", "Head")


def test_abstracts_are_decks_captions_and_contacts_stand_around_and_other_texts_beside_are_counted() -> None:
    beside = component(text("Cap"), role="Caption") + component(text("Ann Wade"), role="Contact")
    inside = beside + component(text("Deck"), role="Abstract") + component(text("Tw"), role="TweetText") + text("Body")
    one = document(item(component(inside, "Head")))
    assert (one.text, one.stated.deck) == ("Body\nCap\nAnn Wade", "Deck")
    assert [block.part for block in one.blocks] == [None, Part.AROUND, Part.AROUND]
    assert one.notes == ("left_out: 1 beside the story, such as a short form for elsewhere",)


def test_the_same_text_twice_is_one_text_and_of_equivalents_the_fullest_stays() -> None:
    assert document(item(component(text("Same") + text("<p>Same</p>"), "H"))).text == "Same"
    equal = component(text("Short") + text("<p>Short and long</p>") + text("Mid"), attributes='EquivalentsList="yes"')
    assert document(item(component(equal, "H"))).text == "Short and long"


def test_parts_of_a_story_follow_each_other() -> None:
    assert (
        document(item(component(component(text("Lead"), role="Lead") + component(text("Body"), role="Body"), "H"))).text
        == "Lead\nBody"
    )


def test_pictures_are_told_by_their_captions_and_named_by_their_addresses() -> None:
    picture = '<ContentItem Href="a.jpg"><MediaType FormalName="Photo"/></ContentItem>'
    one = document(item(component(component(text("On a bridge."), role="Caption") + component(picture), "Pic")))
    assert (one.text, one.stated.media, one.stated.kind) == ("On a bridge.", ("a.jpg",), "picture")


def test_binary_contents_are_no_text() -> None:
    binary = '<ContentItem><Encoding Notation="base64"><DataContent>QUJD</DataContent></Encoding></ContentItem>'
    bare = "<ContentItem><Characteristics><SizeInBytes>12</SizeInBytes></Characteristics></ContentItem>"
    assert document(item(component(binary + bare + text("words", "Video"), "Only head"))).text == "Only head"


@pytest.mark.parametrize(
    "kind", ['<MediaType FormalName="Text"/>', '<MimeType FormalName="text/plain"/>', '<Format FormalName="NITF"/>']
)
def test_an_encoded_text_is_decoded_where_it_is_said_to_be_one(kind: str) -> None:
    data = base64.b64encode("Ein Té.\n\nUnd mehr.".encode()).decode()
    encoded = f'<Encoding Notation="Base64"><DataContent>{data}</DataContent></Encoding>'
    assert document(item(component(f"<ContentItem>{kind}{encoded}</ContentItem>", "H"))).text == "Ein Té.\nUnd mehr."


def test_bylines_in_lines_of_their_own_are_one() -> None:
    lines = "<NewsLines><HeadLine>H</HeadLine><ByLine>By A B</ByLine><ByLine>and C D</ByLine></NewsLines>"
    assert document(item(component(lines + text("words")))).stated.byline == "By A B and C D"


def test_of_lines_in_several_languages_those_in_the_component_s_own_are_stated() -> None:
    lines = '<NewsLines><HeadLine xml:lang="nl">Staking</HeadLine><HeadLine xml:lang="fr">Grève</HeadLine></NewsLines>'
    one = component(lines + text("mots")).replace("<NewsComponent", '<NewsComponent xml:lang="fr"', 1)
    assert document(item(one)).stated.headline == "Grève"


def test_an_item_of_references_is_rejected_as_one() -> None:
    (one,) = found(item(component('<NewsItemRef NewsItem="urn:x"/>', "Pack")))
    assert isinstance(one, RejectedDocument)
    assert one.reason == ReadingReason.NO_STORY


def test_an_item_without_anything_is_rejected() -> None:
    (one,) = found(item(""))
    assert isinstance(one, RejectedDocument)
    assert one.reason == ReadingReason.NOTHING_STATED


def test_an_item_that_cannot_be_read_does_not_stop_the_others() -> None:
    first, second = found(item(component(text("&lt;div&gt;" * 300), "H")), item(STORY))
    assert isinstance(first, RejectedDocument)
    assert first.reason == ReadingReason.TOO_COMPLEX
    assert isinstance(second, Document)


def test_instructions_tell_updates_and_corrections() -> None:
    assert document(item(STORY, '<Instruction FormalName="Update"/>')).stated.kind == "update"
    assert document(item(STORY, '<Instruction FormalName="Rectify"/>')).stated.kind == "correction"
    assert document(item(STORY, '<Instruction FormalName="Lift"/>')).stated.kind == "text"


def test_news_lines_are_what_their_type_says() -> None:
    kicker = '<NewsLine><NewsLineType FormalName="Kicker"/><NewsLineText>K</NewsLineText></NewsLine>'
    other = '<NewsLine><NewsLineType FormalName="x"/><NewsLineText>other</NewsLineText></NewsLine>'
    lines = f"<NewsLines><HeadLine>H</HeadLine>{kicker}{other}</NewsLines>"
    assert document(item(f"<NewsComponent>{lines}{text('t')}</NewsComponent>")).stated.kicker == "K"


def test_properties_tell_keywords_and_corrections() -> None:
    properties = "".join(
        f'<Property FormalName="{name}" Value="{value}"/>'
        for name, value in (("Keyword", "a;b"), ("Version", "Correction"), ("Version", "2"), ("x", "y"))
    )
    meta = f"<DescriptiveMetadata>{properties}</DescriptiveMetadata>"
    stated = document(item(component(meta + text("t"), "H"))).stated
    assert (stated.keywords, stated.kind) == (("a", "b"), "correction")


def test_a_component_on_its_own_is_read() -> None:
    (one,) = read(STORY.encode())
    assert isinstance(one, Document)
    assert one.text == "A story."


def test_a_file_without_items_is_refused() -> None:
    with pytest.raises(Exception, match="nothing_stated"):
        list(read(b"<NewsML><NewsEnvelope/></NewsML>"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("one", "around", "stories"),
    [
        (b"<NewsComponent>%s%s</NewsComponent>", b"<NewsItem>%s</NewsItem>", 4000),
        (b"%.0s%s", b"<NewsItem><NewsComponent>%s</NewsComponent></NewsItem>", 1),
    ],
    ids=["many components", "many contents of one component"],
)
def test_many_parts_of_an_item_take_no_more_than_linear_time(one: bytes, around: bytes, stories: int) -> None:
    lines = b"<NewsLines><HeadLine>h</HeadLine></NewsLines>"
    parts = [one % (lines, b"<ContentItem><DataContent>t%d</DataContent></ContentItem>" % n) for n in range(4000)]
    start = time.process_time()
    found = list(read(b"<NewsML>%s</NewsML>" % (around % b"".join(parts))))
    assert len(found) == stories
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("instruction", "status"), [("Kill", "canceled"), ("Delete", "canceled"), ("Update", "usable")]
)
def test_an_instruction_takes_an_item_back(instruction: str, status: str) -> None:
    management = f'<Status FormalName="Usable"/><Instruction FormalName="{instruction}"/>'
    assert document(item(component(text("<p>A story.</p>"), "Gate"), management)).stated.status == status


def test_the_keywords_of_a_line_and_the_place_of_a_dateline() -> None:
    lines = "<HeadLine>Gate</HeadLine><DateLine>HELM, May 1</DateLine><KeywordLine>a, b</KeywordLine>"
    place = (
        '<DescriptiveMetadata><Location><Property FormalName="City" Value="Norville"/></Location></DescriptiveMetadata>'
    )
    told = document(
        item(f"<NewsComponent><NewsLines>{lines}</NewsLines>{place}{text('<p>A story.</p>')}</NewsComponent>")
    ).stated
    assert (told.keywords, told.place) == (("a", "b"), "HELM")


def test_of_equivalents_with_the_same_text_the_one_with_paragraphs_is_taken() -> None:
    told = text("The gate has been shut. It opens") + text("<p>The gate has been shut.</p><p>It opens</p>")
    assert document(item(component(told, "Gate", attributes='EquivalentsList="yes"'))).text.count("\n") == 1
