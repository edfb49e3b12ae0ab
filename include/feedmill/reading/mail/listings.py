"""A digest in plain text, as its stories: each below a number, a sign, an underlined headline or a rule, and addressed.

Asks that most of them state the address that they lead to: a text with numbers, signs or rules alone may be one story,
and where its parts begin is left to splitting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from feedmill.reading.mail.digests import LEAST, Digest, Item
from feedmill.reading.mail.layout import Row
from feedmill.reading.mail.phrases import closes, is_advert, is_elsewhere, leads_on
from feedmill.reading.wiretext.unwrapping import paragraphs

RULE = re.compile(r"[ \t]{0,40}([*#=_~+.━─═＝―—–•·-])(?: ?\1){3,}[ \t]{0,40}")
ADDRESS = re.compile(r"\s{0,40}(?P<before>[^\n]{0,60}?)[<(\[]?(?P<url>https?://[^\s<>()\[\]]{4,2000})[>)\]]?\W{0,3}")
BEHIND = re.compile(r"\s{0,4}[<(\[](?P<url>https?://[^\s<>()\[\]]{4,2000})[>)\]]\s{0,4}$")
NUMBER = re.compile(r"\s{0,8}(?P<sign>\(?(?P<number>\d{1,2})[.)])\s{1,8}(?=\S)")
SIGN = re.compile(r"\s{0,8}(?P<sign>(?P<kind>[■□◆◇●○◎▼▽▲△▶►★☆◼▪•*＊>»#])(?P=kind){0,2})\s{0,4}(?=[^\s■□◆*#])")
ENDED = re.compile(r"[.!?…。！？][\"'»”’)\]]{0,2}$")
MOST_TITLE, MOST_TITLE_LINES = 160, 3
TEXT, WIDE_TEXT = 40, 15
WIDE = re.compile("[\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]")
MOST_LINES = 5000
"""A text of more lines is no digest of news."""

TITLED, ADDRESSED = 2 / 3, 0.5


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: whether a blank line or a rule stands right above, whether it is a rule itself."""

    text: str
    apart: bool
    rule: bool
    url: str | None


def listing_of(text: str) -> Digest | None:
    """The stories of a plain text that holds several, each with an address; None where it is no digest."""
    lines = _lines(text)
    if len(lines) > MOST_LINES:
        return None
    for marks in _marks(lines):
        ends = _ends(lines, marks)
        items = [_item(lines[start:end]) for start, end in zip(marks, ends, strict=True)]
        if _are_stories(items):
            taken = {at for start, end in zip(marks, ends, strict=True) for at in range(start, end)}
            around = tuple(Row(line.text.strip()) for at, line in enumerate(lines) if at not in taken)
            return Digest(tuple(items), around)
    return None


def _lines(text: str) -> list[_Line]:
    """The lines of a text that are not blank."""
    found: list[_Line] = []
    apart = True
    for line in text.split("\n"):
        if not line.strip():
            apart = True
            continue
        rule = RULE.fullmatch(line) is not None
        found.append(_Line(line, apart or (bool(found) and found[-1].rule), rule, None if rule else _address(line)))
        apart = False
    return found


def _address(line: str) -> str | None:
    """The address that a line is, with no more than a label before it."""
    found = ADDRESS.fullmatch(line) if "://" in line else None
    if found is None:
        return None
    label = found["before"].strip(" <([→►»-")
    return found["url"] if not label or label.endswith((":", "：", ">", "：")) or leads_on(label) else None


def _marks(lines: Sequence[_Line]) -> Iterator[list[int]]:
    """The first lines of what may be all stories, one way after the other."""
    yield _numbered(lines)
    signs: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        sign = SIGN.match(line.text) if line.apart and not line.rule and line.url is None else None
        if sign is not None and _is_title(line.text):
            signs.setdefault(sign["sign"], []).append(at)
    yield from sorted(signs.values(), key=len, reverse=True)
    yield [at for at, (line, below) in enumerate(pairwise(lines)) if _underlines(below) and _heads(line)]
    ruled = [at for at in range(1, len(lines)) if lines[at - 1].rule and not lines[at].rule]
    yield [at for at in ruled if _heads(lines[at])]
    yield _closed_by_addresses(lines)


def _underlines(line: _Line) -> bool:
    """Whether a line is a rule right below another one."""
    return line.rule and not line.apart


def _heads(line: _Line) -> bool:
    """Whether a line may be a headline by where it stands and how it ends."""
    return line.apart and not line.rule and line.url is None and _is_title(line.text)


