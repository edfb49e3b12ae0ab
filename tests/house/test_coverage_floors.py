"""The floors themselves: which file counts where, and what falls short."""

from __future__ import annotations

from typing import Any

from tests.house.coverage_floors import group_of, module_name, shortfalls

FLOORS = {"feedmill.identity": 100, "feedmill.splitting.decoding": 100, "*": 95}


def report(**files: tuple[int, int]) -> dict[str, Any]:
    return {"files": {f"include/feedmill/{name.replace('__', '/')}.py": _figures(*of) for name, of in files.items()}}


def _figures(run: int, lines: int) -> dict[str, Any]:
    return {"summary": {"covered_lines": run, "num_statements": lines, "covered_branches": 0, "num_branches": 0}}


def test_a_file_belongs_to_the_closest_floor() -> None:
    assert group_of("feedmill.identity.names", FLOORS) == "feedmill.identity"
    assert group_of("feedmill.splitting.decoding", FLOORS) == "feedmill.splitting.decoding"
    assert group_of("feedmill.splitting", FLOORS) == "*"
    assert group_of("feedmill.identity_of_another", FLOORS) == "*"


def test_a_room_is_named_by_its_folder() -> None:
    assert module_name("/elsewhere/include/feedmill/identity/__init__.py") == "feedmill.identity"
    assert module_name("include/feedmill/errors.py") == "feedmill.errors"


def test_one_line_that_is_not_run_breaks_a_full_floor_and_not_the_rest() -> None:
    found = shortfalls(report(identity__names=(99, 100), splitting__decoding=(5, 5), mill=(96, 100)), FLOORS)
    assert found == {
        "feedmill.identity": "feedmill.identity: 99.0 % of statements and branches covered, the floor is 100 %",
        "feedmill.splitting.decoding": None,
        "*": None,
    }


def test_the_rest_is_counted_together() -> None:
    found = shortfalls(report(identity__a=(1, 1), splitting__decoding=(1, 1), mill=(1, 10), cli=(990, 990)), FLOORS)
    assert found["*"] is None


def test_a_floor_without_a_room_is_a_failure() -> None:
    found = shortfalls(report(identity__names=(1, 1), mill=(1, 1)), FLOORS)
    assert found["feedmill.splitting.decoding"] == (
        "feedmill.splitting.decoding: a floor for something that is not there"
    )
