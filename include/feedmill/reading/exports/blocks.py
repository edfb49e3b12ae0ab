"""One record whose lines have labels: those above the text, the text, and those below it.

Labels stand one below the other, or each behind a blank line. Where one says that the text follows, all above it are
labels' or lines that go on with them; else the text begins with the first line that is none's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from feedmill.reading.exports.labels import Label, begins_text, label_of
from feedmill.reading.exports.records import SOURCE, Gathering, day_in, is_rights, is_rule
from feedmill.reading.rows.columns import Setting
from feedmill.reading.urls import canonical

LONGEST, LONGEST_UNKNOWN = 300, 120
MOST_WORDS = 14
WHOSE = "©"
"""Under this stands a line that says by itself whose the text is."""

_LOOSE = "url published updated byline agency keywords subjects language guid doc_id rights credit place time"
SENTENCE = re.compile(r"(?:\S+\s+){3}.*[.!?…][\"”»’)]?$|.{12}[。！？][」』”]?$", re.DOTALL)
LOOSE = frozenset(_LOOSE.split())
PEOPLE_AND_DAYS = frozenset(("byline", "published", "updated"))
"""The fields whose labels may stand apart from the others: above the text, or below it."""

Lines = Sequence[str]
Values = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A record in its parts."""

    values: Values
    body: list[str]
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


def parsed(own: Lines, known: Setting, *, bare: bool = False) -> Parsed:
    """The parts of a record. `bare` says that its headline may have no label, and that all labels may stand below."""
    labels = [None if is_rule(line) else label_of(line, known) for line in own]
    begun = _begun(own, labels)
    head = _Head(own, labels)
    begin = head.read(len(own) if begun is None else begun, whole=begun is not None)
    text: list[str] = []
    if begun is not None:
        begin = begun + 1
        label = labels[begun]
        text = [label.value] if label else []
    tail = _tail(own, labels, begin, loose=bare)
    while tail > begin and (label := labels[tail - 1]) and _stands_apart(label):  # right below the text
        tail -= 1
    while tail > begin and (is_rule(own[tail - 1]) or not own[tail - 1].strip()):
        tail -= 1
    values, below = _below(own[tail:], labels[tail:])
    stated = head.values.done()
    headed, above = _bare(head.bare) if bare and not _has_headline(stated, known) else ([], head.bare)
    return Parsed([*headed, *stated, *values], [*text, *own[begin:tail]], above, below)


def _has_headline(values: Values, known: Setting) -> bool:
    found = (label_of(f"{name}: x", known) for name, _ in values)
    return any(label and "headline" in label.fields for label in found)


def _begun(own: Lines, labels: Sequence[Label | None]) -> int | None:
    """The line whose label says that the text follows, with other labels above it; only an abstract has paragraphs."""
    last: Label | None = None
    gap = False
    for at, label in enumerate(labels):
        if label is not None and last is not None and begins_text(label):
            return at
        if label is not None and (label.known or last is not None):
            if gap and not label.known and SENTENCE.match(label.value):
                return None
            last = label
        elif last is not None and own[at].strip() and not is_rule(own[at]):
            waits = not last.value or "deck" in last.fields
            if (gap and not waits) or len(own[at]) > LONGEST:
                return None
        gap = not own[at].strip()
    return None


