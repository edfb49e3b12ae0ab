"""The words of a text as identity compares them, and which of them carry facts. Knows nothing of stories.

Typography, case and punctuation are folded away. A word carries a fact when another in its place tells other news: a
number, a day, a month, a name (a capital, but where a sentence begins only before another one). Two reports that differ
in nothing but such words are two instances of one template.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
Flags = NDArray[np.bool_]

REMEMBERED = 500_000
"""Words of which is remembered what they are and their hash; a process that meets more forgets all and begins anew."""

LONGEST = 64
"""Characters of a word that is remembered: longer ones are no words, and seldom come again."""

BEGINNING = 80
"""Pieces of a text that are looked at for whether it is shouted."""

STRETCH = 64 * 1024
"""Characters of a text that are taken apart at a time."""

ENDS = ".!?\u2026\u3002\uff01\uff1f\u0964\u06d4\u061f"
ENDED = re.compile(rf"[{re.escape(ENDS)}][\"'\u2019\u201d\u00bb\u300d\u300f)\]]*$")
DOTTED = ("...", "\u2026")
THOUSANDS = re.compile(r"(?<=\d)[,\u2009\u202f](?=\d{3}(?!\d))")
DECIMALS = re.compile(r"(?<=\d)[.,:/\u2044](?=\d)")
DECIMAL = "\u00b7"
FULL_STOP = "\x01"
APOSTROPHES = frozenset("'\u2018\u2019\u201b\u02bc")
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Scripts written without blanks between words: each character stands for a word."""

DATE_WORDS = frozenset(re.findall(r"\w+", """
    one two three four five six seven eight nine ten eleven twelve nil
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    jan feb mar apr jun jul aug sep sept oct nov dec january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday
    eins zwei drei vier sechs sieben acht neun zehn elf januar februar märz april mai juni juli oktober dezember
    montag dienstag mittwoch donnerstag freitag samstag sonntag
    deux trois quatre cinq sept huit neuf janvier février mars avril juin juillet août septembre octobre novembre
    décembre lundi mardi mercredi jeudi vendredi samedi dimanche
    dos tres cuatro cinco seis siete ocho nueve diez enero febrero marzo abril mayo junio julio agosto septiembre
    octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo
"""))  # fmt: skip
"""Numbers, months and days of the week in words (English, German, French, Spanish)."""


class Words(NamedTuple):
    """The words of a text in order, and for each whether it carries a fact."""

    words: list[str]
    facts: list[bool]


def words_of(text: str) -> Words:
    """The words of a text, folded (NFKC, casefold), numbers with their decimals as one word."""
    folded = unicodedata.normalize("NFKC", text)
    told = DECIMALS.sub(DECIMAL, THOUSANDS.sub("", folded)).translate(_CLASSES)
    shouted = _shouted(told.split(None, BEGINNING)[:BEGINNING])
    words: list[str] = []
    facts: list[bool] = []
    opening = True
    for piece, after in chain.from_iterable(map(pairwise, _stretches(told))):
        if piece == FULL_STOP:
            opening = True
            continue
        word = _WORDS.get(piece) or _word(piece)
        words.append(word.folded)
        facts.append(word.factual or (word.capital and not shouted and not (opening and after[0].islower())))
        opening = False
    return Words(words, facts)


def _stretches(told: str) -> Iterator[list[str]]:
    """The pieces between the blanks of a text, so many at a time that a long one is not there twice in memory.

    Each list ends with the piece that comes next, the last one with the end of a sentence.
    """
    before: list[str] = []
    at = 0
    while at < len(told):
        end = told.find(" ", at + STRETCH)
        end = len(told) if end < 0 else end
        pieces = told[at:end].split()
        if before and pieces:
            yield [*before, pieces[0]]
        before = pieces or before
        at = end
    yield [*before, FULL_STOP]


def cut(text: str) -> bool:
    """Whether a text stops before its sentence does, or says that more follows."""
    stripped = text.rstrip()
    return stripped.endswith(DOTTED) or not ENDED.search(stripped[-20:])


def hashes_of(words: list[str]) -> Hashes:
    """A 32-bit hash of each word (BLAKE2b), in order."""
    if len(_HASHES) > REMEMBERED:
        _HASHES.clear()
    return np.fromiter((_HASHES.get(word) or _hash(word) for word in words), np.uint32, len(words))


_HASHES: dict[str, int] = {}


def _hash(word: str) -> int:
    found = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")
    if len(word) <= LONGEST:
        _HASHES[word] = found
    return found


class _Word(NamedTuple):
    """A word folded, whether it carries a fact wherever it stands, and whether it has a capital."""

    folded: str
    factual: bool
    capital: bool


_WORDS: dict[str, _Word] = {}


def _word(piece: str) -> _Word:
    folded = piece.casefold()
    found = _Word(folded, folded in DATE_WORDS or any(map(str.isdigit, piece)), piece[0].isupper())
    if len(_WORDS) > REMEMBERED:
        _WORDS.clear()
    if len(piece) <= LONGEST:
        _WORDS[piece] = found
    return found


def _shouted(beginning: list[str]) -> bool:
    """Whether capitals say nothing here: more than half of the words of the beginning are all capitals."""
    some = [piece for piece in beginning if len(piece) > 1]
    return sum(map(str.isupper, some)) > len(some) / 2


class _Classes(dict[int, str]):
    """What becomes of each character: kept, a blank, the end of a sentence, or nothing (inside a word)."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in APOSTROPHES:
            kept = ""
        elif character in ENDS:
            kept = f" {FULL_STOP} "
        elif UNSPACED.match(character):
            kept = f" {character} "
        elif character == DECIMAL or character.isalnum() or unicodedata.category(character)[0] in "MS":
            kept = character
        else:
            kept = " "
        self[code] = kept
        return kept


_CLASSES = _Classes()
