"""Dates in words, and figures with slashes and dots: RFC 5322 and its forerunners, and what people write.

A date is read only when every word in it is known and every number has one place that it can have. `03/04/2024` is
the third of April or the fourth of March, so it is neither; `31/12/2024` and `2024/04/03` are one day each. Between
dots the day stands first (DIN 5008 and its like all over Europe; nobody sets the month first there).
"""

from __future__ import annotations

import re
import unicodedata

from feedmill.reading.dating.civil import Civil
from feedmill.reading.dating.notations import whole_year
from feedmill.reading.dating.persian import day_of_ours, in_ours
from feedmill.reading.dating.words import ERAS, FILLERS, MARKS, MONTHS, THAI, TWO_WORDS, WEEKDAYS
from feedmill.reading.dating.zones import ABBREVIATIONS, IN_FORCE

Clock = tuple[int, int, int | None, int]

STANDARD = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? "
    r"([+-]\d{4}|GMT|UTC|[ECMP][SD]T)"
)
COMMENT = re.compile(r"\s?\([^()]{0,40}\)$")
COLON = re.compile(r"(?<![\d.:])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?![\d:])")
OTHER_CLOCKS = (
    re.compile(r"(?<![\d.:/-])(\d{1,2})\s?[hH]\s?(\d{2})()()(?!\w)"),
    re.compile(r"(?<![\d.:])(\d{1,2})\.(\d{2})(?:\.(\d{2}))?()(?=\s?(?:[Uu]hr|uur|hrs|[AaPp]\.?\s?[Mm])\b)"),
    re.compile(r"\b(?:kl\.?|klo|om|ore|alle)\s(\d{1,2})[.:](\d{2})()()(?![\d.])"),
    re.compile(r"(?<![\d.:/-])(\d{1,2})()()()(?=\s?(?:[Uu]hr|[hH]|heures|horas|uur|[AaPp]\.?\s?[Mm])\b)"),
)
NOON = re.compile(r"\s?\b([ap])\.?\s?m\b\.?|\s?(?<=\d)([ap])\.?\s?m\b\.?", re.IGNORECASE)
OFFSET = re.compile(
    r"\s?(?:(?:GMT|UTC|UT)\s?[+\-\u2212]\d{1,2}(?::?\d{2})?|(?<![\d\w])[+\-\u2212]\d{2}:?\d{2}"
    r"|(?<=\d)[+\-\u2212]\d{2}:?\d{2})(?![\w:/.-])"
)
TOKEN = re.compile(rf"\d+|[^\W\d_](?:[^\W\d_]|[{MARKS}])*|[^\w\s]|_")
FIGURES = re.compile(r"(?<![\d/.-])(\d{1,4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?![\d/-])")
EASTERN_DAY = re.compile(r"(\d{1,4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일号號])?")
EASTERN_CLOCK = re.compile(r"(\d{1,2})\s?[時时點点시]\s?(?:(\d{1,2})\s?[分분]\s?(?:(\d{1,2})\s?[秒초])?)?")
EASTERN_NOON = re.compile("(上午|午前|오전|凌晨|早上)|下午|午後|오후|晚上")
MONGOLIAN_DAY = re.compile(r"(\d{4})\sоны\s(\d{1,2})(?:-р|\s?д[үу]г[эа]{2}р)?\s?сарын\s(\d{1,2})")
VIETNAMESE_DAY = re.compile(r"(\d{1,2})\s(?:tháng|Tháng)\s(\d{1,2}),?\s(?:năm\s)?(\d{4})")
BUDDHIST = re.compile(r"(?<!\d)2[45]\d\d(?!\d)")
THAI_LETTER = re.compile("[\u0e01-\u0e2e]")
ERA = re.compile("(令和|平成|昭和)\\s?(元|\\d{1,2})(?=\\s?年)")
PUNCTUATION = frozenset(",.-/|·•:;–—'’°()")
BUDDHA = 543
UNKNOWN_ZONE = re.compile(r"[A-Z]{3,4}|[A-IK-Y]")


def in_words(text: str) -> Civil | None:
    """What a date in words says, or None where it is not one, or more than one."""
    standard = STANDARD.fullmatch(text)
    month = MONTHS.get(standard[2].lower()) if standard else None
    if standard and month:
        second = int(standard[6]) if standard[6] else None
        clock = (int(standard[4]), int(standard[5]), second, 0)
        return Civil(int(standard[3]), month, int(standard[1]), clock, standard[7])
    return _freely(text)


def _freely(text: str) -> Civil | None:
    """What a date says that keeps to no standard, or to an older one."""
    shown = _western(text) if not text.isascii() else text
    shown = COMMENT.sub("", shown) if shown.endswith(")") else shown
    clock, shown, after = _clock_of(shown)
    zone, shown = _offset_of(shown, after) if clock is not None else (None, shown)
    return _dated(shown, clock, zone)


def _western(text: str) -> str:
    """Figures of full width as plain ones, and the day and time of East Asia with slashes and colons."""
    shown = _southern(unicodedata.normalize("NFKC", text))
    shown = ERA.sub(lambda era: str(ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))), shown)
    shown = EASTERN_DAY.sub(lambda day: "/".join(filter(None, day.groups())) + " ", shown)
    shown = EASTERN_CLOCK.sub(
        lambda clock: (
            ":".join((part or "0").zfill(2) for part in clock.groups()[:2])
            + (f":{clock[3].zfill(2)} " if clock[3] else " ")
        ),
        shown,
    )
    noon = EASTERN_NOON.search(shown)
    clock = COLON.search(shown) if noon else None
    if noon is None or clock is None:
        return shown
    half = " am" if noon[1] else " pm"
    return f"{shown[: noon.start()]} {shown[noon.end() : clock.end()]}{half} {shown[clock.end() :]}"


