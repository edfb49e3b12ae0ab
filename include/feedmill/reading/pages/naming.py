"""Names as pages sign with them: with prepositions, jobs, dates and times around them; and what is no person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from feedmill.reading.agencies import is_agency
from feedmill.reading.bylines import authors_of, persons_in
from feedmill.reading.dating.words import WEEKDAYS
from feedmill.reading.eastern import of_line, without_role
from feedmill.reading.pages.given import is_given
from feedmill.reading.pages.labels import (
    ARABIC_OUTLET,
    BY,
    DESKS,
    INNER,
    WORK,
    WRITER,
)
from feedmill.reading.pages.shown import CLOCK, DAY, PUBLISH, UPDATE, plain_figures

LONGEST, LONGEST_LINE = 80, 300
PIECES = re.compile(r"\s*[|•»⋅›]\s*|(?<![가-힣])\s*·\s*|·(?![가-힣])|\s+[–—-]{1,2}\s+|\s+//?\s+")
COLON = re.compile("[:：]")
AFTER = re.compile(
    r"[\s,;:–—-]+(?:am|um|on|at|in|le|el|vom|den|à|sagt|says|said|schreibt|schrieb|wrote|von|by|updated|stand|"
    r"aktualisiert|veröffentlicht|published|posted|datum|date|kommentare?|comments?|uhr|min(?:\.|uten)? read|"
    r"foto|photo|skrifar|skrifaði|\d+)\s*[:.]?\s*$",
    re.IGNORECASE,
)
TOLD = re.compile(rf"\s(?!auth?|aute)(?:{PUBLISH.pattern}|{UPDATE.pattern})[\s:]{{0,3}}$", re.IGNORECASE)
"""A label behind a name that says that a day follows."""

_DAYS = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)\b,?",
    re.IGNORECASE,
)
BESIDE_DAY = re.compile(
    rf"(?<!\w)(?:{_DAYS})[.,]{{0,2}}\s{{0,2}}(?=\|)|(?<=\|)[\s,(]{{0,3}}(?:{_DAYS})(?!\w)", re.IGNORECASE
)
"""A day of the week beside a day, which is a stroke by now."""

DESK = re.compile(DESKS, re.IGNORECASE)
HANDLE = re.compile(r"\s@\w{2,40}$")
UNCLOSED = re.compile(r"\s?\([^()]*$")
"""A place or an outlet in brackets behind a name, whose end was taken off."""

HOST = re.compile(r"(?:www\.)?[\w-]{2,40}\.(?:[a-z]{2,4}|co\.uk)", re.IGNORECASE)
"""An address under which somebody signs."""

NO_PERSON = re.compile(r"^(?:https?:|@|\d)|https?://|\bwww\.|[<>{}]|\ball rights|^copyright\b", re.IGNORECASE)
_NOBODY = """
admin administrator webmaster unknown anonymous none null user guest publisher author autor no-author undefined noauthor
editor default wordpress root test red red. ред ред.
"""
NOBODY = frozenset(_NOBODY.split())
NOBODIES = re.compile(
    r"^(?:no author|by|von|not available|n/?a|site admin|super ?user|(?:wordpress|wp|web|site)?[ _-]?admin\d{0,4})$",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\be\.\s?v\.|^(?:die|der|das|the|le|la|les|el|los|il|lo)\s|\b(?:illustrierte|tagblatt|volksblatt|rundschau|anzeiger|"
    r"kurier|wochenblatt|journal|times|getty|images|redaktion|redaction|redacción|redazione|redação|rédaction|newsroom|newsdesk|staff|team|desk|gmbh|"
    r"ag|inc|ltd|llc|magazine?|zeitung|news|online|verlag|media|facebook|twitter|whatsapp|telegram|linkedin|instagram|pinterest|messenger|viber|"
    r"stiftung|foundation|verband|institut|ministerium)\b|"
    rf"{DESKS}|\.(?:com|de|net|org|at|ch|fr|es|eu|info|co\.uk)\b",
    re.IGNORECASE,
)
PICTURES = re.compile(
    r"[\s,;|/&+]*\(?\b(?:fotos?|photos?|bild(?:er)?|images?|pictures?|graphi[ck]s?|©)\s?[:©].*$", re.IGNORECASE
)
_LABELS = """
written reported posted published story text texte words article artikel beitrag gastbeitrag interview analyse analysis
essay kommentar kolumne pressemitteilung geschrieben verfasst veröffentlicht erstellt publiziert blog reportage rédigé
écrit publié escrito publicado scritto photo photos foto fotos bilder protokoll video podcast tekst author authors autor
autorin autoren auteur auteurs redakteur verfasser reporter quelle source autore autori journalist editor by von vom par
por door av af di on am at date datum stand min actualizado actualizada publicada updated aktualisiert
"""
LABELS = frozenset(_LABELS.split())
"""Words that introduce names, and are none."""

_JOINERS = "und and et en y e og och oraz i и та & / + mit with avec con com met med"
JOINERS = frozenset(_JOINERS.split())
_PARTICLES = """
de del della di da das dos do du des der den van von zu zur la le el al bin ibn ben af av ter ten y dr prof v d
"""
PARTICLES = frozenset(_PARTICLES.split())
INITIAL = re.compile(r"(?<=^[^\W\d_])\.(?=[^\W\d_]{3})")
"""An initial right before a name, with no blank (`Б.Оюун`)."""

FEW, MOST_CASELESS = 3, 5
MOST_WORDS = 10
LONGEST_LABEL = 30


def without_by(text: str, *, whole: bool = False) -> str:
    """A byline without its preposition, dates, times, and what stands behind a stroke; blank where nothing is left.

    `whole`: what stands behind a stroke is part of the name.
    """
    line = WORK.sub("", text[:LONGEST_LINE])
    names = _bare_names([_undated(line)] if whole else pieces_of(line))
    first = next(names, "")
    if ARABIC_OUTLET.search(first) and (person := next(names, "")):
        return person
    if first and " " not in first:
        return next((name for name in names if names_agency(name) or DESK.search(name) or _is_whole(name)), first)
    return first


def _is_whole(name: str) -> bool:
    """Whether a name is one of a person for sure, behind one word that may be an outlet's (`Hespress - Ann Wade`)."""
    caseless = name.upper() == name.lower() and 2 <= len(name.split()) <= MOST_CASELESS
    return caseless or (" " in name and is_person(name) and (has_given_name(name) or not name.isascii()))


