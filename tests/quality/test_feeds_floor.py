"""How feeds are read: feedparser's own test files as feedparser reads them, and the real feeds of ../shared/data."""

from __future__ import annotations

import os
from fnmatch import filter as matching
from pathlib import Path

import pytest

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument, Source
from feedmill.reading import read
from tests.quality.feedparser_files import FIELDS, JUSTIFIED, Compared, compared, fetched

pytestmark = pytest.mark.quality

FIXTURES = Path(os.environ.get("FEEDMILL_DATA", "../shared/data")) / "fixtures"
NOT_FETCHED = "NOT MEASURED: pip cannot fetch feedparser's source distribution, which holds its test files"
NO_FIXTURES = f"NOT MEASURED: no {FIXTURES}; set FEEDMILL_DATA to the folder that holds fixtures/"
needs_fixtures = pytest.mark.skipif(not FIXTURES.is_dir(), reason=NO_FIXTURES)


@pytest.fixture(scope="module")
def theirs() -> Compared:
    folder = fetched()
    if folder is None:
        pytest.skip(NOT_FETCHED)
    return compared(folder)


def test_every_file_of_feedparsers_is_read_as_feedparser_reads_it(theirs: Compared) -> None:
    assert theirs.files >= 2200
    assert theirs.passed >= 2000
    assert dict(theirs.differs) == {}
    assert all(theirs.equal[field] >= theirs.files - 50 for field in FIELDS)


def test_every_reason_for_a_difference_is_needed(theirs: Compared) -> None:
    differing = {name for names in theirs.justified.values() for name in names}
    assert [pattern for pattern in JUSTIFIED if not matching(differing, pattern)] == []
    assert len(differing) <= 50


@needs_fixtures
@pytest.mark.parametrize(
    ("name", "documents", "sources", "rejected"),
    [
        ("rss/rome__rss_2.0.xml", 2, 0, 0),
        ("rss/rome__rss_0.91N.xml", 2, 0, 0),
        ("rss/rome__rss_0.94.xml", 2, 0, 0),
        ("rss/gofeed__issue_303_encoded_no_namespace.xml", 1, 0, 0),
        ("rss/gofeed__issue_305_bare_ampersand.xml", 0, 0, 0),
        ("rss1-rdf/rome__rss_0.9.xml", 2, 0, 0),
        ("rss1-rdf/rome__rss_1.0_DC_Sy.xml", 2, 0, 0),
        ("atom/rome__atom_0.3.xml", 2, 0, 0),
        ("atom/rome__atom_1.0.xml", 2, 0, 0),
        ("atom/rome__atom_1.0_prefix.xml", 0, 0, 0),
        ("feed-malformed/feedparser__rss_incomplete_cdata.xml", 0, 0, 1),
        ("feed-malformed/feedparser__undeclared_namespace.xml", 0, 0, 0),
        ("sitemap/trafilatura__sitemap.xml", 0, 84, 0),
        ("sitemap/trafilatura__sitemap2.xml", 0, 2, 0),
        ("sitemap/trafilatura__sitemap-hreflang.xml", 0, 4, 0),
        ("opml/listparser__outline-duplication-1.xml", 0, 1, 0),
        ("opml/listparser__outline_xmlUrl-whitespace.xml", 0, 1, 0),
        ("opml/rome__opml_1.0.xml", 0, 11, 0),
        ("opml/rome__opml_1.0_links.xml", 0, 40, 0),
    ],
)
def test_real_files_give_what_they_hold(name: str, documents: int, sources: int, rejected: int) -> None:
    found = list(read((FIXTURES / name).read_bytes()))
    kinds = [sum(isinstance(one, kind) for one in found) for kind in (Document, Source, RejectedDocument)]
    assert kinds == [documents, sources, rejected]


@needs_fixtures
def test_attacks_are_refused() -> None:
    for path in sorted((FIXTURES / "xml-attack").iterdir()):
        try:
            found = list(read(path.read_bytes()))
        except Rejected:
            continue
        assert not any("BBBBBBBB" in one.text or "1234567890" in one.text for one in found if isinstance(one, Document))
