"""Archives for tests, good ones and bad ones, made byte by byte where the libraries would make no such thing."""

from __future__ import annotations

import gzip
import io
import os
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument
from feedmill.reading import Limits, read
from feedmill.reading.registry import Found

STORY = b"The council met on Monday and decided nothing at all.\n"
DATA = Path(os.environ.get("FEEDMILL_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))


needs_fixtures = pytest.mark.skipif(
    not (DATA / "fixtures").is_dir(), reason=f"NOT CHECKED: no fixtures/ in {DATA}; set FEEDMILL_DATA to its folder"
)


def fixture_folders() -> list[str]:
    """The folders of fixture files beside the clone; one that is not there, where there are none."""
    return [path.name for path in sorted((DATA / "fixtures").glob("*")) if path.is_dir()] or ["missing"]


def fixtures(folder: str) -> list[Path]:
    """The fixture files of a folder; one that is not there, where there are none."""
    return sorted((DATA / "fixtures" / folder).glob("*")) or [Path("missing")]


def texts(data: bytes, limits: Limits | None = None) -> dict[str | None, str]:
    """The texts of the documents in an original, by member."""
    return {one.locator.member: one.text for one in read(data, limits=limits) if isinstance(one, Document)}


def reasons(data: bytes, limits: Limits | None = None) -> dict[str | None, str]:
    """Why places in an original were rejected, by member; the whole of it stands under `whole`."""
    try:
        found: list[Found] = list(read(data, limits=limits))
    except Rejected as error:
        return {"whole": str(error.reason)}
    return {one.locator.member: one.reason for one in found if isinstance(one, RejectedDocument)}


def a_zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive as Python writes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@dataclass
class Member:
    """A member of a ZIP archive, with everything that can be lied about; `at` points to another member's header."""

    name: bytes
    data: bytes = STORY
    method: int = 8
    flags: int = 0
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    extra: bytes = b""
    at: int | None = None
    packed: bytes | None = None

    @property
    def stream(self) -> bytes:
        if self.packed is not None:
            return self.packed
        return self.data if self.method == 0 else deflated(self.data)


def deflated(data: bytes) -> bytes:
    """Raw deflate."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def raw_zip(*members: Member, directory: bool = True) -> bytes:
    """A ZIP archive as told; without a directory it is one that was cut off."""
    body, entries = bytearray(), bytearray()
    for one in members:
        crc = zlib.crc32(one.data) if one.crc is None else one.crc
        size = len(one.data) if one.size is None else one.size
        packed = len(one.stream) if one.packed_size is None else one.packed_size
        common = struct.pack(
            "<HHHHLLLHH", one.flags, one.method, 0, 0, crc, packed, size, len(one.name), len(one.extra)
        )
        at = len(body) if one.at is None else one.at
        if one.at is None:
            body += b"PK\x03\x04\x14\x00" + common + one.name + one.extra + one.stream
        fixed = b"PK\x01\x02\x14\x00\x14\x00" + common + bytes(10) + struct.pack("<L", at)
        entries += fixed + one.name + one.extra
    end = struct.pack("<4s4HLLH", b"PK\x05\x06", 0, 0, len(members), len(members), len(entries), len(body), 0)
    return bytes(body + entries + end if directory else body)


def a_tar(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive as Python writes it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def tar_entry(name: str, kind: bytes, data: bytes = b"", *, link: str = "", size: int | None = None) -> bytes:
    """One header, of any type, with what stands behind it."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, link, len(data) if size is None else size
    return info.tobuf(tarfile.GNU_FORMAT) + data + bytes(-len(data) % 512)


def a_record(body: bytes, kind: str = "response", *, uri: str = "https://example.org/a", length: int | None = None,
             **more: str) -> bytes:  # fmt: skip
    """A WARC record; further header fields with `_` for `-`."""
    fields = {"WARC-Type": kind, "WARC-Target-URI": uri, "WARC-Date": "2021-05-06T07:08:09Z"}
    if kind == "response":
        fields["Content-Type"] = "application/http; msgtype=response"
    fields |= {name.replace("_", "-"): value for name, value in more.items()}
    fields["Content-Length"] = str(len(body) if length is None else length)
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + body + b"\r\n\r\n"


def an_answer(body: bytes, status: str = "200 OK", **more: str) -> bytes:
    """An HTTP answer; header fields with `_` for `-`."""
    fields = {"Content-Type": "text/plain; charset=utf-8"} | {n.replace("_", "-"): v for n, v in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def packed_records(*records: bytes) -> bytes:
    """A .warc.gz with a member a record."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)
