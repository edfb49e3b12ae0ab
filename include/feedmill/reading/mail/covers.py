"""What stands around the story in a mail by hand: a note, the header of a forwarded mail, a release's head, the end.

A header of a forwarded mail has lines for sender and subject, in whatever language. Short lines above a line that
repeats the subject are a release's head. All of this is told by its form; where no text would be left, all stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feedmill.reading.mail.phrases import closes, is_elsewhere
from feedmill.reading.mail.subjects import ALONE, headline_in
from feedmill.reading.mail.titles import folded

FIELD = re.compile(
    r"[>*_ \t]{0,8}(?P<name>[^\W\d_][\w .'’/-]{0,24}?)[*_ ]{0,3}[:：][*_]{0,2}[ \t]{0,8}(?P<value>[^\n]{0,1000})"
)
_SENDER = """
from von de da van från fra od от від lähettäjä feladó 差出人 发件人 發件人 寄件者 보낸|사람 kimden gönderen από
nadawca expéditeur afsender avsender avsändare отправитель mittente remitente remetente
"""
_SUBJECT = """
subject betreff objet asunto assunto oggetto onderwerp ämne emne aihe temat předmět predmet tárgy subiect тема
件名 主题 主旨 제목 konu θέμα re
"""
_OTHERS = """
date datum fecha data dato päivämäärä дата dátum 日付 日期 날짜 tarih ημερομηνία sent gesendet envoyé enviado
enviado|el inviato verzonden skickat sendt lähetetty wysłano odesláno odoslané elküldve trimis отправлено надіслано
送信日時 发送时间 gönderilme to an à a para aan till til vastaanottaja do komu címzett către кому 宛先 收件人 받는|사람
kime προς cc kopie copie copia kopia kopio копия reply-to antwort|an répondre|à responder|a
"""


def _words(text: str) -> frozenset[str]:
    """Some words; those with a stroke in them are two."""
    return frozenset(word.replace("|", " ") for word in text.split())


SENDER, SUBJECT = _words(_SENDER), _words(_SUBJECT)
KNOWN = SENDER | SUBJECT | _words(_OTHERS)
_BEGIN = (
    r"begin forwarded message|anfang der weitergeleiteten .{0,20}|début du message .{0,20}|inizio messaggio .{0,20}|"
    r"inicio del mensaje .{0,20}"
)
DASHES = re.compile(rf"[> ]{{0,8}}(?:[-_]{{4,60}}.{{0,60}}[-_]{{0,60}}|(?:{_BEGIN})\s?:)\s{{0,4}}", re.IGNORECASE)
URL = re.compile(r"https?://[^\s<>()\[\]]{4,2000}")
ENDED = re.compile(r"[.!?…。！？][\"'»”’)\]]{0,2}$")

_RELEASED = (
    r"for (?:immediate )?(?:release|publication|use)\b.{0,60}|(?:zur )?sofort(?:igen)? (?:veröffentlichung|freigabe)|"
    r"pour (?:diffusion|publication) immédiate|para (?:su )?(?:publicación|difusión|divulgação) inmediata|"
    r"para divulgação imediata|per (?:la )?(?:diffusione|pubblicazione) immediata|voor onmiddellijke publicatie|"
    r"do natychmiastowej publikacji|för omedelbar publicering"
)
RELEASED = re.compile(rf"\W{{0,6}}(?:{_RELEASED})\W{{0,6}}", re.IGNORECASE)
_ASKED = (
    r"contacts?|kontakte?|enquiries|inquiries|ansprechpartner(?:in)?|contatt[oi]|contactos?(?: de prensa)?|contato|"
    r"contact presse|contatti stampa|yhteystiedot|lisätietoja"
)
CONTACT = re.compile(
    rf"\W{{0,4}}(?:(?:media|press|news|presse|pers)[ -]?)?(?:{_ASKED})\s?[:：]?.{{0,60}}", re.IGNORECASE
)
END = re.compile(
    r"\W{0,4}(?:# ?# ?#|[-–—] ?30 ?[-–—]|[-–—~ ]{0,3}(?:ends?|ende|fin|fine|fim|slut)[-–—~ ]{0,3})\W{0,4}",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"\W{0,4}(?:(?:this|the information in this) (?:e-?mail|message|communication)\b.{0,120}(?:confidential|intended)|"
    r"(?:diese|die in dieser) (?:e-?mail|nachricht)\b.{0,120}(?:vertraulich|bestimmt)|"
    r"ce (?:message|courriel|mail)\b.{0,120}(?:confidentiel|destin)|"
    r"este (?:mensaje|correo|e-?mail|mensagem)\b.{0,120}confidencia|"
    r"(?:questo messaggio|le informazioni contenute)\b.{0,120}(?:confidenzia|riservat)|"
    r"dit (?:bericht|e-?mail\w{0,9})\b.{0,120}vertrouwelijk)",
    re.IGNORECASE,
)
SIGNATURE = re.compile(r"-- ?")

NOTE, DEEPEST = 1500, 5
"""Characters of a note above what is forwarded, and how often that may have been forwarded before."""

LONGEST = 1000
"""Characters of one field of a header."""

HEAD_LINES, HEAD_LINE, CONTACT_LINES, CONTACT_LINE = 16, 100, 8, 60
LEAST_FIELDS, MOST_FIELDS = 3, 12
CLOSING, SHARE = 1500, 0.4
"""What is below the end of a story: at most so many characters, and that share of all."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The lines `[first, last)` of the story, the line of its headline; what a forwarded mail says of itself.

    `url` is where the mail says that it stands on the web.
    """

    first: int
    last: int
    headline: int | None = None
    sender: str | None = None
    subject: str | None = None
    url: str | None = None


def cover_of(lines: Sequence[str], subject: str | None) -> Cover:
    """The extent of the story in a mail's lines, some of them blank."""
    first, sender, inner = _forwarded(lines)
    named = folded(headline_in(inner or subject or ""))
    url = _web_address(lines, first)
    headline = _headline(lines, first, named)
    start = _headed(lines, first) if headline is None else headline
    last = _last(lines, start)
    if not _size(lines[start + (headline is not None) : last]):
        return Cover(0, len(lines), url=url)
    return Cover(start, last, headline, sender, inner, url)


