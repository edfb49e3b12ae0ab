"""Writes docs/formats/, a page for each format that is read: `python -m docs.generate` calls it.

What a page says is taken from the code: how the format is read, from what rules, in which dialects (the docstring of
the module that reads it), and which of its fields are understood (every statement that a reader makes by name).
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "formats"
READING = "feedmill.reading."
SHARED = frozenset(
    READING + name for name in ("stating", "piece", "registry", "sniffing", "reasons", "pages.hints", "pages.forms")
)
"""Modules whose words are no fields of a format: those that every reader uses, and those that judge by words."""

STATING = {"say": 2, "add": 2, "date": 2, "url": 1}
"""The methods of `Statements`, and which of their arguments names the format's field."""

DATES = {"published": "published_at", "updated": "updated_at", "embargoed": "embargoed_until"}

Named = tuple[str, str]
"""A field of feedmill's, and the format's field that it is stated by."""


def pages() -> dict[Path, str]:
    """Every page of the folder, by its path."""
    from feedmill.reading.registry import READERS

    return {FOLDER / f"{kind.value}.md": page(kind.value, reader) for kind, reader in READERS.items()}


def page(kind: str, reader: str) -> str:
    """The page of one format; `reader` is its entry in the registry."""
    module, _, function = reader.partition(":")
    said = inspect.cleandoc(importlib.import_module(module).__doc__ or "")
    doc = inspect.cleandoc(getattr(importlib.import_module(module), function).__doc__ or "")
    parts = [f"# `{kind}`", "Written by `make docs`; do not edit.", said, doc, *_table(sorted(set(stated(module))))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(named: list[Named]) -> list[str]:
    """What is stated, by field of feedmill's, with every field of the format that says so."""
    if not named:
        return ["States no metadata: what stands in it is read by its own format."]
    by_field: dict[str, list[str]] = {}
    for field, source in named:
        by_field.setdefault(field, []).append(f"`{source}`")
    rows = [f"| `{field}` | {', '.join(sources)} |" for field, sources in by_field.items()]
    return ["## Fields understood", "\n".join(["| field | stated by |", "| --- | --- |", *rows])]


def stated(module: str) -> Iterator[Named]:
    """Every statement by name that a reader, and the modules of reading that it uses, make."""
    known = _fields()
    for tree in _trees(module):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from _said(node, known)
            elif isinstance(node, ast.Tuple | ast.Dict):
                yield from _tabled(node, known)
            elif isinstance(node, ast.Assign):
                yield from _listed(node, known)


def _fields() -> frozenset[str]:
    """The names of what can be stated."""
    from feedmill.model import Stated

    return frozenset(field.name for field in fields(Stated)) - {"fields"}


def _trees(module: str) -> Iterator[ast.Module]:
    """The source of a module and of the modules of reading that it imports, each once; those shared by all left out."""
    left, seen = [module], {module}
    while left:
        tree = ast.parse(Path(importlib.import_module(left.pop()).__file__ or "").read_text(encoding="utf-8"))
        yield tree
        found = [name for name in _imported(tree) if name not in seen and name not in SHARED]
        seen |= set(found)
        left += found


def _imported(tree: ast.Module) -> list[str]:
    """The modules of reading that a module imports from."""
    names = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return [name for name in names if name.startswith(READING)]


def _said(call: ast.Call, known: frozenset[str]) -> Iterator[Named]:
    """A call of a method of `Statements` whose arguments are literal."""
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    place = STATING.get(method)
    if place is None or len(call.args) <= place:
        return
    source = _literal(call.args[place])
    field = "url" if method == "url" else _literal(call.args[0])
    field = DATES.get(field, field) if method == "date" else field
    if source and field in known:
        yield field, source


def _tabled(node: ast.Tuple | ast.Dict, known: frozenset[str]) -> Iterator[Named]:
    """A pair of a table that says which field states what, either way round."""
    pairs: Iterable[tuple[ast.expr | None, ast.expr]]
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
    else:
        pairs = [(node.elts[0], node.elts[1])] if len(node.elts) == 2 else []
    for key, value in pairs:
        first, second = _literal(key), _literal(value)
        if first in known and second and second not in known:
            yield first, second
        elif second in known and first and first not in known:
            yield second, first


def _listed(node: ast.Assign, known: frozenset[str]) -> Iterator[Named]:
    """A constant that is called as a field is, and lists the names of those that state it."""
    target = node.targets[0]
    name = target.id.lower() if isinstance(target, ast.Name) and target.id.isupper() else ""
    field = DATES.get(name, name)
    if field in known and isinstance(node.value, ast.Tuple):
        yield from ((field, source) for source in map(_literal, node.value.elts) if source)


def _literal(node: ast.expr | None) -> str:
    """The text of a literal; of a formatted one, with what is filled in as `...`; blank for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return " ".join(node.value.split())
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "..." for part in node.values)
    return ""
