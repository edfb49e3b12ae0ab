"""Days as pages show them: in an element or a line of their own, with a label ("Published:", "Stand:"), a name, a time.

Knows how dates are written for people in many languages; takes none out of a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from feedmill.reading.dates import When, read_date
from feedmill.reading.dating.worded import BUDDHA
from feedmill.reading.dating.words import MARKS, WEEKDAYS
from feedmill.reading.pages.labels import BY
from feedmill.reading.pages.ordering import FIGURES, is_day_first

NAME = (
    rf"(?:[^\W\d_]{{3,12}}|(?=[^\x00-\x7f])[^\W\d_](?:[^\W\d_]|[{MARKS}]){{1,13}}|"
    r"[\u0e01-\u0e2e][\u0e31-\u0e4e]?\.[\u0e01-\u0e2e]\.)"
)
"""What may be the name of a month, in any script; as Thai cuts it short, with dots."""

AFTER_YEAR = (
    r"(?:január|február|március|április|május|június|július|augusztus|szeptember|október|november|december|jan|febr?|"
    r"márc|"
    r"ápr|máj|jún|júl|aug|szept|okt|nov|dec|sausio|vasario|kovo|balandžio|gegužės|birželio|liepos|rugpjūčio|rugsėjo|"
    r"spalio|lapkričio|gruodžio|ජනවාරි|පෙබරවාරි|මාර්තු|මැයි|ජූනි|ජූලි|අගෝස්තු|සැප්තැම්බර්|ඔක්තෝබර්|නොවැම්බර්|"
    r"දෙසැම්බර්)"
)
"""Months in the languages that begin with the year: Hungarian, Lithuanian, Sinhala."""

DAY = re.compile(
    r"(?<![\w./-])(?<!\d:)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}(?![\d.]?\d)|\d{4}\.\s\d{1,2}\.\s\d{1,2}(?!\d)|"
    r"\d{4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]|"
    r"(?:令和|平成|昭和)\s?(?:元|\d{1,2})年\s?\d{1,2}月\s?\d{1,2}日|\d{4}\sоны\s\d{1,2}(?:-р|"
    r"\s?д[үу]г[эа]{2}р)?\s?сарын\s\d{1,2}|"
    rf"\d{{4}}e?ko\s{NAME}\s\d{{1,2}}(?=a|an|ean|\W|$)|{NAME}\s-\s\d{{1,2}}\s-\s\d{{4}}(?!\d)|"
    r"\d{4}-(?:yil|йил),?\s\d{1,2}-[^\W\d_]{3,9}(?!\w)|\d{1,2}-[^\W\d_]{3,9},?\s\d{4}(?:-(?:yil|йил))?(?![\w-])|"
    r"\d{1,2}\s?[./|-]\s?\d{1,2}\s?[./|-]\s?(?:\d{4}|\d{2})(?![\w/]|-(?!\d\d:\d\d)|\.\d)|"
    r"\d{1,2}[/-][^\W\d_]{3,9}[/-]\d{4}(?!\d)|\d{1,2}\stháng\s\d{1,2},?\s(?:năm\s)?\d{4}(?!\d)|"
    rf"\d{{4}}\.?\s(?:gada\s\d{{1,2}}\.\s{NAME}(?!\w)|(?:m\.\s)?{AFTER_YEAR}\.?\s\d{{1,2}}(?!\d))|"
    r"\d{1,2}(?:\.|st|nd|rd|th|er|º)?[\s.]{1,2}(?:de\s|of\s|d['’]|ta['’]\s)?"
    rf"{NAME}(?:\s(?:الأول|الاول|الثاني))?\.?,?[\s.](?:de\s|del\s|พ\.ศ\.\s)?\d{{4}}(?!\d)|"
    rf"{NAME}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}(?!\d))"
)
_DOTTED = "|".join(rf"(?<=\b{word}\s)" for word in ("kl", r"kl\.", "klo", "ore", "alle", "om", "pukul"))
"""Behind these words a dot stands between hour and minute."""

_TIME = (
    r"(?:(?:上午|下午|午前|午後|오전|오후)\s?)?(?<![\d.:])(?:(?:[01]?\d|2[0-4])(?:[:h][0-5]\d(?::[0-5]\d)?|\sh\s[0-5]\d(?!\d)|"
    r"\.[0-5]\d(?=\s?(?:Uhr|uur|WIB|hrs|[ap]\.?m)\b)|\s?[時时点시](?:\s?[0-5]?\d\s?[分분])?)|"
    rf"(?:{_DOTTED})(?:[01]?\d|2[0-4])\.[0-5]\d)"
    r"(?:\s?(?:[ap]\.?\s?m\b\.?|[πμ]\.?\s?μ\.?(?!\w)|[مص](?!\w)))?(?:\s?(?:Uhr|uur|hrs|h)\b)?"
    r"(?:\s?\(?(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d{2})?\)?|"
    r"\s\(?(?:GMT|UTC|BST|IST|CES?T|MES?Z|EES?T|WES?T|MSK|МСК|WIB|JST|KST|HKT|SAST|EAT|PKT|[ECMP][SD]?T)\b\)?)?"
)
_AT = (
    r"um|at|à|alle|as|às|ore|orele|ora|kl|klo|klokken|om|o|ob|u|las|saat|lúc|pukul|jam|godz|godzina|v|в|о|об|у|στις|г|"
    r"года|год|р|року|ч|r|d|al?|الساعة|ساعت|בשעה|เวลา|" + "|".join(sorted(WEEKDAYS, key=len, reverse=True))
)
"""Words that stand between a day and its time."""

CLOCK = re.compile(
    rf"[\s,;|/–—@·•.()（）-]{{0,6}}(?:(?:{_AT})[.,]{{0,2}}[\s)）]{{1,3}}){{0,2}}"
    rf"({_TIME}|(?<=[\s,])(?:[01]\d|2[0-3])\.[0-5]\d(?=\s?(?:[|)–—-]|$|[^\W\d_]{{4}})))",
    re.IGNORECASE,
)
BEFORE = re.compile(rf"({_TIME})[\s,;|/–—·•-]{{1,4}}(?:(?:{_AT}|on|le|del?|ngày)[.,]{{0,2}}\s){{0,2}}$", re.IGNORECASE)
"""A time that stands before its day."""

DOT = re.compile(r"(?<=\d)\.(?=\d\d)")
HALVES = {"م": " pm", "ص": " am", "πμ": " am", "μμ": " pm"}
HALF = re.compile(r"\s?(م|ص|[πμ]\.?\s?μ)\.?$", re.IGNORECASE)
LEADING = re.compile(
    rf"\s{{0,3}}(?:\(\s?(?P<inner>{DAY.pattern})\s?\)|(?:(?:\w{{1,20}}\s){{1,2}}(?:vom|of|du|del)\s)?"
    rf"(?P<day>{DAY.pattern})(?:\s{{0,2}}[–—|:-](?=\s)|(?=\s[„“«»\"])))"
)
"""A day before a paragraph's own words, as a dateline has it: in brackets, or before a dash or a quotation."""
UPDATE = re.compile(
    r"\b(?:updated?|modified|revised|edited|aktualisiert\w{0,2}|aktualisierung|geändert|bearbeitet|änderung|stand|"
    r"mis(?:e)? à jour|modifiée?|actualis[ée]e?|actualizad[ao]|actualización|atualizad[ao]|modificad[ao]|"
    r"aggiornat[ao]|aggiornamento|bijgewerkt|gewijzigd|uppdatera\w{1,2}|oppdatert|opdateret|päivitetty|"
    r"aktualizacja|zaktualizowano|aktualizov[aá]n[oaé]|frissítve|módosítva|actualitzat|actualizată?|güncelle(?:me|ndi)|"
    r"обновлено|обновена?|оновлено|ажурирано|ažurirano|posodobljeno|uuendatud|muudetud|atjaunots|papildināts|"
    r"atnaujinta|"
    r"ενημερώθηκε|ενημέρωση|τροποποίηση|përditësuar|uppfært|diperbarui|diperbaharui|kemas kini|"
    r"izmijenjeno|izmenjeno|измењено|изменено|muokattu|breytt|redigert|endret|ændret|cập nhật|تحديث|עודכן|"
    r"עדכון|به‌روزرسانی|بروزرسانی)\b|更新|修訂|修改|수정|업데이트|अपडेट|अद्यतन|"
    r"আপডেট|হালনাগাদ|อัปเดต|อัพเดท|แก้ไข|اپ ڈیٹ|புதுப்பிக்க|განახლ|թարմացվ|\b(?:akt|upd|обн|оновл)\.",
    re.IGNORECASE,
)
PUBLISH = re.compile(
    r"\b(?:published|posted|created|released|written|author|autor(?:in)?|auteur|verfasst|geschrieben|veröffentlicht|"
    r"veröffentlichung|erstellt|erschienen|publiziert|"
    r"gepostet|datum|date|publiée?|publication|mis(?:e)? en ligne|publicad[ao]|fecha|data|pubblicat[ao]|geplaatst|"
    r"gepubliceerd|publicerad|publisert|julkaistu|opublikowano|publikacja|zveřejněno|публик\w{1,8}|опубл\w{1,9}|"
    r"vydáno|publikované|zverejnené|megjelent|közzétéve|publikálva|publicată?|objavljen[oa]|објављено|avaldatud|"
    r"publicēts|"
    r"publicēta|paskelbta|publikuota|δημοσιεύ[θτ]ηκε|δημοσίευση|yayın\w{0,6}|eklenme|giriş(?: tarihi)?|publikuar|birt|"
    r"ngày đăng|xuất bản|"
    r"diterbitkan|dipublikasikan|tayang|diterbit|udgivet|објавено|tanggal|نشر|النشر|انتشار|شائع|פורסם|תאריך)\b|"
    r"発表|公開|掲載|配信|发布|發布|發佈|发表|發表|日期|时间|時間|来源|來源|게시|승인|வெளியிட|பதிவு|გამოქვეყნ|հրապարակվ|입력|등록|발행|प्रकाशित|প্রকাশ|"
    r"เผยแพร่",
    re.IGNORECASE,
)
ELSE = re.compile(
    r"\b(?:registriert|registered|joined|member since|mitglied seit|dabei seit|anmeldedatum|inscrit|registrado|born|"
    r"geboren|née?|expires?|valid|gültig|deadline|termin|beginn|starts?|ends?|einsendeschluss|bewerbungsfrist|until|"
    r"bis|since|seit|depuis|desde|sinds)"
    r"\b[\s:]{0,3}(?:\w{1,8}[\s:]{1,3}){0,2}$",
    re.IGNORECASE,
)
"""A label that says that a day is that of something else."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
"""A year beside a day: that of something else."""

LONGEST = 110
FEW_WORDS, LABELLED_WORDS, INITIALS = 7, 12, 2
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*")
SENTENCE = re.compile(r"[^\W\d_]{2}[.!?…]\s{0,3}$")
LABEL_REACH, LONGEST_LABEL = 45, 30
CENTURY = 70
ENGLISH_DAY = re.compile(r"\b((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))(?:[a-z]{3,6}|s|rs)?[.,]{0,2}\s$")
"""A day of the week right before a day: it tells which of two days `10/01/2013` is."""

_OF_WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BUDDHIST = (2400, 2600)
"""Years that can only be those of Thailand, which count from 543 before ours."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A day that is shown: as written, how it is marked, the instant, whether it is said to be that of a change."""

    raw: str
    field: str
    when: When
    updated: bool = False


