"""Bylines taken apart: who wrote it, and for which agency.

Looks at a field that a format states as a byline, never at prose. Names stay as they are written. What is neither a
person nor an agency (a job, an address, an outlet) is passed over; the byline itself is kept whole beside this.
"""

from __future__ import annotations

import re

from feedmill.reading.agencies import is_agency
from feedmill.reading.cities import is_city

LONGEST = 500
INITIALS = 4
OPENING = re.compile(
    r"(?:text(?:e|o|y|i)?|tekst|testo|words|story|bericht|reportage|reportaje|interview|entrevista|protokoll|analyse)"
    r"(?:\s*(?:und|and|et|y|e|og|och|en|&|\+)\s*(?:fotos?|photos?|bild(?:er)?|foto's|video))?\s*:\s*"
    r"|(?:autor(?:en|es|as?|i|ka|ica|ul)|autori|autrice|auteurs?|authors|auteure|verfasser(?:in)?|penulis|pewarta|szerző|"
    r"írta|yazar|yazan|haber|kirjoittaja|toimittaja|teksti|forfatter|författare|skribent|автор[аы]?|авторка|текст|аутор|"
    r"пише|συντάκτης|γράφει|ρεπορτάζ|tác giả|oleh|nga|deur|oprac(?:ował[a]?)?|লেখক|लेखक|بقلم|كتبت?|إعداد|الكاتب|"
    r"نویسنده|خبرنگار|מאת|作者|文|撰文|執筆|著者|글)\s*[:：]\s*"
    r"|(?:skrevet (?:af|av)|skriven av|geschreven door|geschrieben von|verfasst von|écrit par|rédigé par|escrito por|"
    r"scritto da|a cura di|propos recueillis par|napsala?|napisał[a]?|kirjoittaja|oprac\.|scris de|shkruar nga|"
    r"ditulis oleh|viết bởi|bericht von|reporte de|reportagem de|reportage(?: de)?)\s+"
    r"|(?:(?:story|text|words|report|reporting|writing|compiled|written|reported|posted|article|analysis|photos?)\s+"
    r"(?:and\s+\w{1,20}\s+)?)?"
    r"(?:by|von|par|por|door|av|af|от|autor(?:in|a)?|author|auteur|texte?|redacción)(?:\s*:\s*|\s+|$)",
    re.IGNORECASE,
)
PICTURED = re.compile(r"\W*(?:fotos?|photos?|bild(?:er)?|images?|grafik|graphics?|vidéo|video|фото)\s*:", re.IGNORECASE)
"""How a piece begins that names who made the pictures."""

EASTERN = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]{2,5}")
"""A name as Chinese, Japanese and Korean write it: in one word."""

EASTERN_JOB = re.compile(r"^(?:本报|本報)?(?:记者|記者|通讯员|기자|撰文|文)[\s/／:：]+|\s+(?:记者|記者|기자|특파원)$")
OPENING_CASED = re.compile(r"di\s+(?=[A-Z])|da\s+(?=[A-Z])|Di\s+(?=[A-Z]\w+\s+[A-Z])|Τ(?:ου|ης|ων)\s+")
ADDRESS = re.compile(r"<[^<>]{0,200}>|\(?\S{1,100}@\S{1,100}|https?://\S{1,300}|(?<!\w)@\w{1,50}")
ASIDE = re.compile(r"\(([^()]{0,80})\)|\[([^\[\]]{0,80})\]")
STRONG = re.compile(
    r"\s*[;|•·、\n]\s*|\s+(?:and|und|et|och|og|oraz|и|та|with|mit|avec|&|\+)\s+|\s+[—–-]{1,2}\s+", re.IGNORECASE
)
WEAK = re.compile(r"\s+(?:[yY]|[eE]|en|i|a|ja|és|și|ve|con|com)\s+")
PLACE = re.compile(r"\s+(?:in|at|aus|[Ff]rom|à|of|[Ff]or|für|pour|para)\s+(.{1,80})$")
TALK = re.compile(r"\s+(?:im (?:Gespräch|Interview)|in conversation|en conversación)(?=\s+(?:mit|with|con)\s)")
SHORTENED = re.compile(r"\b(?:[^\W\d_]|Jr|Sr|jr|sr)\.$")
"""How a name ends whose dot is part of it."""