def _bare_names(pieces: Iterable[str]) -> Iterator[str]:
    """What pieces of a line hold beside labels, dates and pictures."""
    for piece in pieces:
        name = of_line(piece.strip()) or BY.sub("", piece.strip(" ,;:|–—-•()"))
        for _ in range(3):
            name = TOLD.sub("", AFTER.sub("", f"{name} ")).strip(" ,;:|–—-•")
        name = without_role(PICTURES.sub("", HANDLE.sub("", UNCLOSED.sub("", name))))
        if any(char.isalpha() for char in name) and not LABELS.issuperset(
            name.casefold().replace(":", " ").replace(".", " ").split()
        ):
            yield " ".join(name.split())


def _undated(text: str) -> str:
    """A line with strokes where its days stand, without times and days of the week beside them."""
    figures = plain_figures(text)
    bare = DAY.sub(" | ", figures)
    return WEEKDAY.sub(" ", BESIDE_DAY.sub(" ", CLOCK.sub(" | ", bare)) if bare != figures else bare)


def pieces_of(line: str) -> list[str]:
    """A line without days and times, cut where these stand, at strokes, dashes, and before a label."""
    pieces = PIECES.split(_undated(line))
    return [inner for piece in pieces for inner in INNER.split(piece)] if COLON.search(line) else pieces


def has_given_name(name: str) -> bool:
    """Whether a person's name begins with a given name that is known, behind a title."""
    words = [word for word in name.split() if not word.endswith(".")] or [name]
    return is_given(words[0])


def says_writer(label: str) -> bool:
    """Whether a label says that its field holds who wrote the page."""
    opening = BY.match(f"{label.strip()} X") if len(label) <= LONGEST_LABEL else None
    return WRITER.fullmatch(label.strip()) is not None or (opening is not None and opening.end() > len(label.strip()))


def is_label(text: str) -> bool:
    """Whether a line is nothing but the label of a byline, so that the name stands in the next one."""
    label = text.strip()
    opening = BY.match(f"{label} X") if label.endswith((":", "：")) and len(label) <= LONGEST_LABEL else None
    return opening is not None and opening.end() > len(label)


def is_person(text: str) -> bool:
    """Whether a text is, by its form, one person's name of two or three words."""
    text = INITIAL.sub(". ", text)
    return 2 <= len(text.split()) <= FEW and not set("&/+,") & set(text) and names_persons(text) and not (
        is_organisation(text)
    )  # fmt: skip


def names_persons(text: str) -> bool:
    """Whether all words can be parts of names, at least two of them in capitals, or one of several persons'."""
    words = text.replace(",", " , ").replace("/", " / ").split()
    if not 2 <= len(words) <= MOST_WORDS:
        return False
    if any(len(part.split()) < 2 for part in text.split(",")[:-1]):
        return False
    capitals = [word for word in words if word[0].isupper()]
    small = [word for word in words if not word[0].isupper() and word != ","]
    allowed = all(word.casefold().strip(".") in PARTICLES | JOINERS or is_agency(word) for word in small)
    clean = all(word.strip(".-'’()").replace("-", "").replace("'", "").replace("’", "").replace(".", "").isalpha()
                for word in words if word not in (",", "/", "&", "+"))  # fmt: skip
    return len(capitals) >= 2 and allowed and clean


def is_nobody(name: str) -> bool:
    """Whether a value of a byline names nobody: an address, a number, what a system writes where nobody is known."""
    barred = NO_PERSON.search(name) is not None and not is_host(name)
    if len(name) > LONGEST or barred or not any(char.isalpha() for char in name):
        return True
    return name.casefold() in NOBODY or NOBODIES.match(name) is not None


def names_agency(name: str) -> bool:
    """Whether a name is an agency's, or one with an agency's beside it and no person's (`FR mit dpa`)."""
    persons, agency = authors_of(name)
    return agency is not None and not persons


def is_host(name: str) -> bool:
    """Whether a name is the address of a site, under which its owner signs."""
    return name.lower().startswith("www.") and HOST.fullmatch(name) is not None


def is_organisation(name: str) -> bool:
    """Whether a name is rather that of an outlet or a desk than of a person."""
    return ORGANISATION.search(name) is not None


def is_phrase(name: str) -> bool:
    """Whether a name begins with a small letter and goes on with a capital, as words do (`your Wedding Bloggers`)."""
    first, *others = name.split()
    return first.islower() and first.isalpha() and first not in PARTICLES and any(one[0].isupper() for one in others)


def named_in(name: str) -> tuple[str, ...]:
    """The persons in a name: one, or those whom a site writes in one field; jobs, places and outlets are left out."""
    persons = persons_in(name)
    return persons if persons == (name,) else tuple(person for person in persons if not is_organisation(person))
