"""Bytes between control characters to text: UTF-8, the code pages of old terminals, the national 7-bit sets.

A code page is chosen by what it makes of the bytes: letters within words, or signs within words; those of Central
Europe, which make letters of the same bytes, by common words. A national set of
ISO 646 (German, Swedish, French ... with letters in place of `[ ] { }`) is chosen when braces stand within words and
what it makes of them is words of that language. Each choice but ASCII, UTF-8 and Windows-1252 is noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedmill.errors import Rejected
from feedmill.reading.decoding import decode
from feedmill.reading.decoding.alphabets import weights

PAGES = ("cp1252", "cp850", "cp437", "mac_roman")
ALIKE = frozenset(("cp1250", "iso8859_2", "iso8859_16", "cp852", "cp1254", "iso8859_9", "cp1257", "iso8859_13"))
"""Pages that make other letters of bytes that western pages make letters of too: the guesser is asked about these."""

WESTERN = weights("western")
WESTERN_SHARE = 0.95
SIGNS = frozenset("\xa0«»“”„’‘‚–—…°§€£·•®©™¡¿ªº½¼¾´¨")
"""What is no letter in a text of Windows-1252, and stands in every language."""

SAMPLE = 64 * 1024
WITHIN = re.compile(
    r"(?<=[A-Za-z])[^\x00-\x7f](?=[a-z])|(?<=[a-z ])[^\x00-\x7f](?=[a-z])|(?<=[a-z])[^\x00-\x7f]"
    r"|(?<=[\s(])[^\x00-\x7f](?=[A-Z])"
)
QUOTES = "“”‘’"
QUOTED = re.compile(r"’(?:s|t|d|m|ll|re|ve)\b|(?<![^\W\d_])[“‘](?=\w)|(?<=[^\W\d_])”(?!\w)")
"""A quote that opens before a word or closes behind one, and an apostrophe with what English writes behind it."""

FOREIGN_SHARE = 0.15
DOUBT_SHARE = 0.1
ESCAPES = re.compile(rb"\x1b\[[0-9;]{0,8}[A-Za-z]|\x1b[\x20-\x2f]{0,3}[\x30-\x7e]|[\x0e\x0f]")
BETWEEN = re.compile(r"[A-Za-z][\[\\\]{|}~][a-z]|\b[\[\\\]{|}][a-z]{2}|[a-z][{|}~](?=[ ,.])")
INNER = re.compile(r"[A-Za-z][{|}][a-z]{3}|[A-Za-z]{3}[{|}][a-z]")
LEAST = 2
"""Words that show a set; with signs so deep in two more, one word does."""


@dataclass(frozen=True, slots=True)
class Wired:
    """The text, the encoding that it was read by, and what is to be noted."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


