r"""The lines behind the last paragraph of wire copy that are none of the story: initials, the agency, end marks, desks.

Each agency signs in its own way: `mcd/bp/cs`, `dpa kt yy ba`, `(Schluss) hu/ral`, `(SDA-ATS\\ac/tn)`, `REUTER TD KL`,
`/ritzau/`, `BSA-FL`. They stay in the text, where nothing is lost; they only stand beside the story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedmill.reading.agencies import is_agency
from feedmill.reading.bylines import OPENING, authors_of
from feedmill.reading.wiretext.contacts import added_at
from feedmill.reading.wiretext.datelines import is_wire
from feedmill.reading.wiretext.headings import is_held
from feedmill.reading.wiretext.reporters import names_reporters, reporters_in
from feedmill.reading.wiretext.signals import is_more
from feedmill.reading.wiretext.stamps import is_stamp, read_group, read_trailer

MOST_LINES = 8
LONGEST = 160
SHORT = 48
ITEMS = ("- ", "* ", "• ", "– ", "— ")
"""How the items of a list begin, which are the story's."""

MARKS = " \t()（）[]［］【】〔〕{}<>/\\-–—=+*.,:;|_~#©"
END = re.compile(
    r"(?:\{[A-Z]\}|\W{0,4})(?:(?:item )?ends?(?! adv)|endit|ende|enditem|schluss|forts\.?\s?\w{0,8}\.?|finis|fine?|"
    r"slut|loppu|kraj|konec|koniec|vége|fim|tamat|конец|끝|完|了|終わり|انتهى|おわり"
    r"|ende? adv\b.{0,40})(?![^\W_])\W{0,4}"
    r"|-?-(?:0|30)-{1,2}",
    re.IGNORECASE,
)
"""A word that says that the message ends here; initials may stand behind it."""

INITIALS = r"(?:[^\W\d_]{2,4}\d{3,4}|[^\W\d_][^\W_]{0,5})(?:[.-][^\W_]{1,5}){0,2}\.?"
INITIAL = re.compile(INITIALS)
GROUPED = rf"{INITIALS}(?:\s[\u0600-\u06ff]{{1,3}})?"
"""Initials between strokes; in Arabic they may be of two words (AFP)."""

MOST_SIGNS = 4
SLASHED = re.compile(
    rf"{GROUPED}(?:\s?[/\\]{{1,2}}\s?(?:{GROUPED})?){{1,7}}(?:(?:\s{INITIALS}){{0,3}}|\sEND\s\S{{2,20}})"
)
"""Initials with strokes between or behind them: `mcd/bp/cs`, `ktl/ eaw/ bno/`, `SDA-ATS\\ac/tn`."""

DESKED = re.compile(r"[A-Z]{2,5}(?:/[A-Z]{2,5}){0,3}(?:\s?\([A-Z]{2,5}(?:/[A-Z]{2,5}){0,3}\))?\s?//\s?[A-Z]{2,5}\.?")
"""Those who wrote, helped and released, with two strokes before the last (Lusa): `ANP (JPS) // CSJ`."""

SMALL = re.compile(r"[a-z]{1,3}(?:/[a-z]{1,3}){1,4}|[a-z]{2,3}\.[a-z]{2,3}")
"""Initials that even a full stop may stand behind."""

BLANKED = re.compile(r"[^\W\d_]{1,5}\d?(?:/[a-z]{2,4})?(?:[ ,][^\W_]{1,5}\d?(?:/[a-z]{2,4})?){0,7}")
"""Initials with blanks between them, as they stand behind the name of an agency: `kt yyzz n1 ba`."""

CAPITALS = r"[^\W\d_a-z\xdf-\xff]{2,4}"
BARE = re.compile(
    rf"(?:{CAPITALS}|[^\W\d_A-Z]{{2,4}})(?:[ -](?:{CAPITALS}|[^\W\d_A-Z]{{2,4}}))?\.?|[A-Z][a-z] [a-z]{{2}}"
)
"""Initials of one or two people, all in capitals or all in small letters, or a capital with the first (Interfax)."""

