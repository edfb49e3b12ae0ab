"""How well pages are read and split, beside trafilatura on the same pages in the same run: `make quality-pages`.

Every page is judged by trees that have seen no page of its domain (those of the cross-validation, which the training
command writes beside the model). Teasers are compared with labels made by reading the pages.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from multiprocessing import get_context
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
import trafilatura

from benchmarks.pages_card import write_card
from feedmill.model import Document, Kind, Segmentation, Stated
from feedmill.reading.agencies import is_agency
from feedmill.reading.dating.zones import offset_of
from feedmill.reading.pages.reading import read_page
from feedmill.reading.pages.shown import DAY, read_day
from feedmill.reading.pages.survey import plain
from feedmill.reading.pages.training.examples import FOLDS, Page, data_folder, pages_of, scores
from feedmill.reading.pages.trees import unpacked
from feedmill.reading.piece import Piece
from feedmill.settings import CLONE
from feedmill.splitting import split
from feedmill.trees import Trees

QUALITY = CLONE / "tests" / "quality"
TIMED = 60
TAG = re.compile(r"<[^<>]{1,400}>")
JOINING = frozenset(("und", "and", "et", "y", "mit", "im", "gespräch", "von", "by", "par"))
DEGREES = frozenset(("phd", "md", "dr", "prof"))


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it was read and split (None where it was refused), and what trafilatura makes of it."""

    page: Page
    document: Document | None
    segmentation: Segmentation
    peer: str
    peer_facts: tuple[tuple[str, str], ...]

    @property
    def story(self) -> str:
        """The body of the main story."""
        return "\n".join(story.text for story in self.segmentation.stories if story.stated)

    @property
    def whole(self) -> str:
        """The main story with its headline, kicker and deck as printed."""
        text = self.document.text if self.document else ""
        stories = [story for story in self.segmentation.stories if story.stated]
        return "\n".join(text[start:end] for story in stories for start, end in story.spans)


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one reader on both collections; shares are 0 to 1."""

    f1: float
    precision: float
    recall: float
    kept: int
    let_in: int
    titles: float
    dates: float
    bylines: float


@dataclass(frozen=True, slots=True)
class Teasers:
    """How many teasers' headlines were found, of how many; how many of those found are ones; what leaked."""

    precision: float
    recall: float
    leaked: int
    pages: int


def fold_trees(path: Path = QUALITY / "page-folds.npz") -> list[Trees]:
    """The trees of the cross-validation: those at a number have seen no page of that fold."""
    with np.load(path, allow_pickle=False) as arrays:
        every = dict(arrays)
    names = {key.partition(".")[2] for key in every}
    return [unpacked({name: every[f"{fold}.{name}"] for name in names}) for fold in range(FOLDS)]


def seen(page: Page) -> Seen:
    """Read one page both ways."""
    piece = Piece.of(page.data)
    found = next(iter(read_page(piece, FOLDED[page.fold])))
    text = piece.decoded.text
    peer = trafilatura.extract(text, include_comments=False) or ""
    facts = _facts(trafilatura.bare_extraction(text, with_metadata=True, include_comments=False))
    if not isinstance(found, Document):
        return Seen(page, None, Segmentation((), ()), peer, facts)
    return Seen(page, found, split(found), peer, facts)


def _facts(told: Any) -> tuple[tuple[str, str], ...]:
    """What trafilatura states."""
    pairs = [(key, getattr(told, key, None)) for key in ("title", "author", "date")]
    return tuple((key, str(value)) for key, value in pairs if value)


FOLDED: list[Trees] = []


def run(pages: Sequence[Page]) -> list[Seen]:
    """Read pages both ways, on two cores."""
    FOLDED[:] = fold_trees()
    with get_context("fork").Pool(2) as pool:
        return pool.map(seen, pages, chunksize=4)


