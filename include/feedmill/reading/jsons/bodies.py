"""The text of a story as JSON and tables hold it: HTML, plain text, lists of paragraphs, several renditions.

Markup is told by the name of its field or by itself. A rendition is chosen; two of one body are never joined.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from feedmill.model import Part, Role
from feedmill.reading.html import Fragment, Line, read_html, read_plain
from feedmill.reading.jsons.rich_text import html_of
from feedmill.reading.jsons.values import member, text_of
from feedmill.reading.rows.columns import folded
from feedmill.reading.wire.paragraphs import IDEOGRAPHIC, sentences
from feedmill.reading.wire.surroundings import surroundings_of
from feedmill.reading.wiretext.endings import ending_of

TAGS = (
    "p|br|div|a|b|i|u|em|strong|h[1-6]|ul|ol|li|span|img|table|tr|td|section|article|blockquote|figure|html|body|pre|hr|sup"
    "|sub|font|center|nitf|block|main|header|footer|iframe|script|style|q|small|cite"
)
MARKUP = re.compile(
    rf"</(?:{TAGS})\s{{0,20}}>|<(?:{TAGS})\s+[a-z:-]+\s{{0,20}}=|<br\s{{0,20}}/?>|<hr\s{{0,20}}/>|(?:\A|\n)\s{{0,40}}<(?:p|div|h[1-6])>",
    re.IGNORECASE,
)
"""What only markup has: closing tags, tags with attributes, breaks. A single tag may be a stock exchange's ticker."""

ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
BYLINE = re.compile(
    r"<(p|div|span|address)\b[^<>]{0,200}\sclass\s?=\s?[\"'](?:[\w -]{0,80}[\s-])?byline[\"'\s][^<>]{0,200}>"
    r"(.{1,300}?)</\1>",
    re.IGNORECASE | re.DOTALL,
)
NITF = re.compile(r"<body\.content\b[^<>]*>")
NITF_END = "</body.content>"
BLOCK_TAGS = re.compile(r"<(/?)(?:block|hl1|hl2|nitf|body\.content)\b[^<>]*>")
TAG = re.compile(r"<[^<>]*>")
UNKEEPABLE = re.compile("[\\x00\\ud800-\\udc7f\\udd00-\\udfff]")
ESCAPED = re.compile("[\\udc80-\\udcff]")
LINE_END = re.compile("\r\n?|\u2028|\u2029|\x85")
WRAPPED = 100
"""Lines of text that was wrapped are not longer, but for one here and there that could not be."""

PARTS = (
    "rendered", "html", "body_html", "content", "text", "value", "$text", "inner_html", "paragraph", "paragraphs",
    "description", "body", "nitf", "xhtml", "plain",
)  # fmt: skip
RENDERED = ("value", "description")
_SHOWN = """
    text paragraph p header heading subheading subhead crosshead h1 h2 h3 h4 h5 h6 quote blockquote list html rawhtml
"""
SHOWN = frozenset(("", *_SHOWN.split()))
RENDITIONS = ("text/html", "application/xhtml", "xhtml", "html", "text/plain", "text", "main", "", "nitf", "xml")


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a body, and what had to be replaced in it."""

    fragment: Fragment
    replaced: int = 0
    undecodable: int = 0

    @property
    def notes(self) -> Iterator[str]:
        """What the reader had to put up with."""
        if self.fragment.unclosed:
            yield "html_unclosed: a comment or script hides the end of the text"
        if self.replaced:
            yield f"unkeepable: {self.replaced} lone surrogates or NUL characters stand as U+FFFD"
        if self.undecodable:
            yield f"undecodable: {self.undecodable} bytes stand as \\xNN"


def body_of(value: Any, name: str) -> Body:
    """The lines of what the field `name` holds. Raises `Rejected` (too_complex) for HTML that is not safe to parse."""
    lines: list[Line] = []
    replaced = undecodable = 0
    unclosed = False
    for text in _texts(value):
        replaced += len(UNKEEPABLE.findall(text))
        undecodable += len(ESCAPED.findall(text))
        found = _fragment(kept(text), name)
        lines += found.lines
        unclosed = unclosed or found.unclosed
    return Body(Fragment(lines, unclosed), replaced, undecodable)


def kept(text: str) -> str:
    r"""The text without half surrogate pairs and NULs; a byte that could not be decoded stands as `\xNN`."""
    shown = ESCAPED.sub(lambda match: f"\\x{ord(match[0]) - 0xDC00:02x}", text) if not text.isascii() else text
    return UNKEEPABLE.sub("\ufffd", shown)


def size_of(value: Any) -> int:
    """About how many characters a body would show."""
    return sum(len(TAG.sub("", text)) for text in _texts(value))


def placed(lines: list[Line]) -> tuple[list[Line], str | None]:
    """The lines of an agency's text, those marked that stand around the story, and who wrote it by these."""
    own = [at for at, line in enumerate(lines) if line.part is None]
    around, byline = surroundings_of([(lines[at].text, lines[at].role) for at in own])
    beside = {own[at] for at in around}
    marked = [Line(line.text, line.role, Part.AROUND if at in beside else line.part) for at, line in enumerate(lines)]
    return _ended(marked), byline


