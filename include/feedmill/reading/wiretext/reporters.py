"""Lines behind a story that say in words who wrote it, who helped and whom to write to, as desks add them.

`(Reporting by Ann Wade; Editing by Jan Berg)`, `— With files from Ann Wade in Regina`, `AP writer Ann Wade contributed
to this report.` Refuses sentences of the story that only begin so.
"""

from __future__ import annotations

import re

NAME = r"[A-ZÀ-Þ][\w'’.-]{0,20}(?: [A-ZÀ-Þ][\w'’.-]{0,20}){1,3}"
COLUMNIST = re.compile(
    r"\((?:[A-ZÀ-Þ][\w'’.-]{0,20} ){2,4}"
    r"(?:(?:writes|covers|(?:can|may) be reached)\s|"
    r"is an? [^()]{0,60}(?:writer|columnist|reporter|editor|author|correspondent)"
    r"\b)"
    r"(?:[^()]|\(at\)){3,400}\)"
)
"""Who wrote a column and how to reach them, all in brackets."""

WROTE = (
    r"(?:(?i:reporting|writing|compiled) (?i:by)|(?i:written by|reporte de|escrito por|por|reportage(?: de)?"
    rf"|reporter(?:in)?:|bericht von|geschrieben von|reportagem de)(?= {NAME}))"
)
EDITED = (
    r"(?i:(?:with )?additional (?:reporting|writing) by|editing by|edited by:?|with inputs? from|editado por|édité par"
    r"|redigiert von|edição de|con información de)"
)
REPORTED = re.compile(
    rf"\((?P<byline>{WROTE} [^();]{{3,160}}?)(?:[;,.]\s(?i:{EDITED}|writing by)[^()]{{3,300}})?\s?\)\.?"
    rf"|\((?:{NAME},\s)?{EDITED} [^()]{{2,400}}\)\.?"
    rf"|(?P<unbracketed>{WROTE} {NAME}[^;.()]{{0,80}}); {EDITED} [^.()]{{3,120}}"
    rf"|{EDITED} {NAME}(?:(?:,| and| y| et| und) {NAME}){{0,3}}"
)
"""Who wrote and edited, in brackets (Reuters); without them, names and nothing more."""

HELPED = re.compile(
    r"[^\W\d_a-z][^.!?]{3,200}\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article)\."
    r"|[^\W\d_a-z][^.!?]{0,40}\b(?:[Ww]riter|[Rr]eporter|[Jj]ournalist|[Cc]orrespondent)s?\s[A-Z][^.!?]{3,160}\scontributed\."
)
"""Who helped (AP)."""

ROLES = re.compile(
    r"\((?:[A-Z]{1,4}\s?[-–]\s)?(?:redactor|autor(?:in|a)?|author|editor(?: online)?|reporter(?:in)?|writer"
    r"|redakteur(?:in)?)"
    r"\s?:\s[^()]{3,200}\)"
)
"""Who wrote and edited, by their roles, in brackets (Agerpres)."""

DISTRIBUTED = re.compile(
    r"\((?:Contact|E-?mail|Reach|Distributed by)\s[^()]{3,200}\)\.?|Must credit (?:the )?[A-Z][^.!?]{2,60}\.?"
)
"""Whom to write to, who distributes, whom to name (Scripps)."""

SUPPORTED = re.compile(
    r"(?:The )?(?:Associated Press|AP)\b[^.!?]{0,160}\breceives? (?:[a-z]{2,12} )?support from [^!?]{3,400}"
)
"""Who pays for a subject's coverage (AP)."""

PUBLISHED = re.compile(
    r"This (?:report|story) (?:by|from) .{3,60} was first published .{4,40}"
    r"|Ce(?:tte)? (?:texte|dépêche) de .{3,60} a été publiée? pour la première fois .{4,40}"
    r"|Originally published (?:under|by|in|on) .{3,100}"
)
"""What Canadian wires add of the day of a report."""

ASKED = re.compile(
    r"To contact the (?:reporter|editor|author|writer)s?\b.{4,240}"
    r"|Write to .{3,80}? at \S{1,40}@\S{3,60}"
    r"|[-–—_]{0,2}\s?(?i:with) (?:(?:assistance|reporting|files) (?:from|by)|a file from) .{3,200}"
)
"""Whom to write to, and who helped (Bloomberg, Canadian wires)."""

WRITES = re.compile(
    rf"{NAME} writes for [^.!?]{{3,80}}\.?(?: E-?mail:? \S{{3,60}})?|{NAME}['’]s e-?mail (?:address )?is \S{{3,60}}"
)
"""For whom somebody writes, and their address (Cox)."""

BY = re.compile(
    rf"[-–—]{{1,2}}\s?(?P<byline>By {NAME}(?:(?:,? and|,) {NAME}){{0,3}}(?:,? (?:in|with) [^.!?]{{3,60}})?)"
)
"""A byline behind a dash, below the story (Canadian wires)."""

FORMS = (
    (COLUMNIST, ("(",)),
    (DISTRIBUTED, ("(", "Must ")),
    (ROLES, ("(",)),
    (SUPPORTED, ("The A", "AP", "Associated")),
    (BY, ("-", "–", "—")),
    (PUBLISHED, ("This ", "Ce", "Originally ")),
    (ASKED, ("To ", "Write", "-", "–", "—", "_", "With ")),
    (REPORTED, ("(", "Reporting", "Additional", "With ", "Edit", "Con ")),
)
"""Each form, and how it begins."""


def names_reporters(line: str) -> bool:
    """Whether a line says who wrote or edited the story, or helped, and nothing more."""
    if line.endswith(("report.", "story.", "article.", "contributed.")) and HELPED.fullmatch(line):
        return True
    if ("mail" in line or " writes for " in line) and WRITES.fullmatch(line):
        return True
    return any(line.startswith(begun) and form.fullmatch(line) for form, begun in FORMS)


def reporters_in(line: str) -> str | None:
    """The byline in such a line: `Reporting by Ann Wade`; None where it names only those who helped or edited."""
    dashed = BY.fullmatch(line) if line[:1] in "-–—" else None
    if dashed is not None:
        return dashed["byline"]
    found = REPORTED.fullmatch(line) if line.startswith(("(", "Reporting")) else None
    return (found["byline"] or found["unbracketed"]) if found is not None else None
