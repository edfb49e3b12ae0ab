"""Subjects without what says how a mail was sent: replied, forwarded, as a release to the press."""

from __future__ import annotations

import re

_SENT = (
    r"re|aw|antw|antwort|sv|vs|vá|odp|ynt|ответ|відп|回复|答复|回覆|返信|"
    r"fwd?|wg|tr|rv|enc|i|vb|vl|vid|pd|ilt|i̇lt|doorst|továbbítás|fs|пересл|转发|轉寄|転送|전달"
)
_RELEASE = (
    r"(?:press|news|media)[ -]?(?:release|statement|advisory)|(?:press|media) (?:info(?:rmation)?|note)|"
    r"(?:presse|medien)(?:mitteilung|information|info|erklärung|meldung)|"
    r"communiqu[ée](?: de presse)?|comunicato(?: stampa)?|(?:nota|comunicado)(?: de (?:prensa|imprensa))?|"
    r"(?:pers|nieuws)bericht|pressmeddelande|pressemeddelelse|pressemelding|(?:lehdistö|media)?tiedote|"
    r"informacja prasowa|komunikat prasowy|tisková zpráva|tlačová správa|sajtóközlemény|comunicat(?: de presă)?|"
    r"пресс-релиз|прес-реліз|δελτίο τύπου|basın (?:bülteni|açıklaması)|プレスリリース|新闻稿|新聞稿|보도자료|"
    r"siaran pers"
)
SENT = re.compile(rf"\s{{0,4}}(?:{_SENT})(?:\[\d{{1,3}}\]|\(\d{{1,3}}\))?\s?[:：]\s{{0,4}}", re.IGNORECASE)
RELEASE = re.compile(
    rf"\s{{0,4}}(?:[\[(【](?:{_RELEASE})[\])】]\s{{0,3}}[:：|–—-]?|(?:{_RELEASE})\s{{0,3}}(?:[:：|–—]|\s-\s))\s{{0,4}}",
    re.IGNORECASE,
)
ALONE = re.compile(rf"\W{{0,4}}(?:{_RELEASE})\W{{0,4}}", re.IGNORECASE)
"""A line that says that a release to the press follows."""

MOST = 6


def headline_in(subject: str) -> str:
    """The subject without such words before it; all of it, where nothing else is in it."""
    rest = subject
    for _ in range(MOST):
        found = SENT.match(rest) or RELEASE.match(rest)
        if found is None or not rest[found.end() :].strip():
            break
        rest = rest[found.end() :]
    return rest.strip()
