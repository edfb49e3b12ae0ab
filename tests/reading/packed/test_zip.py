"""ZIP archives: members as documents, and whatever can be wrong with them."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest
import zstandard

from feedmill.model import Locator, RejectedDocument
from feedmill.reading import Limits, read
from feedmill.reading.registry import MOST_REFUSED
from tests.reading.packed.building import STORY, Member, a_zip, raw_zip, reasons, texts

TEXT = STORY.decode()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_packed_in_any_usual_way_are_read(method: int) -> None:
    archive = a_zip({"a.txt": STORY, "b/c.txt": b"Another story, told at length.\n" * 300}, method)
    assert list(texts(archive)) == ["a.txt", "b/c.txt"]
    assert texts(archive)["a.txt"] == TEXT


def test_zstandard_in_a_zip_is_read() -> None:
    assert texts(raw_zip(Member(b"a.txt", method=93, packed=zstandard.compress(STORY)))) == {"a.txt": TEXT}


def test_xz_in_a_zip_is_read() -> None:
    import lzma

    assert texts(raw_zip(Member(b"a.txt", method=95, packed=lzma.compress(STORY)))) == {"a.txt": TEXT}


@pytest.mark.parametrize("packed", [b"\x09\x04\x04\x00abcdefgh", b"\x09\x04\x05\x00\xff\x00\x00\x01\x00", b"\x09"])
def test_lzma_with_properties_that_cannot_be_is_damaged(packed: bytes) -> None:
    assert reasons(raw_zip(Member(b"a.txt", method=14, packed=packed)))["a.txt"] == "damaged"


def test_folders_and_what_systems_add_are_no_members() -> None:
    archive = a_zip({"a/": b"", "a/.DS_Store": b"x", "__MACOSX/a/._b.txt": b"x", "a/Thumbs.db": b"x", "a/b.txt": STORY})
    assert texts(archive) == {"a/b.txt": TEXT}
    assert reasons(archive) == {}


def test_a_folder_that_holds_bytes_is_not_passed_over() -> None:
    assert texts(raw_zip(Member(b"a/", STORY))) == {"a/": TEXT}


def test_the_second_member_of_a_name_has_a_step_of_its_own() -> None:
    archive = raw_zip(Member(b"a.txt"), Member(b"a.txt", b"Another story."), Member(b"a.txt#2", b"A third story."))
    assert list(texts(archive)) == ["a.txt", "a.txt#2", "a.txt%232"]


def test_what_parts_steps_is_percent_encoded() -> None:
    assert list(texts(raw_zip(Member("100%!/höhe.txt".encode())))) == ["100%25%21/höhe.txt"]


def test_a_name_in_an_old_encoding_is_a_label_all_the_same() -> None:
    assert list(texts(raw_zip(Member("höhe.txt".encode("cp437"))))) == ["höhe.txt"]


def test_the_name_of_the_unicode_field_wins() -> None:
    field = struct.pack("<HHBL", 0x7075, 5 + len("höhe.txt".encode()), 1, 0) + "höhe.txt".encode()
    assert list(texts(raw_zip(Member(b"h_he.txt", extra=field)))) == ["höhe.txt"]


@pytest.mark.parametrize(
    "name", [b"../a.txt", b"a/../../b", b"/etc/passwd", b"C:\\a.txt", b"..\\a", b"a\x00b", b"\x1b[2J"]
)
def test_a_name_that_no_honest_archive_has_is_rejected_and_the_rest_read(name: bytes) -> None:
    archive = raw_zip(Member(name), Member(b"good.txt"))
    assert texts(archive) == {"good.txt": TEXT}
    assert list(reasons(archive).values()) == ["unsafe_name"]


def test_backslashes_of_windows_are_no_danger() -> None:
    assert texts(raw_zip(Member(b"a\\b.txt"))) == {"a\\b.txt": TEXT}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (Member(b"bad.txt", flags=1), "encrypted"),
        (Member(b"bad.txt", method=99), "encrypted"),
        (Member(b"bad.txt", method=9), "unknown_packing"),
        (Member(b"bad.txt", crc=1), "damaged"),
        (Member(b"bad.txt", size=3), "damaged"),
        (Member(b"bad.txt", packed=b"\xff\xff\xff\xff"), "damaged"),
        (Member(b"bad.txt", packed=b""), "truncated"),
        (Member(b"bad.txt", packed_size=2**31), "truncated"),
        (Member(b"bad.txt", at=7), "damaged"),
        (Member(b"bad.txt", at=2**31), "damaged"),
        (Member(b"bad.txt", bytes(3_000_000)), "packed_too_tightly"),
        (Member(b"bad.txt", b""), "empty"),
        (Member(b"bad.txt", b"\x89PNG\r\n\x1a\n"), "unknown_format"),
    ],
)
def test_a_bad_member_is_a_place_with_a_reason_and_the_rest_is_read(bad: Member, reason: str) -> None:
    archive = raw_zip(bad, Member(b"good.txt"))
    assert texts(archive) == {"good.txt": TEXT}
    assert reasons(archive) == {"bad.txt": reason}


def test_members_that_share_bytes_are_rejected() -> None:
    inner = Member(b"b.txt", STORY, 0)
    outer = Member(b"a.txt", raw_zip(inner, directory=False), 0)
    archive = raw_zip(outer, Member(b"b.txt", STORY, 0, at=30 + len(b"a.txt")), Member(b"good.txt"))
    assert reasons(archive) == {"a.txt": "overlapping_members"}
    assert texts(archive) == {"b.txt": TEXT, "good.txt": TEXT}


def test_two_members_in_one_place_are_rejected() -> None:
    archive = raw_zip(Member(b"a.txt"), Member(b"b.txt", at=0), Member(b"good.txt"))
    assert reasons(archive) == {"a.txt": "overlapping_members", "b.txt": "overlapping_members"}


def test_an_archive_that_was_cut_off_gives_what_is_whole() -> None:
    whole = raw_zip(Member(b"a.txt"), Member(b"b.txt"), Member(b"c.txt", STORY * 50), directory=False)
    archive = whole[:-10]
    assert list(texts(archive)) == ["a.txt", "b.txt"]
    assert reasons(archive) == {None: "truncated", "c.txt": "truncated"}


def test_sizes_that_follow_the_data_are_found_without_a_directory() -> None:
    members = (Member(b"a.txt", flags=8, crc=0, packed_size=0, size=0), Member(b"b.txt", flags=8, packed_size=0))
    assert list(texts(raw_zip(*members, directory=False))) == ["a.txt", "b.txt"]


def test_a_broken_directory_is_none() -> None:
    archive = raw_zip(Member(b"a.txt"), Member(b"b.txt")).replace(b"PK\x01\x02", b"PK\x01\x00", 1)
    assert list(texts(archive)) == ["a.txt", "b.txt"]
    assert reasons(archive) == {None: "truncated"}


def test_a_comment_that_looks_like_an_end_is_none() -> None:
    archive = bytearray(raw_zip(Member(b"a.txt")))
    comment = b"PK\x05\x06 and more words than an end record has in it"
    archive[-2:] = len(comment).to_bytes(2, "little")
    assert list(texts(bytes(archive) + comment)) == ["a.txt"]


def test_bytes_before_the_archive_shift_what_the_directory_says() -> None:
    archive = raw_zip(Member(b"a.txt"), Member(b"b.txt"))
    assert list(texts(raw_zip(Member(b"x.txt"), directory=False) + archive)) == ["a.txt", "b.txt"]


def test_zip64_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 10)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    archive = a_zip({"a.txt": STORY, "b.txt": STORY})
    assert b"PK\x06\x06" in archive
    assert list(texts(archive)) == ["a.txt", "b.txt"]


def wide_end(archive: bytes) -> bytes:
    """The archive with its end record saying that everything stands in that of ZIP64."""
    at = archive.rindex(b"PK\x05\x06")
    return archive[: at + 8] + b"\xff" * 12 + archive[at + 20 :]


def test_what_only_the_end_of_zip64_says_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    archive = wide_end(a_zip({"a.txt": STORY, "b.txt": STORY}))
    assert list(texts(archive)) == ["a.txt", "b.txt"]
    assert reasons(archive) == {}
    for broken in (b"PK\x06\x06", b"PK\x06\x07"):
        cut = archive.replace(broken, b"PK\x06\x09")
        assert list(texts(cut)) == ["a.txt", "b.txt"]
        assert reasons(cut) == {None: "truncated"}


@pytest.mark.parametrize("broken", [b"PK\x06\x06", b"PK\x06\x07"])
def test_zip64_with_a_broken_end_gives_its_members(monkeypatch: pytest.MonkeyPatch, broken: bytes) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 10)
    archive = a_zip({"a.txt": STORY, "b.txt": STORY})
    assert list(texts(archive.replace(broken, b"PK\x06\x09"))) == ["a.txt", "b.txt"]


def test_extra_fields_that_are_broken_are_passed_over() -> None:
    assert list(texts(raw_zip(Member(b"a.txt", extra=b"\x01\x00\xff\xffxx")))) == ["a.txt"]


@pytest.mark.parametrize(
    ("members", "named"),
    [
        ({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}, "OOXML"),
        ({"mimetype": b"application/epub+zip", "a.xhtml": b"<p>x</p>"}, "EPUB"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, "OpenDocument"),
        ({"META-INF/MANIFEST.MF": b"x"}, "Java"),
    ],
)
def test_what_is_a_zip_only_outside_is_refused(members: dict[str, bytes], named: str) -> None:
    from feedmill.errors import Rejected
    from feedmill.reading import read

    with pytest.raises(Rejected, match=named):
        list(read(a_zip(members, zipfile.ZIP_STORED)))


def test_a_member_named_mimetype_is_a_text_like_others() -> None:
    assert texts(a_zip({"mimetype": STORY}, zipfile.ZIP_STORED)) == {"mimetype": TEXT}


@pytest.mark.parametrize(
    ("data", "reason"),
    [(a_zip({}), "empty"), (b"PK\x03\x04...", "damaged"), (b"PK\x06\x06" + bytes(60), "damaged")],
)
def test_an_archive_without_members_is_rejected_as_a_whole(data: bytes, reason: str) -> None:
    assert reasons(data) == {"whole": reason}


def test_archives_within_archives_are_read_to_a_depth() -> None:
    data = a_zip({"a.txt": STORY})
    for name in "bcd":
        data = a_zip({f"{name}.zip": data, f"{name}.txt": STORY}, zipfile.ZIP_STORED)
    assert list(texts(data)) == ["d.zip!/c.zip!/b.zip!/a.txt", "d.zip!/c.zip!/b.txt", "d.zip!/c.txt", "d.txt"]
    deep = reasons(data, Limits(depth=2))
    assert deep == {"d.zip!/c.zip!/b.zip": "archive_too_large", "d.zip!/c.zip!/b.txt": "archive_too_large"}


def test_more_members_than_allowed_end_the_walk_and_what_was_read_stands() -> None:
    archive = a_zip({f"{number}.txt": STORY for number in range(5)})
    assert len(texts(archive, Limits(members=3))) == 3
    assert reasons(archive, Limits(members=3)) == {None: "archive_too_large"}
    assert reasons(archive, Limits(unpacked=2 * len(STORY)))[None] == "archive_too_large"


@pytest.mark.slow
def test_one_bomb_too_many_ends_the_walk() -> None:
    bombs = [Member(f"{number}.txt".encode(), bytes(2_000_000)) for number in range(25)]
    found = reasons(raw_zip(*bombs))
    assert found.pop(None) == "archive_too_large"
    assert set(found.values()) == {"packed_too_tightly"}


def test_a_member_larger_than_memory_may_hold_is_told_by_what_was_counted() -> None:
    archive = raw_zip(Member(b"a.txt", STORY * 100), Member(b"b.txt", STORY))
    assert reasons(archive, Limits(piece=1000)) == {"a.txt": "too_large_to_read"}
    assert texts(archive, Limits(piece=1000)) == {"b.txt": TEXT}


def test_a_stored_archive_in_an_archive_need_not_fit_in_memory() -> None:
    inner = a_zip({"a.txt": STORY, "b.txt": STORY})
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        outer = a_zip({"inner.zip": inner}, method)
        assert list(texts(outer, Limits(piece=150))) == ["inner.zip!/a.txt", "inner.zip!/b.txt"]


@pytest.mark.parametrize("system", [3, 19])
def test_a_symbolic_link_is_not_read_as_a_text_of_its_target(system: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = system, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        plain = zipfile.ZipInfo("plain.txt")
        plain.create_system, plain.external_attr = 0, (stat.S_IFLNK | 0o777) << 16  # no mode of a file on DOS
        archive.writestr(plain, STORY)
    assert texts(out.getvalue()) == {"plain.txt": TEXT}
    assert reasons(out.getvalue()) == {"link.txt": "not_a_file"}


def test_archives_that_lie_too_deep_end_the_walk_where_they_are_too_many() -> None:
    inner = STORY
    for _ in range(6):
        inner = a_zip({f"{number}.zip": inner for number in range(10)})
    found = [one for one in read(inner) if isinstance(one, RejectedDocument)]
    assert len(found) <= MOST_REFUSED + 10
    assert found[-1].locator == Locator()
