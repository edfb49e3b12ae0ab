"""Lines of a page that sign its story: with a label, alone with the date, an agency's name, a name set off at the end.

A line is taken as a whole: nothing is taken out of a sentence, a caption or the licence of a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedmill.reading.agencies import is_agency
from feedmill.reading.eastern import of_end, of_opening
from feedmill.reading.pages.crediting import set_off, signed_by
from feedmill.reading.pages.hints import KINDS
from feedmill.reading.pages.labels import BY, JOB, LABELLED, OTHER_WORK
from feedmill.reading.pages.naming import (
    has_given_name,
    is_label,
    is_person,
    names_agency,
    pieces_of,
    without_by,
)
from feedmill.reading.pages.placing import ABOVE, AFTER, BELOW, BESIDE, Place, is_set_off
from feedmill.reading.pages.shown import DAY, days_of, plain_figures

META = frozenset(KINDS.index(kind) for kind in ("meta", "author"))
CREDIT = KINDS.index("credit")
PICTURED = frozenset(KINDS.index(kind) for kind in ("caption", "credit"))
CAPTIONED = frozenset((KINDS.index("caption"), KINDS.index("media")))
LICENCE = re.compile(
    r"licen[cs]e|caption|(?:image|photo|foto|picture|bild)-?_?(?:author|autor|credit|source)", re.IGNORECASE
)
SOURCE = re.compile(
    r"^\W{0,3}(?:quelle|source|fuente|fonte|bron|källa|kilde|lähde|źródło|zdroj|forrás|kaynak|izvor|sursa|sumber|"
    r"источник|джерело|извор|πηγή|nguồn|来源|來源|출처|出典|المصدر|منبع|स्रोत|সূত্র)\s{0,2}[:：]\s{0,3}(?P<name>[^:：]{2,60})$",
    re.IGNORECASE,
)
ISSUER = re.compile(
    r"^\W{0,3}(?:herausgeber(?:in)?|emittent|issue[dr](?: by)?|publisher|éditeur|émetteur|editore|emisor)"
    r"\s{0,2}[:：]\s{0,3}(?P<name>[^:：]{2,60})$",
    re.IGNORECASE,
)
EDITED = re.compile(
    r"(?:last (?:edited|modified|changed|updated)|zuletzt (?:geändert|bearbeitet)|dernière modification|"
    r"última (?:edición|modificación)|ultima modifica)\b.{0,60}?\s(?:by|von|durch|par|por|di)\s"
    r"(?P<name>[^\s()]{3,40})\W{0,3}$",
    re.IGNORECASE,
)
ACADEMIC = re.compile(
    r"(?:(?:Prof|Dr|PD|Dipl)\.(?:-?[A-Z][a-z]{1,4}\.)?\s?){1,3}(?:\s?[A-ZÄÖÜ][\w’'-]*\.?){2,3}"
    r"(?=\s(?:Abteilung|Institut|Universität|Fakultät|Lehrstuhl|Presse|Stab|Referat|Kommunikation|Bereich|Department|"
    r"Faculty|University|School|Office|Division|Hochschul|Medien|Marketing|Dezernat|Corporate|Communications?)|,|$)"
)
DESK = re.compile(
    r"(?:(?!the\b)[\w.&'’-]{1,20}\s){0,3}(?:redaktion(?:en)?|rédaction|redacci[oó]n|redazione|redação|redakcja|redakce|"
    r"newsroom|news\s?desk|web\s?desk|editorial (?:team|staff|board)|staff (?:writers?|reporters?))"
    r"(?:\s[\w.&-]{1,20}){0,2}",
    re.IGNORECASE,
)
"""A desk that signs, in a line of its own."""

FILED = re.compile(
    r"(?:filed under|abgelegt unter|classé dans|archivado en|archiviato in)\s?:.{1,200}?"
    r"\s[—–-]\s([^@—–]{2,40}?)\s@\s?\d",
    re.IGNORECASE,
)
"""How blogs long signed: `Filed under: Reports — Jane @ 12:30`."""

BRACKETED = re.compile(r"[.!?…][\"”’»›“]?\s{1,2}\(([^()]{2,40})\)[\s+*#]{0,6}$")
"""A name in brackets behind the last sentence, as newspapers sign."""

OF_YEAR = re.compile(r"^(?:©|\(c\)|copyright)\s(?:19|20)\d\d\s", re.IGNORECASE)
HELD = re.compile(r"^(?:(?:©|\(?c\)|copyright)[\s\d]{0,8})?", re.IGNORECASE)
"""What stands before an agency whose the story is: `© 2012 AP`."""

TERMS = frozenset(("dt", "th", "label"))
FIRST_NOTE = re.compile(r"[(\[]1[)\]]\s")
"""How the notes begin that stand behind the end of a story."""

FEW, SHORT = 4, 90
LONGEST, LONGEST_LABELLED = 100, 300
ABOVE_HEADLINE, BEHIND_END, OFF_END = 4, 7, 3


@dataclass(frozen=True, slots=True)
class Signed:
    """Whom a line names; whether behind a preposition or a label (`labelled`), and set off in the text (`written`)."""

    name: str
    labelled: bool = False
    written: bool = False


def signing(place: Place) -> Iterator[Signed]:
    """Who lines of their own name: those with a label of an author's first, then those by the headline."""
    ranked: list[tuple[bool, int, int, int, Signed]] = []
    for at in range(max(0, place.head - ABOVE_HEADLINE), min(len(place.layout.lines), place.last + BEHIND_END)):
        zone = None if at == place.headline else place.zone(at)
        line = place.layout.lines[at]
        longest = LONGEST_LABELLED if LABELLED.match(line.text[:LONGEST]) else LONGEST
        if zone is None or len(line.text) > longest or line.level in (1, 2):
            continue
        if is_licence(place, at) or _is_quoted(place, at):
            continue
        name = _signing(place, at, zone)
        if name:
            signed = _weighed(place, at, name)
            ranked.append((LABELLED.match(line.text) is None, zone, place.distance(at), at, signed))
    return (signed for *_, signed in sorted(ranked, key=lambda one: one[:4]))