CODED = re.compile(
    r"(?:[A-Z][\dA-Z.]{1,7}(?:/[\dA-Z.]{1,6}){1,6}\W?(?:\s[\d/:.]{4,16})?|\d{6,8}\s[A-Z]{3}|\d{7,8}"
    r"|(?=[A-Z]{1,3}\d)[A-Z][A-Z\d]{1,3}-[A-Z]{2,4}(?:/[A-Z]{1,4})?|[A-Z]{2,4}--[A-Z]{1,3})"
)
DESK = re.compile(
    r"-{1,2}\s?[A-Z][^.!?]{2,40}(?:newsroom|bureau|desk)\b.{0,30}\d{3,}[\d ,/()+-]{0,40}"
    r"|[(\[]{1,2}[^()\[\]]{0,120}(?:\+?\d[\d -]{6,}|@)[^()\[\]]{0,60}[)\]]{1,2}"
)
"""A desk with its telephone number or address, all in brackets or behind dashes."""

MAILED = re.compile(
    r"(?:[^.!?@\n]{3,60}[,;]\s\+?\d[\d ()-]{6,18}[,;]\s)?[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}|https?://\S{4,200}"
)
"""A reporter's address alone on its line, or that of a newsroom behind its name and number (BNS)."""

ILLUSTRATED = re.compile(
    r"(?:\W{0,3}[(\[](?:con |with |mit )?"
    r"(?:fotos?|photos?|pictures?|pix|bild(?:er)?|v[ií]deos?|audio|grafik|gr[aá]ficos?)[)\]]){1,4}",
    re.IGNORECASE,
)
"""What comes with the story: `(foto)(vídeo)`."""

COPYRIGHT = r"\(c\)|©|c\.\s?\d{4}|copyright(?=\s?©|\W{1,3}(?:\d{4}|by\b|\(c\)))"
"""How a notice of rights begins, above a story or behind it."""

RIGHTS = re.compile(
    rf"\W{{0,3}}(?:{COPYRIGHT}|all rights reserved|저작권자|무단\s?전재|(?-i:Distributed by)\s).{{0,120}}",
    re.IGNORECASE,
)
CODES = re.compile(
    r"\W{0,2}\((?:PROFILE\b.{0,40}|[A-Z]{2,4}:[^()]{0,200};?)\)?\W{0,3}|[()]|[A-Z]{2,8} \[[a-z][A-Za-z\d]{5,16}\]"
)
"""What AP and Reuters list of a story behind it: `(PROFILE (CAT:Crime;) (SRC:AP; ST:IA;) )`, `RTRS [nL6E8JO1AB]`."""

WITH_AGENCY = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'’.-]{1,20}(?: [A-ZÀ-Þ][\w'’.-]{1,20}){1,3})"
    r"(?:\s?/\s?(?=[A-Z]{2,8}$)|,\s|\s\((?=[^()]{2,30}\)$))(?P<agency>[^\W\d_][^,/.()]{1,30})\)?"
)
"""A reporter with the agency, as Nordic wires and the Canadian one sign: `Anna Berg/TT`."""

POINTED = re.compile(
    r"(?:[^\W\d_][^:.!?\n]{1,60}:\s(?:[^:.!?\n]{3,40},\s)?|(?-i:Visit|Follow|Find|See)\s.{3,60}\sat\s"
    r"|View [a-z][^:\n]{3,70}:\s?)(?:https?://|www\.)\S{4,200}",
    re.IGNORECASE,
)
"""Where more is to be found: a few words and an address on the web (`AP NBA: https://...`)."""

AUTHORED = re.compile(r"[^\W\d_a-z]{2,10}/\([^()]{3,140}\)")
"""The agency, and who wrote and released (Agerpres): `AGERPRES/(A - autor: Ana Pop, editor: Ion Rus)`."""

CONTACT = re.compile(
    r"(?:media |press |investor )?(?:contacts?|inquiries|enquiries)\s?:\s.{0,120}(?:@|\d[\d ./-]{5,}).{0,60}"
    r"|(?-i:SOURCE):? \S.{1,80}",
    re.IGNORECASE,
)
"""Whom to call, in one line, and who sends a press release."""

