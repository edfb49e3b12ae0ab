"""Made stories for the growth benchmark: real words in made order, and a warehouse filled with them in bulk.

A story is chunks of three to nine words from real news, so that runs of words recur as they do in news, and every
story is told by its number alone. Preloaded stories get all rows that a decision reads: contents, fingerprints,
versions, sightings, one original and one document a hundred stories; their bodies are left out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from feedmill.identity import Form, packed
from feedmill.identity.words import hashes_of, words_of
from feedmill.model import Kind, ParsedDocument
from feedmill.warehouse.store import Store

DATA = Path(os.environ.get("FEEDMILL_DATA", "../shared/data"))
MEDIAN, SPREAD, LEAST, MOST = 5.55, 0.55, 60, 1_500
"""Words of a story: log-normal, as news is (its median 257 words)."""
PAGE = 100
"""Stories an original."""
RECEIVED = "2026-01-01 00:00:00.000000"

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Pool:
    """The words of real news in their order, their hashes, and which of them carry facts."""

    words: list[str]
    hashes: NDArray[np.uint32]
    facts: NDArray[np.bool_]


@cache
def pool() -> Pool:
    """All words of the BBC's and Reuters' stories in the folder of data."""
    words: list[str] = []
    facts: list[bool] = []
    for name in ("bbc", "reuters21578"):
        with gzip.open(DATA / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                found = words_of(" ".join(json.loads(line)["paras"]))
                words += found.words
                facts += found.facts
    return Pool(words, hashes_of(words), np.array(facts, np.bool_))


def places(number: int) -> Places:
    """The words of story `number`, as places in the pool."""
    chance = np.random.default_rng((5, number))
    length = int(np.clip(chance.lognormal(MEDIAN, SPREAD), LEAST, MOST))
    sizes = chance.integers(3, 10, length // 6 + 3)
    starts = chance.integers(0, len(pool().words) - 10, len(sizes))
    return np.concatenate([np.arange(start, start + size) for start, size in zip(starts, sizes, strict=True)])[:length]


def body(found: Places) -> str:
    """The text of these places."""
    words = pool().words
    return " ".join(words[at] for at in found.tolist()) + "."


def form_at(found: Places) -> Form:
    """The form that the text of these places has, without the text."""
    words = pool().hashes[found]
    norm = hashlib.sha256(words.tobytes()).hexdigest()
    return Form(norm, Kind.FULL, False, len(found), words, pool().facts[found], words[:0])


def preload(store: Store, first: int, stop: int) -> None:
    """Fill the warehouse with the stories of these numbers. It must hold all of those before them, and no others."""
    prints: list[NDArray[np.int64]] = []
    owners: list[NDArray[np.int64]] = []
    for start in range(first, stop, 5_000):
        numbers = range(start, min(start + 5_000, stop))
        forms = [form_at(places(number)) for number in numbers]
        for number, form in zip(numbers, forms, strict=True):
            prints.append(form.fingerprints)
            owners.append(np.full(len(form.fingerprints), number + 1, np.int64))
        with store.write() as connection:
            _insert_stories(connection, numbers, forms)
    _insert_prints(store, np.concatenate(prints), np.concatenate(owners))
    if store.engine.dialect.name == "postgresql":
        with store.write() as connection:
            connection.execute(text("SELECT setval('contents_number_seq', (SELECT max(number) FROM contents))"))


def _insert_prints(store: Store, prints: Places, owners: Places) -> None:
    """In the order of the index: it grows at its end then, as a bulk load should."""
    order = np.lexsort((owners, prints))
    counts = np.bincount(owners)[owners[order]]
    rows = zip(prints[order].tolist(), owners[order].tolist(), counts.tolist(), strict=True)
    with store.write() as connection:
        _many(connection, "fingerprints", ("fingerprint", "content", "prints"), rows)


def _insert_stories(connection: Connection, numbers: range, forms: list[Form]) -> None:
    pages = sorted({number // PAGE for number in numbers})
    originals = {page: _name("original", page) for page in pages}
    _many(connection, "originals", ("sha256", "size", "first_received_at", "believed_until"),
          ((originals[page], 1, RECEIVED, RECEIVED) for page in pages))  # fmt: skip
    _many(connection, "parses",
          ("parse_id", "original", "stages", "documents", "rejected", "sightings", "furniture", "current",
           "completed_at"),
          ((_name("parse", page), originals[page], "made", 1, 0, PAGE, 0, True, RECEIVED)
           for page in pages))  # fmt: skip
    _many(connection, "documents",
          ("document_id", "parse_id", "original", "ordinal", "format", "shape", "stated", "notes", "characters"),
          ((_name("document", page), _name("parse", page), originals[page], 0, "text", "page", "{}", "[]", 0)
           for page in pages))  # fmt: skip
    names = {number: form.content_id for number, form in zip(numbers, forms, strict=True)}
    _many(connection, "versions",
          ("version_id", "content_id", "story_id", "kind", "truncated", "text", "words"),
          ((name, name, name, "full", False, "", form.length)
           for (_, name), form in zip(names.items(), forms, strict=True)))  # fmt: skip
    _many(connection, "contents", ("number", "content_id", "norm_id", "kind", "length", "form"),
          ((number + 1, names[number], form.norm_id, "full", form.length, packed(form))
           for number, form in zip(numbers, forms, strict=True)))  # fmt: skip
    _many(connection, "sightings",
          ("sighting_id", "document_id", "ordinal", "version_id", "truncated", "confidence", "spans", "parts",
           "characters"),
          ((_name("sighting", number), _name("document", number // PAGE), number % PAGE, names[number], False, 1.0,
            "[]", "{}", 0) for number in numbers))  # fmt: skip


def _many(connection: Connection, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    named = ", ".join(columns)
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        driver.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows)  # noqa: S608 -- names of this module
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _name(kind: str, number: int) -> str:
    return hashlib.sha256(f"{kind} {number}".encode()).hexdigest()


def numbered(documents: Iterable[ParsedDocument]) -> list[ParsedDocument]:
    """Documents as they stand in one original, each with its number."""
    return [replace(one, document=replace(one.document, ordinal=number)) for number, one in enumerate(documents)]


def sizes(store: Store) -> Iterator[tuple[str, int]]:
    """Bytes of each table of identity with its indexes."""
    with store.read() as connection:
        if connection.dialect.name == "sqlite":
            asked = """SELECT m.tbl_name AS name, sum(s.pgsize) AS size FROM dbstat s JOIN sqlite_master m
                       ON m.name = s.name WHERE m.tbl_name IN ('contents', 'fingerprints') GROUP BY m.tbl_name"""
        else:
            asked = """SELECT relname AS name, pg_total_relation_size(oid) AS size FROM pg_class
                       WHERE relname IN ('contents', 'fingerprints')"""
        yield from ((row.name, int(row.size)) for row in connection.execute(text(asked)))
