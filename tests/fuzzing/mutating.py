"""Changes that formats understand: pieces of markup, lines and fields are doubled, dropped, swapped and borrowed."""

from __future__ import annotations

import random
import re

TOKEN = re.compile(
    rb"<[^<>]{0,300}>|&#?\w{1,10};|\r?\n|[\"'][^\"'\n]{0,100}[\"']|[\w.+:/-]{1,60}|[\x00-\x1f]|[^\w\s]|\s{1,40}"
)
MOST_TOKENS = 6000
ODD = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<!--", b"]]>", b"<![CDATA[", b"&#0;", b"&#xD800;", b"&lt;", b"\r", b"\x85",
    b"\xe2\x80\xa8", b"99999999999999999999", b"-1", b"1e999", b"NaN", b'"', b"'", b"\\u0000", b"\\ud800", b"<script>",
    b"</p>", b"<p", b"--b", b"=?utf-8?q?", b"charset=utf-7", b"0000-00-00", b"9999-12-31T23:59:60+99:99", b"\x1b[2J",
)  # fmt: skip


def mutated(data: bytes, others: list[bytes], seed: int, largest: int) -> bytes:
    """The data with a few changes; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 -- chance, and the same again for the same seed
    tokens = TOKEN.findall(data[: 4 * largest])[:MOST_TOKENS]
    for _ in range(chance.randint(1, 6)):
        _change(tokens, others, chance)
    return b"".join(tokens)[:largest]


def _change(tokens: list[bytes], others: list[bytes], chance: random.Random) -> None:
    """One change."""
    at = chance.randrange(len(tokens) + 1)
    run = tokens[at : at + chance.choice((1, 1, 2, 5, 20))]
    to = chance.randrange(len(tokens) + 1)
    match chance.randrange(7):
        case 0:
            del tokens[at : at + len(run)]
        case 1:
            tokens[to:to] = run
        case 2:
            tokens[at : at + len(run)] = reversed(run)
        case 3:
            tokens.insert(at, chance.choice(ODD))
        case 4:
            tokens[at : at + 1] = [chance.choice(ODD)]
        case 5:
            borrowed = TOKEN.findall(chance.choice(others)[:20_000]) or [b""]
            start = chance.randrange(len(borrowed))
            tokens[at:at] = borrowed[start : start + chance.choice((1, 3, 30))]
        case _:
            tokens[to:to] = run * chance.choice((2, 10, 100))
