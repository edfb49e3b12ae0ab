r"""The lines behind the last paragraph of wire copy that are none of the story: initials, the agency, end marks, desks.

Each agency signs in its own way: `mcd/bp/cs`, `dpa kt yy ba`, `(Schluss) hu/ral`, `(SDA-ATS\\ac/tn)`, `REUTER TD KL`,
`/ritzau/`, `BSA-FL`. They stay in the text, where nothing is lost; they only stand beside the story.
"""

from __future__ import annotations

from collections.abc import Sequence

from feedmill.reading.agencies import is_agency
from feedmill.reading.bylines import OPENING, authors_of
from feedmill.reading.dates import Precision
from feedmill.reading.stating import known_date
from feedmill.reading.wiretext.contacts import added_at
from feedmill.reading.wiretext.datelines import is_wire
from feedmill.reading.wiretext.holding import is_held
from feedmill.reading.wiretext.reporters import names_reporters, reporters_in
from feedmill.reading.wiretext.sign_forms import (
    BARE,
    BLANKED,
    CLOCKED,
    CODED,
    DESK,
    DESKED,
    END,
    ENDED,
    INITIAL,
    INITIALLED,
    MARKS,
    PARTING,
    SLASHED,
    SMALL,
    STAMPED_SIGN,
    TAILED,
    WHOLE,
    WITH_AGENCY,
    WRITTEN_BY,
)
from feedmill.reading.wiretext.signals import CORRECTIONS, is_more
from feedmill.reading.wiretext.stamps import is_stamp, read_group, read_trailer

MOST_LINES = 8
LONGEST = 160
SHORT = 48
ITEMS = ("- ", "* ", "• ", "– ", "— ")
"""How the items of a list begin, which are the story's."""

MOST_SIGNS = 4
MOST_INITIALLED = 30


def signed_off(lines: Sequence[str], *, wrapped: bool = False) -> int:
    """How many of the lines are the story's; behind them stands only what signs and ends it. At least one is.

    `wrapped` says that they are lines of paragraphs: then a sentence or a blank line ends right above what signs.
    """
    at = end = _companies(lines, added_at(lines))
    while at > 1 and end - at < MOST_LINES:
        line, before = lines[at - 1], lines[at - 2]
        named = is_wire(line.strip(MARKS)) and line.count("/") < 2 and not before.rstrip().endswith(")")
        apart = not wrapped or not before.strip() or (ENDED.search(before) and not named)
        if not (apart and _signs_off(line, before, last=at == len(lines))):
            break
        at -= 1
    return at


def _companies(lines: Sequence[str], end: int) -> int:
    """Where the line in capitals begins that names companies below the initials of a story (AFP); `end` without one."""
    if not (0 < end == len(lines) and lines[-1].isupper() and len(lines[-1]) <= LONGEST):
        return end
    above = next((line.strip() for line in reversed(lines[:-1]) if line.strip()), "")
    return end - 1 if above.islower() and SLASHED.fullmatch(above[:SHORT]) else end


def signed_by(lines: Sequence[str]) -> str | None:
    """Who signs behind the story with name and agency (`Anna Berg`), or is named there (`Autor: Jan Nowak`)."""
    for line in lines[signed_off(lines) :]:
        found = WITH_AGENCY.fullmatch(line.strip(" \t-–—")[:LONGEST])
        if found is not None and is_agency(found["agency"]):
            return found["name"]
        if _names_writers(line.strip()):
            return line.strip()
        if reported := reporters_in(line.strip()):
            return reported
    return None


def _signs_off(line: str, before: str, *, last: bool) -> bool:
    """Whether a line signs or ends the message; `before` is the line above it."""
    text = TAILED.sub("", line.strip())
    if names_reporters(text) or (text[:2] == "((" and text.endswith("))")) or _puts_right(text):
        return True
    if not text or len(text) > LONGEST or text[:2] in ITEMS:
        return not text or is_named(text[2:])
    if any(form.fullmatch(text) for form in WHOLE) or is_more(text) or _names_writers(text):
        return True
    if (
        read_trailer(text) is not None
        or _is_stamped(text)
        or (is_held(text.strip(" *+#=-")) and not text.endswith("."))
    ):
        return True
    if len(text) > SHORT:
        return False
    listed = text[:1] == "(" and text[-1] == ")" and is_wire(text.strip("()").rpartition(", ")[2])
    dated = text[-4:].isdecimal() and is_agency(text[:-4].rstrip(" ,"))  # La Presse Canadienne, 2026
    return listed or dated or _is_signature(text) or (_is_bare(text) and _may_sign(before, last=last))