_WORDS = {
    "de": """
für über können könne könnte konnten würde würden worden wäre wären hätte hätten während müsse müssen muß daß dafür
darüber dagegen früher frühere früheren später nächste nächsten künftig zurück zunächst jährige jährigen fährt führt
führen geführt gehört möglich möglichst öffentlich öffentlichen größte größten größe höhe hälfte fünf zwölf täglich
präsident präsidenten bürgermeister bürger österreich münchen köln düsseldorf zürich straße straßen fußball große großen
außenminister europäische europäischen behörden unterstützung ließ hieß schließlich gegenüber übrigen völlig läßt
köln kölner nürnberg nürnberger fürth eisbären löwen mönchengladbach lübeck saarbrücken würzburg
jörg jürgen günter müller
""",
    "sv": """
är från också före två får fått går gått på måste någon något några när säger säga enligt för första år åren både då
människor största större därför där här själv många nästa svår vår våra åtal väg
""",
    "fi": """
että myös hän hänen mitä näin tämä tämän tässä tänään sekä jälkeen lisäksi vähän vähentää päättää päätti sähkö työ
pääministeri esittää tästä sitä niitä näitä näyttää yhtiö pitää eivät ei jäi ensimmäinen käyttää
""",
    "no": """
på også når får før må være vært år nå vår både så gør gøre åbnet åben åbner fremgår foregår øl køb køber sænke
sænker tænke længe værre hænder øget øge åpnet åpen første større største gjør gjøre møte møtet måtte måned
måneder språk råd nær får går blå øst kjøpt
""",
    "fr": """
été à même après très où président république déjà là réunion élections élection décidé déclaré indiqué annoncé près dès
société sécurité général générale états intérieur dernière première année années réforme député députés européen
""",
    "it": """
è più già però perché città così sarà può potrà dovrà avrà ministro attività società università libertà metà realtà
venerdì lunedì martedì mercoledì giovedì
""",
    "es": """
año años español española españoles españa señor señora mañana niño niños niña compañía pequeño pequeña daños sueño
""",
    "pt": """
não são então informação situação eleição eleições população segurança comissão nação ações função mudança três
""",
}
NATIONAL: dict[str, tuple[str, str, frozenset[str]]] = {
    language: (signs, letters, frozenset(word for word in _WORDS[language].split() if not word.isascii()))
    for language, signs, letters in (
        ("de", "[\\]{|}~", "ÄÖÜäöüß"),
        ("sv", "[\\]{|}~", "ÄÖÅäöå¯"),
        ("fi", "[\\]{|}~", "ÄÖÅäöå¯"),
        ("no", "[\\]{|}~", "ÆØÅæøå~"),
        ("fr", "[\\]{|}~@", "°ç§éùè¨à"),
        ("it", "[\\]{|}~`", "°çéàòèìù"),
        ("es", "[\\]{|}~", "¡Ñ¿°ñç~"),
        ("pt", "[\\]{|}~", "ÃÇÕãçõ°"),
    )
}
"""Of each language's set the characters that it replaces, by which, and words with these that show the set."""


_CENTRAL = """
že který která které kteří při před přes také již více řekl řekla uvedl proti době dvě své ještě byly aby není několik
tisíc českého české český středu čtvrtek pondělí úterý neděle něj něm svět světa vláda vlády kteří mezi sdělil
ktorý ktorá ktoré keď už však až môže ešte ďalej ľudí vlády štvrtok päť
hogy első első később között miatt elnök kormány közölte szerint időben idő nő nők ezelőtt jövő erről amelyről erre
mielőtt előtt előző összesen ütött főváros miniszterelnök minisztérium szerdán csütörtökön hétfőn hétfő kedden főként
się że także który która które został została już będzie więcej przez środę czwartek według mówił powiedział wśród część
što može još već više kaže između riječi tisuća također što će neće zbog kuće prije četvrtak srijedu
če več še že med tisoč četrtek češ leta država država
şi că să după între ţară preşedintele preşedinte declaraţie această până sînt fără mâine
"""
CENTRAL = ("cp1250", "iso8859_2", "cp852")
TELLING = {
    page: frozenset(
        word for word in _CENTRAL.split() if word.encode(page, "replace").decode("cp1252", "replace") != word
    )
    for page in CENTRAL
}
"""Common words of Central Europe, by its code pages, with letters that a western page would read as others."""


