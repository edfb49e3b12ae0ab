"""Imports go one way: the contracts of pyproject.toml, and what DAG and plugin files may look at."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import MIGRATIONS, ROOT, python, text

SEEN = ("airflow", "feedmill_airflow", "feedmill.settings")


def test_every_import_contract_holds() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def imported(path: Path) -> set[str]:
    """The modules that a file imports, anywhere in it."""
    nodes = list(ast.walk(ast.parse(text(path))))
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def foreign(module: str) -> bool:
    """Whether the module is neither Python's own nor one that a DAG file may see."""
    ours = any(module == seen or module.startswith(f"{seen}.") for seen in SEEN)
    return not ours and module.split(".", maxsplit=1)[0] not in sys.stdlib_module_names


@pytest.mark.parametrize("path", python("dags", "plugins"), ids=str)
def test_a_dag_or_plugin_file_sees_airflow_and_the_glue_alone(path: Path) -> None:
    assert [module for module in imported(path) if foreign(module)] == []


@pytest.mark.parametrize("path", [path for path in python("include") if MIGRATIONS not in path.as_posix()], ids=str)
def test_every_folder_with_modules_is_a_package(path: Path) -> None:
    assert (ROOT / path).with_name("__init__.py").is_file()
