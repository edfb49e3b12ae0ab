"""Languages of documents: stated ones as tags (BCP 47, RFC 5646), else found in the text, with how surely.

Found by py3langid, whose weights are loaded once, at the first text that needs them: about a second and 100 MB in a
process. Looks at the text alone: a language that is stated stands, even where the text looks like another.
"""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import TYPE_CHECKING

from feedmill.model import Document, Stated
from feedmill.reading.drafting import drafted, redrafted
from feedmill.reading.language_names import LONG, NAMED, SHORTER, TWO

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

make_document, make_stated = drafted(Document), drafted(Stated)

LIKELY = 0.5
"""How sure it has to be. At this limit 98 % of pieces of 100 characters get a language, and 98 % of these the right
one (of real news in twelve languages; tests/quality/test_encodings_floor.py measures it)."""

LOADING = threading.Lock()

ENGLISH = ("en", 0.999)
COMMON_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "that",
        "for",
        "with",
        "his",
        "from",
        "has",
        "have",
        "had",
        "said",
        "been",
        "were",
        "which",
        "not",
        "this",
        "but",
        "they",
        "its",
        "their",
        "who",
        "would",
        "will",
        "by",
        "he",
        "she",
        "it",
        "at",
        "are",
        "as",
        "be",
        "you",
        "than",
        "more",
        "after",
        "about",
        "into",
        "other",
        "could",
        "when",
        "there",
        "what",
        "one",
        "out",
        "if",
    ]
)
ENOUGH_WORDS, COMMON_SHARE, THE_SHARE = 40, 0.18, 0.02
LOWER = re.compile(r"[^\W\d_]+")
APART = {code: " " for code in range(128) if not chr(code).isalpha()}

LEAST = 20
SHORT, LONGER = 100, 800
SURE = 0.9

TAG = re.compile(
    r"([a-z]{2,3})((?:-[a-z]{3}){0,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?"
    r"((?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)((?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*)((?:-x(?:-[a-z\d]{1,8})+)?)"
)
WITHDRAWN_REGIONS = {"UK": "GB"}
NOT_ONE = frozenset(("und", "mul", "mis", "zxx"))
LETTERS = re.compile(rf"(?:[\W\d_]*+[^\W\d_]){{{LEAST}}}")
FEW_LETTERS = re.compile(rf"(?:[\W\d_]*+[^\W\d_]){{{LEAST // 3}}}")
ADDRESS = re.compile(r"https?://\S{1,500}|\S{1,200}@\S{1,200}")


def tag(raw: str) -> str | None:
    """The tag of a stated language in its canonical form, or None where it names none, several, or nobody knows it.

    Understands what formats have instead of tags: `en_US`, `en-UK`, `eng`, `ger`, `iw`, `de_DE.UTF-8`, `English`.
    """
    line = " ".join(raw.split()).casefold()
    if line in NAMED:
        return NAMED[line]
    match = TAG.fullmatch(line.partition(".")[0].partition("@")[0].replace("_", "-"))
    if match is None or match[1] in NOT_ONE:
        return None
    language = SHORTER.get(match[1], match[1])
    if match[1] not in TWO and match[1] not in LONG and match[1] not in SHORTER:
        return None
    region = (match[4] or "").upper()
    script = match[3].title() if match[3] else ""
    subtags = (language, match[2][1:], script, WITHDRAWN_REGIONS.get(region, region), match[5][1:], match[6][1:])
    return "-".join(one for one in (*subtags, match[7][1:]) if one)


def with_language(document: Document) -> Document:
    """The document with the language that its text is in, where none is stated and the text is sure enough."""
    if document.stated.language is not None:
        return document
    found = detect(document.text)
    if found is None:
        return document
    language, confidence = found
    fields = (*document.stated.fields, ("language", "text"))
    found_too = {"language": language, "language_confidence": confidence, "fields": fields}
    stated = redrafted(document.stated, make_stated, **found_too)
    return redrafted(document, make_document, stated=stated)


def detect(text: str) -> tuple[str, float] | None:
    """The language of a text, and how surely (0 to 1); None where that is below `LIKELY` or there is hardly a text.

    Plain English is told by its commonest words, for which no weights need to be loaded. Otherwise looks at a piece
    from the middle, and at a longer one where that is not enough.
    """
    if _is_plain_english(_middle(text, LONGER)):
        return ENGLISH
    found = _classified(_middle(text, SHORT))
    if found is not None and found[1] < SURE and len(text) > SHORT:
        found = _classified(_middle(text, LONGER))
    return found if found is not None and found[1] >= LIKELY else None


def _is_plain_english(piece: str) -> bool:
    """Whether a piece of some length is English beyond doubt: a good share of each third is words that English has."""
    lowered = piece.lower()
    if "the" not in lowered:
        return False
    words = lowered.translate(APART).split() if lowered.isascii() else LOWER.findall(lowered)
    if len(words) < ENOUGH_WORDS or len(piece) > 12 * len(words) or words.count("the") < THE_SHARE * len(words):
        return False
    third = len(words) // 3
    parts = words[:third], words[third:-third], words[-third:]
    return all(sum(map(COMMON_ENGLISH.__contains__, part)) >= COMMON_SHARE * len(part) for part in parts)


def _middle(text: str, size: int) -> str:
    """A piece from the middle of a text, from the beginning of a word."""
    start = max(0, (len(text) - size) // 2)
    piece = text[start : start + size]
    return piece if not start else piece[max(0, piece.find(" ", 0, 30)) :]


def _classified(piece: str) -> tuple[str, float] | None:
    """What the weights make of a piece without its addresses."""
    words = ADDRESS.sub(" ", piece) if "@" in piece or "://" in piece else piece
    if (LETTERS if words.isascii() else FEW_LETTERS).match(words) is None:
        return None
    language, confidence = _weights().classify(words)
    return str(language), round(min(1.0, float(confidence)), 3)


def _weights() -> LanguageIdentifier:
    """The weights, loaded once however many threads ask for them."""
    with LOADING:
        return _loaded()


@cache
def _loaded() -> LanguageIdentifier:
    """The weights, for the languages that have a code of two letters: the others are hardly ever what news is in."""
    import numpy as np
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    loaded = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    codes = [label for label in loaded.labels if label in TWO and label not in RARE]
    loaded.set_languages(codes)
    loaded.nb_ptc = np.ascontiguousarray(loaded.nb_ptc, dtype=np.float32)  # rows are gathered: six times as fast
    return loaded


RARE = frozenset(("an", "la", "sa", "vo"))
"""Codes of two letters that are taken for their neighbours more often than they occur: no news is in these."""
