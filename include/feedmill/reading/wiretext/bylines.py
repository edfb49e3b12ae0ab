"""Lines of a wire that name who wrote: a byline by itself, in brackets, with its agency, above the writer's post.

Knows how bylines begin in the languages of wires. Refuses a sentence that only begins so.
"""

from __future__ import annotations

import re

from feedmill.reading.agencies import is_agency

BYLINE_WORDS = 10
MOST_POST = 8
BYLINE = re.compile(
    r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|DI|Da|De notre|Af|Av|Door|Przez|Kirjoittanut|Text:)\s+(?=[^\W\d_])"
)
SIGNED = re.compile(r"[^\W\d_][^,\d]{3,50},\s(?P<agency>[^,\d]{2,20})")
SLASHED = re.compile(r"[^\W\d_a-z][\w.’'-]{1,24}(?: [^\W\d_a-z][\w.’'-]{1,24}){1,3}\s?/\s?[A-Z]{2,8}")
"""A name and its agency, with a stroke between them (STT)."""

TITLE = re.compile(
    r"(?:the\s+)?(?:associated press|united press|canadian press|reuters?|upi|ap\b|new york times|(?-i:Of [A-Z])"
    r"|.{0,40}\b(?:writer|editor|reporter|correspondent|columnist|staff|news service|press|bureau|analyst|critic)\b)",
    re.IGNORECASE,
)
"""How the line below a byline begins that says where somebody writes, or as what."""


def is_byline(line: str) -> bool:
    """Whether a line by itself is a byline, and no sentence."""
    words = line.split()
    if SLASHED.fullmatch(line) is not None and is_agency(line.rpartition("/")[2].strip()):
        return True
    begun = _begun(line) if len(words) > 1 and words[0].islower() and words[1][0].isupper() else line  # AFP
    return BYLINE.match(begun) is not None and len(words) <= BYLINE_WORDS and not line.endswith(".")


def name_in(line: str) -> str:
    """A byline without the word before the name, and without the brackets or strokes around it."""
    return BYLINE.sub("", _begun(line.strip("()/ ")), count=1)


def is_bracketed_name(line: str) -> bool:
    """Whether brackets hold a byline and nothing more: `(di Anna Rossi)`."""
    return line.startswith("(") and line.endswith(")") and names_somebody(_begun(line.strip("()")))


def names_somebody(line: str) -> bool:
    """Whether a line above a headline is a byline: a name and nothing more, each word with a capital.

    `Von der Leyen trifft Macron` is none.
    """
    told = _begun(line)
    name = BYLINE.sub("", told, count=1)
    words = name.split()
    return name != told and 2 <= len(words) <= BYLINE_WORDS // 2 and all(word[0].isupper() for word in words)


def signs(line: str) -> bool:
    """Whether a line is a name and its agency: `JOHANNA KIVI, STT`."""
    found = SIGNED.fullmatch(line)
    return found is not None and is_agency(found["agency"])


def is_posted(block: list[str]) -> bool:
    """Whether two lines are a byline and the post of who it names: `By ANN ODE`, `Associated Press Writer`."""
    return len(block) == 2 and is_byline(block[0]) and is_post(block[1]) and not block[1].endswith(".")


def is_post(line: str) -> bool:
    """Whether a line, right below a byline, says where somebody writes, or as what."""
    return TITLE.match(line) is not None and len(line.split()) <= MOST_POST


def _begun(line: str) -> str:
    """The line with a capital first."""
    return line[:1].upper() + line[1:]
