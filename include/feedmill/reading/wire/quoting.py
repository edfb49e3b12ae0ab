"""Tags as SGML and old HTML have them, as XML has them: each attribute with a value in quotes, and once.

`<table border=0 nowrap>` is `<table border="0" nowrap="nowrap">`. A parser of XML that is lenient loses what stands
behind such a tag.
"""

from __future__ import annotations

import re

TAG = re.compile(
    r"<(?P<name>[A-Za-z_][\w.:-]*+)(?P<said>\s(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>"
    r"|<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)",
    re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"\s*+(?P<name>[A-Za-z_][\w.:-]*+)(?:\s*+=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+(?=[\s\"']|\Z)"
)
BARE_END = re.compile(r"=\s{0,9}[^\s\"'=]{1,2000}/\Z")
"""An address without quotes at the end of a tag, whose last stroke is its own."""


def quoted(xml: str) -> str:
    """The text with every tag's attributes in quotes; a tag that holds anything else is left as it is."""
    return TAG.sub(_mended, xml)


def _mended(tag: re.Match[str]) -> str:
    """A tag with its attributes in quotes, each once."""
    if tag["said"] is None:
        return tag[0]
    said = tag["said"].rstrip()
    empty = "/" if said.endswith("/") and BARE_END.search(said[-2009:]) is None else ""
    stated = _stated(said.removesuffix(empty).rstrip())
    if stated is None:
        return tag[0]
    once: dict[str, str] = {}
    for name, value in stated:
        once.setdefault(name, value)
    if len(once) == len(stated) and all(map(_is_quoted, once.values())):
        return tag[0]
    told = [f" {name}={value}" if _is_quoted(value) else f' {name}="{value}"' for name, value in once.items()]
    return f"<{tag['name']}{''.join(told)}{empty}>"


def _stated(said: str) -> list[tuple[str, str]] | None:
    """The attributes of a tag, one without a value with its name as that; None where something else stands there."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(said):
        attribute = ATTRIBUTE.match(said, at)
        if attribute is None:
            return None
        found.append((attribute["name"], attribute["value"] or attribute["name"]))
        at = attribute.end()
    return found


def _is_quoted(value: str) -> bool:
    """Whether a value stands in quotes."""
    return value[:1] in ("'", '"')