def _is_quoted(place: Place, at: int) -> bool:
    """Whether a line stands in a quote: whoever is named there said it."""
    element = place.layout.lines[at].element
    while element >= 0:
        if place.layout.elements[element].tag == "blockquote":
            return True
        element = place.layout.elements[element].parent
    return False


def _weighed(place: Place, at: int, name: str) -> Signed:
    """A name with what the line in which it stands makes of it."""
    line = place.layout.lines[at]
    text = _with_next(place, at)
    labelled = BY.match(text) is not None and not OTHER_WORK.match(text) and is_person(name)
    labelled = labelled and (has_given_name(name) or LABELLED.match(text) is not None)
    plainly = not _names_of(place, at) & (META | PICTURED) and not line.linked
    labelled = labelled or (is_set_off(line) and set_off(line.text) == name)
    return Signed(
        name, labelled, labelled and has_given_name(name) and is_set_off(line) and plainly and at > place.head
    )


def _signing(place: Place, at: int, zone: int) -> str | None:
    """Whom a line names."""
    line, named = place.layout.lines[at], _names_of(place, at)
    filed = FILED.match(line.text)
    if filed is not None:
        return filed[1]
    beside, dated = zone == BESIDE and bool(named & META), zone in (BESIDE, ABOVE) and not line.linked
    shown = _with_next(place, at)
    pictured = named & PICTURED and shown == line.text
    name = None if pictured else signed_by(shown.replace("\u00ad", ""), beside=beside, dated=dated)
    if name is None and zone == BESIDE and DESK.fullmatch(line.text):
        return line.text
    agency = OF_YEAR.sub("", line.text) if zone in (BESIDE, ABOVE) else ""
    if name is None and (zone == BESIDE or agency != line.text) and is_agency(without_by(agency)):
        return without_by(agency)
    if name is None and beside and is_person(line.text.strip(" ,")):
        return line.text.strip(" ,")
    if name is None and zone == BESIDE and is_set_off(line):
        dated = is_person(line.text) and DAY.search(plain_figures(place.next_text(at)[:LONGEST])) is not None
        return line.text if dated else set_off(line.text)
    return name


def _with_next(place: Place, at: int) -> str:
    """A line, with the next where it is only the label of that."""
    text, behind = place.layout.lines[at].text, place.next_text(at)
    line = place.layout.lines[at]
    of_job = CREDIT in _names_of(place, at) or place.layout.elements[line.element].tag in TERMS
    if JOB.fullmatch(text) and of_job and is_person(behind):
        return f"{text}: {behind}"
    return f"{text} {behind}" if is_label(text) and not is_label(behind) else text


def signing_off(place: Place) -> Iterator[Signed]:
    """Who is named as its text opens, or ends it: in a line of its own, or in brackets behind its last sentence.

    Behind the end a name is set off, in bold or italics.
    """
    opened = of_opening(place.layout.lines[place.prose].text) if place.prose in place.main else None
    if opened:
        yield Signed(opened, labelled=True)
    ends = list(_end(place))
    for at in (*ends, *_closing(place)):
        line = place.layout.lines[at]
        name = line.text.strip(" ,()–—-")
        if not line.level and not line.linked and (is_set_off(line) or at <= place.last) and _is_name(name):
            yield Signed(name, labelled=sum(other.text == line.text for other in place.layout.lines) == 1)
    for at in ends:
        name = HELD.sub("", place.layout.lines[at].text.strip(" ()[]."))
        if is_agency(name):
            yield Signed(name)
    for at in (*ends, *_last_paragraph(place)):
        found = BRACKETED.search(place.layout.lines[at].text)
        if found is not None and ((_is_name(found[1]) and at in ends) or names_agency(found[1])):
            yield Signed(found[1], labelled=is_person(found[1]))
        eastern = of_end(place.layout.lines[at].text) if at == place.last else None
        if eastern:
            yield Signed(eastern, labelled=True)