@dataclass(slots=True)
class _Head:
    """The lines above the text under way."""

    own: Lines
    labels: Sequence[Label | None]
    values: Gathering = field(default_factory=Gathering)
    bare: list[str] = field(default_factory=list)
    spaced: bool = False

    def read(self, end: int, *, whole: bool) -> int:
        """Read lines up to `end`, or to the one with which the text begins; that one's number. `whole` takes all."""
        gap = False
        for at in range(end):
            line, label = self.own[at], self.labels[at]
            if not line.strip():
                gap = True
                continue
            if is_rule(line):
                if self.values and not whole:
                    return at + 1
                continue
            if label is not None and self.takes(at, label, gap=gap, whole=whole):
                self.spaced = self.spaced or (gap and bool(self.values))
                self.values.begin(label.name, label.value)
            elif not self.values:
                self.bare.append(line if not gap or not self.bare else f"\n{line}")
            elif whole or (not gap and self.goes_on(at, end)):
                self.values.go_on(line)
            else:
                return at
            gap = False
        return end

    def takes(self, at: int, label: Label, *, gap: bool, whole: bool) -> bool:
        """Whether a line with a label is one of the labels above the text."""
        if not label.known:
            short = len(label.value) <= LONGEST_UNKNOWN and bool(self.values)
            short = short and (whole or SENTENCE.match(label.value) is None)
            return short and (not gap or (self.spaced and self.followed(at)))
        if not whole and PEOPLE_AND_DAYS & set(label.fields) and SENTENCE.match(label.value):
            return False
        if not gap or whole or len(self.values) < 2 or self.spaced or self.followed(at):
            return len(label.value) <= LONGEST or whole or not gap
        return _stands_apart(label)

    def followed(self, at: int) -> bool:
        """Whether the next line that is not blank has a label that is known."""
        after = next((place for place in range(at + 1, len(self.own)) if self.own[place].strip()), None)
        label = self.labels[after] if after is not None else None
        return label is not None and label.known

    def goes_on(self, at: int, end: int) -> bool:
        """Whether a line without a label right below one goes on with it: indented, or with more labels below it."""
        if self.values.waits or (self.own[at][:2].isspace() and not self.own[at].startswith("\u3000")):
            return True
        for place in range(at + 1, min(at + 4, end)):
            if not self.own[place].strip():
                return False
            label = self.labels[place]
            if label and label.known:
                return True
        return False


def _bare(lines: list[str]) -> tuple[Values, list[str]]:
    """What lines without labels state at the top of a record: the headline, and the publication with its day."""
    runs: list[list[str]] = []
    for line in lines:
        if not runs or line.startswith("\n"):
            runs.append([])
        runs[-1].append(line.strip())
    flat = [line for run in runs for line in run]
    values: Values = []
    sourced = next((line for line in (flat[-1:] + flat[:1]) if len(flat) > 1 and is_source(line)), None)
    if sourced is not None:
        values.append((SOURCE, sourced))
        runs = [left for run in runs if (left := [line for line in run if line != sourced])]
    if runs:
        values.append(("Headline", " ".join(runs[0])))
    return values, [line for run in runs[1:] for line in run]


def is_source(line: str) -> bool:
    """Whether a line names a publication and a day."""
    found = day_in(line)
    return found is not None and found.start() > 2 and len(line) <= LONGEST_UNKNOWN


def _tail(own: Lines, labels: Sequence[Label | None], begin: int, *, loose: bool) -> int:
    """Where the labels below the text begin: all runs of lines from there on begin with one."""
    tail = end = len(own)
    while end > begin:
        if not own[end - 1].strip():
            end -= 1
            continue
        start = end - 1
        while start > begin and own[start - 1].strip():
            start -= 1
        known = _closes(own[start:end], labels[start:end], loose=loose)
        if known is None:
            break
        tail = start if known else tail
        end = start
    return tail


def _closes(run: Lines, labels: Sequence[Label | None], *, loose: bool) -> bool | None:
    """Whether a run of lines stands below the text for sure; None for one that does not."""
    label = labels[0]
    if is_rule(run[0]) or is_rights(run[0]):
        return True
    if label is None or len(label.value) > (10 * LONGEST if loose else LONGEST):
        return None
    if loose and "byline" not in label.fields:
        return label.known
    return True if all(one and _stands_apart(one) for one in labels) else None


def _stands_apart(label: Label) -> bool:
    """Whether a label is one that may stand apart from the others, and what stands behind it is no prose."""
    value = label.value
    if not LOOSE & set(label.fields) or SENTENCE.match(value):
        return False
    if "url" in label.fields:
        return canonical(value) is not None
    dated = "published" in label.fields or "updated" in label.fields
    most = 4 * MOST_WORDS if "keywords" in label.fields else MOST_WORDS
    return len(value.split()) <= most and (not dated or any(char.isdigit() for char in value))


def _below(own: Lines, labels: Sequence[Label | None]) -> tuple[Values, list[str]]:
    """What stands under the labels below the text, and what stands there without one."""
    values = Gathering()
    left: list[str] = []
    gap = True
    for line, label in zip(own, labels, strict=True):
        if label is not None and ("rights" in label.fields or not is_rights(line)):
            values.begin(label.name, label.value)
        elif is_rights(line):
            values.begin(WHOSE, line.strip())
        elif line.strip() and not is_rule(line):
            if gap or not values:
                left.append(line)
            else:
                values.go_on(line)
        gap = not line.strip() or is_rule(line) or is_rights(line)
    return values.done(), left