def read_wire(data: bytes, *, seven_bit: bool = True) -> Wired:
    """The text of a part of a message. Never fails: the last resort is Windows-1252 with gaps written out.

    `seven_bit` says whether national sets may be looked for.
    """
    data = ESCAPES.sub(b"", data)
    if data.isascii():
        text = data.decode("ascii")
        return _national(text) if seven_bit else Wired(text, "ascii")
    try:
        return Wired(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _paged(data)


def read_like(data: bytes, other: Wired) -> str:
    """The text of a part of a message, by the encoding of its text, which was read before, unless that is ASCII."""
    if other.encoding == "ascii":
        return read_wire(data, seven_bit=False).text
    clean = ESCAPES.sub(b"", data)
    if other.encoding.startswith("iso646-"):
        return clean.decode("ascii", errors="backslashreplace").translate(_table(other.encoding[7:]))
    return clean.decode(other.encoding, errors="backslashreplace")


def _paged(data: bytes) -> Wired:
    """By the code page that makes most letters, or by what the guesser for all scripts says."""
    sample = data[:SAMPLE]
    central = _central(sample)
    if central is not None:
        return Wired(data.decode(central, errors="backslashreplace"), central, (f"encoding_guessed: {central}",))
    scores = {page: _score(sample.decode(page, errors="replace")) for page in PAGES}
    best = max(PAGES, key=lambda page: scores[page] + (page == "cp1252"))  # one letter is no proof of another page
    high = sum(1 for byte in sample if byte > 127)
    letters = sum(1 for byte in sample if chr(byte).isalpha()) or 1
    if high > FOREIGN_SHARE * letters or scores[best] < DOUBT_SHARE * high:
        guessed = _guessed(data)
        if guessed is not None:
            return guessed
    if not _is_western(sample.decode(best, errors="replace")):
        guessed = _guessed(data)
        if guessed is not None and guessed.encoding.replace("-", "_") in ALIKE:
            return guessed
    text = data.decode(best, errors="backslashreplace")
    return Wired(text, best, () if best == "cp1252" else (f"encoding_guessed: {best}",))


def _is_western(text: str) -> bool:
    """Whether one language of Western Europe has nearly all the letters beyond ASCII that stand in a text."""
    found = [char for char in text if char > "\x7f" and char not in SIGNS]
    return any(sum(char in letters for char in found) >= WESTERN_SHARE * len(found) for letters in WESTERN)


def _central(sample: bytes) -> str | None:
    """The page of Central Europe that makes its words of the bytes, if one does."""
    texts = {page: sample.decode(page, errors="replace") for page in CENTRAL}
    told = {page: (_told(text, TELLING[page]), _score(text)) for page, text in texts.items()}
    best = max(told, key=lambda page: told[page])
    return best if told[best][0] >= LEAST else None


def _told(text: str, words: frozenset[str]) -> int:
    """How many of the words stand in a text."""
    return sum(1 for word in re.findall(r"[^\W\d_]+", text.lower()) if word in words)


def _score(text: str) -> int:
    """How many of the characters beyond ASCII are letters within words, less those that cannot be there."""
    good = sum(_fitness(text, match) for match in WITHIN.finditer(text))
    return good - 2 * text.count("\ufffd") - sum(1 for char in text if "\u2500" <= char <= "\u259f")


def _fitness(text: str, match: re.Match[str]) -> int:
    """What a character within a word says for the page: a letter of the case around it, or something else."""
    if match[0] in QUOTES and QUOTED.match(text, match.start()):
        return 1
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match[0] == "’" and after.islower():
        return 0  # an apostrophe, or a letter of another page
    if not match[0].isalpha() or match[0] in "ªº" or (match[0].islower() and after.isupper()):
        return -2
    return 1 if match[0].islower() or not before.islower() else -2


def _guessed(data: bytes) -> Wired | None:
    """By the guesser that the other formats use, unless it finds no text; control characters stay as they are."""
    try:
        found = decode(data.translate(None, b"\x00\x01\x02\x03\x04\x05\x07\x08\x10\x11\x12\x13\x14\x16\x1f\x7f"))
    except Rejected:
        return None
    try:
        return Wired(data.decode(found.encoding), found.encoding, found.notes)
    except (LookupError, UnicodeDecodeError):
        return Wired(found.text, found.encoding, found.notes)


def _national(text: str) -> Wired:
    """ASCII, or the national set whose words it makes."""
    if not any(sign in text for sign in "{|}~[]\\") or len(BETWEEN.findall(text[:SAMPLE])) < LEAST:
        return Wired(text, "ascii")
    scores = {language: _words(text[:SAMPLE], language) for language in NATIONAL}
    best = max(scores, key=lambda language: scores[language])
    if scores[best] + min(len(INNER.findall(text[:SAMPLE])) // LEAST, 1) < LEAST or not scores[best]:
        return Wired(text, "ascii")
    return Wired(text.translate(_table(best)), f"iso646-{best}", (f"encoding_guessed: iso646-{best}",))


def _words(text: str, language: str) -> int:
    """How many of the language's telling words its set makes of the text."""
    return _told(text.translate(_table(language)), NATIONAL[language][2])


def _table(language: str) -> dict[int, int]:
    """The replacements of a language's set."""
    ascii_signs, letters, _ = NATIONAL[language]
    return {ord(sign): ord(letter) for sign, letter in zip(ascii_signs, letters, strict=True)}