def _ended(lines: list[Line]) -> list[Line]:
    """The lines, with what signs behind the story's last sentence on a line of its own that stands around it."""
    own = [at for at, line in enumerate(lines) if line.part is None]
    cut = ending_of(lines[own[-1]].text) if own and lines[own[-1]].role is Role.TEXT else None
    if cut is None:
        return lines
    last = lines[own[-1]]
    parted = (replace(last, text=last.text[:cut].rstrip()), replace(last, text=last.text[cut:], part=Part.AROUND))
    return [*lines[: own[-1]], *parted, *lines[own[-1] + 1 :]]


def byline_in(value: Any) -> str | None:
    """What the markup of a body calls its byline, by a class of that name: markup still."""
    found = (BYLINE.search(text) for text in _texts(value) if "byline" in text)
    return next((one[2] for one in found if one), None)


def _texts(value: Any) -> list[str]:
    """The pieces of a body, in their order."""
    if isinstance(value, Mapping | list) and (markup := html_of(value)):
        return [markup]
    if isinstance(value, Mapping):
        inner = member(value, *PARTS)
        return _texts(inner) if isinstance(inner, list | Mapping) else [inner] if isinstance(inner, str) else []
    if not isinstance(value, list):
        text = text_of(value)
        return [text] if text else []
    if _are_renditions(value):
        return _texts(_best(value))
    return [text for one in value if (text := _piece(one))]


def _piece(one: Any) -> str | None:
    """An element of a list of paragraphs."""
    if not isinstance(one, Mapping):
        return text_of(one)
    proxies = member(one, "proxies")
    if isinstance(proxies, list):
        shown = folded(str(member(one, "asset_type"))) in ("body", "lead", "text")
        said = [text_of(member(proxy, name)) for proxy in proxies[:1] for name in ("clob_data", "varchar_data")]
        return next((text for text in said if text), None) if shown else None
    kind = member(one, "type")
    if isinstance(kind, str) and folded(kind) not in SHOWN:
        return None
    return text_of(member(one, *PARTS))


def _are_renditions(value: list[Any]) -> bool:
    """Whether a list holds one body several times, as ninjs 2 and 3 do."""
    return bool(value) and all(
        isinstance(member(one, *RENDERED), str) and not isinstance(member(one, "type"), str) for one in value
    )


def _best(value: list[Any]) -> Any:
    """The rendition that keeps most of the text's structure and is not a poor cut of it."""
    ranked = sorted(value, key=_rank)
    sizes = [size_of(member(one, *RENDERED)) for one in ranked]
    full = (one for one, size in zip(ranked, sizes, strict=True) if size > 0 and 2 * size >= max(sizes[:3]))
    return member(next(full, ranked[0]), *RENDERED)


def _rank(rendition: Mapping[str, Any]) -> int:
    """How far down the list of kinds a rendition stands, by its media type, else by its role."""
    said = [str(member(rendition, name) or "").casefold() for name in ("content_type", "mimetype", "role", "name")]
    if any("nitf" in one or "newsml" in one for one in said):
        return len(RENDITIONS)
    ranks = [rank for rank, kind in enumerate(RENDITIONS) for one in said if kind and one.startswith(kind)]
    return min(ranks, default=RENDITIONS.index(""))


def _fragment(text: str, name: str) -> Fragment:
    """The lines of one piece."""
    if MARKUP.search(text) or ("html" in folded(name) and "<" in text):
        return read_html(_shown(text))
    written = unescaped(text)
    escaped = text[:WRAPPED].lstrip().startswith("&lt;") and MARKUP.search(written)
    return read_html(_shown(written)) if escaped else plain(written)


def unescaped(text: str) -> str:
    """Plain text whose writer escaped it as if it were markup, without that."""
    return html.unescape(text) if "&" in text and ENTITY.search(text) else text


def _shown(text: str) -> str:
    """Of NITF the content alone, its blocks as those of HTML; HTML as it is."""
    begin, end = NITF.search(text), text.rfind(NITF_END)
    return BLOCK_TAGS.sub(r"<\1div>", text[begin.end() : end]) if begin and end > begin.end() else text


def plain(text: str) -> Fragment:
    """Text without markup. Blank lines part paragraphs, and indented ones; without any, lines that are long or end one.

    Which line ends a paragraph where nothing else parts them, `sentences` tells.
    """
    return read_plain(_parted(LINE_END.sub("\n", text)))


def _parted(text: str) -> str:
    """The text with a blank line before each line that begins a paragraph."""
    if "\n" not in text:
        return text
    lines = text.split("\n")
    full = [line for line in lines if line.strip()]
    if 5 * sum(len(line) > WRAPPED for line in lines) >= len(full):
        return "\n\n".join(lines)
    if len(full) == len(text.strip().split("\n")) and not any(map(_is_indented, full)):
        return "\n\n".join(sentences(full))
    parted = [lines[0]]
    for before, line in pairwise(lines):
        begins = _is_indented(line) and (line.startswith(IDEOGRAPHIC) or not _is_indented(before))
        parted += ["", line] if begins else [line]
    return "\n".join(parted)


def _is_indented(line: str) -> bool:
    """Whether a line begins as the first of a paragraph may: with two blanks, or with an ideographic one."""
    return (line[:2].isspace() or line.startswith(IDEOGRAPHIC)) and bool(line.strip())
