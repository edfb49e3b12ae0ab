"""feedparser's own test files, and how what we read of them compares with what feedparser reads, field by field.

They are in its source distribution, which pip fetches by its hash into a cache outside of the repository. Each file
has a condition in its head that feedparser's parse of it meets; feedparser is asked with its stock settings.
"""

from __future__ import annotations

import calendar
import io
import os
import re
import subprocess
import sys
import tarfile
import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import feedparser

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument
from feedmill.reading import read
from feedmill.reading.html import read_html, read_plain
from feedmill.reading.urls import canonical

REQUIREMENTS = Path(__file__).with_name("feedparser-files.txt")
CONDITION = re.compile(rb"Expect:\s*(.*?)\s*-->", re.DOTALL)
FIELDS = ("count", "title", "link", "published", "updated", "body")

JUSTIFIED = {
    "illformed/chardet/*": "feedparser guesses encodings only where chardet is installed; we read what was written",
    "encoding/x80_*": "EBCDIC: no encoding that text is sent in; refused (there are no items in these)",
    "encoding/bozo_linenoise.xml": "one byte is not UTF-8: feedparser takes all of it for Windows-1252",
    "encoding/bozo_encoding_mismatch_crash.xml": "no encoding fits; feedparser and we guess differently",
    "wellformed/sanitize/*_crazy.xml": "feedparser's sanitiser lets out the text of a script and of the page's title",
    "wellformed/sanitize/item_content_encoded_script_nested_cdata.xml": "marks of CDATA and a script are no text",
    "wellformed/rss/entity_in_doctype.xml": "declares entities: refused",
    "wellformed/rdf/doctype_contains_entity_decl.xml": "declares entities: refused",
    "http/http_status_302-no-location.xml": "has no root element: no feed",
    "illformed/rss_empty_document.xml": "has no root element: no feed",
}
"""Where we read something else than feedparser, and why that is right. All else is to be equal."""


@cache
def fetched() -> Path | None:
    """The folder of feedparser's test files, fetched once; None where it cannot be fetched."""
    version = re.search(r"==(\S+)", REQUIREMENTS.read_text(encoding="utf-8"))
    assert version is not None
    name = f"feedparser-{version[1]}"
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "feedmill" / "feedparser-files"
    found = folder / name / "tests"
    if not found.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download", "--no-deps"]
        options = ["--no-binary", ":all:", "--no-build-isolation", "--require-hashes", "-r", str(REQUIREMENTS)]
        got = subprocess.run([*command, *options, "--dest", str(folder)], check=False, capture_output=True)
        if got.returncode:
            return None
        with tarfile.open(folder / f"{name}.tar.gz") as archive:
            archive.extractall(folder, filter="data")
    return found


@dataclass
class Compared:
    """What was compared: files; files that feedparser passes itself; by field, files that are equal, that differ, and
    that differ for a reason that is given.
    """

    files: int = 0
    passed: int = 0
    equal: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    differs: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    justified: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def take(self, name: str, passes: bool, differing: set[str]) -> None:
        """One file more."""
        self.files += 1
        self.passed += passes
        is_justified = any(fnmatch(name, pattern) for pattern in JUSTIFIED)
        for one in FIELDS:
            if one not in differing:
                self.equal[one] += 1
            else:
                (self.justified if is_justified else self.differs)[one].append(name)


def compared(folder: Path) -> Compared:
    """All files, compared."""
    found = Compared()
    for path in sorted(folder.rglob("*.xml")):
        data = path.read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = feedparser.parse(io.BytesIO(data))
            passes = meets_its_condition(data, theirs)
        found.take(path.relative_to(folder).as_posix(), passes, set(differences(data, theirs)))
    return found


def meets_its_condition(data: bytes, theirs: Any) -> bool:
    """Whether feedparser's parse of a file is what the file's head expects of it."""
    wide = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    shown = data.decode(wide.get(data[:2], "latin-1"), errors="replace").encode() if data[:2] in wide else data
    condition = CONDITION.search(shown)
    if condition is None:
        return False
    try:
        return bool(eval(condition[1], {"feedparser": feedparser}, theirs))  # noqa: S307 -- the files are pinned by hash
    except (AttributeError, KeyError, IndexError, NameError, SyntaxError, TypeError, ValueError):
        return False


def differences(data: bytes, theirs: Any) -> Iterator[str]:
    """The fields in which an item of ours is not as feedparser's."""
    try:
        ours = list(read(data))
    except Rejected:
        yield from FIELDS
        return
    if len(ours) != len(theirs.entries):
        yield from FIELDS
        return
    for one, entry in zip(ours, theirs.entries, strict=True):
        title, body = shown(dict.get(entry, "title_detail")), body_of(entry)
        if isinstance(one, Document):
            yield from _fields(one, entry, title, body)
        elif isinstance(one, RejectedDocument) and (title or body):
            yield from ("title", "body")


def _fields(document: Document, entry: Any, title: str, body: str) -> Iterator[str]:
    """The fields in which a document is not as an entry."""
    stated = document.stated
    link = dict.get(entry, "link")
    same = {
        "title": folded(stated.headline) == title,
        "body": folded(document.text) == (body or title),
        "link": stated.url == (canonical(link) if link else None),
        "published": seconds(stated.published_at) == parsed(entry, "published_parsed"),
        "updated": seconds(stated.updated_at) == parsed(entry, "updated_parsed"),
    }
    yield from (name for name, is_same in same.items() if not is_same)


def body_of(entry: Any) -> str:
    """What an entry's fullest text shows."""
    details = [*(dict.get(entry, "content") or ()), dict.get(entry, "summary_detail")]
    return max((shown(detail) for detail in details), key=len)


def shown(detail: Any) -> str:
    """What a text construct of feedparser's shows, by the same HTML to text as ours."""
    if not detail:
        return ""
    value = detail.get("value") or ""
    fragment = read_plain(value) if detail.get("type") == "text/plain" else read_html(value)
    return folded(" ".join(line.text for line in fragment.lines))


def folded(text: str | None) -> str:
    """The text with all blanks alike."""
    return " ".join((text or "").split())


def seconds(at: datetime | None) -> int | None:
    """An instant in whole seconds."""
    return None if at is None else int(at.timestamp())


def parsed(entry: Any, key: str) -> int | None:
    """A date as feedparser parsed it, in seconds."""
    found = dict.get(entry, key)
    return calendar.timegm(found) if found else None
