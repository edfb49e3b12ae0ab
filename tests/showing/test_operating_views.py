"""Balances, steps of the maintenance and progress, for people and as JSON."""

from __future__ import annotations

import json
import time
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from feedmill.showing.jsonlines import JsonLines
from feedmill.showing.people import People
from feedmill.showing.progress import Progress

BALANCE: dict[str, Any] = {
    "day": "2026-03-01", "arrivals": 3, "deliveries": 3, "refused": 0, "known": 1, "erased": 0, "unbalanced": [],
}  # fmt: skip
STEP: dict[str, Any] = {"step": "check", "counts": {"invariants": 10, "broken": 1}, "well": False, "cases": ["x: y"]}


def people() -> tuple[People, StringIO]:
    text = StringIO()
    return People(Console(file=text, width=160, highlight=False, markup=False, emoji=False)), text


def test_counts_that_are_0_everywhere_are_left_out_of_the_table() -> None:
    shown, text = people()
    assert shown.ledgers([BALANCE, BALANCE | {"day": None}])
    assert "known" in text.getvalue()
    assert "erased" not in text.getvalue()
    assert "2026-03-01" in text.getvalue()


def test_what_does_not_balance_is_told() -> None:
    shown, text = people()
    assert not shown.ledgers([BALANCE | {"unbalanced": ["3 deliveries, 2 accounted for"]}])
    assert "2026-03-01 does not balance: 3 deliveries" in text.getvalue()
    assert shown.ledgers([])


def test_a_step_that_found_something_is_told_with_its_cases(capsys: pytest.CaptureFixture[str]) -> None:
    shown, text = people()
    assert not shown.maintained([dict(STEP), {"step": "learn", "counts": {}, "well": True, "cases": []}])
    assert "LOOK  check" in text.getvalue()
    assert "x: y" in text.getvalue()
    assert not JsonLines().maintained([dict(STEP)])
    assert JsonLines().ledgers([BALANCE])
    step, balance = map(json.loads, capsys.readouterr().out.splitlines())
    assert step == {
        "type": "maintenance", "step": "check", "well": False, "cases": ["x: y"], "invariants": 10, "broken": 1,
    }  # fmt: skip
    assert balance == {"type": "ledger", **BALANCE}


class Terminal(StringIO):
    """A stderr that is one."""

    def isatty(self) -> bool:
        return True


def test_progress_is_told_on_a_terminal_once_in_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    silent, terminal = StringIO(), Terminal()
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    told = [Progress(silent), Progress(terminal)]
    for now, done in ((0.1, 1), (1.0, 1200), (1.1, 1300)):  # noqa: B007 -- the clock above reads it
        for each in told:
            each("originals read back", done)
    assert silent.getvalue() == ""
    assert terminal.getvalue().count("originals read back: 1,200") == 1
    assert "1,300" not in terminal.getvalue()
