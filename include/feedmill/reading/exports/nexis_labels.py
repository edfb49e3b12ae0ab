"""What the labels of Nexis say, in capitals or not, in the languages of its surface."""

from __future__ import annotations

from feedmill.reading.exports.labels import Label, label_of
from feedmill.reading.rows.columns import BODY, Setting, folded

LABELS: Setting = (
    ("BYLINE", "byline"), ("AUTHOR", "byline"), ("AUTOR", "byline"), ("AUTEUR", "byline"),
    ("HIGHLIGHT", "deck"), ("ABSTRACT", "deck"), ("HEADLINE", "headline"), ("TITLE", "headline"),
    ("BODY", BODY), ("TEXT", BODY), ("DATELINE", "dateline"),
    ("LOAD-DATE", "updated"), ("UPDATE", "updated"), ("DATE-CHARGEMENT", "updated"),
    ("LANGUAGE", "language"), ("SPRACHE", "language"), ("LANGUE", "language"), ("TAAL", "language"),
    ("SECTION", "subjects"), ("RUBRIK", "subjects"), ("RUBRIEK", "subjects"), ("SECCIÓN", "subjects"),
    ("SUBJECT", "subjects"), ("INDUSTRY", "subjects"), ("GEOGRAPHIC", "subjects"), ("COMPANY", "subjects"),
    ("ORGANIZATION", "subjects"), ("PERSON", "subjects"), ("TICKER", "subjects"), ("TERMS", "keywords"),
    ("KEYWORDS", "keywords"), ("CITY", "subjects"), ("STATE", "subjects"), ("COUNTRY", "subjects"),
    ("ACC-NO", "guid"), ("URL", "url"), ("COPYRIGHT", "rights"), ("CORRECTION", "ednote"), ("NOTES", "ednote"),
)  # fmt: skip
"""What the labels of Nexis say, in capitals."""

NOWHERE = (
    "LENGTH", "LÄNGE", "LONGUEUR", "LENGTE", "LONGITUD", "GRAPHIC", "PUBLICATION-TYPE", "TYPE-PUBLICATION", "SERIES",
    "JOURNAL-CODE", "DOCUMENT-TYPE", "TYPE", "DISTRIBUTION", "ISSN", "RECTYPE", "VOLUME", "PUB-TYPE",
)  # fmt: skip
_CLOSING = """
LOAD-DATE LANGUAGE GRAPHIC CORRECTION CORRECTION-DATE SUBJECT COMPANY ORGANIZATION TICKER INDUSTRY PERSON GEOGRAPHIC
CITY STATE COUNTRY PUBLICATION-TYPE JOURNAL-CODE DOCUMENT-TYPE UPDATE SPRACHE LANGUE TAAL DATE-CHARGEMENT ACC-NO
TYPE-PUBLICATION NOTES TERMS URL COPYRIGHT TYPE DISTRIBUTION ISSN CLASSIFICATION PUB-TYPE KEYWORDS
"""
CLOSING = frozenset(_CLOSING.split())
"""The labels that stand below a text."""

ALL = {folded(name): field for name, field in LABELS}
KNOWN = frozenset((*ALL, *map(folded, NOWHERE)))

SETTING: Setting = (
    *LABELS,
    *((name.title(), field) for name, field in LABELS),
    ("Date", "published"),
    ("Publication", "agency"),
    ("Headline", "headline"),
)
"""The same, as either layout writes them, and what the lines without labels state."""


def capitals(line: str) -> Label | None:
    """A label of Nexis in capitals."""
    label = label_of(line) if line[:2].isupper() and ":" in line[:40] else None
    return label if label and label.name.isupper() and folded(label.name) in KNOWN else None


def named(line: str) -> Label | None:
    """A label of Nexis with small letters."""
    label = label_of(line) if ":" in line[:40] else None
    return label if label and folded(label.name) in KNOWN else None
