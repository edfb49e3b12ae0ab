"""XML that is odd, broken or hostile: what can be had of it, and what is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.wire.xml import read_text, read_xml


def text_of(xml: str | bytes) -> str:
    tree = read_xml(Piece.of(xml if isinstance(xml, bytes) else xml.encode()))
    return "".join(map(str, tree.root.itertext()))


def refused(xml: str | bytes) -> ReadingReason:
    with pytest.raises(Rejected) as caught:
        text_of(xml)
    assert isinstance(caught.value.reason, ReadingReason)
    return caught.value.reason


def notes_of(xml: str) -> tuple[str, ...]:
    return read_text(xml).notes


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>",
        "<!doctype a [<!entity b 'c'>]>",
        "<!DOCTYPE a [<!ENTITY % b '<!ENTITY c \"d\">'> %b;]>",
        "<!DOCTYPE a [<!-- > --><!ELEMENT a ANY><!ENTITY b 'c'>]>",
        "<!DOCTYPE a [<!ENTITY b 'c'>",
        "<!-- one --><?x y?>\n<!DOCTYPE a [<!ATTLIST a b CDATA '>'><!ENTITY b 'c'>]>",
    ],
)
def test_a_document_type_that_declares_entities_is_refused(doctype: str) -> None:
    assert refused(f"<?xml version='1.0'?>{doctype}<a>&b;</a>") is ReadingReason.ENTITY_DECLARATIONS


def test_an_entity_bomb_is_refused_at_once() -> None:
    lol = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    assert refused(f"<!DOCTYPE a [<!ENTITY l0 'x'>{lol}]><a>&l11;</a>") is ReadingReason.ENTITY_DECLARATIONS


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE nitf SYSTEM "nitf-3-0.dtd">',
        '<!DOCTYPE NewsML PUBLIC "urn:x" "http://example.org/a>b.dtd">',
        '<!DOCTYPE NewsML SYSTEM "x" [<!ENTITY % nitf SYSTEM "nitf.dtd"> %nitf; ]>',
        "<!DOCTYPE a [<!-- a 'comment' - with -- > ]> --><!ELEMENT a ANY>]>",
    ],
)
def test_a_document_type_that_only_names_its_files_is_passed_over(doctype: str) -> None:
    assert text_of(f"<?xml version='1.0'?>\n{doctype}\n<a>caf&eacute; &amp; &lt;b&gt; &#8364;</a>") == "café & <b> €"
    assert notes_of(f"{doctype}<a>&eacute;</a>") == ()


def test_a_document_type_without_an_end_is_not_well_formed() -> None:
    assert refused("<!DOCTYPE a SYSTEM 'b' <a>x</a>") is ReadingReason.NOT_WELL_FORMED


def test_entities_of_html_are_resolved_and_noted_where_nothing_could_declare_them() -> None:
    assert text_of("<a>caf&eacute; &hellip;</a>") == "café …"
    assert notes_of("<a>caf&eacute;</a>") == ("not_well_formed: entities that are not declared, eacute",)


def test_what_no_entity_is_stays_as_it_was_written() -> None:
    assert text_of("<a>AT&T &made-up; &amp; &; R&D</a>") == "AT&T &made-up; & &; R&D"


def test_entities_in_sections_and_comments_are_text() -> None:
    assert text_of("<a><![CDATA[&eacute; & <b>]]><!-- &x; --> &eacute;</a>") == "&eacute; & <b> é"


@pytest.mark.parametrize(
    ("reference", "char"),
    [
        ("&#150;", "\u2013"),
        ("&#x92;", "\u2019"),
        ("&#129;", "\ufffd"),
        ("&#0;", "\ufffd"),
        ("&#xD800;", "\ufffd"),
        ("&#x110000;", "\ufffd"),
        ("&#120;", "x"),
    ],
)
def test_numbers_of_characters_mean_what_html_says(reference: str, char: str) -> None:
    assert text_of(f"<a>{reference}</a>") == char


def test_prefixes_that_are_not_declared_lose_nothing() -> None:
    tree = read_text("<a><x:b>one</x:b><y:c z:d='e'>two</y:c></a>")
    assert [one.tag for one in tree.root] == ["b", "c"]
    assert not tree.whole
    assert tree.notes[0].startswith("not_well_formed: Namespace prefix x")


def test_what_looks_like_a_prefix_before_no_name_stays() -> None:
    tree = read_text("<a><x:1>one</x:1><y:>two</y:></a>")
    assert "".join(map(str, tree.root.itertext())).startswith("one")


def test_files_that_stand_one_after_the_other_are_read_together() -> None:
    tree = read_text("<?xml version='1.0'?><!DOCTYPE a SYSTEM 'x'><a>1</a>\n<?xml version='1.0'?><!DOCTYPE a><a>2</a>")
    assert [one.text for one in tree.root] == ["1", "2"]
    assert tree.whole
    broken = read_text("<?xml version='1.0'?><a>1</a>\n<?xml version='1.0'?><a>2 <b></a>")
    assert "".join(map(str, broken.root.itertext())).split() == ["1", "2"]
    assert not broken.whole


def test_entities_that_a_later_file_declares_are_refused() -> None:
    later = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
    assert refused(f"<?xml version='1.0'?><a/>\n<?xml version='1.0'?>{later}") is ReadingReason.ENTITY_DECLARATIONS


def test_stray_brackets_and_control_characters_lose_nothing() -> None:
    assert text_of("<a>5 < 6 \x0b and <b>more</b><![CDATA[ < ]]></a>") == "5 < 6 \ufffd and more < "


def test_what_is_cut_off_is_given_with_a_note() -> None:
    tree = read_text("<a><b>one</b><c>two and")
    assert "".join(map(str, tree.root.itertext())) == "onetwo and"
    assert "not_well_formed" in tree.notes[0]


def test_what_stands_behind_the_root_is_noted_as_lost() -> None:
    assert "behind the root is lost" in read_text("<a>one</a><b>two</b>").notes[0]


@pytest.mark.parametrize("xml", ["<", "<!-- only -->", "no markup", "<?xml version='1.0'?>"])
def test_what_gives_no_root_is_refused(xml: str) -> None:
    assert refused(xml) is ReadingReason.NOT_WELL_FORMED


@pytest.mark.parametrize("end", ["", "</a>" * 100_000])
def test_depth_of_100_000_is_refused_not_dropped(end: str) -> None:
    assert refused("<a>" * 100_000 + end) is ReadingReason.TOO_COMPLEX


def test_a_broken_text_of_great_depth_is_refused_too() -> None:
    assert refused("<x:a>" + "<a>" * 300) is ReadingReason.TOO_COMPLEX


def test_a_text_of_more_than_ten_megabytes_is_read() -> None:
    assert len(text_of(b"<a>" + b"x" * 10_500_000 + b"</a>")) == 10_500_000


def test_a_text_of_more_than_ten_megabytes_in_broken_xml_is_refused() -> None:
    assert refused(b"<a><x:b>" + b"x" * 10_500_000 + b"</a>") is ReadingReason.TOO_COMPLEX


def test_depth_behind_a_long_text_is_refused() -> None:
    assert refused(b"<a>" + b"x" * 10_500_000 + b"<a>" * 3_000) is ReadingReason.TOO_COMPLEX


def test_a_million_tags_are_refused() -> None:
    assert refused(b"<a>" + b"<b/>" * 1_000_001 + b"</a>") is ReadingReason.TOO_COMPLEX


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-16-le", b"")],
)
def test_marks_and_wide_encodings_are_read(encoding: str, bom: bytes) -> None:
    xml = '<?xml version="1.0" encoding="UTF-8"?>\n<a>Caf\xe9 and a longer text, so that it is seen.</a>'
    assert text_of(bom + xml.encode(encoding)).startswith("Café and")


def test_a_wrong_declaration_does_not_spoil_the_text() -> None:
    assert (
        text_of('<?xml version="1.0" encoding="utf-8"?><a>Caf\xe9 \xfcber \xe0 la</a>'.encode("cp1252"))
        == "Café über à la"
    )


def test_blanks_before_the_declaration_are_passed_over() -> None:
    assert text_of("\n\n <?xml version='1.0'?><a>x</a>") == "x"


@given(st.text(alphabet="<>&;![]-?/ab'\"=#x1 \n", max_size=60))
def test_whatever_stands_there_is_read_or_refused(text: str) -> None:
    with suppress(Rejected):
        assert read_text(f"<a>{text}</a>").root.tag == "a"


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=80))
def test_no_character_of_escaped_text_is_lost(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    expected = text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert "".join(map(str, read_text(f"<a>{escaped}</a>").root.itertext())) == expected


@pytest.mark.parametrize("number", ["&#xD800;", "&#55296;", "&#xDFFF", "&#xFFFF;"])
def test_numbers_of_no_character_never_reach_the_tree_of_broken_xml(number: str) -> None:
    tree = read_text(f"<a><? open <b ve{number}r='1'>before{number}after</b><c>end</a>")
    assert "\ufffd" in "".join(map(str, tree.root.itertext())) or not len(tree.root)
    assert all(char < "\ud800" or char > "\udfff" for char in "".join(map(str, tree.root.itertext())))


def test_references_that_stay_nodes_in_broken_xml_are_text() -> None:
    tree = read_text('<a><b c="<![CDATA[">x&known;y</b><c/>then &known; and &other;<d>&known;</d>end</a>')
    assert all(isinstance(element.tag, str) for element in tree.root.iter())
    assert "".join(map(str, tree.root.itertext())) == "x&known;ythen &known; and &other;&known;end"


def test_entities_that_name_one_character_are_resolved_and_no_others() -> None:
    declared = "<!DOCTYPE a [<!ENTITY pier '&#8212;'><!ENTITY gate \"&#x41;\">{}]>"
    assert text_of(f"{declared.format('')}<a>&pier;&gate;</a>") == "\u2014A"
    assert notes_of(f"{declared.format('')}<a>&pier;</a>") == ()
    assert refused(declared.format("<!ENTITY lol '&#65;&#66;'>") + "<a/>") is ReadingReason.ENTITY_DECLARATIONS
    assert refused(declared.format("<!ENTITY lol '&gate;'>") + "<a/>") is ReadingReason.ENTITY_DECLARATIONS


def test_an_item_that_is_broken_or_too_deep_leaves_the_others_as_they_are() -> None:
    broken = read_text("<r><i>1</i><i><b>2</i><i>3</i></r>", ("i",))
    assert [one.text for one in broken.root] == ["1", None, "3"]
    assert broken.notes[0].startswith("not_well_formed: tags that do not match")
    deep = read_text(f"<r><i>1</i><i>{'<b>' * 300}{'</b>' * 300}</i><i>3</i></r>", ("i",))
    assert [one.text for one in deep.root] == ["1", None, "3"]
    assert (deep.spoilt, deep.notes) == (frozenset((1,)), ())


def test_an_item_that_the_end_of_the_file_cuts_off_has_a_note_of_its_own() -> None:
    tree = read_text("<r><i>1</i><i><b>2", ("i",))
    assert [any(note.startswith("truncated") for note in tree.noted(number)) for number in (0, 1)] == [False, True]
