"""Where elements stand in the bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Locator
from feedmill.reading.piece import Piece
from feedmill.reading.wire.ranges import ranges_of, scan


def cut(data: bytes, *names: str) -> list[tuple[bytes, int]]:
    return [(data[start:end], depth) for start, end, depth in scan(data, names)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<r><i>x</i> <i a='>'/></r>", [(b"<i>x</i>", 0), (b"<i a='>'/>", 0)]),
        (b'<n:i b="</n:i>">x</n:i >', [(b'<n:i b="</n:i>">x</n:i >', 0)]),
        (b"<!-- <i> --><i>1</i><![CDATA[</i><i>]]><?x <i>?>", [(b"<i>1</i>", 0)]),
        (b"<i>a<i>b</i>c</i>", [(b"<i>a<i>b</i>c</i>", 0), (b"<i>b</i>", 1)]),
        (b"<item><items><i2/></items></item>", []),
        (b"</i><i>cut", [(b"<i>cut", 0)]),
        (b"<i><!-- never ends", [(b"<i><!-- never ends", 0)]),
        (b"<i a='never ends", [(b"<i a='never ends", 0)]),
    ],
)
def test_elements_are_found_by_their_tags_alone(data: bytes, expected: list[tuple[bytes, int]]) -> None:
    assert cut(data, "i") == expected


def test_a_count_that_differs_gives_no_places() -> None:
    piece = Piece.of(b"<r><i>x</i></r>")
    assert ranges_of(piece, ("i",), 2) == [Locator(), Locator()]
    assert ranges_of(piece, ("i",), 1) == [Locator(byte_start=3, byte_end=11)]


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_have_the_places_of_their_bytes(encoding: str, bom: str) -> None:
    element = "<i>a \U0001f5de text \u2013 that is long enough, to be told.</i>"
    data = f"{bom}<r>\U0001f5de \u3c3e, and <!-- <i> --> more. {element}</r>".encode(encoding)
    (place,) = ranges_of(Piece.of(data), ("i",), 1)
    assert data[place.byte_start : place.byte_end] == element.encode(encoding)


def test_a_wide_text_that_is_not_what_its_bytes_say_has_no_places() -> None:
    data = f"\ufeff<r><i>{'a text that is long enough to be told ' * 5}</i></r>".encode("utf-16-le")
    for broken in (data[:20] + b"\x00\xd8" + data[20:], data[:20] + b"\x00\x00" + data[20:], data + b"<"):
        assert ranges_of(Piece.of(broken), ("i",), 1) == [Locator()]


def test_encodings_that_write_other_characters_with_the_bytes_of_tags_have_no_places() -> None:
    data = '<?xml version="1.0" encoding="iso-2022-jp"?><r>\u65e5\u672c<i>\u65e5</i></r>'.encode("iso2022_jp")
    assert ranges_of(Piece.of(data), ("i",), 1) == [Locator()]


def test_bytes_of_one_byte_encodings_have_places() -> None:
    data = '<?xml version="1.0" encoding="iso-8859-1"?><r>é<i>é</i></r>'.encode("latin-1")
    (place,) = ranges_of(Piece.of(data), ("i",), 1)
    assert data[place.byte_start : place.byte_end] == "<i>é</i>".encode("latin-1")


AHEAD = st.sampled_from(
    ["", '<?xml version="1.0"?>\n', " \n", "<!-- <i> -->", "<?p <i>?>", '<?xml version="1.0"?><?p?>']
)
INSIDE = st.recursive(
    st.sampled_from(["x", "<i2/>", "<j a='>' b=\"'\"/>", "<!-- </i> -->", "<![CDATA[</i>]]>", "<j b='i'>i</j>", " !?"]),
    lambda parts: st.tuples(st.sampled_from(["i", "j", "n:i"]), st.lists(parts, max_size=3)).map(
        lambda named: f"<{named[0]} a='/>'>{''.join(named[1])}</{named[0]}\n>"
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_a_first_instruction_hides_tags_too(bom: bytes) -> None:
    assert cut(bom + b"<?p <i>?><i>x</i>", "i") == [(b"<i>x</i>", 0)]


@given(
    AHEAD,
    st.sampled_from(["i", "n:i", "j"]),
    st.lists(INSIDE, max_size=3),
    AHEAD.filter(lambda part: "xml" not in part),
)
def test_the_root_of_well_formed_xml_stands_where_the_scan_finds_it(
    ahead: str, name: str, inside: list[str], behind: str
) -> None:
    piece = Piece.of(f'{ahead}<{name} xmlns:n="urn:n">{"".join(inside)}</{name}>{behind}'.encode())
    for nested in (False, True):
        count = len([one for one in scan(piece.data, ("i",)) if nested or not one[2]])
        known = ranges_of(piece, ("i",), count, nested=nested, whole=True)
        assert known == ranges_of(piece, ("i",), count, nested=nested)


@given(
    st.lists(
        st.sampled_from(["<i>", "</i>", "<i/>", "<j>", "<!--", "-->", "<![CDATA[", "]]>", "x", "<?p", "?>", "<i a='"]),
        max_size=12,
    )
)
def test_ranges_never_leave_the_file_and_are_in_order(parts: list[str]) -> None:
    data = "".join(parts).encode()
    found = scan(data, ("i",))
    assert [start for start, _, _ in found] == sorted(start for start, _, _ in found)
    assert all(0 <= start < end <= len(data) for start, end, _ in found)


PARTS = st.sampled_from([b"<?", b"?>", b"<?>", b"<?p <i>?>", b"?", b"!", b"<i>", b"</i>", b"x"])


@given(st.sampled_from([b"<?xml ?>", b"<i/>"]), st.lists(PARTS, max_size=7))
def test_an_instruction_hides_tags_wherever_it_stands(begun: bytes, parts: list[bytes]) -> None:
    data = begun + b"".join(parts) + b"?>"
    with_comment = scan(data + b"<!---->", ("i",))
    assert scan(data, ("i",)) == [(start, min(end, len(data)), depth) for start, end, depth in with_comment]


def test_in_a_file_that_is_broken_an_item_ends_where_the_next_begins() -> None:
    piece = Piece.of(b"<r><i>1<i>2</i></r>")
    places = ranges_of(piece, ("i",), 2)
    assert [piece.data[place.byte_start : place.byte_end] for place in places] == [b"<i>1", b"<i>2</i>"]
