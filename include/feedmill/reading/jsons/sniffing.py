"""Whether a text is JSON, or meant to be, and of which kind: told by how it begins.

JSON that is broken is still JSON, and is rejected as that, with its place. Prose in brackets is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from feedmill.errors import Rejected
from feedmill.reading.jsons.loading import decode, forgiven
from feedmill.reading.jsons.naming import names_agency_items

Kind = Literal["ninjs", "json_feed", "json", "json_lines"]

HEAD = 64 * 1024
LINES = 20
LONGEST_LINE = 8 * 1024**2
WHOLE = 4 * 1024**2
"""Lists of plain values are known by parsing them; longer ones are taken for what they look like."""

BLANKS = " \t\r\n\x1e"
KEYED = re.compile(
    r"""[\[\s]{0,500}+\{\s{0,500}+(?:
        "(?:[^"\\]|\\.){0,500}+"\s{0,20}+(?::|\Z)
        | '[^'\n]{0,100}+'\s{0,20}+:
        | [A-Za-z_$][\w$]{0,60}+\s{0,20}+:\s{0,20}+(?:["'\[{0-9]|true\b|false\b|null\b)
        | "[^"]{0,500}+\Z
        | \}\s{0,500}+(?:\Z|[,\]{])
    )""",
    re.VERBOSE | re.DOTALL,
)
COMMENTS = re.compile(r"(?:(?://[^\n]{0,400}+\n|/\*.{0,2000}?\*/)\s{0,99}+){1,20}+", re.DOTALL)
"""Comments before the data, as JSON5 and JavaScript have them."""

NESTED = re.compile(r"(?:\[\s{0,20}+){8}")
MEMBER = re.compile(r'"([A-Za-z_$@][\w$ -]{0,40})"\s{0,20}:')
FEED = re.compile(r'"version"\s{0,20}:\s{0,20}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
FEED_MEMBERS = frozenset(("home_page_url", "feed_url", "next_url", "user_comment"))


def json_kind(text: str) -> Kind | None:
    """The kind of JSON that a text is, or is meant to be; None where it is none."""
    head = COMMENTS.sub("", text[:HEAD].lstrip(BLANKS), count=1).lstrip(BLANKS)
    if not head.startswith(("{", "[")):
        return None
    if not KEYED.match(head) and not NESTED.match(head):
        return "json" if _is_plain_json(text) else None
    if head.startswith("{") and _is_lines(text):
        return "json_lines"
    members = {match[1] for match in MEMBER.finditer(head)}
    if FEED.search(head) or ("items" in members and not members.isdisjoint(FEED_MEMBERS)):
        return "json_feed"
    return "ninjs" if names_agency_items(tuple(members)) else "json"


def _is_plain_json(text: str) -> bool:
    """Whether a text that begins with a bracket is JSON as a whole: a list of words or numbers, an empty object."""
    stripped = text.strip(BLANKS)
    if stripped[-1:] not in ("]", "}") or len(stripped) > WHOLE:
        return False
    try:
        decode(stripped)
    except (ValueError, Rejected):
        return False
    return True


def _is_lines(text: str) -> bool:
    """Whether the first lines are values of their own; one or another of them may be broken."""
    first = [line for line in islice(_complete_lines(text), LINES) if line]
    if len(first) > 1 and _is_object(first[0]) and any(_is_object(line) for line in first[1:] if line[:1] == "{"):
        return True
    objects = [line for line in first if line.startswith("{")]
    if len(first) < 2 or len(objects) < 0.8 * len(first):
        return False
    good = sum(1 for line in objects if _is_object(line))
    return good >= 1 and 2 * good >= len(first)


def _complete_lines(text: str) -> Iterator[str]:
    """The lines, without the blanks around them."""
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text[at : min(end, at + LONGEST_LINE)].strip(f"{BLANKS}\ufeff")
        at = end + 1


def _is_object(line: str) -> bool:
    """Whether a line is a JSON object."""
    try:
        return isinstance(forgiven(line)[0], dict)
    except (ValueError, Rejected):
        return False
