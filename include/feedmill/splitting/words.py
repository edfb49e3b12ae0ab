"""The words of some lines as arrays: where each stands, what kind it is, which name or term it is.

One pass over the text in C (a regular expression and a dictionary that remembers each distinct token), then arrays:
the cost of a line does not depend on what it says. Knows nothing of stories.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from feedmill.splitting.tokens import tokens_of
from feedmill.splitting.vocabulary import ABBREVIATED, FUNCTION, SAYING, TIMING, TITLES

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

KNOWN_TOKENS = 300_000
STEM = 7
INFLECTED, INFLECTED_STEM = ("\u0370", "\u052f"), 4
"""Greek and Cyrillic, and how many letters of a word stay there: the others change with its place in the sentence."""

HASH_MASK = (1 << 30) - 1
STOPS = ".!?…。！？।؟"


class Mark:
    """What kind of token it is; several may hold. Plain bits: the library's flags take longer than the reading."""

    WORD = 1
    CAPITAL = 2
    CAPITALS = 4
    LOWER = 8
    NUMBER = 16
    STOP = 32
    COMMA = 64
    COLON = 128
    DASH = 256
    BRACKET = 512
    QUOTE = 1024
    FUNCTION = 2048
    SAYING = 4096
    TIMING = 8192
    TITLE = 16384
    ABBREVIATED = 32768


