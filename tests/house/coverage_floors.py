"""A pytest plugin that ends a session with `--cov` by one more result a floor: is enough of each room covered?

The floors stand in pyproject.toml under [tool.feedmill.coverage-floors]: a module or room, or `*` for all the rest.
A floor for something that is not there fails, so that a room that moves takes its floor along.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from coverage.exceptions import NoDataError

REST = "*"


@dataclass(frozen=True, slots=True)
class Covered:
    """How many of a group's statements and branches were run."""

    run: int = 0
    all: int = 0

    def __add__(self, other: Covered) -> Covered:
        return Covered(self.run + other.run, self.all + other.all)

    @property
    def percent(self) -> float:
        """From 0 to 100; nothing to run is fully covered."""
        return 100 * self.run / self.all if self.all else 100.0


def shortfalls(report: Mapping[str, Any], floors: Mapping[str, float]) -> dict[str, str | None]:
    """For each floor what is wrong, or None. `report` is what `coverage json` writes."""
    groups: dict[str, Covered] = {}
    for path, figures in report["files"].items():
        group = group_of(module_name(path), floors)
        groups[group] = groups.get(group, Covered()) + _covered(figures["summary"])
    return {name: _verdict(name, floor, groups.get(name)) for name, floor in floors.items()}


def module_name(path: str) -> str:
    """The dotted name of a source file under include/."""
    parts = Path(path).with_suffix("").parts
    inside = parts[parts.index("include") + 1 :]
    return ".".join(inside[:-1] if inside[-1] == "__init__" else inside)


def group_of(module: str, floors: Mapping[str, float]) -> str:
    """The closest floor that names the module or a room that it stands in."""
    holders = [name for name in floors if module == name or module.startswith(f"{name}.")]
    return max(holders, key=len, default=REST)


def _covered(summary: Mapping[str, int]) -> Covered:
    run = summary["covered_lines"] + summary["covered_branches"]
    return Covered(run, summary["num_statements"] + summary["num_branches"])


def _verdict(name: str, floor: float, covered: Covered | None) -> str | None:
    if covered is None:
        return f"{name}: a floor for something that is not there"
    if covered.percent < floor:
        return f"{name}: {covered.percent:.1f} % of statements and branches covered, the floor is {floor} %"
    return None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """After the last test, and after pytest-cov has put its data together: a result for each floor.

    Where workers divide the tests, the session that started them puts together what all of them covered.
    """
    outcome = yield
    cov = getattr(session.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    is_worker = hasattr(session.config, "workerinput")
    if cov is not None and not is_worker and not session.config.option.collectonly:
        _report(session, cov.cov)
    return outcome


def _report(session: pytest.Session, cov: Any) -> None:
    settings = tomllib.loads((session.config.rootpath / "pyproject.toml").read_text(encoding="utf-8"))
    floors = settings["tool"]["feedmill"]["coverage-floors"]
    for name, problem in shortfalls(_measured(cov), floors).items():
        session.config.hook.pytest_runtest_logreport(report=_result(name, problem))


def _measured(cov: Any) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile(suffix=".json") as written:
        try:
            cov.json_report(outfile=written.name)
        except NoDataError:
            return {"files": {}}
        return dict(json.loads(Path(written.name).read_bytes()))


def _result(name: str, problem: str | None) -> pytest.TestReport:
    where = ("pyproject.toml", None, f"coverage floor {name}")
    return pytest.TestReport(
        nodeid=f"pyproject.toml::coverage floor {name}",
        location=where,
        keywords={},
        outcome="failed" if problem else "passed",
        longrepr=problem,
        when="call",
    )
