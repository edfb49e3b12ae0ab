"""tar archives: plain files as documents; whatever else they hold is a place with a reason, and touches nothing."""

from __future__ import annotations

import gzip
import tarfile

import pytest

from feedmill.reading.packed.tar_header import pax_records, read_header
from tests.reading.packed.building import STORY, a_tar, reasons, tar_entry, texts

TEXT = STORY.decode()
END = bytes(1024)


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_every_form_of_tar_is_read(form: int) -> None:
    archive = a_tar({"a.txt": STORY, "folder/b.txt": STORY * 100}, form)
    assert texts(archive) == {"a.txt": TEXT, "folder/b.txt": TEXT * 100}


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_and_names_in_utf8_are_whole(form: int) -> None:
    name = "folder/" * 30 + "höhe.txt"
    assert texts(a_tar({name: STORY, "b": STORY}, form)) == {name: TEXT, "b": TEXT}


def test_a_tar_before_ustar_is_known_by_its_checksum() -> None:
    archive = bytearray(a_tar({"a.txt": STORY}, tarfile.USTAR_FORMAT))
    archive[257:265] = bytes(8)
    archive[148:156] = b" " * 8
    archive[148:156] = f"{sum(archive[:512]):06o}\0 ".encode()
    assert texts(bytes(archive)) == {"a.txt": TEXT}


def test_a_text_that_names_ustar_where_tar_does_is_text() -> None:
    text = b"x" * 257 + b"ustar" + b"y" * 400
    assert texts(text) == {None: text.decode()}


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (tar_entry("bad", tarfile.SYMTYPE, link="/etc/passwd"), "not_a_file"),
        (tar_entry("bad", tarfile.LNKTYPE, link="../../x"), "not_a_file"),
        (tar_entry("bad", tarfile.CHRTYPE), "not_a_file"),
        (tar_entry("bad", tarfile.BLKTYPE), "not_a_file"),
        (tar_entry("bad", tarfile.FIFOTYPE), "not_a_file"),
        (tar_entry("bad", b"S"), "not_a_file"),
        (tar_entry("bad", b"M"), "not_a_file"),
        (tar_entry("bad", b"Z"), "not_a_file"),
        (tar_entry("bad", b"0", b""), "empty"),
        (tar_entry("bad", b"0", b"\x89PNG\r\n\x1a\n"), "unknown_format"),
        (tar_entry("x", b"x", b"22 GNU.sparse.major=1\n") + tar_entry("bad", b"0", STORY), "not_a_file"),
    ],
)
def test_what_is_no_plain_file_is_a_place_with_a_reason(entry: bytes, reason: str) -> None:
    archive = tar_entry("good", b"0", STORY) + entry + tar_entry("too", b"7", STORY) + END
    assert texts(archive) == {"good": TEXT, "too": TEXT}
    assert reasons(archive) == {"bad": reason}


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x"])
def test_a_name_that_no_honest_archive_has_is_rejected(name: str) -> None:
    archive = tar_entry(name, b"0", STORY) + tar_entry("good", b"0", STORY) + END
    assert reasons(archive) == {name: "unsafe_name"}
    assert texts(archive) == {"good": TEXT}


def test_folders_and_labels_are_passed_over() -> None:
    archive = tar_entry("f", b"5") + tar_entry("f/.DS_Store", b"0", STORY) + tar_entry("v", b"V")
    archive += tar_entry("d", b"D", STORY) + tar_entry("a", b"0", STORY) + END
    assert texts(archive) == {"a": TEXT}
    assert reasons(archive) == {}


def test_a_global_header_holds_for_all_and_a_local_one_for_the_next() -> None:
    archive = tar_entry("g", b"g", b"14 path=every\n") + tar_entry("x", b"x", b"12 path=one\n")
    archive += tar_entry("a", b"0", STORY) + tar_entry("b", b"0", STORY) + tar_entry("c", b"0", STORY) + END
    assert list(texts(archive)) == ["one", "every", "every#2"]


def test_a_size_in_an_extended_header_wins() -> None:
    body = STORY + bytes(-len(STORY) % 512)
    archive = tar_entry("x", b"x", f"11 size={len(STORY)}\n".encode()) + tar_entry("a", b"0", size=0) + body + END
    assert texts(archive) == {"a": TEXT}