def measure(results: Sequence[Seen], *, ours: bool) -> Measured:
    """The figures of one of both readers."""
    gold = [one for one in results if one.page.story is not None]
    pairs = [scores(one.page.story or "", one.story if ours else one.peer) for one in gold]
    precision = mean([p for (p, _), one in zip(pairs, gold, strict=True) if (one.story if ours else one.peer)] or [0.0])
    recall = mean([r for _, r in pairs] or [0.0])
    others = [one for one in results if one.page.story is None]
    texts = [" ".join((one.whole if ours else one.peer).split()) for one in others]
    return Measured(
        2 * precision * recall / max(1e-9, precision + recall),
        precision,
        recall,
        sum(" ".join(s.split()) in text for one, text in zip(others, texts, strict=True) for s in one.page.within),
        sum(" ".join(s.split()) in text for one, text in zip(others, texts, strict=True) for s in one.page.without),
        *(_right(others, key, ours=ours) for key in ("title", "date", "author")),
    )


def _right(results: Sequence[Seen], key: str, *, ours: bool) -> float:
    """The share of pages whose fact is right, of those for which it is known."""
    known = [(one, dict(one.page.facts)[key]) for one in results if key in dict(one.page.facts)]
    return mean([_is_right(key, truth, _told(one, key, ours=ours)) for one, truth in known] or [0.0])


def _told(one: Seen, key: str, *, ours: bool) -> list[str]:
    """What a reader says of a fact, in the forms that it has for it.

    A page that only says when it was last changed is of that day. Who wrote it is a byline or, where the label names no
    person, an agency (`dpa/lno`), which is a field of its own here; the peer has no such field.
    """
    if not ours:
        return [value.replace(";", ",") for name, value in one.peer_facts if name == key]
    if one.document is None:
        return []
    stated = one.document.stated
    published, updated = (stated.published_raw, stated.published_at), (stated.updated_raw, stated.updated_at)
    dates = (*published, local_day(stated)) if stated.published_at else updated
    forms: dict[str, list[str | None]] = {
        "title": [stated.headline],
        "date": [str(form) for form in dates if form],
        "author": [stated.byline, stated.agency if is_agency(stated.agency or "") else None],
    }
    return [form for form in forms[key] if form]


def local_day(stated: Stated) -> date | None:
    """The day of the publication where the writer was, if the page says where that is."""
    at, zone = stated.published_at, stated.published_zone
    offset = offset_of(zone, at.replace(tzinfo=None)) if at and zone else None
    return (at + offset).date() if at and offset is not None else None


def tellable(page: Page, key: str) -> bool:
    """Whether what the label of a page says stands on that page at all, in its text or its markup.

    A name by its words in a row, a day in any notation that a page shows.
    """
    truth, text = dict(page.facts)[key], unescape(Piece.of(page.data).decoded.text)
    if key != "date":
        return _compared(truth) in _compared(TAG.sub(" ", text)) or _compared(truth) in _compared(text)
    days = (read_day(found[0], language) for found in DAY.finditer(text) for language in ("de", "en-us"))
    return f"{_day(truth)}T" in text or any(f"{when.at:%Y-%m-%d}" == _day(truth) for when in days if when)


def _is_right(key: str, truth: str, told: Sequence[str]) -> bool:
    """Whether one of the forms is the truth: the day of a date; of two names or titles, one may go on.

    Words are compared in their composed form (NFC) and without soft hyphens, names without what joins them.
    """
    if key == "date":
        return any(form[:10] == _day(truth) for form in told)
    wanted, forms = _compared(truth), [_compared(form) for form in told]
    if key == "author":
        wanted, forms = _unjoined(wanted), [_unjoined(form) for form in forms]
        return any(form and (form in wanted or wanted in form) for form in forms)
    shortest = 0.6 * len(wanted)
    return any(len(form) > shortest and (form.startswith(wanted) or wanted.startswith(form)) for form in forms)


def _day(label: str) -> str:
    """The day of a label; a few have month and day the wrong way round, or a figure short."""
    year, month, day = (int(number) for number in re.findall(r"\d+", label)[:3])
    month, day = (day, month) if month > 12 else (month, day)
    return f"{year}-{month:02}-{day:02}"


def _compared(text: str) -> str:
    """The words of a text, in small letters, composed, without soft hyphens."""
    return plain(unicodedata.normalize("NFC", text).replace("\u00ad", "").casefold())