def _is_name(text: str) -> bool:
    """Whether a text is a person's name for sure: by its given name, or by a surname that alone is in capitals."""
    if not is_person(text):
        return False
    given, *_, surname = text.split()
    return has_given_name(text) or (given.istitle() and surname.isupper() and len(surname) > FEW)


def sources(place: Place) -> Iterator[str]:
    """Whom a line names as the story's source or issuer, in a few words: by the headline, or behind the end."""
    above = range(max(0, place.head - ABOVE_HEADLINE), place.prose)
    headed = [at for at in above if place.zone(at) is not None]
    issued = [ISSUER.match(place.layout.lines[at].text) for at in headed]
    issued += [SOURCE.match(piece) for at in headed for piece in _dated_pieces(place, at)]
    below = range(max(0, place.last + OFF_END), len(place.layout.lines))
    plainly = (at for at in below if place.layout.lines[at].text[:1].isalpha() and place.zone(at) in (AFTER, BELOW))
    ends = (*_end(place), *plainly)
    ended = (SOURCE.match(place.layout.lines[at].text) for at in ends if not _names_of(place, at) & PICTURED)
    for found in (*issued, *ended):
        if found is not None and len(found["name"].split()) <= FEW:
            yield found["name"].strip(" .")


def _dated_pieces(place: Place, at: int) -> list[str]:
    """The pieces of a line with a day in it or right beside it: where a source stands, it is that of the story."""
    lines = [place.layout.lines[near].text for near in (at, at - 1, at + 1) if 0 <= near < len(place.layout.lines)]
    dated = any(len(text) <= LONGEST and next(days_of(text, None), None) is not None for text in lines)
    return pieces_of(lines[0]) if dated and not _names_of(place, at) & PICTURED else []


def last_editor(place: Place) -> Iterator[str]:
    """Who last edited the page, as wikis say behind its end."""
    for at in range(max(0, place.last), min(len(place.layout.lines), place.last + BEHIND_END)):
        text = place.layout.lines[at].text
        found = EDITED.search(text) if len(text) <= 2 * LONGEST else None
        if found is not None and place.zone(at) is not None:
            yield found["name"]


def titled(place: Place) -> Iterator[str]:
    """The person with an academic title whose name stands between the headline and the text, whatever his office."""
    for at in range(place.head + 1, place.prose):
        found = ACADEMIC.match(place.layout.lines[at].text) if place.zone(at) == BESIDE else None
        if found is not None and len(place.layout.lines[at].text) <= LONGEST and not is_licence(place, at):
            yield found[0].strip()


def _end(place: Place) -> Iterator[int]:
    """The last line of the story and those right behind it, without those of pictures."""
    for at in range(max(1, place.last), min(len(place.layout.lines), place.last + OFF_END)):
        zone = place.zone(at)
        bracketed = place.layout.lines[at].text.startswith("(") and not _names_of(place, at) & CAPTIONED
        pictured = _names_of(place, at) & PICTURED and not bracketed
        if zone is not None and (at == place.last or zone == AFTER) and not (pictured or _is_quoted(place, at)):
            yield at


def _closing(place: Place) -> Iterator[int]:
    """The short lines that end the story, without its last: a name with a job, an address or a note behind it."""
    for at in range(place.last - 1, max(place.prose, place.last - BEHIND_END), -1):
        text = place.layout.lines[at].text
        if len(text) > SHORT:
            break
        if not _is_quoted(place, at):
            yield at
    notes = (at for at in range(place.prose, place.last) if FIRST_NOTE.match(place.layout.lines[at + 1].text))
    yield from list(notes)[:1]


def _last_paragraph(place: Place) -> Iterator[int]:
    """The last paragraph of the story, where notes or short lines end it."""
    for at in range(place.last, max(place.prose, place.last - OFF_END), -1):
        if len(place.layout.lines[at].text) > SHORT:
            if at != place.last:
                yield at
            break


def is_licence(place: Place, at: int) -> bool:
    """Whether the element of a line is named as a picture's caption, credit or licence."""
    return LICENCE.search(place.layout.elements[place.layout.lines[at].element].names) is not None


def _names_of(place: Place, at: int) -> set[int]:
    """What the element of a line, and the one around it, are named as."""
    own = place.layout.elements[place.layout.lines[at].element]
    return {*own.kinds, *(place.layout.elements[own.parent].kinds if own.parent >= 0 else ())}
