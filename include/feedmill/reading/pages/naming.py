"""Names as pages sign with them: with prepositions, jobs, dates and times around them; and what is no person's name."""

from __future__ import annotations

import re

from feedmill.reading.agencies import is_agency
from feedmill.reading.pages.shown import CLOCK, DAY, is_sentence

LONGEST, LONGEST_LINE = 80, 300
_KINDS = (
    r"written|reported|posted|published|story|text|texte?|words|article|artikel|beitrag|gastbeitrag|interview|analyse|"
    r"analysis|essay|kommentar|kolumne|pressemitteilung|geschrieben|verfasst|veröffentlicht|erstellt|blog\s?beitrag|"
    r"blog|reportage|rédigé|écrit|publié|propos recueillis|escrito|publicado|a cura|scritto|photos?|fotos?|bilder|"
    r"protokoll|video|podcast|tekst|geschreven|skriven|foto"
)
_BY = r"by|von|vom|par|por|door|av|af|di|du|da|przez|skrevet av|от|от редакции"
_LABEL = (
    r"authors?|autor(?:in|en|innen|es|as?)?|auteure?s?|author\(s\)|redakteur(?:in)?|verfasser(?:in)?|reporter(?:in)?|"
    r"quelle|source|posted by|autore|autori|skribent|tekst|text|texte|words|von|by|redactor[a]?|journalist(?:in)?|"
    r"editor|redazione|автор"
)
BY = re.compile(
    rf"^\W{{0,4}}(?:(?:an?|eine?|un|une)\s)?(?:(?:{_KINDS})(?:\s?(?:&|und|and|et|y|e|,|/|\+)\s?(?:{_KINDS}))?"
    rf"(?:\s(?:on|am|le|el|il)?\s?)?\s{{0,2}}(?::\s{{0,2}}(?:(?:{_BY})\s)?|\s?(?:{_BY})\s?:?\s))|"
    rf"^\W{{0,4}}(?:{_BY})(?:\s{{0,2}}:\s{{0,3}}|\s{{1,3}})|^\W{{0,4}}(?:{_LABEL})\s{{0,3}}[:|]\s{{0,3}}|"
    rf"^\W{{0,4}}(?:autor(?:in)?|author|auteur)\s{{1,3}}(?=[A-ZÄÖÜ])",
    re.IGNORECASE,
)
PIECES = re.compile(r"\s*[|•·»⋅›]\s*|\s+[–—-]{1,2}\s+|\s+//?\s+")
AFTER = re.compile(
    r"[\s,;:–—-]+(?:am|um|on|at|in|le|el|vom|den|à|sagt|says|said|schreibt|schrieb|wrote|von|by|updated|stand|"
    r"aktualisiert|veröffentlicht|published|posted|datum|date|kommentare?|comments?|uhr|min(?:\.|uten)? read|"
    r"foto|photo|\d+)\s*[:.]?\s*$",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b,?",
    re.IGNORECASE,
)  # fmt: skip
NO_PERSON = re.compile(r"^(?:https?:|@|\d)|https?://|[<>{}]", re.IGNORECASE)
_NOBODY = """
admin administrator webmaster unknown anonymous none null user guest publisher author autor no-author undefined noauthor
editor default wordpress root test
"""
NOBODY = frozenset(_NOBODY.split())
NOBODIES = re.compile(r"^(?:no author|by|von|not available|n/?a|site admin|super ?user)$", re.IGNORECASE)
ORGANISATION = re.compile(
    r"\be\.\s?v\.|^(?:die|der|das|the|le|la|les|el|los|il|lo)\s|\b(?:illustrierte|tagblatt|volksblatt|rundschau|anzeiger|"
    r"kurier|wochenblatt|journal|times|getty|images|redaktion|redaction|redacción|redazione|redação|rédaction|newsroom|newsdesk|staff|team|desk|gmbh|"
    r"ag|inc|ltd|llc|magazine?|zeitung|news|online|verlag|media|stiftung|foundation|verband|institut|ministerium)\b|"
    r"\.(?:com|de|net|org|at|ch|fr|es|eu|info|co\.uk)\b",
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
por door av af di on am at date datum stand min
"""
LABELS = frozenset(_LABELS.split())
"""Words that introduce names, and are none."""

_JOINERS = "und and et y e og och oraz i & / + mit with"
JOINERS = frozenset(_JOINERS.split())
_PARTICLES = """
de del della di da das dos do du des der den van von zu zur la le el al bin ibn ben af av ter ten y dr prof v d
"""
PARTICLES = frozenset(_PARTICLES.split())
LABELLED = re.compile(
    r"^\W{0,4}(?:posted|written|published|veröffentlicht|geschrieben|verfasst|publié|rédigé|escrito|publicado)\s"
    rf"(?:{_BY})\s|"
    r"^\W{0,4}(?:authors?|autor(?:in|en|es|a)?|auteure?s?|verfasser(?:in)?|autore)\b",
    re.IGNORECASE,
)
UNDER = re.compile(r"\s(?:under|in|unter|dans|en|filed|abgelegt|am|um|at|on)\s.*$")
PICTURED = re.compile(
    r"^\W{0,3}(?:fotos?|photos?|bild(?:er)?|images?|pictures?|graphi[ck]|credit|copyright|©|\(c\))", re.IGNORECASE
)
STOCK = re.compile(
    r"\b(?:unsplash|getty|shutterstock|istock|pixabay|pexels|adobe\s?stock|imago|flickr)\b", re.IGNORECASE
)
FEW = 3
MOST_WORDS = 10


def without_by(text: str, *, whole: bool = False) -> str:
    """A byline without its preposition, dates, times, and what stands behind a stroke; blank where nothing is left.

    `whole`: what stands behind a stroke is part of the name.
    """
    text = text[:LONGEST_LINE]
    bare = WEEKDAY.sub(" ", CLOCK.sub(" ", DAY.sub(" | ", text)) if DAY.search(text) else text)
    for piece in [bare] if whole else PIECES.split(bare):
        name = BY.sub("", piece.strip(" ,;:|–—-•()"))
        for _ in range(3):
            name = AFTER.sub("", f"{name} ").strip(" ,;:|–—-•")
        name = PICTURES.sub("", name)
        if any(char.isalpha() for char in name) and not LABELS.issuperset(
            name.casefold().replace(":", " ").replace(".", " ").split()
        ):
            return " ".join(name.split())
    return ""


def signed_by(line: str, *, beside: bool) -> str | None:
    """The name in a line that signs: behind a preposition or a label; `beside` a headline also next to a date."""
    if PICTURED.match(line) or STOCK.search(line) or is_sentence(line):
        return None
    for piece in PIECES.split(WEEKDAY.sub(" ", DAY.sub(" | ", line))):
        shown = piece.strip(" ,;:|–—-•()")
        opening = BY.match(shown)
        if opening:
            name = UNDER.sub("", without_by(shown[opening.end() :]))
            labelled = LABELLED.match(shown) is not None and 0 < len(name.split()) <= FEW
            return name if names_persons(name) or is_agency(name) or labelled else None
    if not beside or DAY.search(line) is None:
        return None
    names = [without_by(piece) for piece in PIECES.split(DAY.sub(" | ", line))]
    persons = [name for name in names if name and is_person(name)]
    return persons[0] if len(persons) == 1 else None


def is_person(text: str) -> bool:
    """Whether a text is, by its form, one person's name of two or three words."""
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
    if len(name) > LONGEST or NO_PERSON.search(name) or not any(char.isalpha() for char in name):
        return True
    return name.casefold() in NOBODY or NOBODIES.match(name) is not None


def is_organisation(name: str) -> bool:
    """Whether a name is rather that of an outlet or a desk than of a person."""
    return ORGANISATION.search(name) is not None
