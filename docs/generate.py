"""Writes the generated sections of the pages in docs/ and of the README anew: `python -m docs.generate`.

A section stands between `<!-- generated: NAME -->` and `<!-- end of NAME -->`. What it says is taken from the code:
settings, reason codes, formats, tables, views, DAGs. tests/docs/ holds every section to be current.
"""

from __future__ import annotations

import ast
import importlib
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable
from enum import Enum
from pathlib import Path
from typing import Any

from docs import format_pages, source_pages

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "README.md",
    "docs/architecture.md",
    "docs/operating.md",
    "docs/warehouse.md",
    "docs/formats.md",
    "docs/dags.md",
    "docs/fetching.md",
    "docs/hostile.md",
)
SECTION = re.compile(
    r"(?P<opening><!-- generated: (?P<name>[a-z-]+) -->\n)(?P<body>.*?)(?P<closing><!-- end of (?P=name) -->)",
    re.DOTALL,
)


def main() -> int:
    """Write every page whose sections are not current; returns 0."""
    for name in PAGES:
        page = ROOT / name
        said = page.read_text(encoding="utf-8")
        current = rendered(said)
        if current != said:
            page.write_text(current, encoding="utf-8")
            sys.stdout.write(f"{name} written anew\n")
    for page, current in (format_pages.pages() | source_pages.pages()).items():
        if not page.exists() or page.read_text(encoding="utf-8") != current:
            page.parent.mkdir(exist_ok=True)
            page.write_text(current, encoding="utf-8")
            sys.stdout.write(f"{page.relative_to(ROOT)} written anew\n")
    return 0


def rendered(page: str) -> str:
    """The page with every generated section as it should be. Raises `KeyError` for a section that nobody makes."""
    return SECTION.sub(lambda found: found["opening"] + SECTIONS[found["name"]]() + found["closing"], page)


def settings() -> str:
    """A row for each field of `Settings`."""
    from feedmill.settings import Settings

    rows = [
        (f"`FEEDMILL_{name.upper()}`", _default(name, field), _limits(field), field.description or "")
        for name, field in Settings.model_fields.items()
    ]
    return _table(("variable", "default", "limits", "what it is"), rows)


def reasons() -> str:
    """A table of reason codes for each room that has some."""
    return "\n".join(
        f"### {_heading(reason)}\n\n"
        + _table(
            ("code", "what it means", "what to do", "by itself"),
            [(f"`{member.value}`", member.means, member.todo, "yes" if member.transient else "") for member in reason],
        )
        for reason in reason_enums()
    )


def reason_enums() -> list[Any]:
    """Every enum of reason codes, by the name of its module."""
    from feedmill.errors import Reason

    for path in sorted((ROOT / "include").rglob("*.py")):
        if re.search(r"^class \w+\(Reason\):", path.read_text(encoding="utf-8"), re.MULTILINE):
            importlib.import_module(".".join(path.relative_to(ROOT / "include").with_suffix("").parts))
    found: list[Any] = sorted(Reason.__subclasses__(), key=lambda reason: (reason.__module__, reason.__qualname__))
    return [reason for reason in found if reason.__module__.startswith("feedmill")]


def formats() -> str:
    """A row for each format that has a reader, by the docstring of the module that reads it."""
    from feedmill.reading.registry import READERS

    rows = []
    for kind, reader in READERS.items():
        module = importlib.import_module(reader.partition(":")[0])
        rows.append((f"[`{kind.value}`](formats/{kind.value}.md)", _first_line(module), f"`{module.__name__}`"))
    return _table(("format", "how it is read", "module"), rows)


def not_read() -> str:
    """What is recognised by its first bytes, and goes to quarantine as `unknown_format`."""
    from feedmill.reading.sniffing import MAGIC, Format

    every = {phrase for _, _, phrase in MAGIC}
    named = sorted((phrase for phrase in every if not isinstance(phrase, Format)), key=str.casefold)
    return "Recognised and named in the quarantine row: " + "; ".join(named) + ".\n"


def rooms() -> str:
    """A row for each room of the core, by the first line of its docstring, from the top floor down."""
    shown = []
    for name in ROOMS:
        path = next(
            ROOT.glob(f"include/{name.replace('.', '/')}/__init__.py"), ROOT / f"include/{name.replace('.', '/')}.py"
        )
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        shown.append((f"`{name}`", " ".join(told.split("\n\n")[0].split())))
    return _table(("room", "what it knows"), shown)


def tables() -> str:
    """The tables of the warehouse with their columns."""
    from sqlalchemy.engine import make_url

    from feedmill.warehouse.tables import metadata

    dialect = make_url("postgresql+psycopg://").get_dialect()()
    parts = []
    for table in metadata.sorted_tables:
        rows = [
            (f"`{column.name}`", column.type.compile(dialect=dialect), _key(column), column.comment or "")
            for column in table.columns
        ]
        parts.append(
            f"### {table.name}\n\n{table.comment}\n\n" + _table(("column", "type", "key", "what it holds"), rows)
        )
    return "\n".join(parts)


