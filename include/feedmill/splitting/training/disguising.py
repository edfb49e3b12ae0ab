"""Pages in languages that nobody speaks: real pages whose words are enciphered, so that the model learns to do without.

What tells stories apart in any language stays: names, words that come again, lengths, quotes, capitals. What a model
knows of a language goes: its vowels and consonants trade places, its words of every kind become those of others, or of
none, and in some of these languages words change their endings wherever they stand.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from feedmill.splitting.training.making import MadeLine, MadePage
from feedmill.splitting.vocabulary import FUNCTION, SAYING, TIMING

VOWELS = "aeiou"
CONSONANTS = "bcdfghjklmnprstvwz"
FOREIGN = "абвгдежзиклмнопрстуфхцчшэя"
WORD = re.compile(r"[^\W\d_]+")
LISTS = tuple(sorted(filter(WORD.fullmatch, words)) for words in (FUNCTION, SAYING, TIMING))
"""Words of one kind that may stand for each other; what has an apostrophe or a hyphen would bring it along."""

FOREIGN_ALPHABET = 0.3
KNOWN_SMALL_WORDS = 0.6
INFLECTED = 0.5
OFTEN = (0.2, 0.6)
"""In an inflected language, how often a word stands with another ending."""

LONG = 4


def disguised(page: MadePage, dice: random.Random) -> MadePage:
    """The page in a language of its own."""
    spoken = _language(dice)
    lines = [
        MadeLine(WORD.sub(lambda found: spoken(found[0]), one.text), one.story, one.headline) for one in page.lines
    ]
    return MadePage(page.variant, page.source, "x", lines, set(page.cut))


def _language(dice: random.Random) -> Callable[[str], str]:
    """A language: what each word of the old one is called in it."""
    letters, small = _alphabet(dice), _small_words(dice) if dice.random() < KNOWN_SMALL_WORDS else {}
    endings = ["".join(dice.sample(list(letters.values()), dice.randint(1, 3))) for _ in range(12)]
    often = dice.uniform(*OFTEN) if dice.random() < INFLECTED else 0.0

    def said(word: str) -> str:
        known = small.get(word.lower())
        if known is not None:
            return _cased(known, word)
        coded = "".join(letters.get(char, char) for char in word.lower())
        if len(coded) > LONG and dice.random() < often:
            coded = coded[: -dice.randint(1, 2)] + dice.choice(endings)
        return _cased(coded, word)

    return said


def _alphabet(dice: random.Random) -> dict[str, str]:
    """Which letter stands for which."""
    if dice.random() < FOREIGN_ALPHABET:
        return dict(zip(VOWELS + CONSONANTS, dice.sample(FOREIGN, len(VOWELS + CONSONANTS)), strict=True))
    pairs = [(letters, "".join(dice.sample(letters, len(letters)))) for letters in (VOWELS, CONSONANTS)]
    return {old: new for olds, news in pairs for old, new in zip(olds, news, strict=True)}


def _small_words(dice: random.Random) -> dict[str, str]:
    """Words without a topic, each called like another of its kind: some language's word for who, when or said."""
    return {word: other for words in LISTS for word, other in zip(words, dice.sample(words, len(words)), strict=True)}


def _cased(word: str, like: str) -> str:
    """The word in the capitals of another."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
