"""Functions and modules stay small enough to be read at a glance."""

from __future__ import annotations

from statistics import median, quantiles

import pytest

from tests.house.sources import CODE, MIGRATIONS, functions, python, text

LONGEST_FUNCTION = 50
LONGEST_MODULE = 300
LONGEST_DAG_FILE = 80


def test_no_function_is_longer_than_a_screen() -> None:
    assert [f"{found.where}: {found.lines} lines" for found in functions(*CODE) if found.lines > LONGEST_FUNCTION] == []


def test_half_of_the_functions_have_at_most_8_lines_and_nine_in_ten_at_most_30() -> None:
    lines = [found.lines for found in functions(*CODE)]
    assert median(lines) <= 8
    assert quantiles(lines, n=10)[-1] <= 30


@pytest.mark.parametrize(("folders", "limit"), [((*CODE, "tests"), LONGEST_MODULE), (("dags",), LONGEST_DAG_FILE)])
def test_no_module_is_longer_than_its_kind_may_be(folders: tuple[str, ...], limit: int) -> None:
    lengths = {path: len(text(path).splitlines()) for path in python(*folders) if MIGRATIONS not in path.as_posix()}
    assert {str(path): lines for path, lines in lengths.items() if lines > limit} == {}