def days_of(
    text: str, lang: str | None, *, named: bool = False, around: str = "", labelled: bool = False
) -> Iterator[Shown]:
    """The days that a line shows, if it shows nothing but days, times, labels and a name or two.

    `named` says that the element is named as a date: then a label may stand `around` it. `labelled`: only days that are
    said to be those of a publication or change.
    """
    written, text = text, plain_figures(text)
    days = list(DAY.finditer(text)) if len(text) <= LONGEST else []
    if not days or (not named and not _is_apart(text, len(days))):
        return
    end = 0
    for number, day in enumerate(days[:3]):
        before = text[max(end, day.start() - LABEL_REACH) : day.start()]
        clock, ahead = CLOCK.match(text, day.end()), BEFORE.search(before)
        first, end = (ahead.start() - len(before) if ahead and not clock else 0), clock.end() if clock else day.end()
        told = UPDATE.search(before) or PUBLISH.search(before)
        if ELSE.search(before) or ((number or labelled) and not told):
            continue
        time = clock or ahead
        of_week = ENGLISH_DAY.search(before)
        when = _read(day[0], time, lang) or (_read(f"{of_week[1]} {day[0]}", time, lang) if of_week else None)
        if when is not None:
            updated = is_update(f"{before}{day[0]}", day[0]) or (named and is_update(around, text))
            yield Shown(written[day.start() + first : end], "class date" if named else "line", when, updated)


