"""Records of catalogues (ProQuest, EBSCO, GENIOS, NewsBank): counted or ruled off, with headlines that may be bare.

What parts them is a line that counts (`Document 1 of 2`, `Record: 1`), or a rule; labels stand above the text, below
it, or both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedmill.reading.exports.blocks import WHOSE, Values, is_source, parsed
from feedmill.reading.exports.labels import Label, begins_text, is_peoples, label_of
from feedmill.reading.exports.records import RULE, SOURCE, Record, day_in, is_day
from feedmill.reading.rows.columns import BODY, Setting

COUNTED = re.compile(
    r"\s*(?:document|dokument|documento|record|article|artikel|artículo|articolo|artigo|item|result|treffer)"
    r"\s?:?\s?(?:no\.?\s|nr\.?\s)?(?P<number>\d{1,6})(?:\s?(?:of|von|de|di|van|sur|af|av|/)\s?\d{1,6})?\s*",
    re.IGNORECASE,
)
HEADED = re.compile(r"\s*(full text|volltext|abstract)\s*", re.IGNORECASE)
DETAILS = re.compile(r"\s*(?:DETAILS|Details|Indexing \(details\)|ProQuest document link)\s*")
LEAST_RULE = 5
PUBLICATION, INFO = "Publication title", "Publication info"
LEAST, LEAST_RULED, LEAST_BODY = 3, 2, 20
MOST_ABOVE = 60
NEAR = 8
"""Lines with something on them, within which the labels of a ruled record begin."""

SETTING: Setting = (
    ("Publication title", "agency"), ("Publication", "agency"), ("Publication info", "agency"), ("Quelle", "agency"),
    ("Source", "agency"), ("Paper", "agency"), ("Full text", BODY), ("Volltext", BODY), ("Abstract", "deck"),
    ("Publication date", "published"), ("Last updated", "updated"), ("Publication year", ""), ("First page", ""),
    ("ProQuest document ID", "guid"), ("Accession Number", "guid"), ("Dokumentnummer", "guid"), ("Record", "guid"),
    ("Record Number", "guid"), ("Document URL", "url"), ("Dauerhafte Adresse des Dokuments", "url"),
    ("Persistent link to this record (Permalink)", "url"), ("Permalink", "url"), ("OpenURL", "url"),
    ("Language of publication", "language"), ("Section", "subjects"), ("Ressort", "subjects"), ("Subject", "subjects"),
    ("Subject Terms", "subjects"), ("Company / organization", "subjects"), ("Company / organisation", "subjects"),
    ("Location", "subjects"), ("People", "subjects"), ("Identifier / keyword", "keywords"), ("Classification", ""),
    ("Author-Supplied Keywords", "keywords"), ("Alle Rechte vorbehalten", "rights"), ("Copyright", "rights"),
    ("CREDIT", "credit"), ("Document type", ""), ("Source type", ""), ("Database", ""), ("Place of publication", ""),
    ("Country of publication", ""), ("Publisher", ""), ("ISSN", ""), ("Pages", ""), ("Edition", ""), ("Page", ""),
    (WHOSE, "rights"), (SOURCE, "agency"), ("Authors", "byline"), ("Full Text Word Count", ""), ("Issue", ""),
    ("Volume", ""),
)  # fmt: skip
"""What the labels of catalogues say beside those that columns have."""


def tells_catalogued(lines: Sequence[str], known: Setting = ()) -> bool:
    """Whether lines count or rules part records that have labels enough, and days or addresses among them."""
    counted = _counted(lines)
    if counted and counted[0] <= MOST_ABOVE and _is_record(lines[counted[0] : (*counted, len(lines))[1]], known):
        return True
    parts = [part for part in _ruled(lines) if any(lines[at].strip() for at in range(*part))]
    told = [part for part in parts if _is_ruled_record(lines[slice(*part)], known)]
    if len(told) < LEAST_RULED or told[0] not in parts[:2] or 2 * len(told) <= len(parts):
        return False
    return _has_text(lines[slice(*told[0])], known)


def catalogued_records(lines: Sequence[str], known: Setting = ()) -> Iterator[Record]:
    """The records; what stands before the first belongs to it, and what has no labels to the one above it."""
    setting = (*SETTING, *known)
    counted = _counted(lines)
    starts = counted or _starts(lines, known)
    for start, end in pairwise([*starts, len(lines)]):
        first = start == starts[0]
        preface = [line for line in lines[:start] if not RULE.fullmatch(line[:300])] if first else []
        own, behind = _without_end(list(map(_headed, lines[start + bool(counted) : end])), setting)
        found = parsed(own, setting, bare=True)
        values, towns = _without_towns(found.values)
        above, below = (*preface, *found.above, *towns), (*found.below, *behind)
        yield Record(0 if first else start, end, tuple(values), tuple(found.body), above, below, setting)


def _without_towns(values: Values) -> tuple[Values, list[str]]:
    """What stands under labels, titles of publications without the towns where they are published; and these."""
    ordered = sorted(
        values, key=lambda value: value[0] == INFO
    )  # the title goes before what holds it with other things
    parts = [(name, text.partition("; " if name == PUBLICATION else "\0")) for name, text in ordered]
    return [(name, told[0].strip()) for name, told in parts], [told[2] for _, told in parts if told[2]]


def _headed(line: str) -> str:
    """A line; one that only says that a text, an abstract or the details follow as a label with nothing behind it."""
    found = HEADED.fullmatch(line[:40])
    return f"{found[1].capitalize()}:" if found else "" if DETAILS.fullmatch(line[:40]) else line


def _counted(lines: Sequence[str]) -> list[int]:
    """The lines that count records, where each counts one more than the one before it, or begins anew."""
    found = [(at, int(told["number"])) for at, line in enumerate(lines) if (told := COUNTED.fullmatch(line[:60]))]
    follows = all(number in (before + 1, 1) for (_, before), (_, number) in pairwise(found))
    return [at for at, _ in found] if follows else []


def _starts(lines: Sequence[str], known: Setting) -> list[int]:
    """Where the ruled records begin."""
    found = [start for start, end in _ruled(lines) if _is_ruled_record(lines[start:end], known)]
    return found or [0]


def _ruled(lines: Sequence[str]) -> list[tuple[int, int]]:
    """What stands between rules, first line and end."""
    rules = [at for at, line in enumerate(lines) if _is_long_rule(line)]
    return list(pairwise([0, *(at + 1 for at in rules), len(lines)]))


def _is_long_rule(line: str) -> bool:
    return RULE.fullmatch(line[:300]) is not None and len(line.strip()) >= LEAST_RULE


def _without_end(own: Sequence[str], setting: Setting) -> tuple[list[str], list[str]]:
    """The lines of a record, and those behind its last rule, where none of them has a label that is known."""
    rules = [at for at, line in enumerate(own) if _is_long_rule(line)]
    if not rules:
        return list(own), []
    behind = [line for line in own[rules[-1] + 1 :] if line.strip()]
    if any((label := label_of(line, setting)) and label.known for line in behind):
        return list(own), []
    return list(own[: rules[-1]]), behind if rules[-1] > 0 else []


def _is_record(own: Sequence[str], known: Setting) -> bool:
    """Whether lines have as many labels as a record of a catalogue, and what only a record states."""
    held = _held(own, known)
    return len({label.name for label in held if label.known}) >= LEAST and any(map(_is_proof, held))


def _is_ruled_record(own: Sequence[str], known: Setting) -> bool:
    """Whether lines between rules begin with a headline and labels below it."""
    filled = [line for line in own if line.strip()]
    near = _held(filled[:NEAR], known)
    if len([label for label in near if label.known]) < LEAST_RULED:
        return False
    if not any(map(_is_proof, _held(own, known))) and not any(map(is_source, filled[:3])):
        return False
    return not any(is_peoples(label.name) for label in near)


def _has_text(own: Sequence[str], known: Setting) -> bool:
    """Whether a record has a text, or the address of one."""
    found = parsed(list(map(_headed, own)), (*SETTING, *known), bare=True)
    return sum(map(len, found.body)) >= LEAST_BODY or any("url" in label.fields for label in _held(own, known))


def _held(own: Sequence[str], known: Setting) -> list[Label]:
    """The labels of lines, with what stands below those that stand alone."""
    setting = (*SETTING, *known)
    told = [label for line in own if (label := label_of(_headed(line), setting))]
    below = dict(pairwise(own))
    return [one if one.value else one._replace(value=below.get(f"{one.name}:", "").strip()) for one in told]


def _is_proof(label: Label) -> bool:
    """Whether a label states a day, an address or that the text follows."""
    if "published" in label.fields:
        return is_day(label.value)
    if "agency" in label.fields and day_in(label.value):
        return True
    return begins_text(label) or ("url" in label.fields and "://" in label.value)
