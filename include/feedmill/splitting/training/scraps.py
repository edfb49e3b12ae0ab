"""Lines that belong to no story, for pages that are made: real ones of web pages, and photo credits made up.

Credits for training are put together from parts; those for measuring follow other, fixed patterns.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from feedmill.splitting.training.articles import FOLDS, clean, listed, number_of, rows_of
from feedmill.splitting.training.webpages import LANGUAGES, web_pages

FOREIGN_SHARE = 0.15

FIRST_NAMES = listed(
    "John Maria Chris Yuri Kim Peter Tom Ana Wei David Lena Stefan Manu Olga Ahmed Fatima Jean Luc Sofia Hans Ivan "
    "Priya Raj Hiro Yuki Carlos Elena Marco Nina Paul Alice Omar Leila Sean Brigid Kwame Abena Mei Jun"
)
LAST_NAMES = listed(
    "Smith Lopez Wattie Gripas Hong-ji Nicholls Davies Petrova Jun-wei Okafor Schmidt Rousseau Fernandez Novak Khan "
    "Haddad Dupont Moreau Rossi Weber Sokolov Sharma Patel Tanaka Sato Garcia Ruiz Bianchi Larsen Walker Brown Farouk "
    "Karimi O'Brien Kelly Mensah Boateng Chen Lin"
)
AGENCIES = listed(
    "Reuters|AFP|AP|Getty Images|EPA|CNA|Bloomberg|NurPhoto|UPI|PTI|The Times|Staff|NASA|Zuma Press|The Guardian|"
    "Daily Herald|EPA-EFE|ANSA|Kyodo|TASS|Alamy|iStock|picture alliance|imago|The Star|City Police|Kyiv Post",
    "|",
)
OTHER_AGENCIES = listed("Reuters|AFP|Getty|PA|Shutterstock|dpa|Xinhua|Anadolu|Taipei Times", "|")
WHAT = listed(
    "Photo|Photo|Photo|Photos|Picture|Pictures|Image|Images|Photograph|Illustration|Graphic|Video|Foto|Screengrab|"
    "Photo credit|Image credit|Picture credit|Credit|Photo courtesy|Fotos|Bild|Cover photo|File photo|Handout photo|"
    "Archivfoto",
    "|",
)
BETWEEN = (": ", ": ", ": ", ":", " by ", " by: ", " - ", " / ", "/", " | ", " courtesy of ", " via ", " from ", ", ")
JOINTS = ("/", " / ", ", ", " | ", " - ", " for ", " via ", " • ", "/", "/The ")
OTHER_CREDITS = (
    "Photo: {agency} file photo",
    "Photo: {name}, {agency}",
    "Credit: {name} for {agency}",
    "Pic: {agency}",
    "{name} | {agency}",
    "AP Photo/{name}",
    "{agency} Images",
    "Photo courtesy of {name}",
    "(Image: {agency})",
    "{agency} file picture",
    "Foto: {agency}",
)


@dataclass(frozen=True, slots=True)
class Scraps:
    """Real lines of a language, and by which patterns credits are made."""

    lines: tuple[str, ...]
    unseen: bool

    def line(self, dice: random.Random, *, inside: bool) -> str:
        """One line, as it may stand inside a story or between two."""
        if dice.random() < (0.5 if inside else 0.15) or not self.lines:
            return credit(dice, unseen=self.unseen)
        return dice.choice(self.lines)


def credit(dice: random.Random, *, unseen: bool) -> str:
    """A photo credit, by a pattern for training or by one that is kept apart."""
    name = f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)}"
    if unseen:
        return dice.choice(OTHER_CREDITS).format(agency=dice.choice(OTHER_AGENCIES), name=name)
    who = _who(dice, name, dice.choice(AGENCIES))
    pattern = dice.random()
    if pattern < 0.55:
        made = f"{dice.choice(WHAT)}{dice.choice(BETWEEN)}{who}"
    elif pattern < 0.7:
        made = f"{dice.choice(AGENCIES)} {dice.choice(('Photo', 'photo', 'file photo', 'file', 'Pictures', 'handout'))}"
        made += f"/{name}" if dice.random() < 0.3 else ""
    elif pattern < 0.75:
        made = dice.choice(
            ("File photo", "Photo", "File", "Handout", "Stock image", "Contributed photo", "Courtesy photo")
        )
    else:
        made = _who(dice, f"{name}{dice.choice(JOINTS)}{dice.choice(AGENCIES)}", dice.choice(AGENCIES))
    return _bracketed(dice, made)


def _who(dice: random.Random, name: str, agency: str) -> str:
    """A name, an agency, or both."""
    joint = dice.choice(JOINTS)
    return dice.choice((name, agency, f"{name}{joint}{agency}", f"{name}{joint}{agency}", f"{agency}{joint}{name}"))


def _bracketed(dice: random.Random, made: str) -> str:
    """Sometimes in brackets, sometimes in capitals."""
    chance = dice.random()
    if chance < 0.12:
        return f"({made})"
    if chance < 0.15:
        return f"[{made}]"
    return made.upper() if chance > 0.96 else made


@cache
def lines_for_training(language: str) -> tuple[tuple[str, int], ...]:
    """Real lines of a language, each with the fold of its outlet (or its own, where the outlet is not known)."""
    found: dict[str, int] = {}
    for page in web_pages():
        if page.language == _known(language) and not page.held_out:
            for line in page.scraps:
                found.setdefault(line, number_of(f"scraps of {page.outlet}") % FOLDS)
    if language == "en":
        for row in rows_of("news/furniture-lines.jsonl.gz"):
            line = clean(row["text"])
            if line and sum(ord(char) > 127 for char in line) <= FOREIGN_SHARE * len(line):
                found.setdefault(line, number_of(line) % FOLDS)
    return tuple(sorted(found.items()))


@cache
def lines_held_out(language: str) -> tuple[str, ...]:
    """Real lines of outlets that are kept apart, and that no other outlet has in any language."""
    own = {line for page in web_pages() if page.language == _known(language) and page.held_out for line in page.scraps}
    return tuple(sorted(own - {line for name in LANGUAGES for line, _ in lines_for_training(name)}))


def _known(language: str) -> str:
    """The language whose lines stand in for those of another."""
    return language if language in LANGUAGES else "en"
