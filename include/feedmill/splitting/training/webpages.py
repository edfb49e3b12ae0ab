"""Articles of web pages: many outlets, extracted or given, and cleaned.

English lines were labelled by hand (annotations.jsonl: hashes of lines, never their text); of other languages,
what looks like a heading or a note is cut off at both ends. What a page shows beside its article gives furniture.
"""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from feedmill.splitting.training.articles import (
    LEAST_CHARACTERS,
    Article,
    article,
    clean,
    data_folder,
    listed,
    number_of,
    rows_of,
    unlearned,
)  # fmt: skip

ANNOTATIONS = Path(__file__).with_name("annotations.jsonl")
PAGES = "pages/trafilatura-evaluation.tar.xz"
LANGUAGES = ("de", "en", "es", "fr")
TECHNICAL = re.compile(
    r"github|stackexchange|docs\.|wiki|reddit|springer|trustpilot|royalroad|statistics|enacademic|emacs|toptal|schneems"
    r"|pythonspeed|anarc|netbits|acpjournals|mdavis"
)
ASIDE = re.compile(r"\bnav|footer|header|aside|menu|sidebar|related|share|social|newsletter|breadcrumb|teaser|widget"
                   r"|cookie|promo|caption")  # fmt: skip
LINE_ELEMENTS = frozenset(listed("li p a span figcaption div h2 h3 h4 td button label"))
SCRAPS_A_PAGE = 60
LONGEST_SCRAP = 120
NOT_FURNITURE = frozenset({"headline", "subhead"})


@dataclass(frozen=True, slots=True)
class WebPage:
    """What an extractor took from a page (a paragraph a line), and lines that the page shows beside it."""

    id: str
    outlet: str
    language: str
    lines: tuple[str, ...]
    scraps: tuple[str, ...]
    trusted: bool

    @property
    def held_out(self) -> bool:
        """Whether the page's outlet is one of the quarter that is kept apart."""
        return number_of(self.outlet) % 4 == 0


@cache
def web_pages() -> tuple[WebPage, ...]:
    """The evaluation pages of trafilatura, extracted by it. `trusted`: the extraction holds what it should."""
    members = _members(data_folder() / PAGES)
    (expected,) = (json.loads(data) for name, data in members.items() if name.endswith("evaldata.json"))
    by_file = {row["file"]: row for row in expected.values()}
    found = [_extracted(members.get(f"html/{name}", b""), by_file[name]) for name in sorted(by_file)]
    return tuple(page for page in found if page is not None)


def _members(path: Path) -> dict[str, bytes]:
    """The files of an archive, read in one go: it cannot be read but from its beginning."""
    found: dict[str, bytes] = {}
    with tarfile.open(path) as archive:
        for member in archive:
            opened = archive.extractfile(member) if member.isfile() else None
            if opened is not None:
                found[member.name.removeprefix("./")] = opened.read()
    return found


def _extracted(data: bytes, row: dict[str, Any]) -> WebPage | None:
    """One page, where anything can be extracted."""
    import trafilatura

    text = data and trafilatura.extract(data, include_comments=False, include_tables=False, favor_precision=True)
    if not text:
        return None
    lines = tuple(filter(None, (clean(re.sub(r"^- ", "", line)) for line in text.split("\n"))))
    whole = " ".join(lines)
    wanted = [clean(piece) in whole for piece in row["with"]]
    unwanted = any(clean(piece) in whole for piece in row["without"])
    trusted = not unwanted and sum(wanted) >= 0.6 * len(wanted) and not TECHNICAL.search(row["file"])
    outlet = row["file"].split("-")[0]
    return WebPage(f"tr/{row['file']}", outlet, _language(whole), lines, _scraps(data, lines, whole), trusted)


