"""Records that begin with a block of labels, one of them the headline's; the next block begins the next record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from feedmill.reading.exports.blocks import WHOSE, parsed
from feedmill.reading.exports.labels import Label, begins_text, is_peoples, label_of
from feedmill.reading.exports.records import DAYS, Record, is_day, is_rule
from feedmill.reading.rows.columns import SOFT, Setting, folded
from feedmill.reading.urls import canonical

NUMBERED = re.compile(
    r"\s*(?:[#№]\s?\d{1,6}|\[\d{1,6}\]|\(?\d{1,6}[.):]?"
    r"|(?:article|artikel|artículo|artigo|articolo|record|item|story|news|document|dokument|entry|статья|новость)\s?"
    r"(?:[#№]\s?|no\.?\s?)?\d{1,6}(?:\s?(?:of|von|de|di|van|/|из)\s?\d{1,6})?:?|第\s?\d{1,6}\s?[条篇則件])\s*",
    re.IGNORECASE,
)
"""A line that only numbers a record."""

FIGURED = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
LONGEST_HEAD, LEAST_BODY = 40, 20
LONGEST_HEADLINE, MOST_PREFACE = 400, 5
MATTER = "---"
"""The line above and below a block of labels at the top of a page that a program makes (Jekyll, Hugo)."""

RIGHTS = (WHOSE, "rights")


class _Block(NamedTuple):
    """The labels of the first block: the headline's name, those above it, and all of them."""

    headline: str
    above: frozenset[str]
    names: frozenset[str]


def tells_labelled(lines: Sequence[str], known: Setting = ()) -> bool:
    """Whether a text begins with a block of labels that states a headline and more, and a text follows it.

    Names of people to ask, or of those who a memo goes to, show that it is something else.
    """
    labels = _labels(lines, known)
    first = _first(lines, labels)
    held = [] if first is None else [label for at in _run(lines, labels, first) if (label := labels[at]) is not None]
    block = _block(held)
    if block is None or any(is_peoples(label.name) for label in held):
        return False
    preface = any(line.strip() and not _is_between(line) for line in lines[:first])
    if preface and len(list(islice(_starts(lines, labels, block), 2))) < 2:
        return False
    record = next(labelled_records(lines, known))
    told = [label.value for label in held if "deck" in label.fields]
    return sum(map(len, (*record.body, *told))) >= LEAST_BODY or any(_is_address(label) for label in held)


def labelled_records(lines: Sequence[str], known: Setting = ()) -> Iterator[Record]:
    """The records; what stands before the first belongs to it."""
    labels = _labels(lines, known)
    first = _first(lines, labels)
    block = _block([label for at in _run(lines, labels, first or 0) if (label := labels[at]) is not None])
    starts = list(_starts(lines, labels, block)) if block else []
    for start, end in pairwise([0, *starts[1:], len(lines)]):
        own = [line for at, line in enumerate(lines[start:end]) if at > 3 or not _is_between(line)]
        found = parsed(own, known)
        values = map(_unquoted, found.values) if lines[start].strip() == MATTER else found.values
        yield Record(
            start, end, tuple(values), tuple(found.body), tuple(found.above), tuple(found.below), (*known, RIGHTS)
        )


def _unquoted(value: tuple[str, str]) -> tuple[str, str]:
    """A value of front matter as YAML writes it, without quotes and the marks of a list."""
    name, text = value
    items = [line.strip().removeprefix("- ").strip() for line in text.strip("[] ").split("\n")]
    return name, "\n".join(one[1:-1] if one[:1] in ("'", '"') and one[-1:] == one[:1] else one for one in items)


def _first(lines: Sequence[str], labels: Sequence[Label | None]) -> int | None:
    """The first line of the first block: the first of all, or one below a few that say what the file holds."""
    filled = (at for at, line in enumerate(lines) if line.strip() and not _is_between(line))
    for number, at in enumerate(islice(filled, MOST_PREFACE)):
        held = [label for place in _run(lines, labels, at) if (label := labels[place]) is not None]
        if _block(held) is not None:
            return at
        if number and labels[at] is not None:
            return None
    return None


def _labels(lines: Sequence[str], known: Setting) -> list[Label | None]:
    return [label_of(line, known) for line in lines]


def _is_between(line: str) -> bool:
    """Whether a line only parts records."""
    return is_rule(line) or NUMBERED.fullmatch(line[:60]) is not None


def _run(lines: Sequence[str], labels: Sequence[Label | None], first: int) -> list[int]:
    """The lines with labels of a block, from its first on: blank lines may stand between labels that are known."""
    found: list[int] = []
    gap = False
    for at in range(first, min(first + LONGEST_HEAD, len(lines))):
        label = labels[at]
        if not lines[at].strip():
            gap = True
        elif label is not None and (label.known or not gap):
            found.append(at)
            gap = False
            if begins_text(label):
                break
        elif not found or gap or not lines[at][:1].isspace():
            break
    return found


def _block(held: Sequence[Label]) -> _Block | None:
    """What the first block tells; None for one that is none's of a record."""
    at = next((at for at, label in enumerate(held) if "headline" in label.fields), None)
    if at is None or not held[at].value or len(held[at].value) > LONGEST_HEADLINE or folded(held[at].name) in SOFT:
        return None
    if not any(_is_proof(label) for label in held):
        return None
    unknown = sum(not label.known for label in held)
    if 2 * unknown > len(held):
        return None
    names = frozenset(folded(label.name) for label in held)
    return _Block(folded(held[at].name), frozenset(folded(label.name) for label in held[:at]), names)


def _is_proof(label: Label) -> bool:
    """Whether a label shows that a block states a story: a day, an address, or that the text follows."""
    if "published" in label.fields:
        text = label.value
        return is_day(text) or DAYS.search(text[:80]) is not None or FIGURED.search(text[:80]) is not None
    return begins_text(label) or _is_address(label)


def _is_address(label: Label) -> bool:
    return "url" in label.fields and "://" in label.value and canonical(label.value) is not None


def _starts(lines: Sequence[str], labels: Sequence[Label | None], block: _Block) -> Iterator[int]:
    """Where records begin: with the first label of each block that has the headline's, and another of the first's."""
    for at, label in enumerate(labels):
        if label is None or folded(label.name) != block.headline:
            continue
        start = _first_above(lines, labels, at, block.above)
        others = {folded(one.name) for place in _run(lines, labels, start) if (one := labels[place]) and place != at}
        if others & (block.names - {block.headline}):
            yield _with_rules(lines, start)


def _first_above(lines: Sequence[str], labels: Sequence[Label | None], at: int, above: frozenset[str]) -> int:
    """The first of the labels that stand above a headline's, each once."""
    start, seen = at, set[str]()
    for place in range(at - 1, max(at - LONGEST_HEAD, -1), -1):
        label = labels[place]
        if not lines[place].strip():
            continue
        name = folded(label.name) if label else ""
        if name not in above or name in seen:
            break
        seen.add(name)
        start = place
    return start


def _with_rules(lines: Sequence[str], start: int) -> int:
    """The record's first line, or those right above it that only part records."""
    first = start
    while start > 0 and (_is_between(lines[start - 1]) or not lines[start - 1].strip()):
        start -= 1
        first = start if lines[start].strip() else first
    return first