def _read(day: str, time: re.Match[str] | None, lang: str | None) -> When | None:
    """A day with the time that stands by it, or alone where the two together are no date."""
    return (read_day(f"{day} {_clock(time[1])}", lang) if time else None) or read_day(day, lang)


def plain_figures(text: str) -> str:
    """A text with the figures and commas of all scripts (`٢٠٢٤،`) as those of ours; as long as it was."""
    if text.isascii():
        return text
    text = text.replace("،", ",")
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _clock(time: str) -> str:
    """A time of day as dates have it: with a colon, its half of the day in Latin letters."""
    bare = DOT.sub(":", time.replace("(", " ").replace(")", ""))
    half = HALF.search(bare)
    return f"{bare[: half.start()]}{HALVES[re.sub(r'[. ]', '', half[1].lower())]}" if half else bare


def leading_day(text: str, lang: str | None) -> Shown | None:
    """The day that stands before a headline's or a paragraph's own words."""
    found = LEADING.match(text)
    raw = found["inner"] or found["day"] if found else ""
    when = read_day(raw, lang) if raw else None
    return None if when is None else Shown(raw, "leading day", when)


def _is_apart(text: str, days: int) -> bool:
    """Whether a line is no sentence, and says little beside its days."""
    rest = CLOCK.sub(" ", DAY.sub(" ", text))
    if days > 3:
        return False
    labelled = UPDATE.search(rest) or PUBLISH.search(rest)
    words = len(WORD.findall(rest))
    if labelled:
        return words <= LABELLED_WORDS
    sentence = words > INITIALS and SENTENCE.search(text)
    return words <= (LABELLED_WORDS if BY.match(rest) else FEW_WORDS) and not sentence and not YEAR.search(rest)