def test_records_of_an_extended_header_end_with_the_first_broken_one() -> None:
    assert pax_records(b"12 path=abc\n11 size=12\n") == {b"path": b"abc", b"size": b"12"}
    assert pax_records(b"12 path=abc\n99 size=12\n") == {b"path": b"abc"}
    assert pax_records(b"12 path=abc\nxx") == {b"path": b"abc"}
    assert pax_records(b"0 path=abc\n") == {}


@pytest.mark.parametrize("kind", [b"x", b"g", b"L"])
def test_an_extended_header_that_is_too_long_is_damaged_and_the_rest_read(kind: bytes) -> None:
    archive = tar_entry("x", kind, bytes(2 * 1024 * 1024)) + tar_entry("a", b"0", STORY) + END
    assert reasons(archive) == {None: "damaged"}
    assert texts(archive) == {"a": TEXT}
    assert reasons(tar_entry("x", kind, size=10**12) + b"x" * 512)[None] == "damaged"


def test_an_archive_that_is_cut_gives_what_is_whole() -> None:
    archive = a_tar({"a.txt": STORY, "b.txt": STORY * 100})[:2048]
    assert texts(archive) == {"a.txt": TEXT}
    assert reasons(archive) == {"b.txt": "truncated"}


def test_behind_a_broken_header_the_next_right_one_is_found() -> None:
    broken = bytearray(tar_entry("bad", b"0", STORY * 30))
    broken[0] ^= 255
    archive = tar_entry("a", b"0", STORY) + bytes(broken) + tar_entry("b", b"0", STORY) + END
    assert texts(archive) == {"a": TEXT, "b": TEXT}
    assert reasons(archive) == {None: "damaged"}


def test_archives_that_were_joined_are_read_to_the_end() -> None:
    assert list(texts(a_tar({"a": STORY}) + a_tar({"b": STORY}))) == ["a", "b"]


@pytest.mark.parametrize("size", [b"\x80" + (1000).to_bytes(11, "big"), b"00000001750\x00"])
def test_sizes_stand_in_octal_or_in_binary(size: bytes) -> None:
    block = bytearray(tar_entry("a", b"0", size=1000)[:512])
    block[124:136] = size
    block[148:156] = b" " * 8
    block[148:156] = f"{sum(block):06o}\0 ".encode()
    header = read_header(bytes(block))
    assert header is not None
    assert header.size == 1000


@pytest.mark.parametrize("size", [b"\xff" * 12, b"0000000000z\x00"])
def test_a_size_that_cannot_be_is_no_header(size: bytes) -> None:
    block = bytearray(tar_entry("a", b"0")[:512])
    block[124:136] = size
    block[148:156] = b" " * 8
    block[148:156] = f"{sum(block):06o}\0 ".encode()
    assert read_header(bytes(block)) is None
    assert read_header(bytes(block[:100])) is None


@pytest.mark.parametrize("size", [b"\x80" + b"\xff" * 11, b"\x80" + (1 << 63).to_bytes(11, "big"), b"77777777777\x00"])
@pytest.mark.parametrize("kind", [b"0", b"x", b"L"])
def test_a_size_beyond_the_archive_hides_no_member_behind_it(size: bytes, kind: bytes) -> None:
    block = bytearray(tar_entry("bad", kind, STORY))
    block[124:136] = size
    block[148:156] = b" " * 8
    block[148:156] = f"{sum(block[:512]):06o}\0 ".encode()
    archive = tar_entry("good", b"0", STORY) + bytes(block) + tar_entry("too", b"0", STORY) + END
    assert texts(archive) == {"good": TEXT, "too": TEXT}
    assert list(reasons(archive).values()) == ["truncated" if kind == b"0" else "damaged"]


def test_a_wrong_checksum_hides_its_own_member_alone() -> None:
    archive = bytearray(a_tar({"a.txt": STORY, "b.txt": STORY}, tarfile.USTAR_FORMAT))
    archive[148:154] = b"000001"
    assert texts(bytes(archive)) == {"b.txt": TEXT}
    assert reasons(bytes(archive)) == {None: "damaged"}


def test_a_tar_in_a_gzip_is_read() -> None:
    assert texts(gzip.compress(a_tar({"a.txt": STORY}))) == {"gzip!/a.txt": TEXT}