def picture() -> str:
    """The tables and what they refer to, as a Mermaid diagram."""
    from feedmill.warehouse.tables import metadata

    ties = {
        (key.column.table.name, table.name, key.parent.name)
        for table in metadata.sorted_tables
        for key in table.foreign_keys
    }
    lines = [f"    {one} ||--o{{ {many} : {column}" for one, many, column in sorted(ties)]
    return "```mermaid\nerDiagram\n" + "\n".join(lines) + "\n```\n"


def views() -> str:
    """The views of the warehouse with the names of their columns."""
    from feedmill.warehouse.views import VIEWS

    columns = _view_columns()
    return "\n".join(
        f"### {view.name}\n\n{view.shows}\n\nColumns: {', '.join(f'`{name}`' for name in columns[view.name])}.\n"
        for view in VIEWS
    )


def as_of() -> str:
    """The statement for SQLite that gives the stories as they were known at a moment."""
    from feedmill.warehouse.views import AS_OF

    lines = (line.rstrip() for line in AS_OF.split("\n"))
    return "```sql\n" + "\n".join(line for line in lines if line) + ";\n```\n"


def dags() -> str:
    """Each DAG's own documentation, as the UI shows it."""
    return "\n".join(
        f"## {name}\n\n{sentence}\n\n{notes.strip()}\n"
        for name, sentence, notes in map(_told, sorted(ROOT.glob("dags/*.py")))
    )


def sources() -> str:
    """A table of fields for each kind of source."""
    return "\n".join(
        f"### {heading}\n\n{sentence}\n\n" + _table(("field", "default", "what it is"), rows)
        for heading, sentence, rows in source_pages.tables()
    )


def hostile() -> str:
    """A row for each way in which a source of the tests misbehaves."""
    return _table(("the source", "the look", "archived, loaded"), source_pages.misbehaving())


SECTIONS: dict[str, Callable[[], str]] = {
    "settings": settings,
    "reasons": reasons,
    "formats": formats,
    "not-read": not_read,
    "rooms": rooms,
    "tables": tables,
    "picture": picture,
    "views": views,
    "as-of": as_of,
    "dags": dags,
    "sources": sources,
    "hostile": hostile,
}
PLACES = {"home": "var/", "sources": "include/sources.yaml"}
"""Settings whose default depends on where feedmill stands."""

ROOMS = (
    "feedmill_airflow",
    "feedmill.cli",
    "feedmill.commands",
    "feedmill.showing",
    "feedmill.mill",
    "feedmill.milling",
    "feedmill.pipeline",
    "feedmill.intake",
    "feedmill.archive",
    "feedmill.warehouse",
    "feedmill.operating",
    "feedmill.reading",
    "feedmill.splitting",
    "feedmill.normalising",
    "feedmill.identity",
    "feedmill.ports",
    "feedmill.model",
    "feedmill.settings",
    "feedmill.trees",
    "feedmill.errors",
)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), ["---"] * len(list(head)), *map(list, rows)]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _default(name: str, field: Any) -> str:
    if name in PLACES:
        return f"`{PLACES[name]}` in the clone"
    value = field.default
    if value in (None, (), {}):
        return "unset"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _limits(field: Any) -> str:
    signs = {
        "gt": "more than",
        "ge": "at least",
        "lt": "less than",
        "le": "at most",
        "min_length": "characters: at least",
    }
    told = [
        f"{words} {getattr(limit, sign)}"
        for limit in field.metadata
        for sign, words in signs.items()
        if hasattr(limit, sign)
    ]
    return ", ".join(told)


def _heading(reason: type[Enum]) -> str:
    return (reason.__doc__ or reason.__name__).split("\n")[0].rstrip(".")


def _first_line(module: Any) -> str:
    return " ".join((module.__doc__ or "").strip().split("\n\n")[0].split())


def _key(column: Any) -> str:
    told = ["primary"] if column.primary_key else []
    told += [f"to `{key.column.table.name}`" for key in column.foreign_keys]
    if not column.nullable and not column.primary_key:
        told.append("not null")
    return ", ".join(told)


def _view_columns() -> dict[str, list[str]]:
    """The columns of each view, as a database in memory names them."""
    from sqlalchemy import create_engine

    from feedmill.warehouse.tables import metadata
    from feedmill.warehouse.views import VIEWS

    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(":memory:"))
    found = {}
    with engine.begin() as connection:
        metadata.create_all(connection)
        for view in VIEWS:
            connection.exec_driver_sql(f"CREATE VIEW {view.name} AS {view.on('sqlite')}")
            found[view.name] = list(connection.exec_driver_sql(f"SELECT * FROM {view.name}").keys())  # noqa: S608 -- a constant of the code
    engine.dispose()
    return found


def _told(path: Path) -> tuple[str, str, str]:
    """The DAG's name, its one sentence, and its triage notes, read without loading Airflow."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    constants = {
        target.id: node.value.value
        for node in body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    (function,) = (node for node in body if isinstance(node, ast.FunctionDef) and node.decorator_list)
    return function.name, ast.get_docstring(function) or "", str(constants["TRIAGE"])


if __name__ == "__main__":
    sys.exit(main())
