"""Views of sources for people: what is configured, what came of looking, what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from feedmill.showing.rows import Row
from feedmill.showing.terminal import one_line

WORDS = {"ALERT": "bold red", "fails": "yellow", "well": "green"}
STYLES = {"changed": "green", "failed": "red", "put_off": "yellow"}


class SourcesForPeople:
    """Tables of sources."""

    _console: Console

    def sources(self, rows: Iterable[Row]) -> None:
        """A line a source."""
        table = _table("name", "kind", "active", "cadence", "follow", "address")
        found = list(rows)
        if not found:
            self._console.print(Text("No sources are configured: see docs/fetching.md."))
            return
        for row in found:
            table.add_row(
                *(_cell(row.get(name)) for name in ("name", "kind", "active", "cadence", "follow", "address"))
            )
        self._console.print(table)

    def checks(self, rows: Iterable[Row]) -> bool:
        """A line a check, then how many there were of each outcome. True when one failed."""
        count = Counter[str]()
        for row in rows:
            count[row["outcome"]] += 1
            said = row["reason"] or f"{row['new']} new" if row["reason"] or row["outcome"] == "changed" else ""
            line = f"{row['source']:<24} {row['outcome']:<10} {_plain(row['status']):<4} {said}"
            self._console.print(one_line(line, style=STYLES.get(row["outcome"], "")), soft_wrap=True)
            if row["detail"]:
                self._console.print(one_line(f"{'':<24} {row['detail']}", style="dim"), soft_wrap=True)
        told = "  ".join(f"{name} {number}" for name, number in sorted(count.items())) or "nothing is due"
        self._console.print(Text(told))
        return count["failed"] > 0

    def health(self, rows: Iterable[Row]) -> bool:
        """A line a source, and below it what is wrong. True when something is."""
        wrong = False
        for row in rows:
            alerts = row["alerts"]
            wrong = wrong or bool(alerts)
            last = row.get("reason") or row.get("outcome") or "never looked at"
            word = "ALERT" if alerts else "fails" if row.get("reason") else "well"
            line = f"{word:<6} {row['source']:<24} {last:<16} {_plain(row.get('checked_at'))}"
            self._console.print(one_line(line, style=WORDS[word]), soft_wrap=True)
            for alert in alerts:
                told = f"{'':<6} {alert['kind']} since {_plain(alert['opened_at'])}: {alert['detail']}"
                self._console.print(one_line(told, style="red"), soft_wrap=True)
        return wrong


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, expand=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _cell(value: object) -> Text:
    return one_line(_plain(value))


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "-" if value is None else "yes" if value is True else "no" if value is False else str(value)