SIGNED = re.compile(r"^(.{3,80}?)\s*/\s*(.{1,80})$")

LED = re.compile(r"([^\W\d_]{2,8})[–—](?=\S)(.{3,80})$")
"""An agency, a dash without blanks, and a name (STT)."""

_JOBS = """
writer writers reporter reporters correspondent correspondents editor editors columnist journalist photographer
producer staff analyst contributor contributors critic presenter director intern fellow blogger author
redakteur redakteurin korrespondent korrespondentin chefredakteur reporterin journalistin volontär
journaliste correspondant correspondante envoyé envoyée rédacteur rédactrice rédaction
periodista corresponsal redactor redactora redacción redacción/agencias enviado enviada
giornalista corrispondente inviato inviata redattore redazione
repórter jornalista correspondente redação редакция корреспондент redaktion redactie toimitus redakcja
"""
_BESIDE_JOBS = """
chief senior junior political politics foreign science health business sports sport special diplomatic home environment
education technology tech royal crime economics economic financial defence defense security deputy associate managing
executive news bbc cnn world national local digital contributing general assistant entertainment culture arts white
house legal media religion climate energy health medical europe asia africa america middle east north west south
spécial spéciale especial speciale speciaal permanent permanente
washington moscow beijing our chefreporter politische politischer stellvertretende nuestro nuestra nostro notre
"""
_NOBODY = """
admin administrator webmaster newsroom newsdesk desk team agencies agency agencias agences agenturen wire wires online
web news media press presse magazine times post herald tribune journal gazette guardian telegraph independent
broadcasting tv radio channel network unknown anonymous none null guest user editorial board company corporation inc
ltd gmbh redaktionsteam feed feeds
"""
_DEGREES = "phd ph.d md m.d mba ma m.a msc m.sc ba b.a bsc dphil rn mph jd esq mp mep"

_PARTICLES = """
de del della di da das dos do du des der den van von zu zur la le el al bin ibn ben af av ter ten y e i mac st
"""
JOBS, BESIDE_JOBS = frozenset(_JOBS.split()), frozenset(_BESIDE_JOBS.split())
TITLES = JOBS | BESIDE_JOBS
NOBODY, PARTICLES = frozenset(_NOBODY.split()), frozenset(_PARTICLES.split())
DEGREES = frozenset(_DEGREES.split())


def authors_of(byline: str) -> tuple[tuple[str, ...], str | None]:
    """The persons that a byline names, in their order, each once, and the first agency in it."""
    line = " ".join(byline[:LONGEST].split())
    agencies = [aside for pair in ASIDE.findall(line) for aside in pair if is_agency(aside)]
    line = _outside(TALK.sub("", ADDRESS.sub(" ", line)))
    if is_agency(line):
        return (), line
    persons: list[str] = []
    for piece in _pieces(_unopened(line)):
        person, agency = _person(piece)
        persons += [person] if person else []
        agencies += [agency] if agency else []
    return tuple(dict.fromkeys(_told(persons, signed=bool(agencies)))), agencies[0] if agencies else None


def persons_in(name: str) -> tuple[str, ...]:
    """The persons in what a format states as one author: mostly that one; none where it is an agency."""
    persons, agency = authors_of(name)
    full = tuple(person for person in persons if " " in person or EASTERN.fullmatch(person))
    return full or (() if agency and not persons else (name,))


def _told(persons: list[str], *, signed: bool) -> list[str]:
    """The persons without what stands for none beside them: a place, an outlet, an agency's office, initials."""
    persons = [one for at, one in enumerate(persons) if not (at and is_agency(one.partition(" ")[0]))]
    persons = [one for one in persons if not (signed and is_city(one))]
    if persons and " " in persons[0]:
        return [one for one in persons if " " in one or EASTERN.fullmatch(one)]
    return [one for one in persons if not (signed and one.isupper() and len(one) <= INITIALS)]


def _outside(line: str) -> str:
    """What stands outside of brackets; where nothing does (`desk@paper.example (Jane Doe)`), what stands within."""
    outside = ASIDE.sub(" ", line).strip(" ,-–—:")
    return outside or line.strip(" ,-–—:()[]")