def _unjoined(names: str) -> str:
    """Names without what stands between and beside them: the labels join them in several ways, and add degrees."""
    return " ".join(word for word in names.split() if word not in JOINING | DEGREES)


def named(text: str) -> str:
    """A headline as the labels name it."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:16]


def labels() -> dict[str, tuple[set[str], set[str]]]:
    """For each labelled page the headlines of its teasers, and those that are left open."""
    rows = [json.loads(line) for line in (QUALITY / "teasers.jsonl").read_text().splitlines()]
    return {f"{row['page']}.html": (set(row["teasers"]), set(row["left_open"])) for row in rows}


def teasers(results: Sequence[Seen]) -> Teasers:
    """Recall and precision of teasers' headlines on the labelled pages; how many of them stand in a main story."""
    found = right = wanted = leaked = 0
    known = labels()
    labelled = [one for one in results if one.page.name in known]
    for one in labelled:
        true, left_open = known[one.page.name]
        excerpts = [story for story in one.segmentation.stories if story.kind is Kind.EXCERPT and not story.stated]
        got = {named(story.headline or "") for story in excerpts} - left_open
        found, right, wanted = found + len(got), right + len(got & true), wanted + len(true)
        leaked += sum(named(line) in true for line in one.story.split("\n"))
    return Teasers(right / max(1, found), right / max(1, wanted), leaked, len(labelled))


def seconds(pages: Sequence[Page]) -> tuple[float, float]:
    """The time of reading these pages here and by trafilatura, one after the other, in this process."""
    pieces = [Piece.of(page.data).decoded.text for page in pages]
    next(iter(read_page(Piece.of(pieces[0].encode()))))
    started = time.process_time()
    for text in pieces:
        list(read_page(Piece.of(text.encode("utf-8", "replace"))))
    ours = time.process_time() - started
    started = time.process_time()
    for text in pieces:
        trafilatura.bare_extraction(text, with_metadata=True)
    return ours, time.process_time() - started


def table(results: Sequence[Seen]) -> Iterator[str]:
    """The figures as a table."""
    ours, peer = measure(results, ours=True), measure(results, ours=False)
    gold = sum(one.page.story is not None for one in results)
    sides = sum(len(one.page.within) for one in results), sum(len(one.page.without) for one in results)
    yield "| | ours | trafilatura |"
    yield "|---|---|---|"
    yield f"| main story, {gold} pages: F1 | {ours.f1:.4f} | {peer.f1:.4f} |"
    yield f"| precision, recall | {ours.precision:.4f}, {ours.recall:.4f} | {peer.precision:.4f}, {peer.recall:.4f} |"
    yield f"| sentences kept, of {sides[0]} | {ours.kept} | {peer.kept} |"
    yield f"| sentences let in, of {sides[1]} | {ours.let_in} | {peer.let_in} |"
    for name in ("titles", "dates", "bylines"):
        yield f"| {name} right | {getattr(ours, name):.3f} | {getattr(peer, name):.3f} |"
    yield from _of_tellable(results)
    found = teasers(results)
    yield f"| teasers, {found.pages} pages: precision, recall | {found.precision:.3f}, {found.recall:.3f} | |"
    yield f"| lines of teasers in main stories | {found.leaked} | |"


def _of_tellable(results: Sequence[Seen]) -> Iterator[str]:
    """The same of dates and bylines on the pages that hold what their label says."""
    for name, key in (("dates", "date"), ("bylines", "author")):
        known = [one for one in results if key in dict(one.page.facts)]
        held = [one for one in known if tellable(one.page, key)]
        ours, peer = _right(held, key, ours=True), _right(held, key, ours=False)
        yield f"| {name} right, of the {len(held)} of {len(known)} pages that hold it | {ours:.3f} | {peer:.3f} |"


def main() -> None:
    """Print the table, and write the model's card."""
    pages = pages_of(data_folder())
    figures = list(table(run(pages)))
    print("\n".join(figures))
    ours, peer = seconds(pages[:TIMED])
    print(f"| seconds for {TIMED} pages | {ours:.2f} | {peer:.2f} |")
    write_card(pages, fold_trees(), figures)


if __name__ == "__main__":
    main()