def _size(lines: Sequence[str]) -> int:
    return sum(map(len, lines))


def _forwarded(lines: Sequence[str]) -> tuple[int, str | None, str | None]:
    """Where what was forwarded begins, who sent it and below which subject."""
    first, said = 0, dict[str, str]()
    for _ in range(DEEPEST):
        found = _header_in(lines, first)
        if found is None:
            break
        above, below, said_here = found
        note = _size(lines[first:above])
        if note > NOTE or note > _size(lines[below:]):
            break
        first, said = below, said_here
    return first, said.get("sender"), said.get("subject")


def _header_in(lines: Sequence[str], first: int) -> tuple[int, int, dict[str, str]] | None:
    """The first header of a mail at or below a line: its range, and sender and subject."""
    size = 0
    for at in range(first, len(lines)):
        size += len(lines[at])
        if size > NOTE + LONGEST:
            break
        found = FIELD.match(lines[at]) if ":" in lines[at] or "：" in lines[at] else None
        if found is None or found["name"].strip().casefold() not in SENDER:
            continue
        end, said, count = _fields(lines, at)
        if count >= LEAST_FIELDS and "subject" in said:
            above = at - 1
            while above >= first and (not lines[above].strip() or FIELD.match(lines[above])):
                above -= 1
            dashed = above >= first and DASHES.fullmatch(lines[above])
            return above + (0 if dashed else 1), end, said
    return None


def _fields(lines: Sequence[str], at: int) -> tuple[int, dict[str, str], int]:
    """The end of a header that begins with its sender, what is in it, how many fields it has."""
    said: dict[str, str] = {}
    count, blank = 0, False
    end = at
    for number in range(at, min(len(lines), at + 2 * MOST_FIELDS)):
        line = lines[number]
        found = FIELD.match(line)
        if not line.strip():
            blank = True
            continue
        name = found["name"].strip().casefold() if found is not None else ""
        if name not in KNOWN and (blank or (found is None and "@" not in line and ";" not in line)):
            break
        blank = False
        if found is not None:
            count += 1
            value = found["value"].strip(" *")
            if name in SENDER:
                said.setdefault("sender", value)
            elif name in SUBJECT:
                said.setdefault("subject", value)
        end = number + 1
    return end, {name: value for name, value in said.items() if value}, count


def _web_address(lines: Sequence[str], first: int) -> str | None:
    """Where one of the first lines says that the mail stands on the web."""
    for line in [one for one in lines[first : first + HEAD_LINES] if one.strip()][:4]:
        found = URL.search(line)
        if found is not None and is_elsewhere(f"{line[: found.start()]}{line[found.end() :]}".strip()):
            return found[0]
    return None


def _headline(lines: Sequence[str], first: int, named: str) -> int | None:
    """The line that repeats the subject, where only short ones are above it."""
    seen = 0
    for at in range(first, len(lines)):
        line = lines[at].strip()
        if line and named and folded(line) == named:
            return at
        seen += bool(line)
        told = len(line) > HEAD_LINE or (len(line) > CONTACT_LINE and ENDED.search(line) is not None)
        if seen > HEAD_LINES or (told and not URL.search(line)):
            return None
    return None


def _headed(lines: Sequence[str], first: int) -> int:
    """Where a story begins below the lines that say that it is a release, whom to ask, where it stands on the web."""
    at, asked = first, 0
    for number in range(first, len(lines)):
        line = lines[number].strip()
        if not line:
            asked = 0
            continue
        released = RELEASED.fullmatch(line) or ALONE.fullmatch(line)
        if CONTACT.fullmatch(line) and line.endswith((":", "：")):
            asked = CONTACT_LINES
        elif asked and len(line) <= CONTACT_LINE and not ENDED.search(line):
            asked -= 1
        elif not released and not (URL.search(line) and is_elsewhere(URL.sub("", line).strip())):
            break
        at = number + 1
    return at


def _last(lines: Sequence[str], first: int) -> int:
    """Where a story ends: above an end mark, a signature, a word on who may read this, what closes the mail."""
    whole = left = _size(lines[first:])
    told = False
    for at in range(first, len(lines)):
        line = lines[at].strip()
        if told and line and left <= min(CLOSING, SHARE * whole) and _ends(lines[at], line):
            return at
        told = told or ENDED.search(line) is not None
        left -= len(lines[at])
    return len(lines)


def _ends(raw: str, line: str) -> bool:
    """Whether a line is the first below a story."""
    marked = SIGNATURE.fullmatch(raw) or END.fullmatch(line) or DISCLAIMER.match(line)
    return marked is not None or closes(line)
