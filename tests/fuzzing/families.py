"""The families of readers, and the files that their fuzzing begins with."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import tarfile
from collections.abc import Iterator
from pathlib import Path

import zstandard

from tests.reading.packed.building import (
    DATA,
    STORY,
    Member,
    a_record,
    a_tar,
    a_zip,
    an_answer,
    packed_records,
    raw_zip,
    tar_entry,
)

LARGEST_SEED = 64 * 1024
MOST_SEEDS = 300
HERE = Path(__file__).resolve().parents[1] / "data"
FILES: dict[str, tuple[Path, ...]] = {
    "feeds": tuple(DATA / "fixtures" / one for one in (
        "rss", "rss1-rdf", "atom", "feed-malformed", "feed-encoding", "opml", "sitemap", "xml-attack")),
    "wire-xml": (HERE / "wire", DATA / "fixtures" / "newsml-g2"),
    "json-rows": (HERE / "wire", DATA / "fixtures" / "jsonfeed", DATA / "fixtures" / "ninjs"),
    "wire-text": (HERE / "wiretext",),
    "mail": (DATA / "fixtures" / "email",),
    "html": (DATA / "pages",),
    "archives": (DATA / "fixtures" / "archive", DATA / "fixtures" / "warc"),
    "text": (HERE, HERE / "written", DATA / "fixtures" / "feed-encoding"),
}  # fmt: skip

FEED = b"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>
<item><title>A &amp; B</title><link>https://example.org/a</link><description>&lt;p&gt;Words.&lt;/p&gt;</description>
<pubDate>Thu, 06 May 2021 07:08:09 GMT</pubDate><dc:creator>C D</dc:creator></item></channel></rss>"""
PAGE = b"""<!DOCTYPE html><html lang="en"><head><title>A page</title><meta property="og:title" content="A page">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A", "datePublished": "2021-05-06"}</script>
</head><body><article><h1>A page</h1><p>The council met on Monday and decided nothing at all, said the mayor.</p>
<ul><li>One</li><li>Two</li></ul></article><aside><a href="/b"><h3>Teaser</h3></a><p>More</p></aside></body>
</html>"""
STORY_XML = b"""<nitf><head><title>T</title></head><body><body.head><hedline><hl1>H</hl1></hedline></body.head>
<body.content><p>Words.</p></body.content></body></nitf>"""
MESSAGE = b"""From: a@example.org
Subject: =?utf-8?q?A_b?=
MIME-Version: 1.0
Date: Thu, 6 May 2021 07:08:09 +0000
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain

Words.
--b
Content-Type: text/html
Content-Transfer-Encoding: base64

PHA+V29yZHMuPC9wPg==
--b--
"""
DIGEST = b"""From: The Herald <news@example.org>
Subject: Three stories
Content-Type: text/html

<h2><a href="https://example.org/a">The port is open</a></h2><p>The port of Helm has opened on Monday.</p>
<h2><a href="https://example.org/b">The pier is shut</a></h2><p>The pier of Helm was shut on Tuesday.</p>
"""
RECORD = b"Title: The port is open\nDate: 6 May 2021\nURL: https://example.org/a\n\nThe port of Helm is open.\n\n"
NEXIS = b"""    1 of 2 DOCUMENTS

    The Herald

    May 6, 2021 Thursday

The port is open

BYLINE: Ann Wade

LENGTH: 9 words

The port of Helm has opened on Monday.

LOAD-DATE: May 6, 2021

"""
FACTIVA = (
    b"HD\nThe port is open\nWC\n9 words\nPD\n6 May 2021\nSN\nHerald\nLP\n\nThe port has opened.\n\nAN\nDocument H1\n"
)
TREE = [{"type": "paragraph", "children": [{"text": "The port "}, {"text": "is open.", "bold": True}]}]
SMALL: dict[str, tuple[bytes, ...]] = {
    "feeds": (FEED, b"<urlset><url><loc>https://example.org/a</loc></url></urlset>"),
    "wire-xml": (STORY_XML,),
    "json-rows": (
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "content_text": "x"}]}',
        b'{"uri": "urn:x", "type": "text", "headline": "H", "body_text": "Words.", "versioncreated": "2021-05-06"}',
        b'{"headline": "A", "body": "Text."}\n{"headline": "B", "body": "Text."}\n' * 3,
        b'headline,body,date\nA,"Some, text",2021-05-06\nB,More,2021-05-07\n' * 3,
        b"headline\tbody\nA\tText\nB\tText\n" * 3,
        json.dumps([{"title": "A", "text": "Text.", "n": [1, {"a": None}]}] * 3).encode(),
        json.dumps([{"title": "A", "date": "2021-05-06", "body": TREE}, {"title": "B", "body": {"ops": []}}]).encode(),
    ),
    "wire-text": (
        b"\x01abc0001 4 pol 12 Word-word\r\n\x02Slug\r\nBy A Writer\r\n   PARIS, May 6 - Text.\r\n\x03061234 may\x04",
        b"<REUTERS NEWID='1'><DATE>26-FEB-1987</DATE><TEXT><TITLE>T</TITLE><BODY>Words.\n&#3;</BODY></TEXT></REUTERS>",
    ),
    "mail": (
        MESSAGE,
        DIGEST,
        b"From a Thu May  6 07:08:09 2021\nFrom: x\nSubject: y\nReceived: z\n\nText.\n\n" * 2,
    ),
    "html": (PAGE,),
    "archives": (
        a_zip({"a.txt": STORY, "b.xml": FEED}), raw_zip(Member(b"a", STORY, 0), Member(b"b", STORY, 0, 8)),
        a_tar({"a.txt": STORY}), a_tar({"a" * 200: STORY}, tarfile.GNU_FORMAT), tar_entry("l", b"2", link="x"),
        gzip.compress(STORY), bz2.compress(STORY), lzma.compress(STORY), zstandard.compress(STORY),
        gzip.compress(a_tar({"a": STORY})), a_record(an_answer(STORY)) * 2, a_record(STORY, "conversion"),
        packed_records(a_record(an_answer(STORY)), a_record(an_answer(PAGE, Content_Type="text/html"))),
        a_record(an_answer(b"5\r\nhello\r\n0\r\n\r\n", Transfer_Encoding="chunked")),
        a_record(an_answer(gzip.compress(STORY), Content_Encoding="gzip")),
    ),
    "text": (STORY, "A h\xe9adline\n\nW\xf6rds.\n***\nMore.\n-30-\n".encode("latin-1"), "Zwölf\n".encode("utf-16"),
             RECORD * 2, NEXIS + NEXIS.replace(b"1 of", b"2 of"), FACTIVA,
             b"TY  - NEWS\nTI  - A\nAB  - B\nDA  - 2021/05/06\nER  - \n"),
}  # fmt: skip


def seeds(family: str) -> list[bytes]:
    """The files that a family's fuzzing begins with: small ones written here, and what the fixtures hold."""
    found = [*SMALL[family], *(path.read_bytes() for folder in FILES[family] for path in _files(folder))]
    small = [data for data in found if 0 < len(data) <= LARGEST_SEED]
    step = max(1, len(small) // MOST_SEEDS)
    return small[::step]


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder that are small enough, in order."""
    for path in sorted(folder.rglob("*")) if folder.name == "pages" else sorted(folder.glob("*")):
        if path.is_file() and path.stat().st_size <= LARGEST_SEED:
            yield path
