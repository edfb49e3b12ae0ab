"""The forms of what signs a message off: initials, agencies, end marks, desks, codes. Patterns alone."""

from __future__ import annotations

import re

MARKS = " \t()（）[]［］【】〔〕{}<>/\\-–—=+*.,:;|_~#©"
END = re.compile(
    r"(?:\{[A-Z]\}|\W{0,4})(?:(?:item )?ends?(?! adv)|endit|ende|enditem|schluss|forts\.?\s?\w{0,8}\.?|finis|fine?|"
    r"slut|loppu|kraj|konec|koniec|vége|fim|tamat|конец|끝|完|了|終わり|انتهى|おわり"
    r"|ende? adv(?:ance)?\b.{0,40})(?![^\W_])\W{0,4}"
    r"|-?-(?:0|30)-{1,2}",
    re.IGNORECASE,
)
"""A word that says that the message ends here; initials may stand behind it."""

INITIALS = r"(?:[^\W\d_]{2,4}\d{3,4}|[^\W\d_][^\W_]{0,5})(?:[.-][^\W_]{1,5}){0,2}\.?"
INITIAL = re.compile(INITIALS)
GROUPED = rf"{INITIALS}(?:\s[\u0600-\u06ff]{{1,3}})?"
"""Initials between strokes; in Arabic they may be of two words (AFP)."""

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
    rf"|{CAPITALS}(?:[ -]{CAPITALS}){{2,3}}|[^\W\d_A-Z]{{2,4}}(?:-[^\W\d_A-Z]{{2,4}}){{2,3}}"
    r"|(?:[A-Z]\.){1,2}[A-Z]"
)
"""Initials of one or two people, all in capitals or all in small letters, or a capital with the first (Interfax).

Of three or four, in capitals, or with hyphens between them (Anadolu, Bernama, Télam).
"""

CODED = re.compile(
    r"(?:[A-Z][\dA-Z.]{1,7}(?:/[\dA-Z.]{1,6}){1,6}\W?(?:\s[\d/:.]{4,16})?|\d{6,8}\s[A-Z]{3}|\d{7,8}|\d{2,5}\*\*\d{2,5}"
    r"|(?=[A-Z]{1,3}\d)[A-Z][A-Z\d]{1,3}-[A-Z]{2,4}(?:/[A-Z]{1,4})?|[A-Z]{2,4}--[A-Z]{1,3})"
)
DESK = re.compile(
    r"-{1,2}\s?[A-Z][^.!?]{2,40}(?:newsroom|bureau|desk)\b.{0,30}\d{3,}[\d ,/()+-]{0,40}"
    r"|[(\[]{1,2}[^()\[\]]{0,120}(?:\+?\d[\d -]{6,}|@|www\.|https?://)[^()\[\]]{0,60}[)\]]{1,2}"
)
"""A desk with its telephone number or address, all in brackets or behind dashes."""

MAILED = re.compile(
    r"(?:[^.!?@\n]{3,60}[,;:]\s(?:\+?\d[\d ()-]{6,18}[,;]\s)?)?[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}|https?://\S{4,200}"
)
"""A reporter's address alone on its line, or that of a newsroom behind its name and number (BNS)."""

FILED = re.compile(r"(?:Story Filed By|For Use By Clients of) .{3,80}", re.IGNORECASE)
"""Who sent a story, and who may print it (Cox)."""

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
    r"(?:[^\W\d_][^:.!?\n]{1,60}:\s(?:[^:.!?\n]{3,40},\s)?|(?-i:Visit|Follow|Find|See)\s.{3,90}\sat\s"
    r"|View [a-z][^:\n]{3,70}:\s?)(?:https?://|www\.)\S{4,200}(?:(?:,| and)\s(?:https?://|www\.)\S{4,200}){0,3}",
    re.IGNORECASE,
)
"""Where more is to be found: a few words and an address on the web (`AP NBA: https://...`)."""

AUTHORED = re.compile(r"[^\W\d_a-z]{2,10}/\([^()]{3,140}\)")
"""The agency, and who wrote and released (Agerpres): `AGERPRES/(A - autor: Ana Pop, editor: Ion Rus)`."""