def _puts_right(text: str) -> bool:
    """Whether a line says in brackets what of the story is put right (Belga): `(CORRECTION of the age)`."""
    told = text[:1] == "(" and text.endswith(")")
    word = CORRECTIONS.match(text, 1) if told else None
    return word is not None and (word[0].isupper() or text[word.end() : word.end() + 1] == ":")


def signs_behind(text: str) -> bool:
    """Whether what stands behind the last sentence of a paragraph signs by its form, without a doubt."""
    told = text.strip()
    return names_reporters(told) or any(form.fullmatch(told) for form in (DESKED, DESK, SMALL))


def _is_stamped(text: str) -> bool:
    """Whether a line is when a message was sent, an agency's name before it or none."""
    agency, _, group = text.partition(" ")
    told = text.strip("()") if text[:1] == "(" else ""
    clocked = CLOCKED.fullmatch(told)
    if clocked is not None and is_agency(clocked["agency"]):
        return True
    return is_stamp(text) or (is_agency(agency) and (read_group(group) is not None or _is_moment(group)))


def _is_moment(text: str) -> bool:
    """Whether a text is a day and a time in words: `2010. június 21., hétfő 09:14`."""
    when = known_date(text) if len(text) <= SHORT and text[-2:].isdecimal() else None
    return when is not None and when.precision in (Precision.MINUTE, Precision.SECOND)


def _names_writers(text: str) -> bool:
    """Whether a line says who wrote the story, behind a word for that and a colon (PAP)."""
    opening = OPENING.match(text) if ":" in text[:SHORT] and not text.endswith((".", "!", "?")) else None
    if opening is None or ":" not in opening[0]:
        return False
    return len(text) <= SHORT * 2 and any(" " in person for person in authors_of(text)[0])


def _is_signature(text: str) -> bool:
    """Whether a short line signs by its form: an end mark, an agency, a reporter with it, initials."""
    rest = _ended(text)
    stroked = text.split("/")[1].strip() if text.startswith("/") and text.count("/") > 1 else ""
    if not rest or is_wire(rest.removeprefix("The ")) or is_named(text) or is_wire(stroked):
        return True
    rest = STAMPED_SIGN.sub("", rest)
    written = WRITTEN_BY.fullmatch(rest)
    if written is not None and is_wire(written["agency"]):
        return True
    coded = CODED.fullmatch(rest) is not None or SMALL.fullmatch(rest) is not None
    return coded or (not text.endswith(".") and (_initials(rest) or _agency_before(rest)))


def is_named(text: str) -> bool:
    """Whether a line is the agency's name, or a reporter's with it."""
    signed = WITH_AGENCY.fullmatch(text)
    return is_wire(text.removeprefix("The ")) or (signed is not None and is_agency(signed["agency"]))


def _ended(text: str) -> str:
    """A line without an end mark at its head, and without the marks around it.

    With more behind it, an end mark stands in brackets or between dashes: `Ende gut.` is a sentence.
    """
    begun = END.match(text)
    cut = begun is not None and (begun.end() == len(text) or not text[0].isalpha() or "/" in text)
    return text[begun.end() if begun and cut else 0 :].strip(MARKS)


def _may_sign(before: str, *, last: bool) -> bool:
    """Whether the line above ends a sentence, or signs may be below already: there bare letters are initials."""
    if not last or ENDED.search(before) is not None or (len(before) <= SHORT and _is_signature(before.strip())):
        return True
    signed = INITIALLED.search(before[-MOST_INITIALLED:])
    return signed is not None and is_wire(signed["agency"])


def _is_bare(text: str) -> bool:
    """Whether initials are all of a line."""
    bare = _ended(text)
    stopped = text.endswith(".") and not bare.isupper()  # `he said.`
    return BARE.fullmatch(bare) is not None and not stopped


def _initials(text: str) -> bool:
    """Whether strokes part initials, which are short and hold letters, or stand between them and an agency."""
    if "/" not in text and "\\" not in text:
        return False
    parts = text.split("/")
    named = [part for part in parts if is_wire(part.strip())] if len(parts) <= MOST_SIGNS else []
    signs = bool(named) and all(part in named or INITIAL.fullmatch(part.strip()) for part in parts)
    return signs or SLASHED.fullmatch(text) is not None


def _agency_before(text: str) -> bool:
    """Whether initials stand behind the name of an agency: `dpa kt yy ba`, `STT jh`, `REUTER TD KL`."""
    words = text.translate(PARTING).split()
    named = words[0].partition("/")[0].strip(MARKS) if words else ""
    behind = " ".join(words[1:])
    return len(words) > 1 and is_wire(named) and (BLANKED.fullmatch(behind) or SLASHED.fullmatch(behind)) is not None
