"""The files of the project as git knows them, and the functions in them. Not ignored means belonging."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("include", "dags", "plugins")
MIGRATIONS = "warehouse/migrations"


@dataclass(frozen=True, slots=True)
class Function:
    """A function or method, `lines` counted from its `def` to its last line, docstring included."""

    where: str
    lines: int


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, relative to its root; those not yet committed too."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(path for path in map(Path, sorted(filter(None, names))) if (ROOT / path).is_file())


def python(*folders: str) -> list[Path]:
    """The Python files under the folders; without folders, all of them."""
    return [path for path in files() if path.suffix == ".py" and (not folders or path.parts[0] in folders)]


def text(path: Path) -> str:
    """What the file says."""
    return (ROOT / path).read_text(encoding="utf-8")


def functions(*folders: str) -> Iterator[Function]:
    """Every function in the Python files under the folders; migrations, which are written once, left out."""
    for path in python(*folders):
        if MIGRATIONS in path.as_posix():
            continue
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield Function(f"{path}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