WRITTEN_BY = re.compile(r"(?P<agency>[A-Z]{2,8})(?:/[A-ZÀ-Þ][\w.’'-]{1,20}(?: [A-ZÀ-Þ][\w.’'-]{1,20}){1,3}){1,3}")
"""An agency, and behind strokes who wrote and edited (WAM): `WAM/Nour Salman`."""

CONTACT = re.compile(
    r"(?:media |press |investor )?(?:contacts?|inquiries|enquiries)\s?:\s.{0,120}(?:@|\d[\d ./-]{5,}).{0,60}"
    r"|(?-i:SOURCE):? \S.{1,80}",
    re.IGNORECASE,
)
"""Whom to call, in one line, and who sends a press release."""

CLOCKED = re.compile(r"(?P<agency>[^\W\d_]{2,10})\s[-–]\s\d{1,2}[.:]\d{2}")
"""An agency and the time of day, in brackets (KNA)."""

TAILED = re.compile(
    r"(?<=\S)\s+(?:\d{1,2}[-./]\d{1,2}[-./]\d{4}(?:\s\d{1,2}:\d\d(?::\d\d)?)?|\d{1,2}\s?[^\W\d_]{3,9}\s?20\d\d)$"
)
"""The day behind what signs (Antara, PANA)."""

STAMPED_SIGN = re.compile(r"(?<=[^\W\d_])/\d{1,2}:\d{2}$")
"""The time of day behind initials (MIA)."""

PARTING = str.maketrans("),;", "   ")
STAMPED = re.compile(
    r"[A-Z][a-z]{2,8}\s\d{1,2},\s\d{4}\s\d{1,2}:\d{2}\s[A-Z]{2,4}(?:\s\(\d{1,2}:\d{2}\s[A-Z]{2,4}\))?|Keywords:\s.{2,100}"
    r"|(?:AP|UPI|NYT|Reut)-[A-Z]{2,3}-\d\d-\d\d-\d\d\s\d{4}[A-Z]{3}"
    r"|[A-Z][a-z]{2,5}day, \d{1,2} [A-Z][a-z]{2,8} \d{4} \d{2}:\d{2}(?::\d{2})?"
)
"""When it was sent, in words, and what it is filed under (Dow Jones, Reuters)."""

ACCOMPANIED = re.compile(
    r"(?:ARCHIVE )?(?:PHOTO|GRAPHIC|VIDEO|ILLUSTRATION)S?(?: on KRT Direct)?\s\([^()]{4,100}\).{0,60}"
)
"""What can be had with the story, and whom to ask (Tribune)."""

NUMBERED = re.compile(
    r"[A-Z]{2,4}\d{3,4}\s{1,8}\d{4}-\d{2}-\d{2}/\d{2}:\d{2}|ISSN\s[\dX -]{8,14}"
    r"|-0- \([A-Z]{2,4}\) [A-Z][a-z]{2}/\d{1,2}/\d{4}(?: \d{1,2}:\d{2})?"
    r"|Original(?:text|-Content von):\s.{2,80}|(?i:ots) Originaltext:\s.{2,80}"
    r"|[A-Z]{1,3}---[A-Z. ]{2,24}|0\d{3}|\d{1,2}:\d\d\sت\sم|[（(][編编][輯辑]\s?[:：][^()（）]{2,20}[)）]\d{0,8}"
    r"|(?:#\w{2,40}\s?){1,6}"
)
"""Number and time at the foot of a message (APA, SPA), its desks (MAP), its editor (CNA), the number of a serial."""

TO_EDITORS = re.compile(
    r"[-–—(]{0,2}(?:eds|editors?|editor'?s'? notes?|note (?:to|aux) \w{4,12}|"
    r"nota a\w{0,2} redat\w{2,4}|achtung redaktion(?:en)?)\s?[:.-].{0,140}",
    re.IGNORECASE,
)
WHOLE = (
    FILED,
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

ENDED = re.compile(r"[.!?…»”\"')\]](?:\s[A-Z]{2,6})?\s{0,2}$")
"""How the last sentence ends, an agency's name behind it or none (EFE)."""
