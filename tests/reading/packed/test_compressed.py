"""Compressed files: one thing in each, read by its own format; and streams that unpack while they are read."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import itertools
import lzma
import zlib
from collections.abc import Callable
from functools import partial

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.reading import Limits
from feedmill.reading.packed import unpacking
from feedmill.reading.packed.measuring import Packed, measured
from feedmill.reading.packed.streams import REWINDS, unpacked, window
from feedmill.reading.packed.zstd_frames import zstd
from tests.reading.packed.building import STORY, a_zip, reasons, texts

TEXT = STORY.decode()
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": partial(lzma.compress, preset=0),
    "zstd": zstandard.ZstdCompressor(write_checksum=True).compress,
}
UNPACKERS = {"gzip": unpacking.gzip, "bzip2": unpacking.bzip2, "xz": unpacking.xz, "zstd": zstd}
each = pytest.mark.parametrize("kind", PACKERS)


@each
def test_what_is_packed_is_read_by_its_own_format(kind: str) -> None:
    assert texts(PACKERS[kind](STORY)) == {kind: TEXT}


@each
def test_runs_that_were_joined_are_one_file(kind: str) -> None:
    pack = PACKERS[kind]
    assert texts(pack(STORY) + pack(STORY * 3) + pack(STORY)) == {kind: TEXT * 5}


@each
def test_zeros_behind_the_end_are_padding_and_other_bytes_are_told(kind: str) -> None:
    whole = PACKERS[kind](STORY)
    assert reasons(whole + bytes(40)) == {}
    assert texts(whole + b"and more") == {kind: TEXT}
    assert reasons(whole + b"and more") == {None: "damaged"}


@pytest.mark.slow
@each
def test_a_file_that_ends_early_gives_what_stood_before(kind: str) -> None:
    words = " ".join(hashlib.sha256(b"%d" % number).hexdigest()[:9] for number in range(200_000))
    data = PACKERS[kind](words.encode())
    cut = data[: len(data) * 3 // 4]
    (text,) = texts(cut).values()
    assert words.startswith(text)
    assert len(text) > len(words) // 3
    assert reasons(cut) == {None: "truncated"}


@each
def test_a_file_of_which_nothing_comes_out_is_rejected_as_a_whole(kind: str) -> None:
    data = PACKERS[kind](STORY)
    assert reasons(PACKERS[kind](b"")) in ({"whole": "empty"}, {"whole": "binary"})
    assert set(reasons(data[: len(data) // 2])) in ({"whole"}, {None})


@each
def test_a_broken_file_is_damaged(kind: str) -> None:
    data = bytearray(PACKERS[kind](STORY * 1000))
    data[len(data) // 2] ^= 255
    assert "damaged" in reasons(bytes(data)).values() or "truncated" in reasons(bytes(data)).values()


@pytest.mark.slow
@each
def test_bombs_are_stopped_by_what_comes_out(kind: str) -> None:
    assert reasons(PACKERS[kind](bytes(100_000_000))) == {"whole": "packed_too_tightly"}
    assert reasons(PACKERS[kind](STORY * 50_000), Limits(ratio=10**9, unpacked=2_000_000)) == {
        "whole": "archive_too_large"
    }


@each
def test_a_file_beyond_the_memory_limit_is_unpacked_while_it_is_read(kind: str) -> None:
    inner = a_zip({"a.txt": STORY, "b.txt": STORY})
    assert list(texts(PACKERS[kind](inner), Limits(piece=100))) == [f"{kind}!/a.txt", f"{kind}!/b.txt"]


def test_every_part_of_a_gzip_header_is_passed_over() -> None:
    body = gzip.compress(STORY)[10:]
    fixed = b"\x1f\x8b\x08%c" + bytes(6)
    assert texts(fixed % 31 + b"\x03\x00abc" + b"name\x00" + b"comment\x00" + b"\x00\x00" + body) == {"gzip": TEXT}
    assert reasons(fixed % 8 + b"n" * 100_000) == {"whole": "damaged"}
    assert reasons(b"\x1f\x8b\x07" + bytes(20)) == {"whole": "unknown_packing"}
    assert reasons(b"\x1f\x8b\x08\x00") == {"whole": "truncated"}


def test_a_wrong_checksum_of_a_gzip_is_told_beside_what_it_holds() -> None:
    data = gzip.compress(STORY)
    wrong = data[:-8] + b"xxxx" + data[-4:]
    assert texts(wrong) == {"gzip": TEXT}
    assert reasons(wrong) == {None: "damaged"}
    assert reasons(data[:-3]) == {None: "truncated"}


def test_runs_without_end_that_hold_nothing_are_damage() -> None:
    assert reasons(gzip.compress(b"") * 20_000) == {"whole": "damaged"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x28\xb5\x2f\xfd\x03", "unknown_packing"),
        (b"\x28\xb5\x2f\xfd\x00\x58\x07\x00\x00", "damaged"),
        (b"\x28\xb5\x2f\xfd\x00\x58\xff\xff\xff", "damaged"),
        (b"\x28\xb5\x2f\xfd\x00", "truncated"),
        (b"\x28\xb5\x2f\xfd\x00\xff\x01\x00\x00", "damaged"),
    ],
)
def test_a_zstd_frame_that_cannot_be_is_rejected(data: bytes, reason: str) -> None:
    assert reasons(data) == {"whole": reason}


def test_frames_of_zstd_that_hold_no_data_are_passed_over() -> None:
    skipped = b"\x50\x2a\x4d\x18\x05\x00\x00\x00hello"
    assert texts(zstandard.compress(STORY) + skipped + zstandard.compress(STORY)) == {"zstd": TEXT * 2}
    assert reasons(zstandard.compress(STORY) + skipped[:-2]) == {None: "truncated"}


@pytest.mark.parametrize("wbits", [zlib.MAX_WBITS, -zlib.MAX_WBITS])
def test_both_forms_that_http_calls_deflate_are_known(wbits: int) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    data = packer.compress(STORY) + packer.flush()
    assert b"".join(unpacking.zlib_or_deflate(io.BytesIO(data))) == STORY


@given(
    data=st.binary(max_size=3000), seams=st.lists(st.integers(0, 3000), max_size=4), kind=st.sampled_from([*PACKERS])
)
def test_any_bytes_come_out_as_they_went_in(data: bytes, seams: list[int], kind: str) -> None:
    cuts = [0, *sorted(seams), len(data)]
    packed = b"".join(PACKERS[kind](data[start:end]) for start, end in itertools.pairwise(cuts))
    assert b"".join(UNPACKERS[kind](io.BytesIO(packed))) == data


@given(data=st.binary(max_size=2000), kind=st.sampled_from([*UNPACKERS, "lzma", "deflate"]))
def test_any_bytes_unpack_or_are_rejected(data: bytes, kind: str) -> None:
    unpack = {**UNPACKERS, "lzma": unpacking.zip_lzma, "deflate": unpacking.zlib_or_deflate}[kind]
    try:
        size = sum(len(chunk) for chunk in unpack(io.BytesIO(data)))
    except Rejected:
        return
    assert size >= 0


@given(
    steps=st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 700)), max_size=12),
    lazily=st.booleans(),
)
def test_streams_over_what_is_packed_read_like_the_bytes_themselves(steps: list[tuple[int, int]], lazily: bool) -> None:
    data = bytes(range(250)) * 4
    chunks = [data[start : start + 170] for start in range(0, 1000, 170)]
    stream = unpacked(lambda: iter(chunks), 1000) if lazily else window(io.BytesIO(b"xx" + data + b"yy"), 2, 1000)
    plain = io.BytesIO(data)
    for offset, count in steps:
        assert stream.seek(offset) == plain.seek(offset)
        assert stream.read(count) == plain.read(count)
    assert stream.seek(-10, io.SEEK_END) == 990
    assert stream.seek(5, io.SEEK_CUR) == stream.tell() == 995
    assert stream.readline() == data[995:]


def test_lines_can_be_read_from_a_stream_that_unpacks() -> None:
    found = measured(Packed(io.BytesIO(gzip.compress(STORY * 10)), 0, 200, unpacking.gzip), Limits(piece=100))
    assert list(found.stream) == [STORY] * 10
    assert found.size == len(STORY) * 10


def test_reading_to_and_fro_without_end_is_rejected() -> None:
    stream = unpacked(lambda: iter([bytes(300_000)] * 4), 1_200_000)
    for _ in range(REWINDS + 1):
        for place in (0, 900_000):
            stream.seek(place)
            stream.read(10)
    stream.seek(0)
    with pytest.raises(Rejected, match="to and fro"):
        stream.read(10)