TAILED = re.compile(
    r"(?<=\S)\s+(?:\d{1,2}[-./]\d{1,2}[-./]\d{4}(?:\s\d{1,2}:\d\d(?::\d\d)?)?|\d{1,2}\s?[^\W\d_]{3,9}\s?20\d\d)$"
)
"""The day behind what signs (Antara, PANA)."""

PARTING = str.maketrans("),;", "   ")
STAMPED = re.compile(
    r"[A-Z][a-z]{2,8}\s\d{1,2},\s\d{4}\s\d{1,2}:\d{2}\s[A-Z]{2,4}(?:\s\(\d{1,2}:\d{2}\s[A-Z]{2,4}\))?|Keywords:\s.{2,100}"
    r"|(?:AP|UPI|NYT|Reut)-[A-Z]{2,3}-\d\d-\d\d-\d\d\s\d{4}[A-Z]{3}"
    r"|[A-Z][a-z]{2,5}day, \d{1,2} [A-Z][a-z]{2,8} \d{4} \d{2}:\d{2}(?::\d{2})?"
)
"""When it was sent, in words, and what it is filed under (Dow Jones, Reuters)."""

ACCOMPANIED = re.compile(r"(?:PHOTO|GRAPHIC|VIDEO|ILLUSTRATION)S?\s\([^()]{4,100}\).{0,60}")
"""What can be had with the story, and whom to ask (Tribune)."""

NUMBERED = re.compile(
    r"[A-Z]{2,4}\d{3,4}\s{1,8}\d{4}-\d{2}-\d{2}/\d{2}:\d{2}|ISSN\s[\dX -]{8,14}"
    r"|[A-Z]{1,3}---[A-Z. ]{2,24}|0\d{3}|\d{1,2}:\d\d\sت\sم|[（(][編编][輯辑]\s?[:：][^()（）]{2,20}[)）]\d{0,8}"
    r"|(?:#\w{2,40}\s?){1,6}"
)
"""Number and time at the foot of a message (APA, SPA), its desks (MAP), its editor (CNA), the number of a serial."""

TO_EDITORS = re.compile(
    r"\(?(?:eds|editors?|note (?:to|aux) \w{4,12}|nota a\w{0,2} redat\w{2,4}|achtung redaktion(?:en)?)\s?[:.-].{0,140}",
    re.IGNORECASE,
)
WHOLE = (
    TO_EDITORS,
    DESK,
    RIGHTS,
    CODES,
    NUMBERED,
    MAILED,
    ILLUSTRATED,
    DESKED,
    POINTED,
    ACCOMPANIED,
    AUTHORED,
    STAMPED,
    CONTACT,
)
INITIALLED = re.compile(r"[.!?…»”\"')\]]\s(?P<agency>[A-Z]{2,8})(?:\s[A-Z]{2,4}){1,3}$")
"""An agency with initials behind the last sentence (PTI); those of one more person may stand below it."""

MOST_INITIALLED = 30
ENDED = re.compile(r"[.!?…»”\"')\]](?:\s[A-Z]{2,6})?\s{0,2}$")
"""How the last sentence ends, an agency's name behind it or none (EFE)."""


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
    if names_reporters(text) or (text[:2] == "((" and text.endswith("))")):
        return True
    if not text or len(text) > LONGEST or text[:2] in ITEMS:
        return not text or is_named(text[2:])
    if any(form.fullmatch(text) for form in WHOLE) or is_more(text) or _names_writers(text):
        return True
    if read_trailer(text) is not None or _is_stamped(text) or (is_held(text) and not text.endswith(".")):
        return True
    if len(text) > SHORT:
        return False
    listed = text[:1] == "(" and text[-1] == ")" and is_wire(text.strip("()").rpartition(", ")[2])
    dated = text[-4:].isdecimal() and is_agency(text[:-4].rstrip(" ,"))  # La Presse Canadienne, 2026
    return listed or dated or _is_signature(text) or (_is_bare(text) and _may_sign(before, last=last))


def _is_stamped(text: str) -> bool:
    """Whether a line is when a message was sent, an agency's name before it or none."""
    agency, _, group = text.partition(" ")
    return is_stamp(text) or (is_agency(agency) and read_group(group) is not None)


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
