"""How news in Chinese, Japanese and Korean is signed: a name with the word for a reporter, or alone in brackets.

Names have no capitals there, so each form is known by what stands around it. Knows lines, not where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_HAN = r"[\u4e00-\u9fff]{2,4}"
_HANGUL = r"[가-힣]{2,4}(?:\s?[·,]\s?[가-힣]{2,4}){0,3}"
_RANK = "선임|수습|인턴|객원|전문"
LINE = re.compile(
    rf"^(?:[^／/\s]{{2,8}}[／/]\s?)?[\s\[(（【〔]{{0,2}}(?:(?:(?:本報|本报|特约|見習|实习)?(?:記者|记者)\s?[:：]?|"
    rf"文\s?[／/・:：])\s?(?P<first>{_HAN}(?:[、\s]{_HAN}){{0,3}})"
    r"(?=\s?[／/)）】\]]|\s*$)|"
    rf"(?:[^\])）】〕]{{2,20}}[\])）】〕]\s)?(?:글(?:·사진)?\s?[:=]?\s?|"
    rf"[가-힣A-Za-z]{{2,10}}\s)?(?P<second>(?!{_RANK}){_HANGUL})\s?(?:{_RANK})?"
    r"(?:기자|특파원|논설위원)(?=$|[\s=)\]])|"
    rf"(?!本報|本报|特約|特约|新聞)(?P<third>{_HAN}(?:\s[\u4e00-\u9fff]{{1,3}})?)\s?(?:記者|論説委員)[)）】〕]?$)"
)
OPENED = re.compile(
    rf"^(?:[\[(（【〔][^\])）】〕]{{2,20}}[\])）】〕]\s?)?(?P<first>{_HANGUL})\s?기자\s?=|"
    r"^[^，。,.]{0,14}?[（(〔【\[](?:本报|本報|特约|見習|实习)?(?:记者|記者)\s?[:：]?\s?"
    rf"(?P<second>{_HAN}(?:[、\s]{_HAN}){{0,3}})\s?(?:[／/][^）)〕】\]]{{2,14}})?[）)〕】\]]"
)
"""How the first paragraph begins where it names its reporter: `[서울=...] 홍길동 기자 =`, `本报讯（记者 ...）`."""

BRACKETED = re.compile(
    "[【〔（(](?!敬称略|以下略)(?P<first>[\u3400-\u9fff々]{2,4}(?![部社事真局版載紙面聞信会照])[\u3400-\u9fff々])[】〕）)]"
)
"""A name alone in brackets, as Japanese newspapers sign beside the day or behind the last sentence: no desk's, no
paper's, nothing about the article or its picture."""

ENDED = re.compile(
    rf"(?:^|[。！？」”])\s?(?:{BRACKETED.pattern}|"
    r"[（(](?:本报|本報)?(?:记者|記者|评论员|評論員|作者|文)\s?[:：/／]?\s?"
    rf"(?P<second>{_HAN}(?:[、\s]{_HAN}){{0,4}})[）)])$"
)
ROLE = re.compile(
    r"^(?:本报|本報|通讯员|通訊員|記者|记者)+\s?|\s*(?:编辑|編輯|责任编辑|责编)\s?[:：].*$|(?<=[가-힣])\s?(?:기자|특파원)$"
)
LONGEST = 40


def of_line(line: str) -> str | None:
    """Whom a short line or bracket names beside the word for a reporter."""
    return _named(LINE.match(line)) if not line.isascii() and len(line) <= LONGEST else None


def of_opening(paragraph: str) -> str | None:
    """Whom a story's first paragraph names as its reporter, before its own words."""
    return None if paragraph.isascii() else _named(OPENED.match(paragraph))


def of_end(paragraph: str) -> str | None:
    """Whom a story's last paragraph names in brackets, behind its last sentence."""
    return None if paragraph.isascii() else _named(ENDED.search(paragraph))


def in_brackets(pieces: Sequence[str]) -> str | None:
    """The one name that stands alone in brackets among the pieces of a line."""
    found = [match for match in (BRACKETED.fullmatch(piece.strip()) for piece in pieces) if match is not None]
    return _named(found[0]) if len(found) == 1 else None


def without_role(name: str) -> str:
    """A name without the word for a reporter beside it, and without the editor behind it."""
    return name if name.isascii() else ROLE.sub("", name)


def _named(found: re.Match[str] | None) -> str | None:
    """The name in a match."""
    return next(filter(None, found.groupdict().values()), None) if found is not None else None
