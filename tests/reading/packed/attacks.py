"""Files that attack whoever reads them, made when they are needed."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import struct
import zlib
from collections.abc import Callable

import zstandard

from tests.reading.packed.building import (
    STORY,
    Member,
    a_record,
    a_tar,
    a_zip,
    an_answer,
    deflated,
    packed_records,
    raw_zip,
    tar_entry,
)

ZEROS = bytes(10_000_000)


def quine_like(depth: int) -> bytes:
    """An archive within an archive, so many deep."""
    data = STORY
    for _ in range(depth):
        data = a_zip({"r.zip": data})
    return data


def matryoshka(fan: int, depth: int, leaf: bytes) -> bytes:
    """Archives that hold many archives each, as 42.zip."""
    data = a_zip({"0.dat": leaf})
    for _ in range(depth):
        data = a_zip({f"{number}.zip": data for number in range(fan)})
    return data


def overlapping(count: int) -> bytes:
    """Many members that share the bytes of one kernel, by deflate blocks that quote the headers between (Fifield)."""
    kernel = deflated(ZEROS)
    crc = zlib.crc32(ZEROS)
    headers, entries = b"", b""
    names = [b"%04d" % number for number in range(count)]
    size = len(ZEROS)
    body = (
        struct.pack("<4sHHHHHLLLHH", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(kernel), size, 4, 0) + names[-1] + kernel
    )
    for name in reversed(names[:-1]):
        quoted = body[: 30 + 4]
        block = b"\x00" + struct.pack("<HH", len(quoted), len(quoted) ^ 0xFFFF)
        packed = len(block) + len(body)
        head = struct.pack("<4sHHHHHLLLHH", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, packed, size, 4, 0) + name
        body = head + block + body
    at = 0
    for name in names:
        packed = len(body) - at - 34
        common = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 0, crc, packed, size, 4, 0)
        entries += b"PK\x01\x02\x14\x00" + common + bytes(10) + struct.pack("<L", at) + name
        at += 39
    end = struct.pack("<4s4HLLH", b"PK\x05\x06", 0, 0, count, count, len(entries), len(body), 0)
    return headers + body + entries + end


def entities(levels: int) -> bytes:
    tens = [f"&a{number};" * 10 for number in range(levels - 1)]
    declared = "".join(f'<!ENTITY a{number} "{ten}">' for number, ten in enumerate(tens, 1))
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "lol">{declared}]><rss>&a{levels - 1};</rss>'.encode()


def tags(root: str, tag: str, count: int) -> bytes:
    return f"<{root}>{f'<{tag}>x</{tag}>' * count}</{root}>".encode()


def deep(begin: str, end: str, depth: int = 100_000, middle: str = "x") -> bytes:
    return (begin * depth + middle + end * depth).encode()


MADE: dict[str, Callable[[], bytes]] = {
    "zip: one bomb": lambda: a_zip({"a.txt": bytes(300_000_000)}),
    "zip: bombs": lambda: a_zip({f"{number}.txt": ZEROS for number in range(60)}),
    "zip: nested bombs": lambda: matryoshka(16, 3, ZEROS),
    "zip: wide and deep": lambda: matryoshka(9, 3, STORY),
    "zip: overlapping": lambda: overlapping(250),
    "zip: archives without end": lambda: quine_like(40),
    "zip: 20,000 members": lambda: raw_zip(*(Member(b"%d" % number, b"", 0) for number in range(20_000))),
    "zip: one name 20,000 times": lambda: raw_zip(*(Member(b"a", b"", 0) for _ in range(20_000))),
    "zip: one place 20,000 times": lambda: raw_zip(Member(b"a"), *(Member(b"b", at=0) for _ in range(20_000))),
    "zip: headers without a directory": lambda: b"PK\x03\x04" * 2_000_000,
    "zip: ends": lambda: b"PK\x03\x04" + b"PK\x05\x06" * 1_000_000,
    "tar: links and devices": lambda: b"".join(
        tar_entry(f"m{kind}", kind.encode(), link="/etc/passwd") for kind in "12346S") + a_tar({"good": STORY}),
    "tar: extended headers": lambda: tar_entry("x", b"x", b"12 path=abc\n" * 80_000) * 60 + bytes(1024),
    "tar: no header is right": lambda: tar_entry("good", b"0", STORY) + os.urandom(20_000_000),
    "tar.gz: a large file that is not there": lambda: gzip.compress(tar_entry("a", b"0", size=10**15) + ZEROS),
    "gzip: zeros": lambda: gzip.compress(bytes(300_000_000)),
    "gzip: gzip in gzip": lambda: gzip.compress(gzip.compress(gzip.compress(bytes(100_000_000)))),
    "gzip: empty members": lambda: gzip.compress(b"") * 200_000,
    "gzip: spaces": lambda: gzip.compress((b" " * 1000 + b"x") * 100_000),
    "bzip2: zeros": lambda: bz2.compress(bytes(300_000_000)),
    "xz: zeros": lambda: lzma.compress(bytes(300_000_000), preset=0),
    "xz: padding": lambda: lzma.compress(STORY) + bytes(40_000_000),
    "zstd: zeros": lambda: zstandard.compress(bytes(300_000_000)),
    "zstd: a window of 128 MB": lambda: zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(window_log=27)).compress(os.urandom(3_000_000) * 2),
    "warc: a bomb": lambda: packed_records(a_record(an_answer(bytes(300_000_000)))),
    "warc: an encoded bomb": lambda: a_record(an_answer(gzip.compress(bytes(300_000_000)), Content_Encoding="gzip")),
    "warc: encodings": lambda: a_record(an_answer(STORY, Content_Encoding="gzip, " * 10_000)),
    "warc: versions": lambda: b"WARC/1.0\r\n" * 3_000_000,
    "warc: versions and blank lines": lambda: b"WARC/1.0\r\nX: y\r\n\r\n" * 500_000,
    "warc: chunks of a byte": lambda: a_record(an_answer(b"1\r\nx\r\n" * 1_000_000, Transfer_Encoding="chunked")),
    "warc: a length beyond all": lambda: a_record(STORY, length=10**18),
    "xml: entities": lambda: entities(10),
    "xml: an entity of 100 KB, 1000 times": lambda: (
        b'<!DOCTYPE rss [<!ENTITY a "' + b"x" * 100_000 + b'">]><rss>' + b"&a;" * 1000 + b"</rss>"),
    "xml: an entity of the network": lambda: (
        b'<!DOCTYPE rss [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]><rss><channel><title>&a;</title></channel></rss>'),
    "xml: an entity of a file": lambda: (
        b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>'),
    "xml: a DTD of a file": lambda: b'<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel/></rss>',
    "xml: XInclude": lambda: (
        b'<rss><channel><item><title><include xmlns="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
        b"</title></item></channel></rss>"),
    "xml: 100,000 deep": lambda: b"<rss>" + deep("<a>", "</a>") + b"</rss>",
    "xml: 100,000 deep, unclosed": lambda: b"<rss>" + b"<a>" * 100_000,
    "xml: 100,000 deep NITF": lambda: b"<nitf><body>" + deep("<p>", "</p>") + b"</body></nitf>",
    "xml: a million tags": lambda: tags("rss", "item", 500_000),
    "xml: a million tags of NewsML": lambda: tags("newsItem", "x", 500_000),
    "xml: 200,000 attributes": lambda: b"<rss " + b" ".join(b'a%d="x"' % n for n in range(200_000)) + b"/>",
    "xml: a name of 5 MB": lambda: b"<" + b"a" * 5_000_000 + b"/>",
    "xml: a comment of 10 MB": lambda: b"<rss><!--" + b"-x" * 5_000_000 + b"--></rss>",
    "html: 100,000 deep": lambda: b"<html><body>" + deep("<div>", "</div>") + b"</body></html>",
    "html: 200,000 unclosed": lambda: b"<html><body>" + b"<div>" * 200_000,
    "html: a million tags": lambda: tags("html", "p", 500_000),
    "html: 200,000 attributes": lambda: b"<html " + b" ".join(b"a%d=x" % n for n in range(200_000)) + b">x</html>",
    "html: brackets": lambda: b"<html>" + b"<" * 2_000_000,
    "html: a script without end": lambda: b"<html><script>" + b"x<!--" * 2_000_000,
    "html in a feed: 100,000 deep": lambda: (
        b"<rss><channel><item><description><![CDATA[" + deep("<b>", "</b>")
        + b"]]></description></item></channel></rss>"),
    "json: 100,000 deep": lambda: deep("[", "]", middle="1"),
    "json: 100,000 deep objects": lambda: deep('{"a":', "}", middle="1"),
    "json: 100,000 open": lambda: b"[" * 100_000,
    "json: a number of a million digits": lambda: b'{"version": 1' + b"0" * 1_000_000 + b"}",
    "json: 50,000 items": lambda: json.dumps([{"a": 1}] * 50_000).encode(),
    "json: a million keys": lambda: json.dumps({str(n): n for n in range(500_000)}).encode(),
    "json lines: 5,000": lambda: b'{"headline":"x","body":"y"}\n' * 5_000,
    "csv: a million columns": lambda: b"headline,body," + b"a," * 1_000_000 + b"\nx,y\n",
    "csv: a quote without end": lambda: b'headline,body\n"' + b"x,\n" * 5_000_000,
    "text: one line of 30 MB": lambda: b"word " * 6_000_000,
    "text: one line of 100 MB": lambda: b"word " * 20_000_000,
    "text: one word of 30 MB": lambda: b"a" * 30_000_000,
    "text: blank lines": lambda: b"\n" * 20_000_000 + b"x",
    "text: NULs": lambda: STORY + bytes(1_000_000) + STORY,
    "text: random bytes": lambda: os.urandom(5_000_000),
    "text: control characters": lambda: bytes(range(1, 32)) * 200_000,
    "text: combining marks": lambda: b"a" + "\u0301".encode() * 2_000_000,
    "mail: headers": lambda: b"MIME-Version: 1.0\r\nReceived: x\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\nText.\r\n",
    "mail: parts within parts": lambda: b"MIME-Version: 1.0\r\nReceived: x\r\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(20_000)) + b"x\r\n",
    "mail: a million boundaries": lambda: (
        b'MIME-Version: 1.0\r\nReceived: x\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + b"--b\r\n\r\nx\r\n" * 300_000),
    "mbox: a million messages": lambda: b"From a Thu May  6 07:08:09 2021\nFrom: x\n\n" * 200_000,
    "mbox: encoded words": lambda: (
        b"From a Thu May  6 07:08:09 2021\nSubject: " + b"=?utf-8?q?x?= " * 200_000 + b"\nReceived: x\n\nText.\n"),
    "iptc: 5,000 messages": lambda: b"\x01abc0001 4 pol 12\r\n\x02Text.\r\n\x03\x04" * 5_000,
    "wire: a document type without end": lambda: b"<!DOCTYPE newsItem [" + b"<!-- x -->" * 1_000_000,
}  # fmt: skip