def _southern(text: str) -> str:
    """Days of Vietnam, Mongolia and Iran in figures, Levantine months in one word, Thai ones in full, years ours."""
    shown = in_ours(MONGOLIAN_DAY.sub(r"\1/\2/\3 ", VIETNAMESE_DAY.sub(r"\3/\2/\1 ", text)))
    for two, one in TWO_WORDS.items():
        shown = shown.replace(two, one)
    if THAI_LETTER.search(shown) is None:
        return shown
    shown = shown.replace("พ.ศ.", "")
    for short, full in THAI.items():
        shown = shown.replace(short, f" {full} ")
    return BUDDHIST.sub(lambda year: str(int(year[0]) - BUDDHA), shown)


def _clock_of(text: str) -> tuple[Clock | None, str, int]:
    """The time of day, the text without it, and where it stood; the first that stands there."""
    match = COLON.search(text)
    for other in () if match else OTHER_CLOCKS:
        match = match or other.search(text)
    if match is None:
        return None, text, 0
    hour, minute = int(match[1]), int(match[2] or 0)
    end = match.end()
    noon = NOON.match(text, end)
    if noon:
        end = noon.end()
        hour = _in_half(hour, (noon[1] or noon[2]).lower())
    clock = (hour, minute, int(match[3]) if match[3] else None, int((match[4] or "")[:6].ljust(6, "0")))
    return clock, f"{text[: match.start()]} {text[end:]}", match.start() + 1


def _in_half(hour: int, half: str) -> int:
    """An hour of the clock as one of the day; an impossible one where they contradict each other."""
    if hour == 12:
        return 0 if half == "a" else 12
    if hour < 12:
        return hour if half == "a" else hour + 12
    return 99 if half == "a" else hour


def _offset_of(text: str, after: int) -> tuple[str | None, str]:
    """The offset that stands behind the time, as written, and the text without it."""
    match = OFFSET.search(text, max(0, after - 1))
    if match is None:
        return None, text
    return match[0].strip(), f"{text[: match.start()]} {text[match.end() :]}"


def _dated(text: str, clock: Clock | None, zone: str | None) -> Civil | None:
    """The day, by the numbers and months that are left once every other word is known."""
    figures = FIGURES.search(text)
    rest = f"{text[: figures.start()]} {text[figures.end() :]}" if figures else text
    tokens = TOKEN.findall(rest)
    months = [token for token in tokens if token.casefold() in MONTHS]
    zones: list[str] = []
    for token in tokens:
        word = token.casefold()
        if not (token.isdecimal() or token in PUNCTUATION or word in MONTHS or word in WEEKDAYS or word in FILLERS):
            if clock is None or not _names_zone(token):
                return None
            zones.append(token)
    day = _in_numbers(figures) if figures and not months and not _numbers(tokens) else _around_month(tokens, months)
    if day is None or (clock is not None and day[2] is None):
        return None
    return Civil(*day, clock, zone or (zones[0] if zones else None))


def _names_zone(token: str) -> bool:
    """Whether a word can name a zone."""
    name = token.upper()
    return name in ABBREVIATIONS or name in IN_FORCE or UNKNOWN_ZONE.fullmatch(token) is not None


def _numbers(tokens: list[str]) -> list[str]:
    """The numbers among the tokens."""
    return [token for token in tokens if token.isdecimal()]


def _in_numbers(figures: re.Match[str]) -> tuple[int, int, int] | None:
    """Year, month and day of three numbers, where only one order is possible."""
    first, mark, second, third = figures.groups()
    if len(first) == 4 and len(third) <= 2:
        return day_of_ours(int(first), int(second), int(third))
    if len(third) != 4 or len(first) > 2:
        return None
    one, two = int(first), int(second)
    if mark == "." or one > 12 or one == two:
        return int(third), two, one
    return (int(third), one, two) if two > 12 else None


def _around_month(tokens: list[str], months: list[str]) -> tuple[int, int, int | None] | None:
    """Year, month and day around the name of a month; two months, or a third number, make it no date."""
    found = {MONTHS[word.casefold()]: word for word in months}
    if len(found) == 2 and "mar" in months and len(months) == 2:
        del found[3]
    numbers = _numbers(tokens)
    if len(found) != 1 or not 1 <= len(numbers) <= 2:
        return None
    ((month, name),) = found.items()
    years = [number for number in numbers if len(number) == 4]
    if len(years) == 1:
        days = [number for number in numbers if len(number) <= 2]
        return (int(years[0]), month, int(days[0]) if days else None) if len(days) == len(numbers) - 1 else None
    if years or len(numbers) != 2:
        return None
    return _short_year(tokens, numbers, month, name)


def _short_year(tokens: list[str], numbers: list[str], month: int, name: str) -> tuple[int, int, int] | None:
    """A day, its month and a year of two figures, in this order: so wrote RFC 822."""
    first, second = numbers
    between = tokens.index(first) < tokens.index(name) < len(tokens) - 1 - tokens[::-1].index(second)
    if not between or len(second) != 2 or len(first) > 2:
        return None
    return whole_year(second), month, int(first)
