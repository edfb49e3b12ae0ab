"""Exports of Nexis that count their documents: `1 of 12 DOCUMENTS`, lines in the middle, labels in capitals.

Publication, day and headline have no labels: their order tells them. Labels stand above the text and below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedmill.reading.exports.labels import Label
from feedmill.reading.exports.nexis_heads import Values, headed, is_centred
from feedmill.reading.exports.nexis_labels import ALL, CLOSING, SETTING, capitals
from feedmill.reading.exports.records import Gathering, Record, is_day, is_rights
from feedmill.reading.rows.columns import BODY, Setting, folded

COUNTED = re.compile(
    r"\s*(?:(?:LEVEL|FOCUS)[^\n]{0,12} - )?(?:Document |Dokument |Documento )?"
    r"\d{1,5} (?:of|OF|von|de|van|di|av|af) \d{1,6} "
    r"(?:DOCUMENTS?|STORY|STORIES|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTEN|DOCUMENTI|DOKUMENTER)\s*"
)
MOST_HEAD = 60
LOOKED_AT = 600
LEAST = 2
PAGED = re.compile(r"\s*;\s*(?=(?:Pg|Page|S|Seite|p|blz|pág)\.?\s*\w*\d)")
PLACES = ("section", "rubrik", "rubriek", "seccion")


def tells_counted(lines: Sequence[str], _known: Setting = ()) -> bool:
    """Whether a line counts the first document, and labels in capitals stand below it."""
    at = next((at for at, line in enumerate(lines) if COUNTED.fullmatch(line[:120])), None)
    return at is not None and sum(capitals(line) is not None for line in lines[at : at + LOOKED_AT]) >= LEAST


def counted_records(lines: Sequence[str], _known: Setting = ()) -> Iterator[Record]:
    """The documents that lines count; what stands before the first belongs to it."""
    starts = [at for at, line in enumerate(lines) if COUNTED.fullmatch(line[:120])]
    for start, end in pairwise([*starts, len(lines)]):
        preface = tuple(lines[:start]) if start == starts[0] else ()
        yield _counted(0 if start == starts[0] else start, end, lines[start + 1 : end], preface)


def _counted(start: int, end: int, own: Sequence[str], preface: tuple[str, ...]) -> Record:
    """One document."""
    labels = [capitals(line) for line in own]
    first = next((at for at, label in enumerate(labels[:MOST_HEAD]) if label and label.name not in CLOSING), None)
    head = own[: _unlabelled(own) if first is None else first]
    values, above = headed(head)
    at, read = _above(own, labels, len(head))
    tail = _tail(own, labels, at)
    below = _below(own[tail:], labels[tail:])
    text = [line for name, value in read if _is_text(name) for line in value.split("\n")]
    named = [(name, value) for name, value in (*read, *below) if not _is_text(name)]
    stated, pages = without_pages([*values, *named])
    around = (*preface, *above, *pages)
    return Record(start, end, tuple(stated), (*text, *own[at:tail]), around, setting=SETTING)


def _unlabelled(own: Sequence[str]) -> int:
    """Where the text of a document without labels above it begins: behind day and headline."""
    day = next((at for at, line in enumerate(own[:MOST_HEAD]) if is_day(line)), 0)
    gap = next((at for at in range(day, len(own)) if not own[at].strip()), len(own))
    title = next((at for at in range(gap, len(own)) if own[at].strip() and not is_centred(own[at])), len(own))
    return next((at for at in range(title, len(own)) if not own[at].strip()), len(own))


def _is_text(name: str) -> bool:
    return ALL.get(folded(name)) == BODY


def without_pages(values: Values) -> tuple[Values, list[str]]:
    """What stands under labels, sections without their pages; and these."""
    parts = [(name, PAGED.split(text, maxsplit=1) if folded(name) in PLACES else [text]) for name, text in values]
    return [(name, told[0]) for name, told in parts], [page for _, told in parts for page in told[1:]]


def _above(own: Sequence[str], labels: Sequence[Label | None], at: int) -> tuple[int, Values]:
    """What stands under the labels from a line on, and where the text begins: with the first line that is none's."""
    values = Gathering()
    while at < len(own):
        label = labels[at]
        if label is not None and label.name in CLOSING:
            break
        if label is not None:
            values.begin(label.name, label.value)
            if _is_text(label.name):
                return at + 1, values.done()
        elif own[at].strip():
            if not values or not own[at - 1].strip():
                break
            values.go_on(own[at])
        at += 1
    return at, values.done()


def _tail(own: Sequence[str], labels: Sequence[Label | None], begin: int) -> int:
    """Where the labels below the text begin, or the lines that say whose it is."""
    for at in range(begin, len(own)):
        label = labels[at]
        if at > begin and own[at - 1].strip():
            continue
        if (label is not None and label.name in CLOSING) or (is_centred(own[at]) and is_rights(own[at])):
            return at
    end = len(own)
    while end > begin and (not own[end - 1].strip() or is_rights(own[end - 1])):
        end -= 1
    return end


def _below(own: Sequence[str], labels: Sequence[Label | None]) -> Values:
    """What stands under the labels below the text, and whose it is; a line that is none's goes on with one above it."""
    values = Gathering()
    rights: list[str] = []
    for line, label in zip(own, labels, strict=True):
        if label is not None:
            values.begin(label.name, label.value)
        elif is_rights(line) or (rights and is_centred(line)) or (line.strip() and not values):
            rights.append(line.strip())
        elif line.strip():
            values.go_on(line)
    return [*values.done(), *([("Copyright", " ".join(rights))] if rights else [])]
