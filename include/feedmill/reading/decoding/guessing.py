"""Which encoding bytes are in that nobody names: the one whose text looks most like a language.

Every encoding that can be meant is tried on a sample around the bytes over 127. Letters count for it that a language
has, by how frequent they are; against it what no one writes: capitals within words, signs between letters, letters of
two scripts in one word, controls, bytes without a character.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from feedmill.reading.decoding.alphabets import HANGUL, SIMPLIFIED, TRADITIONAL, weights
from feedmill.reading.decoding.bytewise import loosely

SAMPLE = 4096
AROUND = 24
MOST = 800
LEAST = 0.15

SINGLE = (
    ("cp1252", "western", 0.5), ("cp1250", "central", 0.2), ("cp1251", "cyrillic", 0.3), ("cp1254", "turkish", 0.1),
    ("cp1253", "greek", 0.2), ("cp1255", "hebrew", 0.2), ("cp1256", "arabic", 0.2), ("cp1257", "baltic", 0.1),
    ("cp1258", "vietnamese", 0), ("cp874", "thai", 0.2), ("iso8859-15", "western", 0.3),
    ("iso8859-2", "central", 0.1), ("iso8859-16", "central", 0), ("iso8859-3", "southern", 0),
    ("iso8859-13", "baltic", 0), ("koi8-r", "cyrillic", 0.2), ("koi8-u", "cyrillic", 0), ("iso8859-5", "cyrillic", 0.1),
    ("iso8859-6", "arabic", 0), ("iso8859-7", "greek", 0), ("iso8859-8", "hebrew", 0), ("cp866", "cyrillic", 0.1),
    ("mac-cyrillic", "cyrillic", 0), ("mac-roman", "western", 0.1), ("cp850", "western", 0), ("cp437", "western", 0),
    ("cp852", "central", 0), ("mac-latin2", "central", 0),
)  # fmt: skip
"""Codec, alphabets, and by how many characters it is preferred: the pages of Windows lead, being what is meant far most
often."""

MULTI = ("cp932", "euc_jp", "gb18030", "cp950", "cp949")
ESCAPES = (
    (b"\x1b$)C", "iso2022_kr"),
    (b"\x1b$", "iso2022_jp"),
    (b"\x1b(J", "iso2022_jp"),
    (b"\x1b(I", "iso2022_jp_ext"),
)
HIGH = re.compile(rb"[\x80-\xff]")
MARKS = re.compile("[‘’‚“”„«»‹›–—…•·°§©®€™\u200e\u200f]")
OPENING = frozenset("‘‚“„«‹")
MONEY = frozenset("£¥€")
"""Signs that stand beside a number, or for a word."""

ALONE = frozenset("àáâäåèéêíîïòóôöøùúûüýÀÁÅÈÉÍÒÓÔÖØÙÚавиоксуяіАВИОКСУЯІηοόήΗΟΌ")
"""Letters that are a word alone in some language."""

ASCII = bytes(range(128))
LETTER = r"[^\W\d_]"
WORDS = "".join(sorted(ALONE))
ODDLY = re.compile(f"[^\x00-\x7f](?:(?=[A-ZÀ-ÖØ-Þ])|(?<=(?<!{LETTER})[^\x00-\x7f{WORDS}])(?!{LETTER}))")
"""A letter before a capital; or one that is no word, between what are no letters."""


def escaped(data: bytes) -> str | None:
    """The encoding of seven bits that escapes into its script, if there are such escapes."""
    if b"\x1b" not in data:
        return None
    return next((encoding for escape, encoding in ESCAPES if escape in data), None)


def guess(data: bytes) -> str | None:
    """The codec that fits best; None where the bytes look like text in none."""
    sample = _sample(data)
    scores = {codec: multi(sample, codec) for codec in MULTI}
    places = _high(sample)
    scores |= {codec: single(sample, places, codec, group, liked) for codec, group, liked in SINGLE}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] >= LEAST else None


def is_plain(data: bytes, text: str) -> bool:
    """Whether all that is not ASCII in a text in Windows-1252 are small letters of one language, where letters stand.

    To such bytes `fitness` gives a third or more; this is told in a third of the time.
    """
    letters = set(data.translate(None, ASCII).decode("cp1252", errors="replace"))
    if not all(map(str.islower, letters)) or ODDLY.search(text):
        return False
    return any(letters <= fits.keys() for fits in _weights("western"))


def fitness(data: bytes, codec: str) -> float:
    """How well a codec fits: about 1 for text, below 0 for what is none; 0 for a codec that nothing is known of."""
    sample = _sample(data)
    if codec in MULTI:
        return multi(sample, codec)
    group = next((group for name, group, _ in SINGLE if name == codec), None)
    return single(sample, _high(sample), codec, group) if group else 0


def _sample(data: bytes) -> bytes:
    """The pieces around bytes over 127, from the first on, as far as they are enough to tell."""
    if len(data) <= SAMPLE:
        return data
    pieces: list[bytes] = []
    size = at = 0
    while size < SAMPLE and (match := HIGH.search(data, at)) is not None:
        start = max(at, match.start() - AROUND)
        stop = data.find(b"\n", match.start(), match.start() + SAMPLE)
        end = stop + 1 if stop >= 0 else match.start() + SAMPLE
        pieces.append(data[start:end])
        size += end - start
        at = end
    return b"".join(pieces)


def _high(sample: bytes) -> list[int]:
    """Where the bytes over 127 stand, as far as they are enough to tell."""
    return [match.start() for match, _ in zip(HIGH.finditer(sample), range(MOST), strict=False)]


def single(sample: bytes, places: list[int], codec: str, group: str, liked: float = 0) -> float:
    """The mean of what each character over 127 says for a codec of one byte a character, with `liked` in the sum."""
    text = f" {loosely(sample, codec).text} "
    letters: Counter[str] = Counter()
    total = liked
    for place in places:
        before, char, after = text[place], text[place + 1], text[place + 2]
        if char.isalpha() or "\u0300" <= char <= "\u036f" or "\u0e30" <= char <= "\u0e4e":
            letters[char] += 1
            total -= _misplaced(char, before, after)
        else:
            total += _sign(char, before, after)
    return (total + _language(letters, group)) / len(places) if places else 0


def _misplaced(char: str, before: str, after: str) -> float:
    """What speaks against a letter between its neighbours: a capital within a word, two scripts in one, no word."""
    if before.islower() and after.islower() and char.islower() and char <= "\u02ff":
        return 0.0
    wrong = 0.0
    if char.isupper() and before.islower():
        wrong += 1.2
    elif char.islower() and after.isupper():
        wrong += 1.0
    if char > "\u02ff" and (_is_latin(before) or _is_latin(after)):
        wrong += 1.5
    alone = not before.isalpha() and not after.isalpha() and (char < "\u0590" or char > "\u0e00")
    return wrong + 0.8 * (alone and (char not in ALONE or after.isdigit()))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _sign(char: str, before: str, after: str) -> float:
    """What a character that is no letter says."""
    if char < "\xa0" or "\udc80" <= char <= "\udcff":
        return -3
    if char in MONEY and not before.isalpha() and not after.isalpha():
        return 0.9
    within = before.isalpha() and after.isalpha()
    if char == "\xa0":
        return -0.5 if within else 0.3
    if MARKS.match(char):
        return _mark(char, before, after)
    if "\u2500" <= char <= "\u25ff":
        return -1.5
    return -1.5 if within else -0.5 if before.isalpha() or after.isalpha() else 0.1


def _mark(char: str, before: str, after: str) -> float:
    """What a mark of printing says: a quote opens behind a blank, and closes before one."""
    within = before.isalpha() and after.isalpha()
    if char == "’":
        return 1 if before.isalnum() else 0.4
    if char in OPENING:
        return 0.9 if not before.isalnum() and not after.isspace() else -0.5
    if char in "€§•©" and before.isalpha():
        return -0.5
    if within:
        return 0.5 if char in "–—·" else -0.8
    return 0.9 if before.isspace() == after.isspace() or not before.isspace() else 0.5


def _language(counts: Counter[str], group: str) -> float:
    """What the letters say for the language of a group that has most of them."""
    found = list(counts.items())
    return max(sum([number * fits.get(char, -1.0) for char, number in found]) for fits in _weights(group))


@cache
def _weights(group: str) -> tuple[dict[str, float], ...]:
    return weights(group)


COMMON = {"gb18030": frozenset(SIMPLIFIED), "cp950": frozenset(TRADITIONAL)}
JAPANESE = ("cp932", "euc_jp")


def multi(sample: bytes, codec: str) -> float:
    """The mean of what each character says for a codec of several bytes a character."""
    text = f" {loosely(sample, codec).text} "
    total = 0.0
    high = lost = 0
    for at, char in enumerate(text):
        if char >= "\x80":
            high += 1
            lost += "\udc80" <= char <= "\udcff"
            total += _east(char, codec) - (_is_latin(text[at - 1]) or _is_latin(text[at + 1]))
    if not high or (lost > 2 and lost * 50 > high):
        return -1
    return (total - 3 * lost) / high


def _east(char: str, codec: str) -> float:
    """What one character says for a codec of East Asia."""
    if "\u3040" <= char <= "\u30ff":
        return 0.95 if codec in JAPANESE else 0.1
    if "\uac00" <= char <= "\ud7a3":
        return (1.0 if char in HANGUL else 0.3) if codec == "cp949" else -0.5
    if "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff5e":
        return 0.7
    if "\u4e00" <= char <= "\u9fff":
        return _han(char, codec)
    return 0.3 if MARKS.match(char) else -0.8


def _han(char: str, codec: str) -> float:
    """What a Chinese character says: the common ones of a script for its encodings."""
    if codec == "cp949":
        return 0.1
    if codec in JAPANESE:
        return 0.6 if char in COMMON["cp950"] or char in COMMON["gb18030"] else 0.3
    return 1.0 if char in COMMON[codec] else 0.2
