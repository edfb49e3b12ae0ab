"""Sources are added to their file as text: whatever a person wrote there, comments and all, stays as it is."""

from __future__ import annotations

import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

import yaml

from feedmill.errors import UsageError
from feedmill.intake.sources.configured import parse_sources
from feedmill.intake.sources.reasons import SourceReason

LONGEST_NAME = 48
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*|https?://[A-Za-z0-9_./?=&%~+-]+")
"""What YAML takes for a text without quotes."""

MEANT_OTHERWISE = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})

Entry = Mapping[str, str]
"""The fields of a source, as the file has them."""


def add_sources(path: Path, entries: Iterable[Entry]) -> None:
    """Add sources to a file; one that is not there is made. Raises `UsageError`, and nothing was changed then."""
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = with_added(before, entries)
        parse_sources(after, path.name)
        _replace(path, after)
    except (OSError, UnicodeError) as error:
        raise UsageError(SourceReason.SOURCES_UNREADABLE, f"{path}: {error}") from None


def with_added(text: str, entries: Iterable[Entry]) -> str:
    """The text of a file with these sources at the end of its list. Raises `UsageError` for a list in brackets."""
    parse_sources(text, "the file")
    added = "".join(map(_item, entries))
    node = _value(text)
    if node is None:
        return f"{_ended(text)}sources:\n{added}"
    if not (isinstance(node, yaml.SequenceNode) and node.value):
        start, end = node.start_mark.index, node.end_mark.index
        return f"{text[:start].rstrip(' ')}\n{added.rstrip()}{text[end:] or chr(10)}"
    if node.flow_style:
        raise UsageError(SourceReason.LIST_IN_BRACKETS, f"line {node.start_mark.line + 1}")
    indented = "".join(f"{' ' * node.start_mark.column}{line[2:]}\n" for line in added.splitlines())
    at = _behind(text, node)
    return f"{_ended(text[:at])}{indented}{text[at:]}"


def new_name(said: str, taken: Container[str]) -> str:
    """A name for a source that nobody has, made of what is said of it (a title, a host)."""
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    name = re.sub("[^a-z0-9]+", "-", plain)[:LONGEST_NAME].strip("-") or "source"
    return next(one for one in (name, *(f"{name}-{at}" for at in range(2, 100_000))) if one not in taken)


def _item(entry: Entry) -> str:
    lines = [f"{name}: {_scalar(value)}" for name, value in entry.items()]
    return "".join(f"  {'- ' if at == 0 else '  '}{line}\n" for at, line in enumerate(lines))


def _scalar(value: str) -> str:
    """A value as YAML: as it is where that is plain, else in quotes, as JSON writes it."""
    plain = PLAIN.fullmatch(value) and value.lower() not in MEANT_OTHERWISE
    return value if plain else json.dumps(value, ensure_ascii=False)


def _value(text: str) -> yaml.Node | None:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == "sources"), None)


def _behind(text: str, node: yaml.Node) -> int:
    """Where the line ends that holds the last thing in the list; comments after it belong to what follows."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = text.find("\n", node.end_mark.index - (node.end_mark.column == 0))
    return len(text) if end < 0 else end + 1


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _replace(path: Path, text: str) -> None:
    """Put the text in the place of the file in one step, with its mode."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(draft).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