def _unopened(line: str) -> str:
    """The line without the words that say that a name follows."""
    line = EASTERN_JOB.sub("", line) if not line.isascii() else line
    opening = OPENING.match(line) or OPENING_CASED.match(line)
    return line[opening.end() :] if opening else line


def _pieces(line: str) -> list[str]:
    """The line cut where one name ends and the next begins; `Doe, Jane` is one, and is turned."""
    parts = [part for part in STRONG.split(line) if part.strip()]
    words = line.split()
    if len(words) > 1 and all(EASTERN.fullmatch(word) for word in words):
        return words
    if len(parts) == 1 and (turned := _turned(line)):
        return [turned]
    return [piece for part in parts for comma in part.split(",") for piece in _weakly(_unopened(comma.strip()))]


def _turned(line: str) -> str | None:
    """A name with the surname first and a comma behind it, in the order in which it is spoken."""
    surname, comma, given = (part.strip() for part in line.partition(","))
    plain = comma and not WEAK.search(line) and surname.istitle() and given[:1].isupper()
    if not plain or " " in surname or len(given.split()) > 3 or "," in given or "/" in line:
        return None
    return None if is_agency(surname) or is_agency(given) or not _is_name(given.split()) else f"{given} {surname}"


def _weakly(piece: str) -> list[str]:
    """A piece cut at words that stand within names too (`Ortega y Gasset`): only between two whole names."""
    parts = WEAK.split(piece)
    whole = all(len(part.split()) >= 2 for part in parts)
    cut = parts if whole else [piece]
    return [name for part in cut for name in _signed(part)]


def _signed(piece: str) -> list[str]:
    """A name and the agency behind its stroke (`Jane Doe/AP`), or two names."""
    led = LED.match(piece)
    if led and is_agency(led[1]):
        return [led[1], led[2]]
    match = None if is_agency(piece) else SIGNED.match(piece)
    return [match[1], match[2]] if match else [piece]


def _person(piece: str) -> tuple[str | None, str | None]:
    """The person and the agency of a piece, where it has them."""
    if PICTURED.match(piece):
        return None, None
    ended = piece.rstrip(" ,:;-–—*\"'")
    shown = piece.strip(" .,:;-–—*\"'") + ("." if SHORTENED.search(ended) else "")
    if is_agency(shown):
        return None, shown
    place = PLACE.search(shown)
    if place and is_agency(shown[: place.start()]):
        return None, shown[: place.start()]
    agency = place[1] if place and is_agency(place[1]) else None
    words = shown[: place.start()].split() if place else shown.split()
    for at in range(1, len(words)):
        for end in range(len(words), at, -1):
            if is_agency(" ".join(words[at:end])) and (end == len(words) or words[end].casefold() in TITLES):
                return _name(words[:at]), " ".join(words[at:end])
    led = next((end for end in (3, 2, 1) if len(words) > end and is_agency(" ".join(words[:end]))), 0)
    if led and words[led].casefold() in JOBS | BESIDE_JOBS | NOBODY:
        return _name(words[led:]), " ".join(words[:led])
    return _name(words), agency


def _name(words: list[str]) -> str | None:
    """The words that are a person's name, without a job before or behind it."""
    lower = [word.casefold().strip(".") for word in words]
    jobs = [at for at, word in enumerate(lower) if word in JOBS]
    if jobs:
        titles = [at for at, word in enumerate(lower) if word in JOBS or word in BESIDE_JOBS]
        words = words[: titles[0]] if titles[0] >= 2 else words[titles[-1] + 1 :]
        words = [word if SHORTENED.search(word) else word.rstrip(".") for word in words]
        if len(words) < 2:
            return None
    return " ".join(words) if _is_name(words) else None


def _is_name(words: list[str]) -> bool:
    """Whether words look like the name of a person."""
    if not 1 <= len(words) <= 6 or any(word.casefold().strip(".") in NOBODY for word in words):
        return False
    if len(words) == 1 and words[0].casefold().strip(".") in DEGREES:
        return False
    told = [word for word in words if word.casefold() not in PARTICLES]
    return bool(told) and all(_is_part(word) for word in told) and sum(map(len, words)) > 1


def _is_part(word: str) -> bool:
    """Whether a word can be part of a name: letters, the first one no small letter."""
    letters = word.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return letters.isalpha() and not word.lstrip("'’")[0].islower()