LISTS = (
    (Mark.FUNCTION, FUNCTION),
    (Mark.SAYING, SAYING),
    (Mark.TIMING, TIMING),
    (Mark.TITLE, TITLES),
    (Mark.ABBREVIATED, ABBREVIATED),
)
LISTED = {word: sum(mark for mark, words in LISTS if word in words) for _, listed in LISTS for word in listed}
TOPICLESS = Mark.FUNCTION | Mark.SAYING | Mark.TIMING | Mark.TITLE
PUNCTUATION = {
    **dict.fromkeys(STOPS, Mark.STOP),
    **dict.fromkeys(",;、，", Mark.COMMA),
    **dict.fromkeys(":：", Mark.COLON),
    **dict.fromkeys("-–—", Mark.DASH),
    **dict.fromkeys("([)]", Mark.BRACKET),
    **dict.fromkeys('"“„«‘「『”»›」』', Mark.QUOTE),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of `lines` lines, in order. All arrays have a value a token, but `starts` and `ends`, a value a line.

    `term` is a hash of the stem (all its bits; its low bits name its bucket in the model's table of worths), `low` one
    of the folded word, `shape` one of what is left when the topic is taken away. `opening`: it opens a sentence;
    `stop`: it ends one. `named`: it belongs to a name; `introduced`: it ends a name of two words or more; `bare`: it
    is a name of one word.
    """

    lines: int
    starts: Ints
    ends: Ints
    line: Ints
    marks: Ints
    term: Ints
    low: Ints
    shape: Ints
    first: Bools
    opening: Bools
    stop: Bools
    named: Bools
    introduced: Bools
    bare: Bools

    def count(self, which: Bools) -> Floats:
        """How many of these tokens each line has."""
        return np.bincount(self.line[which], minlength=self.lines).astype(np.float32)

    def has(self, mark: int) -> Bools:
        """Which tokens carry this mark (or one of these)."""
        found: Bools = (self.marks & mark) != 0
        return found

    def kept(self, lines: Bools) -> Words:
        """The words of these lines alone; what was known of names from the others stays known."""
        own = lines[self.line]
        sizes = (self.ends - self.starts)[lines]
        ends = np.cumsum(sizes)
        line = np.repeat(np.arange(len(sizes)), sizes)
        arrays = [getattr(self, name)[own] for name in self.__slots__[4:]]
        return Words(len(sizes), ends - sizes, ends, line, *arrays)


def joined(words: Words, length: int, *, mute: int = 0) -> tuple[Bools, Ints]:
    """Which tokens begin so many words in a row on one line, none of them `mute`; and a hash of these words."""
    worded = words.has(Mark.WORD | Mark.NUMBER) & ~words.has(mute)
    low, whole, line = words.low.astype(np.uint32), worded.copy(), words.line
    key = low.copy()
    for step in range(1, length):
        key[:-step] = key[:-step] * np.uint32(0x9E3779B1) + low[step:]
        whole[:-step] &= worded[step:] & (line[step:] == line[:-step])
        whole[-step:] = False
    return whole, ((key ^ (key >> np.uint32(2))) & np.uint32(HASH_MASK)).astype(np.int64)


def read(texts: Sequence[str]) -> Words:
    """The words of these lines, each on one line."""
    found = [tokens_of(text) for text in texts]
    sizes = np.fromiter(map(len, found), np.int64, len(found))
    lexicon = _lexicon()
    numbers = np.fromiter(map(lexicon.__getitem__, chain.from_iterable(found)), np.int64, int(sizes.sum()))
    ends = np.cumsum(sizes)
    return _analysed(lexicon.columns.take(numbers, axis=1), np.repeat(np.arange(len(found)), sizes), ends - sizes, ends)


def _analysed(columns: Ints, line: Ints, starts: Ints, ends: Ints) -> Words:
    """Sentences and names, from the tokens' kinds."""
    marks, term, low, shape = columns
    first = np.zeros(len(line), np.bool_)
    first[starts[starts < ends]] = True
    stop = _sentence_ends(marks, first)
    opening = _sentence_starts(marks, first, stop)
    named = _names(marks, low, first, opening)
    joined = named & _before(named) & ~first
    follows = _after(named & ~first) & named
    caps = (marks & Mark.CAPITALS) != 0
    return Words(
        len(starts), starts, ends, line, marks, term, low, shape, first, opening, stop, named,
        introduced=joined & ~follows & ~caps, bare=named & ~joined & ~follows,
    )  # fmt: skip


def _before(values: Bools) -> Bools:
    """Each token gets the value of the one before it."""
    moved = np.zeros(len(values), np.bool_)
    moved[1:] = values[:-1]
    return moved


def _after(values: Bools) -> Bools:
    """Each token gets the value of the one behind it."""
    moved = np.zeros(len(values), np.bool_)
    moved[:-1] = values[1:]
    return moved


def _sentence_ends(marks: Ints, first: Bools) -> Bools:
    """Full stops that end a sentence: not those of initials and abbreviations right before them on the line."""
    stop: Bools = (marks & Mark.STOP) != 0
    ends: Bools = stop & (first | ~_before((marks & Mark.ABBREVIATED) != 0))
    return ends


def _sentence_starts(marks: Ints, first: Bools, stop: Bools) -> Bools:
    """Tokens at the beginning of a line, behind a stop, or behind the quotation mark that follows one of the two."""
    quoted = _before((marks & (Mark.QUOTE | Mark.BRACKET)) != 0)
    after_stop = _before(stop)
    return first | after_stop | (quoted & (_before(after_stop) | _before(first)))


def _names(marks: Ints, low: Ints, first: Bools, opening: Bools) -> Bools:
    """Capitals that are names: within a sentence, in a run, in capitals throughout, or seen as one of these.

    What opens a sentence alone counts only where the same word is a name elsewhere in these lines.
    """
    capital = ((marks & Mark.CAPITAL) != 0) & ((marks & (Mark.FUNCTION | Mark.TIMING)) == 0)
    in_run = _after(capital & ~first)
    sure: Bools = capital & (~opening | in_run | ((marks & Mark.CAPITALS) != 0))
    (unsure,) = (capital & ~sure).nonzero()
    seen: Bools = sure.copy()
    seen[unsure] = np.isin(low.take(unsure), low[sure])
    return seen


class _Lexicon(dict[str, int]):
    """Each distinct token with its number; `columns` hold what is known of each: marks, term, low, shape."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: Ints = np.zeros((4, 4096), np.int64)
        self.lock = threading.Lock()

    def __missing__(self, token: str) -> int:
        """Take a token in."""
        known = _known(token)
        with self.lock:
            number = self.get(token, len(self))
            if number == self.columns.shape[1]:
                self.columns = np.hstack([self.columns, np.zeros_like(self.columns)])
            self.columns[:, number] = known
            self[token] = number
        return number


_current: list[_Lexicon] = [_Lexicon()]


def _lexicon() -> _Lexicon:
    """What is known of tokens so far; begun anew before it grows too large."""
    if len(_current[0]) > KNOWN_TOKENS:
        _current[0] = _Lexicon()
    return _current[0]


def _known(token: str) -> tuple[int, int, int, int]:
    """A token's marks, term, low and shape."""
    folded = token.lower().replace("’", "'").removesuffix("'s")
    marks = _marks(token, folded)
    if marks & Mark.NUMBER:
        folded = f"#{min(len(token), 4)}"
        return marks, _hash(token), _hash(folded), _hash(folded)
    if not marks & Mark.WORD:
        return marks, 0, _hash(token), _hash(token[0])
    return marks, _hash(_stem(folded)), _hash(folded), _hash(_shape(folded, marks))


def _stem(folded: str) -> str:
    """What a word has in common with its other forms."""
    least, most = INFLECTED
    return folded[:INFLECTED_STEM] if least <= folded[0] <= most else folded[:STEM]


def _marks(token: str, folded: str) -> int:
    """All marks of a token."""
    if token[0].isdigit():
        return Mark.NUMBER
    if not token[0].isalpha():
        return PUNCTUATION.get(token[0], 0)
    marks = Mark.WORD
    capital = token[0].isupper()
    marks |= Mark.CAPITAL if capital else Mark.LOWER if token[0].islower() else 0
    if capital and len(token) > 1 and token.isupper():
        marks |= Mark.CAPITALS
    if capital and (len(token) == 1 or (len(token) <= 4 and "." in token)):
        marks |= Mark.ABBREVIATED
    return marks | LISTED.get(folded, 0)


def _shape(folded: str, marks: int) -> str:
    """A word without its topic: function words as they are, others by their capitals or their ending."""
    if marks & TOPICLESS:
        return folded + ("^" if marks & Mark.CAPITAL else "")
    if marks & Mark.CAPITALS:
        return "AA"
    return "Aa" if marks & Mark.CAPITAL else f"~{folded[-2:]}"


def _hash(text: str) -> int:
    """30 bits that are the same on every machine."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) & HASH_MASK
