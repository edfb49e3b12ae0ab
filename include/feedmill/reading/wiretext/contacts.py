"""What is added for editors behind a story: the notepad of dpa, and whom a press release names to ask.

Both go on to the end of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 160
SHORT = 48
NOTEPAD = re.compile(
    r"\W{0,4}(?:(?:[a-z]{2,5}-)?Notizblock|Redaktionelle Hinweise|Ansprechpartner)\W{0,4}|#{1,3}\s(?:dpa[- ])?Notebook"
)
"""The head of what dpa and its sisters add for editors: addresses of places, links, contacts."""

NOTED = ("Notizblock", "Notebook", "Redaktionelle", "Ansprechpartner")
CONTACTS_HEAD = re.compile(
    r"(?:R[üu]e?ckfrage(?:n|hinweis)|Pressekontakt|Kontakt|(?:media |press |investor |company )?contacts?"
    r"|(?:media|press|investors?(?: relations)?)(?=\s?:)|contacts?[ -](?:presse|m[ée]dias?)|contacto(?: de prensa)?"
    r"|contatti|ufficio stampa"
    r"|about the (?:writers?|author)|on the net)(?: (?:&|und) Kontakt)?\s?:?",
    re.IGNORECASE,
)
"""The head of whom a press release names to ask; as many lines stand below it at most, none of them long."""

MOST_CONTACTS = 16

RELEASED = re.compile(
    r"SOURCE:?\s{1,3}[A-Z\d]\S|-0-\s+\d{1,2}/\d{1,2}/\d{2,4}$|/(?:CONTACT|Web site|Company News On-Call)\b|CO:\s{1,3}\S"
    r"|/?For further information:|CONTACT:\s{1,3}\S|KEYWORDS?:\s[A-Z ,]{3,}$|INDUSTRY KEYWORDS?:"
)
"""How what follows a press release begins (PR Newswire, Business Wire)."""

OPENED = re.compile(r"\((?:Reporter(?:in)?|Reporting|Writing|Editing|Bericht|Redaktion|Reportage|Reporte)\b[^()]*$")
"""How brackets open that say who reported and whom to ask, and close some lines below (Reuters in German)."""

MOST_OPEN = 5
COMPANY = re.compile(
    r"\b(?:Inc|Ltd|LLC|LLP|Corp(?:oration)?|plc|PLC|GmbH|AG|SE|KG|S\.?p\.?A|S\.?A|N\.?V|B\.?V|Co|Company|Group|Limited)\.?$"
)
"""How the name of a company ends, which may stand above its contacts."""


def is_notepad(line: str) -> bool:
    """Whether what an agency adds for editors begins with this line, and goes on to the end."""
    told = len(line) <= SHORT and any(word in line for word in NOTED)
    return told and NOTEPAD.fullmatch(line.strip()) is not None


def added_at(lines: Sequence[str]) -> int:
    """Where what is added for editors begins: a notepad, or contacts up to the end; their number where nothing is."""
    last = len(lines) - MOST_CONTACTS
    for at, line in enumerate(lines):
        heads = at >= last and line.rstrip().endswith((":", "ontact", "ontacts", "WRITER", "WRITERS", "AUTHOR"))
        asks = heads and CONTACTS_HEAD.fullmatch(line.strip()[:SHORT]) is not None
        if at >= max(last, 1) and RELEASED.match(line.strip()[:LONGEST]):
            return at
        if at >= max(last, 1) and OPENED.match(line.strip()) and _closes(lines[at + 1 :]):
            return at
        if at and (is_notepad(line) or (asks and all(len(one) <= LONGEST for one in lines[at:]))):
            named = at > 1 and len(lines[at - 1]) <= SHORT and COMPANY.search(lines[at - 1]) is not None
            return at - named
    return len(lines)


def _closes(lines: Sequence[str]) -> bool:
    """Whether a bracket closes with the last of a few lines."""
    filled = [line.strip() for line in lines if line.strip()]
    return 0 < len(filled) <= MOST_OPEN and filled[-1].endswith(")") and not any("(" in line for line in filled)