def is_label(text: str) -> bool:
    """Whether a line is nothing but a label that says that the day of a publication or change follows."""
    if len(text) > LONGEST_LABEL:
        return False
    label = text.endswith(":") and (UPDATE.search(text) or PUBLISH.search(text))
    return bool(label or UPDATE.fullmatch(text) or PUBLISH.fullmatch(text))


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does, and has more words than a byline or a date."""
    return SENTENCE.search(text) is not None and len(WORD.findall(text)) > FEW_WORDS


def is_update(line: str, shown: str) -> bool:
    """Whether the label before what is shown says that this is when something was changed."""
    at = line.find(shown)
    before = line[max(0, at - LABEL_REACH) : at] if at >= 0 else ""
    updates = [label.start() for label in UPDATE.finditer(before)]
    published = [label.start() for label in PUBLISH.finditer(before)]
    return bool(updates) and (not published or updates[-1] > published[-1])


def read_day(text: str, lang: str | None) -> When | None:
    """A date; one of three numbers that could be read two ways in the order that the page's language has them."""
    return read_date(text) or read_date(_localised(text, lang))


def _localised(text: str, lang: str | None) -> str:
    """A day of three numbers as ISO 8601, where the order is known; all else as it is."""
    figures = FIGURES.search(text)
    if figures is None:
        return text
    first, second, year = int(figures[1]), int(figures[3]), int(figures[4])
    if BUDDHIST[0] < year < BUDDHIST[1]:
        year -= BUDDHA
    if len(figures[4]) == 2:
        year += 1900 if year >= CENTURY else 2000
    day_first = second <= 12 if max(first, second) > 12 or figures[2] == "." else is_day_first(lang)
    if day_first is None:
        day_first = _is_day_first_by_week(text, first, second, year)
    if day_first is None:
        return text
    day, month = (first, second) if day_first else (second, first)
    return f"{text[: figures.start()]}{year}-{month:02}-{day:02}{text[figures.end() :]}"


def _is_day_first_by_week(text: str, first: int, second: int, year: int) -> bool | None:
    """Whether the first of two numbers is the day, by the day of the week before them; None where it tells nothing."""
    if text[:3] not in _OF_WEEK or not (0 < first <= 12 and 0 < second <= 12):
        return None
    weekday = _OF_WEEK.index(text[:3])
    american, other = (date(year, *pair).weekday() == weekday for pair in ((first, second), (second, first)))
    return None if american == other else other
