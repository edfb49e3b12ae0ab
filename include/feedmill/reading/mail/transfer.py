"""What a part says, out of what was sent: transfer encodings, character sets, flowed lines, encoded words in fields.

RFC 2045, 2047, 2231, 3676. A wrong charset, a broken base64 or a stray `=` never stops it; what was guessed is noted.
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from collections.abc import Sequence

from feedmill.errors import Rejected
from feedmill.reading.decoding import decode
from feedmill.reading.mail.mime import Entity

WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{1,20})?\?([bBqQ])\?([^?\s]{0,2000})\?=")
GAP = re.compile(r"(\?=)[ \t\r\n]{1,8}(?==\?[\w.:+*-]{1,60}\?[bBqQ]\?)")
NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
PROSE = re.compile(rb"^[^\r\n]{0,200}?[^\s] [^\s]{1,80} [^\s]{1,80} ", re.MULTILINE)
"""A line of four words and more, which is no Base64: the label was wrong, or a mailing list has added its footer."""

BETTER = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "euc_kr": "cp949", "shift_jis": "cp932", "iso8859-1": "cp1252", "ascii": "utf-8", "iso8859-8-i": "iso8859-8",
    "x-mac-roman": "mac_roman", "unicode-1-1-utf-7": "utf-7",
}  # fmt: skip
UU_BEGIN = re.compile(rb"^begin[ \t]+[0-7]{3,4}[ \t]+([^\r\n]{1,200}?)[ \t]*\r?\n", re.MULTILINE)
UU_END = re.compile(rb"^end[ \t]*\r?$", re.MULTILINE)
FIELD_MOST = 20_000


def bytes_of(data: bytes, entity: Entity) -> bytes:
    """The body of a part, its transfer encoding undone."""
    raw = data[entity.body : entity.end]
    encoding = (entity.value("content-transfer-encoding") or "").strip().strip('"').lower()
    if encoding == "base64":
        return from_base64(raw)
    if encoding == "quoted-printable":
        return quopri.decodestring(raw)
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        found = uuencoded(raw)
        return found[0][1] if found else raw
    return raw


def from_base64(raw: bytes) -> bytes:
    """Base64, whatever stands between, and however it ends; what stands there or behind it as plain text is that."""
    prose = PROSE.search(raw)
    if prose is not None:
        coded = from_base64(raw[: prose.start()])
        return coded + (b"\n\n" if coded else b"") + raw[prose.start() :]
    body = raw.partition(b"=")[0] if b"\n" not in raw.strip() else raw
    clean = NOT_BASE64.sub(b"", body)
    clean = clean[: len(clean) - 1] if len(clean) % 4 == 1 else clean
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def text_of(data: bytes, entity: Entity) -> tuple[str, tuple[str, ...]]:
    """The text of a part, and what is to be noted."""
    return decoded(bytes_of(data, entity), entity.parameter("charset"))


def decoded(raw: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """Bytes by their stated charset; where there is none that holds, as text without a declaration is read."""
    known = _codec(charset)
    if known is not None:
        try:
            return raw.decode(known), ()
        except (UnicodeError, ValueError):
            pass
    notes = (f"encoding_declared_wrong: {charset[:40]}",) if charset and known not in ("utf-8", "ascii") else ()
    try:
        found = decode(raw)
    except Rejected:
        text = raw.decode(known or "utf-8", errors="backslashreplace")
        return text, (*notes, "undecodable: bytes stand as \\xNN")
    return found.text, (*notes, *found.notes)


def _codec(charset: str | None) -> str | None:
    """The codec for a charset's name: a wider one where mail means that."""
    name = (charset or "").strip().strip("'\"").lower()
    if not name:
        return None
    name = BETTER.get(name, name)
    try:
        known = codecs.lookup(name)
        "".encode(known.name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return BETTER.get(known.name, known.name)


def words_of(value: str | None) -> str | None:
    """The text of a field, its encoded words undone; words next to each other are one run of bytes."""
    if value is None or "=?" not in value:
        return value
    joined = GAP.sub(r"\1", value[:FIELD_MOST])
    done: list[str] = []
    run: list[tuple[str, bytes]] = []
    at = 0
    for match in WORD.finditer(joined):
        if match.start() > at:
            done += [*_run(run), joined[at : match.start()]]
            run = []
        run.append((match[1], _word(match[2], match[3])))
        at = match.end()
    return "".join([*done, *_run(run), joined[at:]])


def _word(kind: str, text: str) -> bytes:
    """The bytes of one encoded word."""
    raw = text.encode("utf-8", errors="replace")
    if kind in "bB":
        return from_base64(raw)
    return quopri.decodestring(raw.replace(b"_", b" "), header=True)


def _run(words: Sequence[tuple[str, bytes]]) -> list[str]:
    """The text of words without a gap: bytes of one charset are put together first."""
    joined: list[tuple[str, bytes]] = []
    for charset, raw in words:
        if joined and joined[-1][0].lower() == charset.lower():
            joined[-1] = (charset, joined[-1][1] + raw)
        else:
            joined.append((charset, raw))
    return [decoded(raw, charset)[0] for charset, raw in joined]


def unflowed(text: str, *, delsp: bool) -> str:
    """Lines of `format=flowed` as paragraphs: a line that ends in a blank runs on, at the same depth of quotes."""
    done: list[list[str]] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:]
        body = body.removeprefix(" ")
        soft = body.endswith(" ") and body != "-- "
        kept = body[:-1] if soft and delsp else body
        if open_depth == depth and done:
            done[-1].append(kept)
        else:
            done.append([">" * depth + " " if depth else "", kept])
        open_depth = depth if soft else -1
    return "\n".join("".join(parts).rstrip() for parts in done)


def uuencoded(raw: bytes) -> list[tuple[str, bytes, int, int]]:
    """The uuencoded files in a text: name, bytes, and the range that each takes."""
    found = []
    at = 0
    while (begin := UU_BEGIN.search(raw, at)) and (end := UU_END.search(raw, begin.end())):
        at = end.end()
        try:
            body = _from_uu(raw[begin.end() : end.start()])
        except binascii.Error:
            continue
        found.append((begin[1].decode("utf-8", errors="replace"), body, begin.start(), end.end()))
    return found


def _from_uu(raw: bytes) -> bytes:
    """The bytes of uuencoded lines. Raises `binascii.Error` where one is none."""
    return b"".join(binascii.a2b_uu(line) for line in raw.splitlines() if line.strip())