def _is_title(text: str) -> bool:
    """Whether a line is worded like a headline."""
    shown = BEHIND.sub("", text).strip()
    told = any(map(str.isalpha, shown)) and ENDED.search(shown.removesuffix("?").removesuffix("!")) is None
    return told and len(shown) <= MOST_TITLE and not (closes(shown) or is_elsewhere(shown) or is_advert(shown))


def _numbered(lines: Sequence[_Line]) -> list[int]:
    """The lines that are numbered from 1 on, each with a text below that is no other number."""
    found: list[int] = []
    for at, (line, below) in enumerate(pairwise(lines)):
        number = NUMBER.match(line.text) if line.apart else None
        if number is not None and int(number["number"]) == len(found) + 1 and not NUMBER.match(below.text):
            found.append(at)
    return found


def _closed_by_addresses(lines: Sequence[_Line]) -> list[int]:
    """The lines below each address that closes a story; of the first story, the last headline above its text."""
    closing = [at for at, line in enumerate(lines) if line.url is not None]
    if len(closing) < LEAST:
        return []
    after = [at + 1 for at, below in pairwise(closing) if any(map(_is_text, lines[at + 2 : below]))]
    if not after or not all(_heads(lines[at]) for at in after):
        return []
    apart = lines[after[0] + 1].apart
    above = [at for at in range(closing[0] - 1) if _heads(lines[at]) and lines[at + 1].apart == apart]
    return [above[-1], *after] if above else []


def _ends(lines: Sequence[_Line], marks: Sequence[int]) -> list[int]:
    """Where each story ends: above the next, a rule below its text, or what closes the mail."""
    return [_end(lines, start, end) for start, end in pairwise([*marks, len(lines)])]


def _end(lines: Sequence[_Line], start: int, end: int) -> int:
    """Where one story ends."""
    told = addressed = False
    for at in range(start + 1, end):
        line = lines[at]
        if told and (line.rule or closes(line.text) or (addressed and line.apart and end == len(lines))):
            return at
        told = told or _is_text(line)
        addressed = addressed or (told and line.url is not None)
    return end


def _is_text(line: _Line) -> bool:
    """Whether a line is long enough to be text."""
    told = line.url is None and not line.rule
    return told and (len(line.text.strip()) >= TEXT or len(WIDE.findall(line.text)) >= WIDE_TEXT)


def _are_stories(items: Sequence[Item]) -> bool:
    """Whether most of some items have a headline, an address of their own, and a text each."""
    told = [item for item in items if any(not beside and row is not item.headline for row, beside in item.lines)]
    urls = {item.href for item in items if item.href is not None}
    if len(items) < LEAST or len(told) < len(items):
        return False
    headed = sum(item.headline is not None for item in items) >= TITLED * len(items)
    return headed and len(urls) >= max(LEAST, ADDRESSED * len(items))


def _item(lines: Sequence[_Line]) -> Item:
    """A story of its lines: sign, headline, text, address."""
    found: list[tuple[Row, bool]] = []
    first = lines[0].text
    sign = NUMBER.match(first) or SIGN.match(first)
    if sign is not None:
        found.append((Row(sign["sign"]), True))
        first = first[sign.end() :]
    count = _title_lines(lines)
    behind = BEHIND.search(lines[count - 1].text if count > 1 else first)
    urls = [behind["url"]] if behind is not None else []
    urls += [line.url for line in lines if line.url is not None]
    headline: Row | None = None
    rest = list(lines[count:])
    if _is_title(first):
        title = " ".join([first.strip(), *(line.text.strip() for line in lines[1:count])])
        headline = Row(BEHIND.sub("", title).strip())
        found.append((headline, False))
        found += [(Row(behind[0].strip()), True)] if behind is not None else []
    else:
        rest = [_Line(first, apart=True, rule=False, url=None), *lines[1:]]
    return Item(headline, urls[0] if urls else None, (*found, *_told(rest)))


def _title_lines(lines: Sequence[_Line]) -> int:
    """How many lines the headline takes: those down to a blank line, where these are few and more text is below."""
    count = next((at for at in range(1, len(lines)) if lines[at].apart or lines[at].rule or lines[at].url), 1)
    whole = " ".join(line.text.strip() for line in lines[:count])
    return count if count <= MOST_TITLE_LINES and _is_title(whole) else 1


def _told(lines: Sequence[_Line]) -> Iterator[tuple[Row, bool]]:
    """The paragraphs of a story; rules, addresses and what leads on stand beside."""
    run: list[str] = []
    for line in lines:
        beside = line.rule or line.url is not None or leads_on(line.text.strip())
        if beside or line.apart:
            yield from ((Row(one.strip()), False) for one in paragraphs(run))
            run = []
        if beside:
            yield Row(line.text.strip()), True
        else:
            run.append(line.text)
    yield from ((Row(one.strip()), False) for one in paragraphs(run))
