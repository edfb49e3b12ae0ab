"""What one token of a line is: a word, a number, a mark. One regular expression, and nothing known of words."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 4000
"""Of a longer line, so many characters of its beginning and a quarter as many of its end are read."""

VOWEL_SIGNS = re.compile(
    f"[{''.join(sign for sign in map(chr, range(0x300, 0x1A00)) if unicodedata.category(sign) in {'Mn', 'Mc'})}]+"
)
"""Signs that stand on or beside a letter (vowels of Hindi, points of Hebrew): words are told apart without them."""

CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
LETTER = rf"[^\W\d_{CJK}]"
ELIDED = "|".join(
    rf"(?<=(?<!{LETTER}){article}.)"
    for article in ("[cdjlmnst]", "qu", "all", "dell", "nell", "sull", "jusqu", "lorsqu", "puisqu")
)
GOES_ON = rf"(?:['’](?=[^\W\d_])(?i:{ELIDED})|(?:['’.\-]{LETTER}+)*)"
TOKEN = re.compile(
    rf"[A-Za-z][A-Za-z]*+{LETTER}*+{GOES_ON}|[{CJK}]|{LETTER}{LETTER}*+{GOES_ON}"
    r"|\d+(?:[.,:]\d+)*|\.\.\.|[^\w\s]"
)
"""A word (with its hyphens, apostrophes, inner stops), an elided article, a CJK character, a number, a mark.

Whether a word is an article is asked once an apostrophe stands behind it. Each choice opens with a set of characters,
and plain letters come first: that halves the time.
"""


def tokens_of(text: str) -> list[str]:
    """The tokens of a line, in order: of one that is too long to be read whole, those of its beginning and its end."""
    read = text if len(text) <= LONGEST else f"{text[:LONGEST]} {text[-LONGEST // 4 :]}"
    return TOKEN.findall(read if read.isascii() else VOWEL_SIGNS.sub("", read))