def _language(text: str) -> str:
    """Which of the languages has most of its commonest words in a text; none where few stand there."""
    words = re.findall(r"\w+", text[:20000].lower())
    shares = {name: sum(word in common for word in words) / (len(words) + 1) for name, common in COMMON.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.15 else "other"


COMMON = {
    "de": frozenset(
        listed("der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an")
    ),
    "en": frozenset(listed("the of and to in that is for it with as was on are by this be from at have has not")),
    "es": frozenset(listed("de la que el en y los se del las un por con una su para es al lo como más")),
    "fr": frozenset(listed("de la le et les des en un une du que dans est pour qui sur au pas plus par")),
    "other": frozenset(listed("o os uma não il che di sono en het een og og det som и в не на что w na się nie")),
}


def _scraps(data: bytes, lines: tuple[str, ...], whole: str) -> tuple[str, ...]:
    """Lines of the page that are not of its article: of menus, boxes, captions, footers; at most sixty."""
    import trafilatura

    tree = trafilatura.load_html(data)
    shown = set() if tree is None else set(_aside(tree))
    own = set(lines)
    kept = [line for line in shown if line not in own and not (len(line) > 30 and line in whole)]
    return tuple(sorted(kept, key=number_of)[:SCRAPS_A_PAGE])


def _aside(tree: Any) -> Iterator[str]:
    """The lines of elements whose names, or the names around them, say that they stand beside an article.

    What readers wrote is left out: it is prose.
    """
    aside: dict[Any, bool] = {}
    told: dict[Any, bool] = {}
    for element in tree.iter():
        parent = element.getparent()
        name = f"{element.tag} {element.get('class') or ''}".lower() if isinstance(element.tag, str) else ""
        aside[element] = aside.get(parent, False) or ASIDE.search(name) is not None
        told[element] = told.get(parent, False) or "comment" in name or "review" in name
        if aside[element] and not told[element] and element.tag in LINE_ELEMENTS and len(element) <= 2:
            text = clean("".join(element.itertext()))
            if 0 < len(text) < LONGEST_SCRAP and any(map(str.isalnum, text)):
                yield text


def english_articles() -> list[Article]:
    """Articles of English web pages of many outlets, their lines labelled by hand."""
    labelled = {row["id"]: row for row in map(json.loads, ANNOTATIONS.read_text(encoding="utf-8").splitlines())}
    found: dict[str, Article] = {}
    for one, lines in _english_lines():
        row = labelled.get(one.id)
        if row is None or not row["use"]:
            continue
        for number, story in enumerate(_labelled_stories(lines, row)):
            own = _story(one, story, number)
            if sum(map(len, own.paragraphs)) >= LEAST_CHARACTERS:
                found.setdefault(own.paragraphs[0][:60], own)
    return list(found.values())


def _english_lines() -> Iterator[tuple[Article, tuple[str, ...]]]:
    """What was extracted of English pages, uncleaned."""
    for name in ("article-extraction-benchmark", "newspaper-extracts"):
        for row in rows_of(f"news/{name}.jsonl.gz"):
            group = re.sub(r"\d*\.txt$", "", row["id"])
            one = article(row, "web.en", "en", group)
            yield one, one.paragraphs
    for page in web_pages():
        yield Article(page.id, "web.en", "en", None, page.lines, page.outlet), page.lines


def _labelled_stories(lines: tuple[str, ...], row: dict[str, Any]) -> list[list[tuple[str, str | None]]]:
    """The stories of a page: lines with the label of furniture, or None; titles left out."""
    labels, starts = row["lines"], set(row.get("starts", ()))
    stories: list[list[tuple[str, str | None]]] = [[]]
    for line in lines:
        key = hashlib.sha256(line.encode()).hexdigest()[:8]
        label = labels.get(key)
        if key in starts and any(own is None for _, own in stories[-1]):
            stories.append([])
        if label != "headline":
            stories[-1].append((line, None if label in NOT_FURNITURE else label))
    return [story for story in stories if any(label is None for _, label in story)]


def _story(one: Article, story: list[tuple[str, str | None]], number: int) -> Article:
    """A story as an article, with the furniture that stands in it."""
    paragraphs = tuple(line for line, label in story if label is None)
    scraps, count = [], 0
    for line, label in story:
        count += label is None
        if label is not None and count:
            scraps.append((count - 1, line))
    name = f"{one.id}#{number}" if number else one.id
    return Article(name, one.source, one.language, None, paragraphs, one.group, tuple(scraps))


def other_articles(language: str, *, held_out: bool) -> list[Article]:
    """Articles of pages in another language: a quarter of the outlets is kept apart."""
    own = [page for page in web_pages() if page.language == language and page.trusted]
    learned = list(_trimmed_articles(page for page in own if not page.held_out))
    return unlearned(_trimmed_articles(page for page in own if page.held_out), learned) if held_out else learned


def _trimmed_articles(pages: Iterable[WebPage]) -> Iterator[Article]:
    """The articles of pages that are long enough and not mostly of short lines."""
    for page in pages:
        lines = _trimmed(page.lines)
        short = sum(len(line) < 60 and _ends_open(line) for line in lines)
        long_enough = sum(map(len, lines)) >= 1.5 * LEAST_CHARACTERS
        if long_enough and short < 0.35 * len(lines):
            yield Article(page.id, f"web.{page.language}", page.language, None, lines, page.outlet)


def _ends_open(line: str) -> bool:
    """Whether a line ends in no mark that a sentence ends with."""
    return line[-1] not in '.!?"”’»)…:“'


def _trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines without what looks like a heading or a note at both ends."""
    body = [not (_ends_open(line) and len(line) < 90) for line in lines]
    if not any(body):
        return ()
    return lines[body.index(True) : len(body) - body[::-1].index(True)]
